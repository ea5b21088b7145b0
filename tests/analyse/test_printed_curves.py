import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.analyse.absence import Absence
from generator.analyse.curves import pass_curves
from generator.analyse.printed_curves import (
    LastGap,
    PrintedCrossing,
    PrintedCurve,
    comparable,
    concave_bounds,
    last_gap,
    printed_crossing,
    printed_curves,
)
from generator.model.published import PublishedScore
from tests.analyse.printed import printed, printed_curve


def test_scores_of_one_model_at_one_temperature_are_a_curve() -> None:
    scores = [
        printed(10, "60.0"),
        printed(1, "50.0"),
        printed(1, "40.0", model="other"),
        printed(10, "45.0", model="other", temperature=0.8),
        printed(1, "30.0", source="blog"),
        printed(2, "35.0", source="blog"),
    ]
    assert printed_curves(scores) == (
        PrintedCurve((scores[4], scores[5])),
        PrintedCurve((scores[1], scores[0])),
    )


@pytest.mark.parametrize(
    "scores",
    [
        [printed(1), printed(1, "51.0"), printed(10, "60.0")],
        [printed(1, temperature=None), printed(10, "60.0", temperature=None)],
        [printed(1, estimand="unknown"), printed(10, "60.0", estimand="unknown")],
        [printed(1, read="by-eye"), printed(10, "60.0", read="by-eye")],
        [printed(1, samples=10), printed(10, "60.0", samples=100)],
        [],
    ],
    ids=["a k twice", "no temperature", "decoding not stated", "read by eye", "other samples", "nothing"],
)
def test_what_may_not_be_joined_is_no_curve(scores: list[PublishedScore]) -> None:
    assert printed_curves(scores) == ()


def test_curves_of_one_kind_differ_in_the_model_only() -> None:
    points = {1: "50.0", 2: "60.0"}
    assert comparable(printed_curve(points), printed_curve(points, "other"))
    assert not comparable(printed_curve(points), printed_curve(points, "other", samples=20))


BEND = printed_curve({1: "50.0", 2: "60.0", 4: "70.0", 8: "80.0"})


@pytest.mark.parametrize(
    ("target", "bounds"),
    [
        (0.5, (1.0, 1.0)),
        (0.55, (1.1, 1.5)),  # the line from pass@0 = 0 is steeper than that through k = 2 and 4
        (0.6, (2.0, 2.0)),
        (0.65, (2.5, 3.0)),
        (0.69, (3.6, 3.8)),
        (0.75, (5.0, 6.0)),
        (0.8, (6.0, 8.0)),  # it may run level from 6 on, as nothing is printed beyond 8
        (0.85, (10.0, math.inf)),
    ],
)
def test_between_printed_points_a_concave_curve_has_a_lens_to_run_in(
    target: float, bounds: tuple[float, float]
) -> None:
    assert concave_bounds(BEND, target) == pytest.approx(bounds)


def test_below_the_first_point_nothing_is_known() -> None:
    with pytest.raises(ValueError, match=r"^below pass@k of the smallest printed k nothing is printed$"):
        concave_bounds(BEND, 0.4)


@given(
    passed=st.lists(st.integers(0, 40), min_size=2, max_size=12),
    k=st.floats(1.0, 40.0),
    ks=st.sets(st.integers(2, 39), min_size=1, max_size=5),
)
def test_the_curve_of_any_tallies_runs_in_the_lens(passed: list[int], k: float, ks: set[int]) -> None:
    points = [1, *sorted(ks), 40]
    shares = pass_curves([40] * len(passed), passed, [*points, k]).mean(axis=1)
    assume(np.diff(shares[:-1]).min() > 1e-4)
    curve = printed_curve(
        {at: f"{100 * share:.12f}" for at, share in zip(points, shares[:-1].tolist(), strict=True)}
    )
    low, high = concave_bounds(curve, float(shares[-1]))
    assert low - 1e-3 <= k <= high + 1e-3


def test_two_curves_cross_between_two_printed_k() -> None:
    other = printed_curve({1: "45.0", 2: "60.0", 4: "71.0", 8: "90.0"}, "other")
    assert printed_crossing(BEND, other) == PrintedCrossing(1, 4)  # at k = 2 they are equal
    assert printed_crossing(other, BEND) == PrintedCrossing(1, 4)


@pytest.mark.parametrize(
    ("points", "reason"),
    [
        ({1: "55.0", 2: "61.0", 4: "71.0"}, "the same curve is ahead, or equal, at every k from 1 to 4"),
        ({1: "55.0", 2: "59.0", 4: "71.0"}, "the curves cross 2 times"),
        ({1: "55.0", 3: "59.0"}, "the two curves have fewer than two k in common"),
    ],
)
def test_curves_that_do_not_cross_once_say_so(points: dict[int, str], reason: str) -> None:
    assert printed_crossing(BEND, printed_curve(points, "other")) == Absence(reason)


def test_at_the_last_k_a_gap_is_a_number_of_tasks() -> None:
    base = printed_curve({1: "80.4878", 128: "94.5122"}, samples=128, tasks=164)
    tuned = printed_curve({1: "83.0877", 128: "93.2927"}, "tuned", samples=128, tasks=164)
    assert last_gap(base, tuned) == LastGap(128, 164, 155, 153, 0.5)
    assert last_gap(base, base) == LastGap(128, 164, 155, 155, 1.0)


@pytest.mark.parametrize("gap", range(6))
def test_no_pair_of_outcomes_with_the_same_gap_has_a_smaller_p(gap: int) -> None:
    from scipy.stats import binomtest

    first = printed_curve({1: "10.0", 10: "50.0"})
    second = printed_curve({1: "10.0", 10: f"{50 + 5 * gap}.0"}, "other")
    found = last_gap(first, second)
    assert isinstance(found, LastGap)
    possible = [binomtest(lost, 2 * lost + gap).pvalue if 2 * lost + gap else 1.0 for lost in range(10 - gap)]
    assert found.smallest_p == pytest.approx(min(possible))


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (
            printed_curve({1: "50.0", 5: "60.0"}),
            printed_curve({1: "50.0", 5: "65.0"}),
            "the curves do not both end at the number of samples",
        ),
        (
            printed_curve({1: "50.0", 10: "60.0"}, tasks=None),
            printed_curve({1: "50.0", 10: "65.0"}, tasks=None),
            "the number of tasks is not the same, or not stated",
        ),
        (
            printed_curve({1: "50.0", 10: "60.0"}),
            printed_curve({1: "50.0", 10: "62.5"}),
            "pass@k at the number of samples is no whole number of tasks",
        ),
        (
            printed_curve({1: "50", 10: "60"}, tasks=164),
            printed_curve({1: "50", 10: "65"}, tasks=164),
            "pass@k at the number of samples is no whole number of tasks",
        ),
    ],
)
def test_a_gap_that_is_no_number_of_tasks_says_so(
    first: PrintedCurve, second: PrintedCurve, reason: str
) -> None:
    assert last_gap(first, second) == Absence(reason)
