"""Notice that files changed, by looking at them: no editor's way of saving escapes, and no system needs its own case."""

import os
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from generator.errors import InputError
from generator.publish.config import FILE, own_files, read_config

# What tells that a file is another than before: times of change of content and of anything, size and inode.
Look = Mapping[str, tuple[int, int, int, int]]

_PAUSE = 0.3  # seconds between two looks; one takes 10 ms at 2,000 files
_SETTLING = 0.1  # seconds in which nothing may change before we act
_PATIENCE = 20  # looks after which we act although files still change


def inputs(root: Path) -> tuple[Path, ...]:
    """Name the files and folders that a site is made from."""
    known = (root / "results", root / "site_src", root / FILE)
    try:
        return (*known, *own_files(root, read_config(root)))
    except InputError:
        return known


def inputs_inside(root: Path) -> tuple[str, ...]:
    """Name the inputs that lie in the report's folder, relative to it."""
    paths = (path.relative_to(root) for path in inputs(root) if path.is_relative_to(root))
    return tuple(path.as_posix() for path in paths if ".." not in path.parts)


def look_at(paths: Iterable[Path]) -> Look:
    """See which files lie there now; hidden files and editors' backups count for nothing."""
    found = {}
    for file in files_below(map(str, paths)):
        try:
            seen = os.stat(file)  # noqa: PTH116 - a Path for each of thousands of files costs more than the look itself
        except OSError:
            continue  # is gone again
        found[file] = (seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size, seen.st_ino)
    return found


def next_change(watched: Collection[Path], before: Look) -> Look:
    """Wait until the files are others than before and have settled; give what they are now."""
    while (now := _settled(watched, before)) == before:
        time.sleep(_PAUSE)
    return now


def _settled(watched: Collection[Path], before: Look) -> Look:
    now = look_at(watched)
    for _ in range(_PATIENCE):
        if now == before:
            break
        time.sleep(_SETTLING)
        last, now = now, look_at(watched)
        if now == last:
            break
    return now


def changed_files(before: Look, after: Look) -> tuple[str, ...]:
    """Name the files that came, went or are others now."""
    return tuple(sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name)))


def files_below(paths: Iterable[str]) -> Iterator[str]:
    """Yield each file that is named or lies in a folder that is; no hidden files, no editors' backups."""
    for path in paths:
        if not os.path.isdir(path):  # noqa: PTH112 - see look_at
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = [name for name in folders if not name.startswith(".")]
            yield from (
                f"{folder}/{name}" for name in names if not name.startswith(".") and name[-1] not in "~#"
            )
