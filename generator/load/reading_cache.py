"""What was read of result files the last time, kept for the next: a file that is as it was is neither read nor hashed.

It is found by where the file lies, and then by how it looks; a file that looks other but has the same content is known by
its sha256.
"""

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from generator.kept import FOLDER, keep, kept
from generator.load.looks import SETTLED, Look, clock, look_at, telling
from generator.load.packing import Tasks, packed, unpacked
from generator.load.parsed_texts import ParsedTexts
from generator.load.readings import Reading

KIND = "reading"  # in `build/cache/`
_WORTH_IT = 2**20  # bytes that were read anew, from which it pays to write
_NAMES = "0123456789abcdef"  # of the files of a set: few runs are written again where one is new


class _Entry(msgspec.Struct, array_like=True):
    look: Look | None  # None: it says nothing
    sha256: str
    reading: msgspec.Raw


class _Part(msgspec.Struct, array_like=True):
    tasks: list[Tasks]
    entries: dict[str, _Entry]


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """How a file looks, and what was read of it the last time."""

    key: str
    look: Look | None
    sha256: str = ""
    reading: Reading | None = None
    current: bool = False  # that is what is in it now

    @property
    def size(self) -> int:
        """Give the bytes of the file, 0 where there is none."""
        return self.look[0] if self.look else 0


@dataclass(slots=True, eq=False)
class ReadingCache:
    """The readings of one set of files, such as those of `results/`: recalled from the last time, kept for the next."""

    build: Path
    name: str
    keeps: bool = True
    recalls: bool = True
    settled: int = SETTLED
    worth_it: int = _WORTH_IT
    texts: ParsedTexts = field(default_factory=ParsedTexts)
    tasks: dict[Tasks, Tasks] = field(default_factory=dict)  # of runs: each list of them once
    _parts: dict[str, _Part] = field(default_factory=dict)
    _straight: dict[str, bool] = field(default_factory=dict)  # folders below the report's, through no link

    def known(self, path: Path, root: Path) -> Known:
        """Say what is known of a file."""
        within = _within(path, root)
        key, look = _key(path, within), look_at(path)
        part = self._part(key)
        entry = part.entries.get(key)
        reading = unpacked(entry.reading, part.tasks) if entry else None
        if entry is None or reading is None:
            return Known(key, look)
        current = (
            look is not None and look == entry.look and (within is None or self._is_straight(path, root))
        )
        return Known(key, look, entry.sha256, reading, current)

    def now(self, unread: Iterable[Known]) -> int:
        """Give the time by the file system's clock, in nanoseconds; 0 where it does not pay to keep what will be read."""
        if not self.keeps or sum(each.size for each in unread) < self.worth_it:
            return 0
        return clock(self._file("").parent)

    def keep(self, found: Iterable[Known], now: int) -> None:
        """Keep these readings and no others, of files that were looked at from `now` on.

        Where they cannot be written, all is read again the next time.
        """
        shared: dict[str, list[Known]] = {name: [] for name in _NAMES}
        for each in found:
            shared[each.key[0]].append(each)
        for name, those in shared.items():
            as_before = {each.key for each in those} == self._part(name).entries.keys()
            if not (as_before and all(each.current for each in those)):
                with suppress(OSError):
                    keep(self._file(name), _part_of(those, now - self.settled))

    def _part(self, key: str) -> _Part:
        name = key[0]
        if name not in self._parts:
            part = (kept(self._file(name), _Part) if self.recalls else None) or _Part([], {})
            part.tasks = [self.tasks.setdefault(each, each) for each in part.tasks]
            self._parts[name] = part
        return self._parts[name]

    def _file(self, name: str) -> Path:
        return self.build / FOLDER / KIND / f"{self.name}-{name}"

    def _is_straight(self, path: Path, root: Path) -> bool:
        """Say whether a folder of the report lies where its path says: what a link leads to has to be looked at again."""
        folder = os.path.dirname(path)  # noqa: PTH120 - a Path for each of thousands of files costs more than the rest
        if folder not in self._straight:
            there = os.path.join(os.path.realpath(root), os.path.relpath(folder, root))  # noqa: PTH118 - as above
            self._straight[folder] = os.path.realpath(folder) == os.path.normpath(there)
        return self._straight[folder]


def results_cache(root: Path, *, keeps: bool = True, recalls: bool = True) -> ReadingCache:
    """Give the readings of the files in `results/` of a report."""
    texts = ParsedTexts(root / "build", keeps=keeps, recalls=recalls)
    return ReadingCache(root / "build", "results", keeps=keeps, recalls=recalls, texts=texts)


def _within(path: Path, root: Path) -> str | None:
    """Give the path of a file below a folder; None where it lies elsewhere."""
    whole, folder = os.fspath(path), f"{os.fspath(root)}{os.sep}"
    return whole.removeprefix(folder) if whole.startswith(folder) else None


def _key(path: Path, within: str | None) -> str:
    name = f"there {os.fspath(path)}" if within is None else f"here {within}"
    return hashlib.blake2b(os.fsencode(name), digest_size=16).hexdigest()


def _part_of(those: Iterable[Known], settled: int) -> _Part:
    tasks: dict[Tasks, int] = {}
    entries: dict[str, _Entry] = {}
    for each in those:
        content = packed(each.reading, tasks) if each.reading and each.sha256 else None
        if content is not None:
            look = telling(each.look, each.look, settled)
            entries[each.key] = _Entry(look, each.sha256, msgspec.Raw(content))
    return _Part(list(tasks), entries)
