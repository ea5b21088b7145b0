"""Judge what a solution answered, as EvalPlus 0.3.1 does, where no solution has run.

Written anew from what EvalPlus does, with its own lists of special tasks. One of its faults is mended: it counts a
right answer to HumanEval/32 as none, so that no solution passes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from generator.evaluate.datasets import Task
from generator.evaluate.inside.request import DIGEST
from generator.evaluate.values import Foreign, value_of

_NEARLY = 1e-6  # absolute tolerance for floats where a task has none
_RELATIVE = 1e-7


@dataclass(frozen=True, slots=True, eq=False)
class Exam:
    """A task and one of its sets of tests, with the answers of the reference solution as lines of JSON."""

    benchmark: str
    entry_point: str
    inputs: Sequence[Sequence[Any]]
    answers: tuple[bytes, ...]
    tolerances: tuple[float, ...]  # of each test

    def accepts(self, test: int, line: bytes) -> bool:
        """Say whether a line is a right answer to a test."""
        if line == self.answers[test] and b"NaN" not in line and b'{"foreign"' not in line:
            return True
        try:
            with np.errstate(all="ignore"):
                return _right(self, test, value_of(line), value_of(self.answers[test]))
        except Exception:  # noqa: BLE001 - whatever a comparison raises, the answer is not right, as in EvalPlus
            return False


def is_digest(line: bytes) -> bool:
    """Say whether a line stands for a long answer, and tells no more than whether it is the very same."""
    return line.startswith(DIGEST.encode())


def exam(benchmark: str, task: Task, inputs: Sequence[Sequence[Any]], answers: Sequence[str]) -> Exam:
    """Prepare an exam; where a task has no tolerance, floats have one from the first test on that expects some."""
    expected = [_expected(task.entry_point, answer.encode()) for answer in answers]
    tolerances, tolerance = [], task.tolerance
    for answer in expected:
        if tolerance == 0 and _all_floats(answer):
            tolerance = _NEARLY
        tolerances.append(tolerance)
    return Exam(benchmark, task.entry_point, inputs, tuple(expected), tuple(tolerances))


def counts_off(entry_point: str) -> bool:
    """Say whether answers are compared as sets, so that anything that can be counted off is one."""
    from evalplus.eval._special_oracle import MBPP_OUTPUT_SET_EQ_TASKS  # noqa: PLC0415 - an extra

    return entry_point in MBPP_OUTPUT_SET_EQ_TASKS


def _tells_if_any(entry_point: str) -> bool:
    from evalplus.eval._special_oracle import MBPP_OUTPUT_NOT_NONE_TASKS  # noqa: PLC0415 - as above

    return entry_point in MBPP_OUTPUT_NOT_NONE_TASKS


def _expected(entry_point: str, answer: bytes) -> bytes:
    """Give the answer to compare with: for some tasks only whether there is one."""
    if _tells_if_any(entry_point):
        return b"false" if answer == b"null" else b"true"
    return answer


def _all_floats(line: bytes) -> bool:
    if is_digest(line):
        return line.startswith(b"#floats")
    value = value_of(line)
    if isinstance(value, list | tuple):
        return bool(value) and all(isinstance(each, float) for each in value)
    return isinstance(value, float)


def _right(exam: Exam, test: int, answer: Any, expected: Any) -> bool:
    if exam.benchmark == "humaneval" and exam.entry_point == "find_zero":
        return _is_zero(exam.inputs[test][0], answer, exam.tolerances[test])
    equal = _equal_by_task(exam, test, answer, expected) if exam.benchmark == "mbpp" else answer == expected
    tolerance = exam.tolerances[test]
    if tolerance == 0 or equal:
        return bool(equal)
    if type(answer) is not type(expected):
        return False
    if isinstance(expected, list | tuple) and len(answer) != len(expected):
        return False
    return bool(np.allclose(answer, expected, rtol=_RELATIVE, atol=tolerance))


def _is_zero(coefficients: Sequence[float], answer: Any, tolerance: float) -> bool:
    """HumanEval/32 asks for any zero of a polynomial."""
    from evalplus.eval._special_oracle import _poly  # noqa: PLC0415 - an extra

    return bool(abs(_poly(coefficients, answer)) <= tolerance)


def _equal_by_task(exam: Exam, test: int, answer: Any, expected: Any) -> Any:
    """Compare as MBPP+ does: some tasks have several right answers."""
    from evalplus.eval import _special_oracle as special  # noqa: PLC0415 - an extra

    name, arguments = exam.entry_point, exam.inputs[test]
    if counts_off(name):
        return set(answer) == set(expected)
    if _tells_if_any(name):
        return answer == expected if isinstance(answer, bool) else expected == (answer is not None)
    if name == "surface_Area":
        off_by = abs(answer - special._surface_Area(*arguments))  # noqa: SLF001 - EvalPlus has no other name for it
        return answer == expected or off_by <= exam.tolerances[test]
    if name == "digit_distance_nums":
        return answer in (expected, special._digit_distance_nums(*arguments))  # noqa: SLF001 - as above
    accepted = {"are_equivalent": answer, "sum_div": 0}.get(name, expected)
    return answer in (expected, accepted)


def says_what_it_equals(line: bytes) -> str:
    """Name the class of an answer, or of a part of it, that decides by itself what it equals; empty where none does."""
    if b'{"foreign"' not in line:
        return ""
    try:
        return next((each.name for each in _foreign(value_of(line)) if each.decides), "")
    except ValueError:
        return ""


def _foreign(value: Any) -> list[Foreign]:
    if isinstance(value, Foreign):
        return [value]
    if isinstance(value, dict):
        return [each for pair in value.items() for each in _foreign(list(pair))]
    if isinstance(value, list | tuple | set | frozenset):
        return [each for part in value for each in _foreign(part)]
    return []
