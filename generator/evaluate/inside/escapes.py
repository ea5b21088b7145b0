"""Try what a sandbox must not allow: the text of this module runs in it as a sample does, before any sample."""

import _io
import _socket
import posix
from collections.abc import Callable
from functools import partial


def escapes(hidden: list[str], fixed: list[str], memory: int, container: bool) -> list[str]:  # noqa: FBT001 - an input
    """Say what could be done: find files of outside, write where nothing may change, leave, start and grow."""
    attempts: list[tuple[str, Callable[[], object]]] = [
        ("/etc/passwd can be read", lambda: _io.open("/etc/passwd").close()),
        ("a network can be reached", lambda: _socket.socket(_socket.AF_INET).connect(("127.0.0.1", 9))),
        ("a process can be started", _start),
        ("memory has no limit", lambda: bytearray(memory + 1)),
    ]
    attempts += _OF_A_PROC if container else [("/proc can be seen", lambda: posix.stat("/proc/self"))]
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


def _see_others() -> None:
    """Find a process that is neither this one nor the server, which is the first."""
    seen = {name for name in posix.listdir("/proc") if name.isdecimal()} - {"1", str(posix.getpid())}
    if not seen:
        raise OSError


def _open(path: str, how: int) -> None:
    posix.close(posix.open(path, how))


_OF_A_PROC: list[tuple[str, Callable[[], object]]] = [
    ("another process can be seen", _see_others),
    ("the server's environment can be read", partial(_open, "/proc/1/environ", posix.O_RDONLY)),
    ("the server's memory can be read", partial(_open, "/proc/1/mem", posix.O_RDONLY)),
    ("the server's files can be seen", partial(posix.listdir, "/proc/1/fd")),
    ("the kernel can be told to do things", partial(_open, "/proc/sysrq-trigger", posix.O_WRONLY)),
    ("the kernel's settings can be changed", partial(_open, "/proc/sys/kernel/core_pattern", posix.O_WRONLY)),
]


def _write(folder: str) -> None:
    posix.close(posix.open(f"{folder}/escaped", posix.O_CREAT | posix.O_WRONLY))
    posix.unlink(f"{folder}/escaped")
