"""Two builds of one report wait for each other."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import InputError, Place, Problem
from generator.holder import Waiting, held

_UNWRITABLE = frozenset(
    {
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EFBIG,
        errno.EROFS,
        errno.EACCES,
        errno.EPERM,
        errno.EIO,
    }
)


@contextmanager
def undisturbed(build: Path, waiting: Waiting) -> Iterator[None]:
    """Keep builds waiting while a site is read; where none was built there is nothing to keep."""
    if build.is_dir():
        with _locked(build, waiting):
            yield
    else:
        yield


@contextmanager
def build_lock(build: Path, waiting: Waiting) -> Iterator[None]:
    """Hold the lock of a build folder; `waiting` is told once who holds it already, where another process does.

    Who holds it writes: a disk that takes no more, or a folder that is not ours, becomes an `InputError`.
    """
    with _locked(build, waiting):
        try:
            yield
        except OSError as error:
            if error.errno not in _UNWRITABLE:
                raise
            text = f"cannot be written ({error.strerror}); expected room, and leave to write there"
            raise InputError(Problem(Place(_named(error, build)), "unwritable", text)) from error


def _named(error: OSError, build: Path) -> str:
    """Name what cannot be written, relative to the report; `build` where that has no name, or one that passes."""
    path = Path(str(error.filename2 or error.filename or build))
    passing = any(part.startswith(("site.new-", ".")) for part in path.parts)
    return build.name if passing or build.parent not in path.parents else str(path.relative_to(build.parent))


@contextmanager
def _locked(build: Path, waiting: Waiting) -> Iterator[None]:
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
