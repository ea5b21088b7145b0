"""The server of a sandbox: forks a process for each trial, hands on what it answers, and kills all that is left."""

import contextlib
import ctypes
import gc
import os
import select
import shutil
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from generator.evaluate.inside.frames import ANSWERS, ENDED, READY, STOP, TRIAL, read_frame, write_frame
from generator.evaluate.inside.limits import let_go, limit_resources
from generator.evaluate.inside.request import Trial, unpacked
from generator.evaluate.inside.system_calls import refuse_system_calls
from generator.evaluate.inside.trial import carry_out

FINISHED, OUT_OF_TIME, TOO_MUCH, STOPPED = b"finished", b"out of time", b"too much", b"stopped"
_INPUT, _OUTPUT = 0, 1
_TICK = 0.01  # seconds between looks at the answers
_PARENT_DIES, _DUMPABLE, _NO_NEW_PRIVILEGES = 1, 4, 38
_PIPE_SIZE, _WANTED = 1031, 2**20


def serve(scratch: Path, *, alone: bool) -> None:
    """Carry out trials until nobody asks any more; `alone`: every other process that is seen belongs to a trial.

    Ends at once, saying so, where it should be alone and is not: it would end the processes of others.
    """
    if alone and os.getpid() != 1:
        sys.exit("it is no sandbox: what runs in it is not its first process")
    if sys.platform == "linux":
        system = ctypes.CDLL(None)
        system.prctl(_DUMPABLE, 0, 0, 0, 0)  # a trial must not look into this process
        system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    gc.freeze()
    write_frame(_OUTPUT, READY)
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            kind, content = read_frame(_INPUT)
            if kind == TRIAL:
                how = _run(unpacked(content), scratch, alone=alone)
                left = _left_behind(scratch, alone=alone)
                write_frame(_OUTPUT, ENDED, how + (b", left files behind" if left else b""))


@dataclass(frozen=True, slots=True)
class _Process:
    number: int
    answers: int  # to be read
    end: int  # at its end when the process is
    alone: bool

    def kill(self) -> None:
        """End the process and all that it started, and wait until nothing is left."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.number, signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if self.alone:
                os.kill(-1, signal.SIGKILL)  # in one step, so that nothing can fork away from it
            else:
                os.killpg(self.number, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            while True:
                os.waitpid(-1, 0)


def _run(trial: Trial, scratch: Path, *, alone: bool) -> bytes:
    """Run a trial to its end, whichever that is, and say which."""
    folder = scratch / "trial"
    folder.mkdir(exist_ok=True)
    process = _start(trial, folder, alone=alone)
    how = FINISHED
    try:
        how = _watch(process, trial)
    finally:
        process.kill()
        if how == FINISHED:
            _hand_on(process.answers)
        os.close(process.answers)
        os.close(process.end)
    return how


def _start(trial: Trial, folder: Path, *, alone: bool) -> _Process:
    answers, to_answers = os.pipe()
    end, to_end = os.pipe()
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            _enlarge(to_answers)
    os.set_blocking(answers, False)
    number = os.fork()
    if number == 0:
        try:
            _end_with_the_server()
            os.chdir(folder)
            let_go(to_answers, to_end)
            limit_resources()
            if alone:
                refuse_system_calls()
            carry_out(trial, to_answers)
        finally:
            os._exit(0)
    os.close(to_answers)
    os.close(to_end)
    return _Process(number, answers, end, alone)


def _end_with_the_server() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DIES, signal.SIGKILL, 0, 0, 0)


def _enlarge(pipe: int) -> None:
    import fcntl  # noqa: PLC0415 - not everywhere

    fcntl.fcntl(pipe, _PIPE_SIZE, _WANTED)


def _watch(process: _Process, trial: Trial) -> bytes:
    """Look now and then and hand on what is answered, until there is a reason to end; give it."""
    deadline, sent = time.monotonic() + trial.whole, 0
    while (left := deadline - time.monotonic()) > 0:
        ready, _, _ = select.select([process.end, _INPUT], [], [], min(_TICK, left))
        sent += _hand_on(process.answers)
        if sent > trial.most:
            return TOO_MUCH
        if process.end in ready:
            return FINISHED
        if _INPUT in ready and read_frame(_INPUT)[0] == STOP:
            return STOPPED
    return OUT_OF_TIME


def _hand_on(answers: int) -> int:
    """Give the answers that are there to whoever asked, and say how many bytes they have."""
    sent = 0
    with contextlib.suppress(BlockingIOError):
        while content := os.read(answers, 2**20):
            write_frame(_OUTPUT, ANSWERS, content)
            sent += len(content)
    return sent


def _left_behind(scratch: Path, *, alone: bool) -> bool:
    """Say whether a trial left files, which the next one must not see; the sandbox ends then."""
    with contextlib.suppress(OSError):
        (scratch / "trial").rmdir()
    left = any(scratch.iterdir())
    if left and not alone:
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(exist_ok=True)
    return left
