"""LiveCodeBench: a list of problems, each with whether its samples passed; programs and outputs are not read."""

import re

import msgspec

from generator.load.adapters.counting import Tally
from generator.load.adapters.decoding import decode
from generator.load.adapters.protocol import RawRun, ResultFile
from generator.load.adapters.tallied import tallied
from generator.load.problems import Problems, shortened
from generator.model.run import Decoding

NAME = "LiveCodeBench"
KEYS = frozenset({"question_id", "graded_list", "pass@1", "code_list"})
LOOKS_FOR = "a list of problems, each with `question_id` and `graded_list`"
BENCHMARK = "livecodebench"
# As the harness calls its files: samples a task, temperature.
_CALLED = re.compile(r"Scenario\.codegeneration_\d+_(\d+(?:\.\d+)?)_eval_all")


class _Problem(msgspec.Struct):
    question_id: str
    graded_list: list[bool]


def recognises(content: bytes) -> bool:
    """Look for a list at the start, and for the outcomes of a problem anywhere."""
    return content[:64].lstrip().startswith(b"[") and b'"graded_list"' in content


def read(file: ResultFile, problems: Problems) -> tuple[RawRun, ...]:
    """Read one run; the file names neither its model nor the release of the benchmark."""
    decoded = decode(file, list[_Problem], problems)
    if decoded is None:
        return ()
    called = _CALLED.search(file.name)
    before, tally = len(problems.found), Tally()
    for problem in decoded:
        if problem.question_id in tally.samples:
            text = f"{shortened(problem.question_id)} stands twice; expected each problem once"
            problems.add(file.place, "duplicate-task", text)
        tally.note(problem.question_id, sum(problem.graded_list), len(problem.graded_list))
    if len(problems.found) > before:
        return ()
    return tallied(
        file,
        NAME,
        tally,
        problems,
        harness="livecodebench",
        benchmark=BENCHMARK,
        decoding=Decoding.at(float(called[1])) if called else None,
    )
