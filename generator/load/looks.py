"""How a file looks without looking into it, and when that says that it is as it was: as in git's index.

The look of a file that was written only just before it was read says nothing: it may be written again within the same
tick of its file system's clock.
"""

import os
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

Look = tuple[
    int, int, int, int, int
]  # bytes, nanoseconds of change of content and of anything, inode, device
SETTLED = 2 * 10**9  # nanoseconds; no file system of today has a coarser clock


def look_at(path: Path | str) -> Look | None:
    """See what tells that a file is another than before; None where it is none, or a link."""
    try:
        seen = os.lstat(path)
    except (OSError, ValueError):
        return None
    if not S_ISREG(seen.st_mode):
        return None
    return (seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino, seen.st_dev)


def clock(folder: Path) -> int:
    """Give the time by a file system's clock, in nanoseconds; 0 where the folder cannot be written to."""
    probe = folder / f".{os.getpid()}.now"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        return probe.stat().st_mtime_ns
    except OSError:
        return 0
    finally:
        with suppress(OSError):
            probe.unlink(missing_ok=True)


def telling(before: Look | None, after: Look | None, settled: int) -> Look | None:
    """Give how a file looked before and after it was read where that will tell that it changed; None where it may not.

    It has to have changed last before `settled`, the time of reading less that in which a clock may stand still.
    """
    return before if before is not None and before == after and max(before[1:3]) < settled else None
