"""Refuse system calls that no solution needs: those that start processes, reach a network or hold memory unseen."""

import ctypes
import errno
import platform
import struct
from collections.abc import Iterator
from types import MappingProxyType

# Numbers of the Linux system calls on both machines, from asm/unistd_64.h and asm-generic/unistd.h.
_REFUSED = {
    "socket": (41, 198),
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "memfd_create": (319, 279),
    "shmget": (29, 194),
    "msgget": (68, 186),
    "semget": (64, 190),
    "mq_open": (240, 180),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
}
_MACHINES = MappingProxyType({"x86_64": (0, 0xC000003E, 56), "aarch64": (1, 0xC00000B7, 220)})
_CLONE3 = 435  # on both
_CLONE_THREAD = 0x10000
_X32 = 0x40000000  # system calls of another kind on x86_64, with the same effects

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2

Instruction = tuple[int, int, int, int]  # code, jump if true, jump if false, constant


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def refuse_system_calls() -> bool:
    """Let this process and its threads no longer make such calls; False on a machine whose numbers are not known.

    Raises `OSError` where the kernel takes no filter.
    """
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return False
    code = b"".join(struct.pack("=HBBI", *each) for each in _instructions(*machine))
    program = _Program(len(code) // 8, code)
    _control(_NO_NEW_PRIVILEGES, 1)
    _control(_SECCOMP, _FILTER, ctypes.byref(program))
    return True


def _control(option: int, *arguments: object) -> None:
    zeros = (ctypes.c_ulong(0),) * (4 - len(arguments))
    given = (ctypes.c_ulong(each) if isinstance(each, int) else each for each in arguments)
    if ctypes.CDLL(None, use_errno=True).prctl(option, *given, *zeros):
        raise OSError(ctypes.get_errno(), "the kernel takes no filter of system calls")


def _instructions(column: int, architecture: int, clone: int) -> Iterator[Instruction]:
    """Write the filter: each test of a number is followed by what happens where it holds."""
    no, missing = _ERROR | errno.EPERM, _ERROR | errno.ENOSYS
    yield _LOAD, 0, 0, _ARCHITECTURE
    yield _EQUAL, 1, 0, architecture
    yield _RETURN, 0, 0, _KILL
    yield _LOAD, 0, 0, _NUMBER
    yield _AT_LEAST, 0, 1, _X32
    yield _RETURN, 0, 0, no
    yield _EQUAL, 0, 1, _CLONE3  # its flags cannot be seen; where it is missing, libraries take clone
    yield _RETURN, 0, 0, missing
    for numbers in _REFUSED.values():
        if (number := numbers[column]) is not None:
            yield _EQUAL, 0, 1, number
            yield _RETURN, 0, 0, no
    yield _EQUAL, 0, 3, clone
    yield _LOAD, 0, 0, _FIRST_ARGUMENT
    yield _ANY_BIT, 1, 0, _CLONE_THREAD
    yield _RETURN, 0, 0, no
    yield _RETURN, 0, 0, _ALLOW
