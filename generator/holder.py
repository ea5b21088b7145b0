"""A lock that says which process holds it; it ends with that process, however that ends.

The lock is the kernel's, so that a dead process holds none. Who holds it is a note beside it, which is only read where the
lock is held by somebody else, and only believed of a process that lives: a killed one leaves its note behind.
"""

import fcntl
import json
import os
import shlex
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

Waiting = Callable[[str], None]  # is told who holds the lock, "" where that is not known

_LONGEST = 80  # signs of a command
_LOOKS = 5  # at a note that the holder may be about to write
_PAUSE = 0.02  # seconds between two of them
_DAY = "%Y-%m-%d "


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that holds a lock, of which machine it is, since when, and what it was called with."""

    process: int
    machine: str
    since: float  # seconds since 1970
    command: str

    def __str__(self) -> str:
        """Write what a person needs who wants to look for it, in the time of this machine; the day where it is not today."""
        then = time.localtime(self.since)
        today = time.strftime(_DAY, then) == time.strftime(_DAY)
        since = time.strftime("%H:%M:%S" if today else f"{_DAY}%H:%M:%S", then)
        elsewhere = "" if self.machine == os.uname().nodename else f" on {self.machine}"
        return f"process {self.process}{elsewhere}, {self.command}, since {since}"


@contextmanager
def held(lock: int, note: Path, waiting: Waiting) -> Iterator[None]:
    """Hold the lock of an open file or folder, with a note of ours; `waiting` is called once where it is held already."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting(str(_holder(note) or ""))
        fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        # The note is a courtesy: where it cannot be written, what the lock is for tells that better.
        with suppress(OSError):
            note.unlink(missing_ok=True)
            with note.open("x", encoding="utf-8") as file:  # never through a link
                json.dump(asdict(_ours()), file)
        yield
    finally:
        with suppress(OSError):
            note.unlink(missing_ok=True)
        fcntl.flock(lock, fcntl.LOCK_UN)


def _ours() -> Holder:
    name, *words = sys.argv or [""]
    program = "gen" if Path(name).name in {"gen", "__main__.py"} else Path(name).name
    return Holder(os.getpid(), os.uname().nodename, time.time(), _printable(shlex.join([program, *words])))


def _holder(note: Path) -> Holder | None:
    """Read who holds a lock; None where the note is of a process that ended, is no note, or does not come."""
    for turn in range(_LOOKS):
        if turn:
            time.sleep(_PAUSE)
        try:
            stored = json.loads(note.read_bytes())
            found = Holder(
                int(stored["process"]),
                _printable(str(stored["machine"])),
                float(stored["since"]),
                _printable(str(stored["command"])),
            )
            str(found)  # a time beyond all calendars
        except (OSError, ValueError, OverflowError, KeyError, TypeError, RecursionError):
            continue
        if found.machine != os.uname().nodename or _lives(found.process):
            return found
    return None


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except PermissionError:
        return True  # somebody else's
    except (ProcessLookupError, OverflowError):
        return False
    return process > 0


def _printable(text: str) -> str:
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
