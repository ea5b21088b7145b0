"""pass@k for every k of a run, and pass^k: against counting, exact fractions and scorio's documented values."""

import math
import re
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analyse.absence import Absence
from generator.analyse.passk import pass_at_k, pass_curve, pass_hat_k
from generator.analyse.scores import CurvePoint, Estimate, run_curve, run_reliability, run_score
from tests.analyse.runs import run

steady = settings(deadline=None)  # a machine may be busy


@st.composite
def boards(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    samples = draw(st.lists(st.integers(1, 60), min_size=1, max_size=8))
    return samples, [draw(st.integers(0, n)) for n in samples]


@steady
@given(boards())
def test_a_curve_has_the_very_values_of_each_k_and_never_falls(tallies: tuple[list[int], list[int]]) -> None:
    samples, passed = tallies
    curve = pass_curve(samples, passed)
    assert curve.tolist() == [pass_at_k(samples, passed, k).tolist() for k in range(1, min(samples) + 1)]
    assert (np.diff(curve, axis=0) >= 0).all()


@steady
@given(boards())
def test_a_run_s_curve_never_falls_and_meets_its_scores(tallies: tuple[list[int], list[int]]) -> None:
    samples, passed = tallies
    of = run(base=passed, samples=samples)
    curve = run_curve(of, plus=False)
    assert not isinstance(curve, Absence)
    assert [point.k for point in curve] == list(range(1, min(samples) + 1))
    assert [point.score for point in curve] == [run_score(of, point.k, plus=False) for point in curve]
    values = [point.score.value for point in curve]
    assert values == pytest.approx(sorted(values), abs=1e-15)


def test_a_curve_of_one_sample_is_the_score() -> None:
    of = run(base=[1, 0, 1])
    score = run_score(of, plus=False)
    assert isinstance(score, Estimate)
    assert run_curve(of, plus=False) == (CurvePoint(1, score),)


@pytest.mark.parametrize("plus", [True, False])
def test_tests_that_were_not_run_have_no_curve_and_no_pass_hat(*, plus: bool) -> None:
    only = run(base=[1, 0]) if plus else run(base=None, plus=[1, 0])
    assert run_curve(only, plus=plus) == Absence("not measured")
    assert run_reliability(only, 1, plus=plus) == Absence("not measured")


def test_a_curve_of_no_tasks_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^a curve needs at least one task$"):
        pass_curve([], [])


@pytest.mark.parametrize("n", range(1, 8))
def test_pass_hat_k_is_the_share_of_all_draws_of_k_samples_that_all_pass(n: int) -> None:
    for c in range(n + 1):
        outcomes = [True] * c + [False] * (n - c)
        for k in range(1, n + 1):
            drawn = [all(each) for each in combinations(outcomes, k)]
            assert pass_hat_k([n], [c], k).tolist() == pytest.approx([sum(drawn) / len(drawn)], abs=1e-15)


@steady
@given(st.integers(1, 300), st.data())
def test_pass_hat_k_agrees_with_exact_fractions(n: int, data: st.DataObject) -> None:
    c, k = data.draw(st.integers(0, n)), data.draw(st.integers(1, n))
    exact = Fraction(math.comb(c, k), math.comb(n, k))
    assert pass_hat_k([n], [c], k).tolist() == pytest.approx([float(exact)], rel=1e-12)


def test_two_tasks_of_five_samples_give_the_pass_hat_that_scorio_documents() -> None:
    # scorio at dedc415, scorio/eval/pass_at_k.py: the package of hariri2026dont
    of = run(base=[3, 4], samples=5)
    found = run_reliability(of, 2, plus=False)
    assert isinstance(found, Estimate)
    assert found.value == pytest.approx(0.45, abs=1e-15)


def test_pass_hat_k_of_a_run_names_what_it_lacks() -> None:
    few = run(base=[1, 0], samples=[3, 2])
    assert run_reliability(few, 3, plus=False) == Absence("needs 3 samples a task, this run has 2")
    with pytest.raises(ValueError, match=f"^{re.escape('pass^0: k counts samples and starts at 1')}$"):
        run_reliability(few, 0, plus=False)
