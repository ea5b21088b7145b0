"""Result files read one by one, as far as each of them can be told without any other."""

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from generator.errors import Place, Problem
from generator.load.adapters import files_in, parts_of
from generator.load.adapters.protocol import Aside, RawRun
from generator.load.files import place_of, read_bytes
from generator.load.problems import Problems

_LARGE = 2**20  # bytes from which it pays to hash beside


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What a path holds, and what is wrong with it; nothing of it depends on other files."""

    runs: tuple[RawRun, ...] = ()
    scores: tuple[Aside, ...] = ()
    problems: tuple[Problem, ...] = ()
    places: tuple[Place, ...] = ()  # of the file, or of those of an archive


@dataclass(frozen=True, slots=True, eq=False)
class Hashed:
    """What was read of a file of the disk, and its sha256; "" where there is no content to be read."""

    sha256: str
    reading: Reading | None  # None: the file is the expected one


def read_path(path: Path, root: Path, expected: str = "") -> Hashed:
    """Read a result file, unless its sha256 is the expected one: then what is in it is known already."""
    problems = Problems()
    stored = read_bytes(path, root, problems)
    if stored is None:
        return Hashed("", Reading(problems=tuple(problems.found)))
    with _hashing(stored) as digest:
        if expected and digest() == expected:
            return Hashed(expected, None)
        files = files_in(stored, path.name, place_of(path, root), problems)
        places = tuple(file.place for file in files)
        parts = [part for file in files for part in parts_of(file, problems)]
        sha256 = digest()
    light = [_hashed_part(part, sha256) for part in parts]
    runs = tuple(part for part in light if isinstance(part, RawRun))
    scores = tuple(part for part in light if isinstance(part, Aside))
    return Hashed(sha256, Reading(runs, scores, tuple(problems.found), places))


@contextmanager
def _hashing(content: bytes) -> Iterator[Callable[[], str]]:
    """Give how to get the sha256 of content; that of a large one is computed while it is read."""
    if len(content) < _LARGE:
        digest = hashlib.sha256(content).hexdigest()
        yield lambda: digest
        return
    with ThreadPoolExecutor(1) as beside:
        yield beside.submit(lambda: hashlib.sha256(content).hexdigest()).result


def _hashed_part(part: RawRun | Aside, sha256: str) -> RawRun | Aside:
    """Say of which bytes a part was read, where its file is none of an archive."""
    if isinstance(part, Aside):
        return replace(part, file=replace(part.file, sha256=part.file.sha256 or sha256))
    return replace(part, files=tuple(replace(file, sha256=file.sha256 or sha256) for file in part.files))
