"""What was parsed of the large texts of `results/` the last time, for as long as they say the same."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import msgspec

from generator.kept import FOLDER, keep, kept
from generator.load.problems import Problems

T = TypeVar("T")
Parser = Callable[[str, str, Problems], T | None]  # of a text, and the file that it stands in

_WORTH_IT = 20_000  # characters from which it pays to keep what they were parsed to
_NAME = "reading/texts"  # in `build/cache/`


class _Parsed(msgspec.Struct, array_like=True):
    sha256: str  # of the text
    value: msgspec.Raw


@dataclass(slots=True, eq=False)
class ParsedTexts:
    """What texts were parsed to, by their files; without a folder nothing is recalled or kept."""

    build: Path | None = None
    keeps: bool = True
    recalls: bool = True
    now: dict[str, _Parsed] = field(default_factory=dict)
    _last: dict[str, _Parsed] | None = None

    def of(self, text: str, file: str, kind: type[T], parse: Parser[T], *, problems: Problems) -> T | None:
        """Give what a file's text is parsed to: plain data of this kind, kept where nothing is wrong with it."""
        if self.build is None or len(text) < _WORTH_IT:
            return parse(text, file, problems)
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        known = self._known().get(file)
        if known is not None and known.sha256 == digest:
            with suppress(msgspec.DecodeError):
                value = msgspec.msgpack.decode(known.value, type=kind)
                self.now[file] = known
                return value
        before = len(problems.found)
        parsed = parse(text, file, problems)
        if len(problems.found) == before:
            with suppress(OverflowError, TypeError):
                self.now[file] = _Parsed(digest, msgspec.Raw(msgspec.msgpack.encode(parsed)))
        return parsed

    def keep(self) -> None:
        """Keep what was parsed for the next time; where that cannot be written, all is parsed again."""
        if self.build is not None and self.keeps and self.now != self._known():
            with suppress(OSError):
                keep(self._file, self.now)

    @property
    def _file(self) -> Path:
        return (self.build or Path()) / FOLDER / _NAME

    def _known(self) -> dict[str, _Parsed]:
        if self._last is None:
            self._last = (kept(self._file, dict[str, _Parsed]) if self.recalls else None) or {}
        return self._last
