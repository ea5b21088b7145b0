"""Choose the sandbox: the first that starts, and that keeps in what tries to get out."""

import marshal
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.errors import InputError, Place, Problem
from generator.evaluate.backends import BACKENDS
from generator.evaluate.backends.backend import Backend
from generator.evaluate.backends.shown import shown_paths
from generator.evaluate.inside import escapes
from generator.evaluate.inside.limits import MEMORY
from generator.evaluate.inside.request import Trial
from generator.evaluate.sandbox import Sandbox, SandboxError
from generator.evaluate.values import value_of

_HIDDEN = 20  # files of a folder that are looked for
_WRITABLE = ("/tmp", "/var/tmp", "/run", "/dev/shm", "/dev/mqueue")  # noqa: S108 - where anybody may write
_WAYS = (
    "none of these works here; expected one: install bubblewrap (Debian: apt install bubblewrap), nsjail or podman, "
    "or let users make namespaces (sysctl kernel.unprivileged_userns_clone=1, on Ubuntu "
    "kernel.apparmor_restrict_unprivileged_userns=0); --unsafe runs the samples without one"
)
_NAMED = "expected a sandbox that works: leave --sandbox out for the first that does"


def choose(name: str | None = None, backends: Sequence[Backend] = BACKENDS) -> Backend:
    """Give the sandbox of this name, or the first that works; raises `InputError` with what is wrong with each."""
    faults: dict[str, str] = {}
    for backend in backends:
        if name in (None, backend.name):
            fault = fault_of(backend)
            if not fault:
                return backend
            faults[backend.name] = fault
    if name is not None:
        raise InputError(Problem(Place(name), "no-sandbox", f"{faults[name]}; {_NAMED}"))
    problems = (Problem(Place(each), "no-sandbox", fault) for each, fault in faults.items())
    raise InputError(*problems, Problem(Place("sandbox"), "no-sandbox", _WAYS))


def fault_of(backend: Backend) -> str:
    """Say why a sandbox cannot be used; empty where it can."""
    sandbox = Sandbox(backend)
    try:
        _, answers = sandbox.heard(_attempts(backend))
    except SandboxError as error:
        return str(error)
    finally:
        sandbox.close()
    line = answers.partition(b"\n")[0]
    try:
        escaped = value_of(line)
    except ValueError:
        return f"cannot be tried: {line.decode(errors='replace')[1:]}"
    return "; ".join(escaped)


def _attempts(backend: Backend) -> Trial:
    fixed = ["/", "/dev", "/usr", *_WRITABLE, sys.prefix, sys.base_prefix]
    inputs = marshal.dumps([[sorted(_hidden()), fixed, MEMORY, backend.container]])
    code = Path(escapes.__file__).read_text(encoding="utf-8")
    return Trial(code, "escapes", inputs, (10.0,), 12.0, 2**20)


def _hidden() -> Iterator[str]:
    """Name files of the home folder and of the current one that hold nothing which is shown inside."""
    shown = [path for _, path in shown_paths()]
    for folder in {Path.home(), Path.cwd()}:
        beside = (entry.path for entry in os.scandir(folder))
        apart = [path for path in beside if not any(f"{each}/".startswith(f"{path}/") for each in shown)]
        yield from (path for path in sorted(apart)[:_HIDDEN] if not _inside(path, shown))


def _inside(path: str, shown: list[str]) -> bool:
    return any(path.startswith(f"{each}/") for each in shown)
