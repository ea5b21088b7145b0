"""Mistakes in the user's files: where they are, what was found, what was expected."""

import difflib
from collections.abc import Collection
from dataclasses import dataclass

_LISTED = 12  # names in a message


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file, shown relative to the report's folder; lines and columns count from 1, 0 = not known."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Write `file`, `file:line` or `file:line:column`, as far as it is known."""
        known = [self.file, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(known)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: its place, a short stable code, and a message that says what was found and what was expected."""

    place: Place
    code: str
    message: str

    def __str__(self) -> str:
        """Write the line that the user sees."""
        return f"{self.place}: {self.message}"


class InputError(Exception):
    """All mistakes of one reading, in the order of their places; nothing is written when it is raised."""

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems sorted and without repetitions."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(name: str, known: Collection[str]) -> str:
    """Say which known name is meant, where one is near; otherwise list them."""
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f": did you mean `{near[0]}`?"
    if not known:
        return ""
    *shown, last = [f"`{each}`" for each in sorted(known)[:_LISTED]]
    if len(known) > _LISTED:
        shown, last = [*shown, last], f"{len(known) - _LISTED:,} more"
    names = f"{', '.join(shown)} and {last}" if shown else last
    return f"; there {'is' if len(known) == 1 else 'are'} {names}"
