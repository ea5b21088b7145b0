"""OpenAI's human-eval: one line a sample, with its task and whether it passed the base tests."""

import msgspec

from generator.errors import Place
from generator.load.adapters.counting import MOST_SAMPLES, counts, natural_order
from generator.load.adapters.lines import decoded_lines, first_line_is
from generator.load.adapters.protocol import RawRun, ResultFile
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
    outcomes: dict[str, list[bool]] = {}
    timed_out = 0
    for place, line in decoded_lines(file, _Line, problems):
        outcomes.setdefault(line.task_id, []).append(line.passed)
        timed_out += line.result == _TIMED_OUT
        _compare(line, place, problems)
    for task, passed in outcomes.items():
        if len(passed) > MOST_SAMPLES:
            text = f"{shortened(task)}: found {len(passed):,} samples; expected {MOST_SAMPLES:,} at most"
            problems.add(file.place, "samples", text)
    if len(problems.found) > before:
        return ()
    tasks = natural_order(outcomes)
    run = RawRun(
        files=(file,),
        format=NAME,
        harness="human-eval",
        tasks=tuple(tasks),
        samples=counts(len(outcomes[task]) for task in tasks),
        base=counts(sum(outcomes[task]) for task in tasks),
        plus=None,
        timed_out=timed_out,
    )
    return (run,)


def _compare(line: _Line, place: Place, problems: Problems) -> None:
    """Tell a sample of which `passed` and `result` say different things."""
    if line.result is not None and (line.result == _PASSED) != line.passed:
        text = (
            f"passed: found {str(line.passed).lower()} with the result {shortened(line.result)}; "
            "expected both to say the same"
        )
        problems.add(place, "contradiction", text)
