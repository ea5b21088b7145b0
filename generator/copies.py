"""Work shared with copies of this process: each knows all that has been read, and tells through a pipe what it did.

Of what a copy does only what it tells is kept; what it does not tell, since it failed, is done here, and fails here.
"""

import gc
import os
import pickle
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TypeVar

R = TypeVar("R")
B = TypeVar("B")

_DIGITS = 4  # bytes of a number


def can_copy() -> bool:
    """Say whether this process can be copied: on Linux, while no thread may hold what a copy needs, and no profiler looks on."""
    # The thread that lets rich turn its wheel holds nothing but what rich prints with, and copies print nothing.
    others = [each for each in threading.enumerate() if each is not threading.current_thread()]
    alone = all(type(each).__module__.startswith("rich.") for each in others)
    return sys.platform == "linux" and alone and not _is_profiled()


def _is_profiled() -> bool:
    """Say whether somebody measures this process, who would see nothing of its copies."""
    if sys.version_info >= (3, 12):
        return sys.monitoring.get_tool(sys.monitoring.PROFILER_ID) is not None
    else:  # noqa: RET505 - or mypy takes what follows for unreachable
        return sys.getprofile() is not None


def shared_out(
    count: int, do: Callable[[int], R], beside: Callable[[], B], copies: int
) -> tuple[list[R], list[B]]:
    """Do the numbers 0 to `count` - 1, each by whoever is free first; gives what they come to, in order.

    `beside` is asked of each copy at its end. Results are sent as pickles, so that they have to be plain.
    """
    with _dispenser(count) as numbers:

        def done() -> dict[int, R]:
            return {number: do(number) for number in iter(lambda: _next(numbers), None)}

        with _copies(copies, lambda: (done(), beside())) as answers:
            results = done()
            gathered = []
            for answer in answers:
                try:
                    told, besides = pickle.load(answer)  # noqa: S301 - of our own copy, through our own pipe
                except (EOFError, pickle.UnpicklingError):
                    continue
                results |= told
                gathered.append(besides)
    return [results[number] if number in results else do(number) for number in range(count)], gathered


@contextmanager
def _dispenser(count: int) -> Iterator[int]:
    """Give a file in memory from which each number is taken once: copies share the place up to which it was read."""
    numbers = os.memfd_create("numbers")
    try:
        with open(numbers, "wb", closefd=False) as file:
            file.write(b"".join(number.to_bytes(_DIGITS) for number in range(count)))
        os.lseek(numbers, 0, os.SEEK_SET)
        yield numbers
    finally:
        os.close(numbers)


def _next(numbers: int) -> int | None:
    taken = os.read(numbers, _DIGITS)
    return int.from_bytes(taken) if taken else None


@contextmanager
def _copies(count: int, work: Callable[[], object]) -> Iterator[list[IO[bytes]]]:
    """Let copies of this process work, and give where each tells what it came to. None is left, however it ends."""
    running: list[tuple[int, IO[bytes]]] = []
    gc.freeze()  # what is there stays as it is, and is not copied for being looked through
    try:
        running.extend(_copy(work) for _ in range(count))
        yield [pipe for _, pipe in running]
    finally:
        for process, pipe in running:
            pipe.close()
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        gc.unfreeze()


def _copy(work: Callable[[], object]) -> tuple[int, IO[bytes]]:
    reading, writing = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads: those of numpy are made for it
        process = os.fork()
    if process:
        os.close(writing)
        return process, os.fdopen(reading, "rb")
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process, which ends the others
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(work(), pipe, pickle.HIGHEST_PROTOCOL)
        os._exit(0)
    finally:
        os._exit(1)
