"""Try what a sandbox must not allow: the text of this module runs in it as a sample does, before any sample."""

import _io
import _socket
import posix
from collections.abc import Callable
from functools import partial


def escapes(hidden: list[str], fixed: list[str], memory: int) -> list[str]:
    """Say what could be done: find files of outside, write where nothing may change, leave, start and grow."""
    attempts: list[tuple[str, Callable[[], object]]] = [
        ("/etc/passwd can be read", lambda: _io.open("/etc/passwd").close()),
        ("/proc can be seen", lambda: posix.stat("/proc/self")),
        ("a network can be reached", lambda: _socket.socket(_socket.AF_INET).connect(("127.0.0.1", 9))),
        ("a process can be started", _start),
        ("memory has no limit", lambda: bytearray(memory + 1)),
    ]
    attempts += [(f"{path} can be seen", partial(posix.stat, path)) for path in hidden]
    attempts += [(f"{folder} can be written to", partial(_write, folder)) for folder in fixed]
    return [said for said, attempt in attempts if _succeeds(attempt)]


def _succeeds(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except (OSError, MemoryError):
        return False
    return True


def _start() -> None:
    if posix.fork() == 0:
        posix._exit(0)  # noqa: SLF001 - what os._exit is


def _write(folder: str) -> None:
    posix.close(posix.open(f"{folder}/escaped", posix.O_CREAT | posix.O_WRONLY))
    posix.unlink(f"{folder}/escaped")
