"""Read all result files of a folder in one of several ways, and print the most memory that it may have held, in MB.

    python -m benchmarks.reading FOLDER json|anew|kept

A program of its own, so that what it holds is all of it: its own peak, and that of each process that it started.
"""

import json
import os
import resource
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.watching import MEGABYTE


def by_json(paths: list[Path], _: Path) -> None:
    """Decode each file with the standard library."""
    for path in paths:
        with path.open("rb") as file:
            json.load(file)


def anew(paths: list[Path], folder: Path) -> None:
    """Read, hash and check each file; nothing is known, and what was read is kept."""
    _read(paths, folder, recalls=False)


def kept(paths: list[Path], folder: Path) -> None:
    """Read what is not known from the last time."""
    _read(paths, folder, recalls=True)


def _read(paths: list[Path], folder: Path, *, recalls: bool) -> None:
    from generator.load.many_files import read_many
    from generator.load.reading_cache import ReadingCache
    from generator.model.run import tallies_digest

    cache = ReadingCache(folder / "build", "benchmark", recalls=recalls)
    runs = [run for reading in read_many(paths, folder, cache) for run in reading.runs]
    if len({tallies_digest(run.tasks, (run.base, run.plus)) for run in runs}) < len(paths):
        raise RuntimeError(f"read {len(runs)} runs of {len(paths)} files; expected one of each, no two alike")


WAYS: Mapping[str, Callable[[list[Path], Path], None]] = {"json": by_json, "anew": anew, "kept": kept}


def main(folder: str, way: str) -> None:
    """Read a folder, and print the memory."""
    WAYS[way](sorted(Path(folder).glob("*.json")), Path(folder))
    own, largest = (
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print((own + len(os.sched_getaffinity(0)) * largest) / MEGABYTE)


if __name__ == "__main__":
    main(*sys.argv[1:])
