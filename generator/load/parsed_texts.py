"""What was parsed of the large texts of `results/` the last time, for as long as they say the same."""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from generator.copies import can_copy, shared_out
from generator.cores import cores
from generator.kept import FOLDER, keep, kept
from generator.load.files import place_of, read_text
from generator.load.problems import Problems

T = TypeVar("T")
Parser = Callable[[str, str, Problems], T | None]  # of a text, and the file that it stands in

_WORTH_IT = 20_000  # characters from which it pays to keep what they were parsed to
_WORTH_COPIES = 500_000  # bytes that take longer to parse than a process to copy
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
    _ahead: dict[str, _Parsed] = field(default_factory=dict)

    def of(self, text: str, file: str, kind: type[T], parse: Parser[T], *, problems: Problems) -> T | None:
        """Give what a file's text is parsed to: plain data of this kind, kept where nothing is wrong with it."""
        if self.build is None or len(text) < _WORTH_IT:
            return parse(text, file, problems)
        digest = _digest(text)
        known = self._ahead.get(file) or self._known().get(file)
        if known is not None and known.sha256 == digest:
            with suppress(msgspec.DecodeError):
                value = msgspec.msgpack.decode(known.value, type=kind)
                self.now[file] = known
                return value
        before = len(problems.found)
        parsed = parse(text, file, problems)
        encoded = _encoded(parsed) if len(problems.found) == before else None
        if encoded is not None:
            self.now[file] = _Parsed(digest, msgspec.Raw(encoded))
        return parsed

    def ahead(self, files: Mapping[Path, Parser[Any]], root: Path) -> None:
        """Parse large texts on all cores, for `of` to find, where nothing is known of any; name first what takes longest.

        What is wrong with a text is left to `of`, which parses it again, and so is a text that changes meanwhile.
        """
        if self.build is None or self._known() or cores() == 1 or not can_copy():
            return
        sizes = {path: size for path in files if (size := _size(path)) >= _WORTH_IT}
        paths = list(sizes)
        if len(paths) < 2 or sum(sizes.values()) < _WORTH_COPIES:
            return

        def parse(at: int) -> tuple[str, bytes] | None:
            text = read_text(paths[at], root, problems := Problems())
            if text is None or len(text) < _WORTH_IT:
                return None
            parsed = files[paths[at]](text, place_of(paths[at], root).file, problems)
            encoded = None if problems else _encoded(parsed)
            return None if encoded is None else (_digest(text), encoded)

        found, _ = shared_out(len(paths), parse, lambda: None, min(cores(), len(paths)) - 1)
        self._ahead = {
            place_of(path, root).file: _Parsed(each[0], msgspec.Raw(each[1]))
            for path, each in zip(paths, found, strict=True)
            if each is not None
        }

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


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _encoded(parsed: object) -> bytes | None:
    with suppress(OverflowError, TypeError):
        return msgspec.msgpack.encode(parsed)
    return None
