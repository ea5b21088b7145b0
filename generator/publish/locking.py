"""Two builds of one report wait for each other."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import InputError, Place, Problem
from generator.holder import Waiting, held


@contextmanager
def undisturbed(build: Path, waiting: Waiting) -> Iterator[None]:
    """Keep builds waiting while a site is read; where none was built there is nothing to keep."""
    if build.is_dir():
        with build_lock(build, waiting):
            yield
    else:
        yield


@contextmanager
def build_lock(build: Path, waiting: Waiting) -> Iterator[None]:
    """Hold the lock of a build folder; `waiting` is told once who holds it already, where another process does."""
    try:
        build.mkdir(parents=True, exist_ok=True)
        lock = os.open(build / ".lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    except OSError as error:
        text = f"cannot be written to ({error.strerror}); expected a folder that is ours, or none"
        raise InputError(Problem(Place(build.name), "build-folder", text)) from error
    try:
        with held(lock, build / ".holder", waiting):
            yield
    finally:
        os.close(lock)
