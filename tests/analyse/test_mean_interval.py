"""The interval of a run's score: its formula, its limits, and how often it covers the truth."""

import math
from collections.abc import Iterator, Sequence
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from generator.analyse.interval import Interval, wilson, wilson_ends
from generator.analyse.passk import Shares, mean_interval, pass_at_k

steady = settings(deadline=None)  # a machine may be busy

TASKS = 164
NEAR_THE_ENDS = tuple(0.001 * step for step in range(1, 20))
MEANS = (*NEAR_THE_ENDS, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98)  # of pass@1 over tasks
MEANS += tuple(1 - mean for mean in NEAR_THE_ENDS)
SPREADS = (0.3, 3, 30)  # alpha + beta of the chances: tasks nearly all or nothing, mixed, alike
REPLICATES = 60


def by_hand(shares: Sequence[float]) -> tuple[float, float]:
    """Write the formula out once more, with nothing but lists."""
    count, mean = len(shares), sum(shares) / len(shares)
    m = (sum(shares) + 1) / (count + 2)
    variance = (sum(share**2 for share in shares) + 1) / (count + 2) - m**2
    effective = max(float(count), count * m * (1 - m) / variance)
    z = NormalDist().inv_cdf(0.975)
    root = z * math.sqrt(mean * (1 - mean) / effective + z**2 / (4 * effective**2))
    low, high = (mean + z**2 / (2 * effective) + sign * root for sign in (-1, 1))
    return low / (1 + z**2 / effective), high / (1 + z**2 / effective)


@steady
@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_several_samples_follow_the_formula(shares: list[float]) -> None:
    ends = by_hand(shares)
    found = mean_interval(np.array(shares), one_sample=False)
    assert (found.low, found.high) == pytest.approx(ends, abs=1e-9)


@steady
@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_the_mean_lies_between_the_ends(shares: list[float]) -> None:
    values = np.array(shares)
    found = mean_interval(values, one_sample=False)
    assert 0.0 <= found.low <= float(values.mean()) <= found.high <= 1.0


def test_two_tasks_of_several_samples_have_a_whole_interval() -> None:
    # m = 2/4, s2 = (0.5 + 1)/4 - 1/4 = 1/8, effective = 2 * (1/4) / (1/8) = 4
    low, high = wilson_ends(0.5, 4)
    assert mean_interval(np.array([0.5, 0.5]), one_sample=False) == Interval(
        low, high, "Wilson on 4 effective tasks", "tasks", level=0.95, upper_bound=False
    )


def test_one_sample_a_task_is_wilson_on_the_passes() -> None:
    outcomes = np.array([1.0] * 44 + [0.0] * 120)
    assert mean_interval(outcomes, one_sample=True) == wilson(44 / 164, 164)


@pytest.mark.parametrize("passed", [0, 1, 44, 82, 163, 164])
def test_all_samples_drawn_at_once_tell_no_more_than_one_sample(passed: int) -> None:
    outcomes = np.array([1.0] * passed + [0.0] * (TASKS - passed))  # pass@n of n samples is 0 or 1
    found, single = mean_interval(outcomes, one_sample=False), wilson(passed / TASKS, TASKS)
    assert (found.low, found.high) == pytest.approx((single.low, single.high), abs=1e-12)


def test_shares_that_vary_less_have_the_narrower_interval() -> None:
    alike, apart = np.full(TASKS, 0.5), np.repeat([0.0, 1.0], TASKS // 2)
    narrow, wide = (mean_interval(shares, one_sample=False) for shares in (alike, apart))
    assert wide.low < narrow.low < 0.5 < narrow.high < wide.high


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_all_tasks_failed_or_solved_still_leave_doubt(share: float) -> None:
    found = mean_interval(np.full(TASKS, share), one_sample=False)
    assert (found.low, found.high) == pytest.approx(wilson_ends(share, TASKS))


def coverages(n: int, k: int) -> Iterator[tuple[float, float]]:
    """Simulate tasks whose chances to pass are beta-distributed: the true mean pass@k, and how often it is covered."""
    from scipy.special import betaln
    from scipy.stats import betabinom

    draws = np.random.default_rng(20260612 + 1000 * n + k)
    passed = np.arange(n + 1)
    shares = pass_at_k(np.full(n + 1, n), passed, k)
    for mean in MEANS:
        for spread in SPREADS:
            a, b = mean * spread, (1 - mean) * spread
            true = 1.0 - math.exp(betaln(a, b + k) - betaln(a, b))
            chances = betabinom.pmf(passed, n, a, b)
            histograms = draws.multinomial(TASKS, chances / chances.sum(), size=REPLICATES)
            covered = [covers(np.repeat(shares, histogram), true, n) for histogram in histograms]
            yield true, sum(covered) / REPLICATES


def covers(shares: Shares, true: float, n: int) -> bool:
    found = mean_interval(shares, one_sample=n == 1)
    return found.low <= true <= found.high


@pytest.mark.parametrize(
    ("n", "k"), [(1, 1), (10, 1), (10, 10), (20, 1), (20, 10), (200, 1), (200, 10), (200, 100)]
)
def test_the_interval_covers_the_truth_as_often_as_it_says(n: int, k: int) -> None:
    found = list(coverages(n, k))
    inner = np.mean([covered for true, covered in found if 0.05 <= true <= 0.95])
    wider = np.mean([covered for true, covered in found if 0.02 <= true <= 0.98])
    ends = np.mean([covered for true, covered in found if not 0.02 <= true <= 0.98])
    assert 0.93 <= inner <= 0.98
    assert wider >= 0.93
    assert ends >= 0.93


def wilson_coverages(truths: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sum, exactly, the chances of those numbers of passes whose interval covers each true share."""
    from scipy.stats import binom

    low, high = wilson_limits()
    truth = truths[:, np.newaxis]
    covered = (low <= truth) & (truth <= high)
    return np.asarray((binom.pmf(np.arange(TASKS + 1), TASKS, truth) * covered).sum(axis=1))


def wilson_limits() -> NDArray[np.float64]:
    return np.array([wilson_ends(count / TASKS, TASKS) for count in range(TASKS + 1)]).T


def between(low: float, high: float) -> NDArray[np.float64]:
    """List true shares: a fine grid, and both sides of each end of an interval, where coverage jumps."""
    jumps = wilson_limits().ravel()
    truths = np.concatenate([np.arange(low, high, 0.0001), jumps - 1e-12, jumps + 1e-12])
    return truths[(low <= truths) & (truths <= high)]


@pytest.mark.parametrize(
    ("low", "high", "least", "most"), [(0.05, 0.95, 0.935, 0.969), (0.02, 0.98, 0.929, 0.978)]
)
def test_one_sample_a_task_covers_about_as_often_at_every_share_but_the_outermost(
    low: float, high: float, least: float, most: float
) -> None:
    covered = wilson_coverages(between(low, high))
    assert (covered.min(), covered.max()) == pytest.approx((least, most), abs=0.001)


def test_one_sample_a_task_covers_less_at_single_shares_near_the_ends_but_not_on_average() -> None:
    assert wilson_coverages(between(1e-6, 0.02)).min() == pytest.approx(0.838, abs=0.001)
    assert wilson_coverages(np.arange(0.0001, 0.02, 0.0001)).mean() == pytest.approx(0.955, abs=0.001)
