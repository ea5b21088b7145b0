"""Collect every mistake of one reading before any is reported."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.errors import InputError, Place, Problem


@dataclass(slots=True)
class Problems:
    """The mistakes found so far; true when there are any."""

    found: list[Problem] = field(default_factory=list)

    def add(self, place: Place, code: str, message: str) -> None:
        """Remember a mistake; whatever its message quotes, it stays on one line."""
        self.found.append(Problem(place, code, printable(message)))

    def __bool__(self) -> bool:
        """Say whether there is any mistake."""
        return bool(self.found)

    def raise_if_any(self) -> None:
        """Raise one `InputError` with all mistakes."""
        if self.found:
            raise InputError(*self.found)


def meant(name: str, known: Iterable[str]) -> str:
    """End a message about an unknown name with the nearest known one, where one is near."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean `{near[0]}`?" if near else ""


def shortened(value: object, limit: int = 60) -> str:
    """Show a value in a message, on one line and cut where it is long."""
    if isinstance(value, dict | list | tuple):
        return "a mapping" if isinstance(value, dict) else "a list"
    if value is None or isinstance(value, bool):
        return "nothing" if value is None else str(value).lower()
    if value == "":
        return "no text"
    text = str(value)
    shown = printable(text if len(text) <= limit else f"{text[:limit]}…")
    return f"`{shown}`" if isinstance(value, str) else shown


def printable(text: str) -> str:
    """Write line breaks and control characters as escapes, so that a message stays one line."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
