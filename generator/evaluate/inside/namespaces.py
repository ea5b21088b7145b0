"""Enter a sandbox made of unprivileged namespaces and run a command there; a program of its own, in one thread.

What is mounted is all that there is: no network, no other process, no /proc, no home, nothing to write but a scratch
folder. Needs Linux and nothing beside the standard library.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

NOBODY = 65534
_NEW_NAMESPACES = 0x00020000 | 0x20000000 | 0x40000000 | 0x10000000 | 0x08000000 | 0x04000000
_READ_ONLY, _NO_SETUID, _NO_DEVICES, _NO_PROGRAMS, _REMOUNT, _BIND, _RECURSIVE, _PRIVATE = (
    *(1, 2, 4, 8, 32, 4096, 16384, 1 << 18),
)
_DETACH = 2
_PARENT_DIES = 1
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_LOCKED = {"nosuid": 2, "nodev": 4, "noexec": 8}
_ESCAPES = (
    ("\\040", " "),
    ("\\011", "\t"),
    ("\\012", "\n"),
    ("\\134", "\\"),
)  # in mountinfo, the last one last
DEVICES = ("null", "zero", "full", "random", "urandom")
_SYSTEM = ctypes.CDLL(None, use_errno=True)


def enter(shown: Iterable[tuple[str, str]], scratch: str, size: int, command: list[str]) -> int:
    """Run a command where only `shown` (real path, path there) is to be read, and give its exit code.

    Raises `OSError`, with the step that failed as its text, where the system does not allow it.
    """
    user, group = os.getuid(), os.getgid()
    _call("unshare", _NEW_NAMESPACES)
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} {user} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} {group} 1", encoding="ascii")
    inner = os.fork()
    if inner == 0:
        _become_first(shown, scratch, size, command)
    os.closerange(0, 2)
    return os.waitstatus_to_exitcode(os.waitpid(inner, 0)[1])


def _become_first(shown: Iterable[tuple[str, str]], scratch: str, size: int, command: list[str]) -> NoReturn:
    """Become the command, as the first process: when it ends, all others do."""
    _call("prctl", _PARENT_DIES, signal.SIGKILL, 0, 0, 0)
    _make_root(shown, scratch, size)
    os.chdir(scratch)
    os.execv(command[0], command)  # noqa: S606 - a command of ours


def _make_root(shown: Iterable[tuple[str, str]], scratch: str, size: int) -> None:
    """Make an empty file system the root, show in it what is to be seen, and let go of the old one."""
    _mount("none", "/", _RECURSIVE | _PRIVATE)
    _mount("tmpfs", "/tmp", _NO_SETUID | _NO_DEVICES, "mode=0755")  # noqa: S108 - a place that is there
    os.chdir("/tmp")  # noqa: S108 - as above
    Path("old").mkdir()
    _call("syscall", _PIVOT_ROOT[os.uname().machine], b".", b"old")
    os.chdir("/")
    for real, path in sorted(shown, key=lambda each: each[1]):
        _show(f"/old{real}", path)
    for name in DEVICES:
        _show(f"/old/dev/{name}", f"/dev/{name}")
    Path(scratch).mkdir(parents=True)
    private = _NO_SETUID | _NO_DEVICES | _NO_PROGRAMS
    _mount("tmpfs", scratch, private, f"mode=0700,size={size},nr_inodes=4096")
    _call("umount2", b"/old", _DETACH)
    Path("/old").rmdir()
    _mount("none", "/", _REMOUNT | _BIND | _READ_ONLY | _NO_SETUID | _NO_DEVICES)


def _show(real: str, path: str) -> None:
    """Let a file or folder be read at a path, with all that is mounted below it, and never be written to."""
    if Path(real).is_dir():
        Path(path).mkdir(parents=True, exist_ok=True)
    else:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).touch()
    _mount(real, path, _BIND | _RECURSIVE)
    for mounted, flags in _mounts(path):
        _mount("none", mounted, _REMOUNT | _BIND | _READ_ONLY | _NO_SETUID | flags)


def _mounts(path: str) -> list[tuple[str, int]]:
    """List what is mounted at a path and below, with the flags that may not be taken away."""
    found = []
    for line in os.fsdecode(Path("/old/proc/self/mountinfo").read_bytes()).splitlines():
        words = line.split(" ")
        mounted = words[4]
        for escaped, sign in _ESCAPES:
            mounted = mounted.replace(escaped, sign)
        if mounted == path or mounted.startswith(f"{path}/"):
            found.append((mounted, sum(_LOCKED.get(option, 0) for option in words[5].split(","))))
    return found


def _mount(source: str, target: str, flags: int, options: str = "") -> None:
    """Mount what is there already or, with options, a file system in memory."""
    kind = b"tmpfs" if options else None
    places = (os.fsencode(source), os.fsencode(target))
    _call("mount", *places, kind, ctypes.c_ulong(flags), options.encode() or None)


def _call(name: str, *arguments: object) -> None:
    if getattr(_SYSTEM, name)(*arguments):
        error = ctypes.get_errno()
        raise OSError(error, f"{name}: {os.strerror(error)}")


if __name__ == "__main__":
    # Two paths for each that is shown, then the scratch folder, its size, and the command.
    end = sys.argv.index("--")
    *pairs, where, most = sys.argv[1:end]
    try:
        sys.exit(enter(zip(pairs[::2], pairs[1::2], strict=True), where, int(most), sys.argv[end + 1 :]))
    except OSError as refused:
        sys.exit(str(refused))
