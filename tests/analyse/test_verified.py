"""verified@k, its ceiling, and what plus tests take away: against every draw and pick, expectation, and simulation."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analyse.absence import Absence
from generator.analyse.interval import wilson
from generator.analyse.passk import mean_interval, pass_at_k
from generator.analyse.scores import Estimate
from generator.analyse.verified import (
    plus_drop,
    ratio_interval,
    rejected_share,
    run_verified,
    verified_at_k,
    verified_ceiling,
)
from generator.model.run import Run
from tests.analyse.runs import run

steady = settings(deadline=None)  # a machine may be busy
FAIL, BASE, BOTH = range(3)  # what a sample passes


def submissions(outcomes: list[int], k: int) -> Iterator[Fraction]:
    """Give the chance to be right for every draw of k samples, each that passes base as likely to be submitted."""
    for drawn in combinations(outcomes, k):
        passing = [outcome for outcome in drawn if outcome != FAIL]
        yield Fraction(passing.count(BOTH), len(passing)) if passing else Fraction(0)


@pytest.mark.parametrize("n", range(1, 7))
def test_verified_at_k_is_how_often_all_draws_and_picks_are_right(n: int) -> None:
    for b in range(n + 1):
        for c in range(b + 1):
            outcomes = [BOTH] * c + [BASE] * (b - c) + [FAIL] * (n - b)
            for k in range(1, n + 1):
                chances = list(submissions(outcomes, k))
                true = sum(chances, Fraction(0)) / len(chances)
                assert verified_at_k([n], [b], [c], k).tolist() == pytest.approx([float(true)], abs=1e-15)


@pytest.mark.parametrize(("n", "k"), [(2, 1), (3, 2), (5, 3), (4, 4)])
def test_verified_at_k_has_no_bias(n: int, k: int) -> None:
    passing, right = 0.4, 0.7  # chance to pass base; of such a sample, to pass plus
    chance = {FAIL: 1 - passing, BASE: passing * (1 - right), BOTH: passing * right}
    expected = 0.0
    for outcomes in product((FAIL, BASE, BOTH), repeat=n):
        weight = float(np.prod([chance[outcome] for outcome in outcomes]))
        b, c = n - outcomes.count(FAIL), outcomes.count(BOTH)
        expected += weight * float(verified_at_k([n], [b], [c], k)[0])
    assert expected == pytest.approx((1 - (1 - passing) ** k) * right, abs=1e-12)


@st.composite
def tallies(draw: st.DrawFn) -> tuple[list[int], list[int], list[int]]:
    n = draw(st.lists(st.integers(1, 40), min_size=2, max_size=12))
    b = [draw(st.integers(0, most)) for most in n]
    return n, b, [draw(st.integers(0, most)) for most in b]


@steady
@given(tallies())
def test_verified_at_k_never_passes_pass_at_k_on_base_nor_the_ceiling_of_its_task(
    counts: tuple[list[int], list[int], list[int]],
) -> None:
    n, b, c = map(np.array, counts)
    for k in range(1, int(n.min()) + 1):
        shares = verified_at_k(n, b, c, k)
        assert (shares <= pass_at_k(n, b, k) + 1e-15).all()
        assert (shares <= c / np.maximum(b, 1) + 1e-15).all()
    assert verified_at_k(n, b, c, 1).tolist() == pytest.approx((c / n).tolist(), abs=1e-14)


@steady
@given(tallies(), st.randoms(use_true_random=False))
def test_the_order_of_tasks_changes_no_number(
    counts: tuple[list[int], list[int], list[int]], dice: Random
) -> None:
    rows = list(zip(*counts, strict=True))
    turned = dice.sample(rows, len(rows))
    for measure in (plus_drop, rejected_share, verified_ceiling):
        first, second = (
            measure(
                run(base=[b for _, b, _ in each], plus=[c for *_, c in each], samples=[n for n, *_ in each])
            )
            for each in (rows, turned)
        )
        if isinstance(first, Absence):
            assert first == second
        else:
            assert isinstance(second, Estimate)
            assert first.value == pytest.approx(second.value, abs=1e-12)
            assert first.interval is not None
            assert second.interval is not None
            assert first.interval.low == pytest.approx(second.interval.low, abs=1e-9)
            assert first.interval.low <= first.value <= first.interval.high


def test_a_run_of_several_samples_has_each_number_over_its_own_tasks() -> None:
    of = run(base=[4, 2, 0], plus=[1, 2, 0], samples=4)
    shares = np.array([0.25, 0.5, 0.0])
    assert run_verified(of, 1) == Estimate(0.25, mean_interval(shares, one_sample=False), tasks=3)
    ratios = np.array([0.25, 1.0])
    assert verified_ceiling(of) == Estimate(0.625, mean_interval(ratios, one_sample=False), tasks=2)
    lost = np.array([0.75, 0.0, 0.0])
    assert plus_drop(of) == Estimate(0.25, mean_interval(lost, one_sample=False), tasks=3)
    pooled = ratio_interval(np.array([3, 0], np.int32), np.array([4, 2], np.int32))
    assert rejected_share(of) == Estimate(0.5, pooled, tasks=2)


def test_one_sample_a_task_counts_the_tasks_that_plus_tests_take_away() -> None:
    of = run(base=[1, 1, 1, 0], plus=[1, 0, 1, 0])
    assert plus_drop(of) == Estimate(0.25, wilson(0.25, 4), tasks=4)
    assert rejected_share(of) == Estimate(1 / 3, wilson(1 / 3, 3), tasks=3)
    assert verified_ceiling(of) == Estimate(2 / 3, wilson(2 / 3, 3), tasks=3)
    assert run_verified(of, 1) == Estimate(0.5, wilson(0.5, 4), tasks=4)


def test_a_run_that_loses_nothing_keeps_a_doubt() -> None:
    found = rejected_share(run(base=[4, 4, 4], plus=[4, 4, 4], samples=4))
    assert isinstance(found, Estimate)
    assert found.interval is not None
    assert (found.value, found.interval.low) == (0.0, 0.0)
    assert found.interval.high > 0.2


@pytest.mark.parametrize("of", [run(base=[1, 0]), run(base=None, plus=[1, 0])])
def test_without_both_tests_there_is_nothing_to_compare(of: Run) -> None:
    for measure in (plus_drop, rejected_share, verified_ceiling, lambda each: run_verified(each, 1)):
        assert measure(of) == Absence("not measured")


def test_where_nothing_passes_there_is_no_share_of_what_passes() -> None:
    of = run(base=[0, 0], plus=[0, 0], samples=3)
    assert rejected_share(of) == verified_ceiling(of) == Absence("no sample passes the base tests")
    assert run_verified(of, 2) == Estimate(0.0, mean_interval(np.zeros(2), one_sample=False), tasks=2)


def test_a_k_beyond_any_task_s_samples_is_absent() -> None:
    of = run(base=[1, 1], plus=[1, 0], samples=[4, 2])
    assert run_verified(of, 3) == Absence("needs 3 samples a task, this run has 2")


def test_plus_beyond_base_is_refused() -> None:
    with pytest.raises(
        ValueError, match=r"^plus counts samples that pass base and plus: it lies between 0 and base$"
    ):
        verified_at_k([3], [1], [2], 1)
