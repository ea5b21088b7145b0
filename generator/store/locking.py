"""Commands that add to a report wait for each other, so that each builds on what the one before it stored."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.holder import Waiting, held


@contextmanager
def alone(root: Path, waiting: Waiting) -> Iterator[None]:
    """Hold the lock of a report's `results/`; `waiting` is told once who holds it already, where another process does.

    It is a lock on the folder itself. The note of who holds it lies in `build/`, where there is one: in `results/` nothing
    is to be written that is not stored.
    """
    results = root / "results"
    if not results.is_dir():
        yield
        return
    folder = os.open(results, os.O_RDONLY)
    try:
        with held(folder, root / "build" / ".adding", waiting):
            yield
    finally:
        os.close(folder)
