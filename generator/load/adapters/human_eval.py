"""OpenAI's human-eval: one line a sample, with its task and whether it passed the base tests."""

import msgspec

from generator.errors import Place
from generator.load.adapters.counting import Tally
from generator.load.adapters.lines import decoded_lines, first_line_is
from generator.load.adapters.protocol import RawRun, ResultFile
from generator.load.adapters.tallied import tallied
from generator.load.problems import Problems, shortened

NAME = "human-eval"
KEYS = frozenset({"task_id", "completion", "result", "passed"})
LOOKS_FOR = "a line a sample, with `task_id`, `result` and `passed`"
_PASSED, _TIMED_OUT = "passed", "timed out"  # what `result` says of these; all else says how a sample failed


class _Shape(msgspec.Struct):
    passed: msgspec.Raw
    task_id: msgspec.Raw


class _Line(msgspec.Struct):
    task_id: str
    passed: bool
    result: str | None = None


def recognises(content: bytes) -> bool:
    """Look at the first line."""
    return first_line_is(content, _Shape)


def read(file: ResultFile, problems: Problems) -> tuple[RawRun, ...]:
    """Read one run; the format knows no plus tests, and names neither model nor decoding."""
    before = len(problems.found)
    tally, timed_out = Tally(), 0
    for place, line in decoded_lines(file, _Line, problems):
        tally.note(line.task_id, line.passed)
        timed_out += line.result == _TIMED_OUT
        _compare(line, place, problems)
    if len(problems.found) > before:
        return ()
    return tallied(file, NAME, tally, problems, harness="human-eval", timed_out=timed_out)


def _compare(line: _Line, place: Place, problems: Problems) -> None:
    """Tell a sample of which `passed` and `result` say different things."""
    if line.result is not None and (line.result == _PASSED) != line.passed:
        text = (
            f"passed: found {str(line.passed).lower()} with the result {shortened(line.result)}; "
            "expected both to say the same"
        )
        problems.add(place, "contradiction", text)
