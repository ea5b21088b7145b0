"""Commands that add to a report wait for each other, so that each builds on what the one before it stored."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(root: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of a report's `results/`; `waiting` is called once where another process holds it already.

    It is a lock on the folder itself, and ends with the process that holds it, however that ends.
    """
    results = root / "results"
    if not results.is_dir():
        yield
        return
    folder = os.open(results, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
