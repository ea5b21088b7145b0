"""What a way to make a sandbox has to offer."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass

SCRATCH, SCRATCH_SIZE = "/scratch", 64 * 2**20  # the only place to write to, and its bytes
SCRATCH_FILES = 4096  # files and folders in it


@dataclass(frozen=True, slots=True)
class Backend:
    """A way to make a sandbox; `command` puts itself before the command that runs inside.

    It may raise `OSError`, whose text says why there is no sandbox of this kind.
    """

    name: str
    command: Callable[[Sequence[str]], Sequence[str]] | None  # None: no sandbox at all
    container: bool = False  # made by a client that needs its user's environment, and with a /proc of its own

    @property
    def safe(self) -> bool:
        """Whether it keeps anything out."""
        return self.command is not None


def installed(program: str) -> str:
    """Give the path of a program; raises `FileNotFoundError` where there is none."""
    path = shutil.which(program)
    if path is None:
        raise FileNotFoundError("is not installed")
    return path


def environment(scratch: str = SCRATCH) -> dict[str, str]:
    """Give the whole environment of what runs inside; hashes are the same in every run, and so the order of sets."""
    return {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        **{f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")},
        **dict.fromkeys(("HOME", "TMPDIR"), scratch),
    }
