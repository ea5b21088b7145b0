"""Answers are judged as EvalPlus judges them, case by case, and what equality could be faked with is not right."""

from collections.abc import Sequence
from typing import Any

import pytest

from generator.errors import Place
from generator.evaluate.datasets import Task
from generator.evaluate.judging import Exam, exam, says_what_it_equals
from generator.evaluate.values import text_of

pytest.importorskip("evalplus", reason="EvalPlus is not installed")


def exam_of(
    expected: Sequence[object],
    *,
    benchmark: str = "humaneval",
    name: str = "f",
    inputs: Sequence[Sequence[Any]] = ((1,),),
    tolerance: float = 0,
) -> Exam:
    task = Task("T/0", Place("t"), "", name, "", inputs, (), tolerance)
    return exam(benchmark, task, inputs, [text_of(each) for each in expected])


def accepts(expected: object, answer: object, **how: Any) -> bool:
    return exam_of([expected], **how).accepts(0, text_of(answer).encode())


def evalplus_accepts(expected: object, code: str, **how: Any) -> bool:
    from evalplus.eval import untrusted_check

    status, _ = untrusted_check(
        how.get("benchmark", "humaneval"),
        code,
        how.get("inputs", [[1]]),
        how.get("name", "f"),
        [expected],
        how.get("tolerance", 0),
        [0.1],
        fast_check=True,
    )
    return bool(status == "pass")


MBPP = {"benchmark": "mbpp"}
CASES: tuple[tuple[object, str, dict[str, Any]], ...] = (
    (1, "1", {}),
    (1, "True", {}),
    (1, "1.0", {}),
    (1, "2", {}),
    ("a", "'b'", {}),
    (None, "None", {}),
    ([1, 2], "[1, 2]", {}),
    ([1, 2], "(1, 2)", {}),
    ([1, 2], "[2, 1]", {}),
    ([True, 1], "[1, True]", {}),
    ({1, 2}, "{2, 1}", {}),
    ({1, 2}, "frozenset({1, 2})", {}),
    ({"a": 1}, "__import__('collections').Counter('a')", {}),
    ({"a": 1}, "__import__('collections').OrderedDict(a=1)", {}),
    ((1, 2), "__import__('collections').namedtuple('P', 'x y')(1, 2)", {}),
    ([1, 2], "range(1, 3)", {}),
    ([1, 2], "map(int, '12')", {}),
    (0.3, "0.1 + 0.2", {}),
    (0.3, "0.30001", {}),
    (0.3, "'0.3'", {}),
    (2.0, "2", {}),
    (2.0000000001, "2", {}),
    ([0.5, 0.3], "[0.5, 0.1 + 0.2]", {}),
    ([0.5, 0.3], "(0.5, 0.1 + 0.2)", {}),
    ([0.5, 0.3], "[0.5]", {}),
    ([[0.3]], "[[0.1 + 0.2]]", {}),
    ([0.3, 1], "[0.1 + 0.2, 1]", {}),
    (float("nan"), "float('nan')", {}),
    (float("inf"), "float('inf')", {}),
    ([0.3], "__import__('numpy').array([0.3])", {}),
    (0.3, "__import__('numpy').float64(0.3)", {}),
    (0.3, "__import__('numpy').float64(0.1) + 0.2", {}),
    (3, "__import__('numpy').int64(3)", {}),
    (1000, "1004", {"tolerance": 5}),
    ([1000, 2], "[1004, 2]", {"tolerance": 5}),
    ("a", "'b'", {"tolerance": 5}),
    (1, "True", {"tolerance": 5}),
    (10**40, "10**40 + 1", {"tolerance": 1e-6}),
    ([1, 2], "[2, 1, 1]", MBPP),
    ([1, 2], "[2, 1, 1]", MBPP | {"name": "Diff"}),
    ([1, 2], "(n for n in (2, 1))", MBPP | {"name": "Diff"}),
    ([1, 2], "3", MBPP | {"name": "Diff"}),
    ([1, 2], "[[1], 2]", MBPP | {"name": "Diff"}),
    ([1, 2], "[2, 1, 1]", {"name": "Diff"}),
    (True, "__import__('re').match('a', 'a')", MBPP | {"name": "check_str"}),
    (True, "'Valid'", MBPP | {"name": "check_str"}),
    (True, "False", MBPP | {"name": "check_str"}),
    (True, "None", MBPP | {"name": "check_str"}),
    (False, "None", MBPP | {"name": "check_str"}),
    (False, "False", MBPP | {"name": "check_str"}),
    (True, "'anything'", MBPP | {"name": "are_equivalent"}),
    (7, "0", MBPP | {"name": "sum_div"}),
    (7, "6", MBPP | {"name": "sum_div"}),
    (33, "33", MBPP | {"name": "surface_Area", "inputs": [[3, 4]]}),
    (99, "35", MBPP | {"name": "surface_Area", "inputs": [[3, 4]]}),
    (99, "34", MBPP | {"name": "surface_Area", "inputs": [[3, 4]]}),
    (99, "'34'", MBPP | {"name": "surface_Area", "inputs": [[3, 4]]}),
    (9, "1", MBPP | {"name": "digit_distance_nums", "inputs": [[1, 2]]}),
    (9, "9", MBPP | {"name": "digit_distance_nums", "inputs": [[1, 2]]}),
    (9, "8", MBPP | {"name": "digit_distance_nums", "inputs": [[1, 2]]}),
)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("expected", "answer", "how"), CASES)
def test_an_answer_is_right_where_evalplus_says_so(
    expected: object, answer: str, how: dict[str, Any]
) -> None:
    given = eval(answer)  # noqa: S307 - written above
    told = expected  # of tasks that ask whether there is an answer, EvalPlus keeps just that
    if how.get("name") == "check_str":
        told = expected or None
    if how.get("name") == "Diff" and how.get("benchmark") == "mbpp":
        try:
            given = list(given)  # which the trial does
        except TypeError:
            given = None
    code = f"def {how.get('name', 'f')}(*arguments): return {answer}"
    assert accepts(told, given, **how) == evalplus_accepts(expected, code, **how)


def test_floats_lend_their_tolerance_to_the_tests_after_them() -> None:
    mixed = exam_of([10**9, 0.5, 10**9], inputs=((1,),) * 3)
    line = text_of(10**9 + 1).encode()
    assert [mixed.accepts(test, line) for test in (0, 2)] == [False, True]
    assert mixed.tolerances == (0, 1e-6, 1e-6)


def test_any_zero_of_the_polynomial_is_right_and_others_are_not() -> None:
    asked = {"name": "find_zero", "inputs": [[[-6, 1, 1]]], "tolerance": 1e-4}
    assert [accepts(2.0, answer, **asked) for answer in (2.0, -3.0, -2.9999999, 2.1, "2", None)] == [
        *(True, True, True, False, False, False)
    ]


class _Anything:
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


def test_what_says_itself_that_it_is_right_is_not_and_is_named() -> None:
    for answer in (_Anything(), [_Anything()], {1: (_Anything(),)}):
        assert (accepts(answer, answer), accepts(1, answer)) == (False, False)
        assert says_what_it_equals(text_of(answer).encode()) == "_Anything"
    assert [says_what_it_equals(text_of(answer).encode()) for answer in (1, object(), '{"foreign"')] == [
        ""
    ] * 3


def test_lines_that_are_no_answers_are_wrong() -> None:
    asked = exam_of([1])
    assert [
        asked.accepts(0, line) for line in (b"", b"{", b'{"no":1}', b"#others:0", b"\xff", b"[" * 10**5)
    ] == [False] * 6
