"""Watch a program with all that it starts: how long it takes, what it computes, what it holds, stage by stage."""

import contextlib
import os
import re
import selectors
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

MEGABYTE = 1024.0  # kilobytes, in which Linux counts

_STAGE = re.compile(rb"\s*(?P<seconds>\d+\.\d\d) s  (?P<name>.+)")
_EVERY = (0.002, 0.02)  # seconds between two looks at the memory: at first, and later
_PAGE = os.sysconf("SC_PAGE_SIZE") / 1024 / MEGABYTE  # in megabytes


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of a program's work, as it tells itself with `--verbose`."""

    name: str
    seconds: float
    peak: float  # megabytes that all of its processes held together


@dataclass(frozen=True, slots=True)
class Watched:
    """What a program took."""

    seconds: float
    cpu: float  # seconds, of itself and of all processes that it waited for
    peak: float  # megabytes that all of its processes held together; what two of them share counts twice
    stages: tuple[Stage, ...] = ()
    ended: bool = True  # False where it was stopped at the limit


@dataclass(slots=True)
class _Looks:
    """What is seen of a program while it runs."""

    most: float = 0.0  # megabytes
    most_of_stage: float = 0.0
    stages: list[Stage] = field(default_factory=list)

    def look(self, process: int) -> None:
        # A set: one that is just being started still has the memory of another, and shows the very same numbers.
        held = sum(int(each.split()[1]) for each in set(map(_memory, _tree(process)))) * _PAGE
        self.most, self.most_of_stage = max(self.most, held), max(self.most_of_stage, held)

    def hear(self, line: bytes) -> None:
        if match := _STAGE.fullmatch(line.rstrip()):
            self.stages.append(Stage(match["name"].decode(), float(match["seconds"]), self.most_of_stage))
            self.most_of_stage = 0.0


def watch(*words: str | Path, folder: Path, limit: float) -> Watched:
    """Run a program in a folder, and stop it with all that it started after so many seconds.

    Raises `RuntimeError` with what it said where it fails.
    """
    looks, said = _Looks(), bytearray()
    start = time.perf_counter()
    process = subprocess.Popen(
        words, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    ended = _heard(process, looks, said, limit)
    if not ended:
        os.killpg(process.pid, signal.SIGKILL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.stdout is not None:
        process.stdout.close()
    if ended and process.returncode:
        raise RuntimeError(f"{words} ends with {process.returncode}: {said.decode(errors='replace')}")
    return Watched(seconds, usage.ru_utime + usage.ru_stime, looks.most, tuple(looks.stages), ended)


def _heard(process: subprocess.Popen[bytes], looks: _Looks, said: bytearray, limit: float) -> bool:
    """Listen and look until the program says nothing more; False where the time is over before."""
    if process.stdout is None:
        raise TypeError("its output is not a pipe")
    rest, start = b"", time.perf_counter()
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        while (passed := time.perf_counter() - start) < limit:
            heard = waiting.select(max(_EVERY[0], min(_EVERY[1], passed / 10)))
            looks.look(process.pid)
            if not heard:
                continue
            if not (more := os.read(process.stdout.fileno(), 65_536)):
                return True
            said += more
            *lines, rest = (rest + more).split(b"\n")
            for line in lines:
                looks.hear(line)
    return False


def _tree(process: int) -> Iterator[int]:
    """Yield a process and all that it and its threads started; what ends meanwhile is passed over."""
    yield process
    with contextlib.suppress(OSError):
        for thread in Path(f"/proc/{process}/task").iterdir():
            with contextlib.suppress(OSError):
                for child in (thread / "children").read_text(encoding="ascii").split():
                    yield from _tree(int(child))


def _memory(process: int) -> str:
    """Give the pages that a process holds, the second of the numbers that Linux tells; none where it has ended."""
    try:
        return Path(f"/proc/{process}/statm").read_text(encoding="ascii") or "0 0"
    except OSError:
        return "0 0"
