"""One trial: a solution is loaded and called on each input; what it returns is written to a pipe, one line a test.

The expected answers are not here, so that no solution can find them or say by itself that it passes.
"""

import contextlib
import json
import marshal
import os
import time
from collections.abc import Iterator
from typing import Any

from evalplus.eval.utils import (
    TimeoutException,
    WriteOnlyStringIO,
    redirect_stdin,
    reliability_guard,
    time_limit,
)

from generator.evaluate.inside.digests import digest_of
from generator.evaluate.inside.frames import write_all
from generator.evaluate.inside.request import DIGEST, DONE, NOT_LOADED, RAISED, TOO_LONG, WAITED, Trial
from generator.evaluate.values import text_of

_PYTHON_MADE = 1 << 9  # flag of a type, in Include/object.h


def carry_out(trial: Trial, descriptor: int) -> None:
    """Load a solution and call it; the process it runs in is not to be trusted with anything afterwards."""
    inputs = marshal.loads(trial.inputs)  # noqa: S302 - as above
    clock, busy, write, pack = time.perf_counter, time.process_time, os.write, json.dumps
    reliability_guard()

    def say(line: str) -> None:
        write_all(descriptor, line.encode() + b"\n", write)

    def answered(answer: Any) -> str:
        given = list(answer) if trial.listed else answer
        digest = digest_of(given) if trial.digests else ""
        if not digest:
            return text_of(given)
        return f"{DIGEST}{'floats' if _all_floats(given) else 'others'}:{digest}"

    names: dict[str, Any] = {}
    try:
        with _silence():
            exec(trial.code, names)  # noqa: S102 - what the sandbox is for
            function = names[trial.entry_point]
    except BaseException as error:  # noqa: BLE001 - of any kind, as in EvalPlus
        say(NOT_LOADED + _words(error))
        return
    took = []
    for arguments, seconds in zip(inputs, trial.seconds, strict=True):
        began, idle = clock(), busy()
        try:
            with time_limit(seconds), _silence():
                answer = function(*arguments)
            took.append(clock() - began)
            line = answered(answer)
        except BaseException as error:  # noqa: BLE001 - as above
            waited = type(error) is TimeoutException and busy() - idle < seconds / 2
            say(RAISED + (WAITED if waited else _words(error)))
            return
        say(line)
    say(DONE + pack(took))


def _all_floats(answer: object) -> bool:
    return isinstance(answer, list | tuple) and all(isinstance(each, float) for each in answer)


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Drop what is printed; reading is an error, as in EvalPlus."""
    stream = _Nowhere()
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream), redirect_stdin(stream):
        yield


class _Nowhere(WriteOnlyStringIO):  # type: ignore[misc]  # EvalPlus ships no types
    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError("expected text")
        return len(text)


def _words(error: BaseException) -> str:
    """Say what was raised, without running code of its class."""
    kind = type(error)
    if kind is TimeoutException:
        return TOO_LONG
    name = type.__dict__["__name__"].__get__(kind)
    if type.__dict__["__flags__"].__get__(kind) & _PYTHON_MADE or any(
        type(each) not in (str, int) for each in error.args
    ):
        return str(name)[:100]
    return f"{name}: {error}"[:300].replace("\n", " ")
