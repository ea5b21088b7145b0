"""A new folder takes the place of the live one in one step, so that readers never see half a site."""

import ctypes
import errno
import os
import shutil
from contextlib import suppress
from pathlib import Path

from generator.errors import InputError, Place, Problem

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NOT_OFFERED = frozenset({errno.EINVAL, errno.ENOSYS, errno.ENOTSUP})


def new_folder(build: Path) -> Path:
    """Name the folder in which the site of this process is built."""
    return build / f"site.new-{os.getpid()}"


def exchange(new: Path, live: Path, spare: Path | None = None) -> None:
    """Put `new` where `live` is, and what `live` was where `spare` says, or remove it; all need to lie on one file system.

    Linux exchanges the two in one step. Elsewhere, and on file systems that cannot, it takes two renames: for a moment
    there is no site, and `clean_up` puts the old one back where a crash makes that moment last.
    """
    target = live.resolve()  # where `site` is a link, the folder behind it is exchanged
    old = new.with_name(new.name.replace("site.new-", "site.old-"))
    try:
        if target.exists() and not target.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "is a file; expected a folder, or none")
        if not target.exists():
            new.rename(target)
        elif _exchanged(new, target):
            new.rename(old)
        else:
            _renamed_twice(new, target, old)
    except OSError as error:
        text = f"the new site cannot take its place: {error.strerror}"
        raise InputError(Problem(Place(live.name), "exchange", text)) from error
    if spare is not None and old.exists():
        shutil.rmtree(spare, ignore_errors=True)
        with suppress(OSError):  # it is of use to the next build, and no more
            spare.parent.mkdir(parents=True, exist_ok=True)
            old.rename(spare)
    shutil.rmtree(old, ignore_errors=True)


def clean_up(build: Path, live: Path) -> None:
    """Remove what builds left behind that were stopped or killed; needs the lock of the build folder."""
    target = live.resolve()
    for old in sorted(build.glob("site.old-*")):
        if not target.exists():
            old.rename(target)
    for left in (*build.glob("site.old-*"), *build.glob("site.new-*")):
        shutil.rmtree(left, ignore_errors=True)


def _renamed_twice(new: Path, live: Path, old: Path) -> None:
    live.rename(old)
    new.rename(live)


def _exchanged(new: Path, live: Path) -> bool:
    """Exchange two folders in one step; False where the system does not offer that."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = (ctypes.c_char_p(os.fsencode(path)) for path in (new, live))
    source, target = paths
    if rename(_AT_FDCWD, source, _AT_FDCWD, target, ctypes.c_uint(_RENAME_EXCHANGE)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_OFFERED:
        return False
    raise OSError(number, os.strerror(number), str(new), None, str(live))
