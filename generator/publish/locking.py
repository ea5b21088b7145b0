"""Two builds of one report wait for each other."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import InputError, Place, Problem


@contextmanager
def undisturbed(build: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Keep builds waiting while a site is read; where none was built there is nothing to keep."""
    if build.is_dir():
        with build_lock(build, waiting):
            yield
    else:
        yield


@contextmanager
def build_lock(build: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of a build folder; `waiting` is called once where another process holds it already.

    The lock ends with the process that holds it, however that ends: none is ever left behind.
    """
    try:
        build.mkdir(parents=True, exist_ok=True)
        lock = (build / ".lock").open("ab")
    except OSError as error:
        text = f"cannot be written to ({error.strerror}); expected a folder that is ours, or none"
        raise InputError(Problem(Place(build.name), "build-folder", text)) from error
    with lock as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
