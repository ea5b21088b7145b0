"""Wilson's interval against scipy and printed values, and what an interval refuses to be."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analyse.interval import LEVEL, Interval, wilson, wilson_ends

steady = settings(deadline=None)  # a machine may be busy

# passed, tasks, ends: computed with scipy; EvalPlus' own tests print 50 of 100 as (0.4038, 0.5962)
KNOWN = [
    (0, 10, 0.0, 0.277533),
    (50, 100, 0.403832, 0.596168),
    (10, 10, 0.722467, 1.0),
    (39, 164, 0.179119, 0.308493),
    (44, 164, 0.206356, 0.340836),
    (94, 164, 0.496649, 0.646343),
    (164, 164, 0.977113, 1.0),
]


@pytest.mark.parametrize(("passed", "tasks", "low", "high"), KNOWN)
def test_known_intervals_are_met(passed: int, tasks: int, low: float, high: float) -> None:
    assert wilson_ends(passed / tasks, tasks) == pytest.approx((low, high), abs=6e-7)


@pytest.mark.parametrize("level", [0.5, 0.9, LEVEL, 0.999])
@pytest.mark.parametrize("tasks", [1, 2, 10, 164, 378])
def test_ends_are_those_of_scipy(tasks: int, level: float) -> None:
    from scipy.stats import binomtest

    for passed in range(0, tasks + 1, max(1, tasks // 20)):
        theirs = binomtest(passed, tasks).proportion_ci(confidence_level=level, method="wilson")
        assert wilson_ends(passed / tasks, tasks, level) == pytest.approx(
            (theirs.low, theirs.high), abs=1e-12
        )


@pytest.mark.parametrize("p", [0.02, 0.1, 0.5, 0.884])
def test_each_end_is_where_the_score_test_just_rejects(p: float) -> None:
    trials = 163.7  # an effective number need not be whole
    z = 1.959963984540054
    for end in wilson_ends(p, trials):
        assert abs(p - end) == pytest.approx(z * np.sqrt(end * (1 - end) / trials), rel=1e-9)


@steady
@given(st.floats(0, 1), st.floats(0.5, 1e12))
def test_the_share_lies_between_ends_within_0_and_1(share: float, trials: float) -> None:
    low, high = wilson_ends(share, trials)
    assert 0.0 <= low <= share <= high <= 1.0


@steady
@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_failures_have_the_mirrored_interval(tally: tuple[int, int]) -> None:
    passed, tasks = tally
    low, high = wilson_ends(passed / tasks, tasks)
    assert wilson_ends((tasks - passed) / tasks, tasks) == pytest.approx((1 - high, 1 - low), abs=1e-12)


def test_nothing_passed_ends_at_0_and_everything_passed_at_1_exactly() -> None:
    assert wilson_ends(0.0, 164)[0] == 0.0
    assert wilson_ends(1.0, 164)[1] == 1.0


def test_an_interval_says_its_method_its_level_and_what_was_resampled() -> None:
    low, high = wilson_ends(0.5, 100)
    assert wilson(0.5, 100) == Interval(low, high, "Wilson", "tasks", level=0.95, upper_bound=False)


def test_an_upper_bound_has_the_same_ends_and_says_what_it_is() -> None:
    low, high = wilson_ends(0.5, 100)
    assert wilson(0.5, 100, upper_bound=True) == Interval(
        low, high, "Wilson over tasks, an upper bound", "tasks", level=0.95, upper_bound=True
    )


@pytest.mark.parametrize(
    ("share", "trials", "message"),
    [
        (1.5, 10, "a share of 1.5 in 10 trials is not possible"),
        (-0.1, 10, "a share of -0.1 in 10 trials is not possible"),
        (0.5, 0, "a share of 0.5 in 0 trials is not possible"),
        (0.5, -3, "a share of 0.5 in -3 trials is not possible"),
        (float("nan"), 10, "a share of nan in 10 trials is not possible"),
    ],
)
def test_a_share_that_cannot_be_is_refused(share: float, trials: float, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        wilson_ends(share, trials)


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (0.6, 0.5, "0.6 and 0.5"),
        (float("nan"), 0.5, "nan and 0.5"),
        (0.5, float("nan"), "0.5 and nan"),
    ],
)
def test_ends_that_cannot_be_are_refused(low: float, high: float, found: str) -> None:
    message = f"an interval needs low <= high, found {found}"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        Interval(low, high, "any", "tasks")
