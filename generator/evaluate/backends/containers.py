"""A sandbox made of a container of podman or docker, out of an empty image: all that is in it is shown from outside.

Beside what other sandboxes have, a container has a /proc and a /sys, read-only for nobody; in /proc it sees its own
processes. Neither client dies with what it started, so a server ends when nobody asks it any more.
"""

import csv
import io
import subprocess
import tarfile
from collections.abc import Sequence
from functools import cache

from generator.evaluate.backends.backend import (
    SCRATCH,
    SCRATCH_SIZE,
    environment,
    installed,
)
from generator.evaluate.backends.shown import shown_paths
from generator.evaluate.inside.limits import FILE_SIZE, MEMORY, OPEN_FILES, PROCESSES
from generator.evaluate.inside.namespaces import NOBODY

IMAGE = "localhost/scalebook-empty:1"
_PATIENCE = 60  # seconds for an answer of a client
_MEMORY = MEMORY + 2**29  # bytes of a trial, its server and the scratch folder
_LIMITS = (("core", 0), ("fsize", FILE_SIZE), ("memlock", 0), ("nofile", OPEN_FILES), ("nproc", PROCESSES))


def podman(command: Sequence[str]) -> Sequence[str]:
    """Let podman make it, which needs no rights and no daemon; see podman-run(1)."""
    own = ("--read-only-tmpfs=false", "--no-hosts", "--passwd=false", "--http-proxy=false")
    return _run(installed("podman"), own, command)


def docker(command: Sequence[str]) -> Sequence[str]:
    """Let docker make it, rootless or not; see docker-run(1)."""
    return _run(installed("docker"), (), command)


def _run(client: str, own: Sequence[str], command: Sequence[str]) -> Sequence[str]:
    """Write the command of a client; its environment is set inside, since clients add to what they are given."""
    _import_image(client)
    shown = (f"--mount={_bound(real, path)}" for real, path in shown_paths())
    scratch = f"{SCRATCH}:rw,nosuid,nodev,noexec,size={SCRATCH_SIZE},mode=1777"
    nobody = f"{NOBODY}:{NOBODY}"
    variables = (f"{name}={value}" for name, value in environment().items())
    return (
        *(client, "run", "--rm", "--interactive", "--pull=never", "--log-driver=none", *own),
        *("--network=none", "--ipc=none", "--hostname=sandbox", "--read-only", f"--user={nobody}"),
        *("--cap-drop=ALL", "--security-opt=no-new-privileges", "--security-opt=label=disable"),
        *(f"--memory={_MEMORY}", f"--memory-swap={_MEMORY}", f"--pids-limit={PROCESSES}"),
        *(f"--ulimit={name}={most}:{most}" for name, most in _LIMITS),
        *(*shown, f"--tmpfs={scratch}", IMAGE),
        *("/usr/bin/env", "-i", *variables, *command),
    )


def _bound(real: str, path: str) -> str:
    """Show a path read-only; unlike `--volume`, `--mount` makes no folder where there is none, and is a line of CSV."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(
        ("type=bind", f"source={real}", f"target={path}", "readonly")
    )
    return line.getvalue()


@cache
def _import_image(client: str) -> None:
    """Make the empty image where it is missing: nothing is fetched. Raises `OSError` with what a client says."""
    if _asked(client, "image", "inspect", IMAGE).returncode == 0:
        return
    empty = io.BytesIO()
    tarfile.open(fileobj=empty, mode="w").close()
    told = _asked(client, "import", "-", IMAGE, content=empty.getvalue())
    if told.returncode != 0:
        lines = told.stderr.decode(errors="replace").strip().splitlines()
        raise OSError(
            lines[-1].removeprefix("Error: ") if lines else f"ended with exit code {told.returncode}"
        )


def _asked(client: str, *words: str, content: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - a command of ours
            (client, *words), input=content, capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise OSError(f"does not answer within {_PATIENCE} seconds") from error
