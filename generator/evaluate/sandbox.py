"""A sandbox in which model-written code runs, made by what the machine has."""

import contextlib
import io
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from generator.evaluate.backends.backend import SCRATCH, Backend, environment
from generator.evaluate.backends.shown import PACKAGE, libraries, package_folder
from generator.evaluate.inside.frames import ANSWERS, STOP, TRIAL, read_frame, write_frame
from generator.evaluate.inside.request import Trial

_PATIENCE = 60  # seconds beyond a trial's own after which a sandbox counts as broken
_SERVE = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[3:]
from generator.evaluate.inside.server import serve
serve(Path(sys.argv[1]), alone=sys.argv[2] == "alone")
"""


class SandboxError(Exception):
    """A sandbox that does not start or has died, with what it said."""


@dataclass(slots=True)
class Sandbox:
    """A server in a sandbox: it is started by the first trial, and anew after one that left files behind."""

    backend: Backend
    _server: "_Server | None" = field(default=None, init=False)
    stopped: bool = field(default=False, init=False)

    def carry_out(self, trial: Trial, take: Callable[[bytes], bool]) -> str:
        """Run a trial and hand its answers on as they come, until `take` has heard enough; say how it ended.

        Raises `SandboxError` where there is no sandbox or it dies.
        """
        try:
            if self._server is None:
                self._server = _Server(self.backend)
            ended = "stopped" if self.stopped else self._server.carry_out(trial, take)
        except (EOFError, OSError) as error:
            said = self._server.said() if self._server else ""
            self.close()
            raise SandboxError(said or str(error) or "it ended without a word") from error
        how, _, left = ended.partition(", ")
        if left and self.backend.safe:
            self.close()
        return how

    def heard(self, trial: Trial) -> tuple[str, bytes]:
        """Run a trial to its end, and give how it ended and all that it answered; raises as `carry_out` does."""
        answers = io.BytesIO()
        how = self.carry_out(trial, lambda part: answers.write(part) < 0)
        return how, answers.getvalue()

    def stop(self) -> None:
        """Let the trial that runs in another thread fail at once, and every later one."""
        self.stopped = True
        if server := self._server:
            server.kill()

    def close(self) -> None:
        """End the server and all that runs in the sandbox."""
        server, self._server = self._server, None
        if server:
            server.close()


class _Server:
    """The process outside that all of a sandbox hangs on."""

    def __init__(self, backend: Backend) -> None:
        """Start it and wait until it answers."""
        self._things = contextlib.ExitStack()
        self._errors = self._things.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
        scratch = SCRATCH if backend.safe else self._things.enter_context(_temporary_folder())
        try:
            self._process = self._things.enter_context(_started(backend, scratch, self._errors))
            self._input, self._output = (pipe.fileno() for pipe in _pipes(self._process))
            self._next(_PATIENCE)
        except (EOFError, OSError) as error:
            said = self.said()
            self.close()
            raise OSError(said or str(error)) from error

    def carry_out(self, trial: Trial, take: Callable[[bytes], bool]) -> str:
        write_frame(self._input, TRIAL, trial.packed())
        enough = False
        while True:
            kind, content = self._next(trial.whole + _PATIENCE)
            if kind != ANSWERS:
                return content.decode()
            if not enough and take(content):
                enough = True
                write_frame(self._input, STOP)

    def _next(self, seconds: float) -> tuple[bytes, bytes]:
        if not select.select([self._output], [], [], seconds)[0]:
            raise OSError("does not answer")
        return read_frame(self._output)

    def said(self) -> str:
        """Give the last line that the server wrote of its errors."""
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return lines[-1].removeprefix("Error: ") if lines else ""  # as podman says it

    def kill(self) -> None:
        """End it, and with it all that runs inside: what it started is of its session."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """End it and let go of its pipes and files."""
        self._things.close()


@contextlib.contextmanager
def _started(backend: Backend, scratch: str, errors: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(  # noqa: S603 - a command of ours
        _command(backend, scratch),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        bufsize=0,
        env=None if backend.container else environment(scratch),
        start_new_session=True,  # Ctrl-C is for the program outside, which ends this one
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@contextlib.contextmanager
def _temporary_folder() -> Iterator[str]:
    folder = tempfile.mkdtemp(prefix="gen-evaluate-")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin is not None  # noqa: S101 - it was asked for
    assert process.stdout is not None  # noqa: S101 - as above
    return process.stdin, process.stdout


def _command(backend: Backend, scratch: str) -> Sequence[str]:
    package = Path(PACKAGE) if backend.command else package_folder()
    folders = (str(package.parents[1]), *libraries())
    alone = "alone" if backend.command else "among others"
    command = (sys.executable, "-s", "-P", "-c", _SERVE, scratch, alone, *folders)
    return backend.command(command) if backend.command else command
