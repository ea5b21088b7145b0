import math

import numpy as np
import pytest

from generator.analyse.absence import Absence
from generator.analyse.bootstrap import task_weights
from generator.analyse.curves import BELOW_ONE
from generator.analyse.equivalent import SampleCount, crossing, equivalent_k
from generator.analyse.interval import Interval
from generator.analyse.passk import pass_at_k
from generator.model.run import Run
from tests.analyse.runs import run

SPREAD = (0, 1, 2, 3, 5, 8, 10, 4, 0, 7, 9, 10)


def ten(passed: tuple[int, ...], name: str = "toy") -> Run:
    return run(name, base=passed, samples=10, strategy="sampling")


def found(result: SampleCount | Absence) -> SampleCount:
    assert isinstance(result, SampleCount)
    return result


def test_a_model_needs_one_sample_to_do_what_it_does_itself() -> None:
    same = found(equivalent_k(ten(SPREAD), ten(SPREAD), plus=False, seed=1))
    assert same == SampleCount(1.0, Interval(1.0, 1.0, "joint bootstrap, percentiles", "tasks"), 10, 12)


def test_the_value_and_the_interval_are_those_of_each_resample_by_itself() -> None:
    better = tuple(min(10, c + 2) for c in SPREAD)
    result = found(equivalent_k(ten(SPREAD), ten(better), plus=False, seed=3))
    assert result.value == pytest.approx(
        _smallest(np.array(SPREAD), np.array(better), np.full(12, 1 / 12)), rel=3e-3
    )
    replicates = [_smallest(np.array(SPREAD), np.array(better), w) for w in task_weights(12, 3)]
    low, high = np.quantile(replicates, [0.025, 0.975], method="inverted_cdf").tolist()
    assert (result.interval.low, result.interval.high) == pytest.approx((low, high), rel=3e-3)


def _smallest(sampled: np.ndarray, single: np.ndarray, weights: np.ndarray) -> float:
    """Find the k by bisection on the gamma extension, for one resample."""
    from scipy.special import gammaln

    def curve(k: float) -> float:
        failed = 10 - sampled
        with np.errstate(invalid="ignore"):
            log = gammaln(failed + 1) - gammaln(failed - k + 1) + gammaln(11 - k) - gammaln(11)
        return float(weights @ (1 - np.where(k >= failed + 1, 0, np.exp(log))))

    target = float(weights @ (single / 10))
    if curve(1) > target + 1e-12:
        return BELOW_ONE
    if curve(10) < target - 1e-12:
        return math.inf
    low, high = 1.0, 10.0
    for _ in range(18):
        middle = (low + high) / 2
        low, high = (low, middle) if curve(middle) >= target - 1e-12 else (middle, high)
    return high


def test_a_better_model_needs_less_than_one_sample_and_one_that_never_solves_a_task_needs_no_end() -> None:
    none, half, all_tasks = ten((0,) * 12), ten((5,) * 12), ten((10,) * 12)
    interval = Interval(BELOW_ONE, BELOW_ONE, "joint bootstrap, percentiles", "tasks")
    assert found(equivalent_k(all_tasks, half, plus=False, seed=1)) == SampleCount(0.0, interval, 10, 12)
    endless = Interval(math.inf, math.inf, "joint bootstrap, percentiles", "tasks")
    assert found(equivalent_k(none, half, plus=False, seed=1)) == SampleCount(math.inf, endless, 10, 12)


def test_resamples_beyond_n_count_as_infinite() -> None:
    result = found(equivalent_k(ten((0, 0, 0, 10, 10, 5)), ten((10, 0, 0, 10, 10, 5)), plus=False, seed=1))
    assert (result.value, result.interval.high) == (math.inf, math.inf)


def test_the_order_of_tasks_does_not_matter_to_the_value() -> None:
    better = tuple(min(10, c + 1) for c in SPREAD)
    values = {
        round(found(equivalent_k(ten(a), ten(b), plus=False, seed=1)).value, 12)
        for a, b in ((SPREAD, better), (SPREAD[::-1], better[::-1]))
    }
    assert len(values) == 1


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (run(base=(1,) * 12, version="v2"), "the two do not share benchmark, dataset version and harness"),
        (run(base=(1,) * 12, harness="own"), "the two do not share benchmark, dataset version and harness"),
        (run(base=(1,) * 11), "the two ran on different tasks"),
        (run(base=None, plus=(1,) * 12), "not measured"),
    ],
)
def test_what_cannot_be_set_side_by_side_has_no_equivalent_k(other: Run, reason: str) -> None:
    assert equivalent_k(ten(SPREAD), other, plus=False, seed=1) == Absence(reason)


def test_one_sample_a_task_has_no_curve() -> None:
    single = run(base=(1,) * 12)
    assert equivalent_k(single, ten(SPREAD), plus=False, seed=1) == Absence(
        "one sample a task has no curve in k"
    )
    assert crossing(ten(SPREAD), single, plus=False, seed=1) == Absence("one sample a task has no curve in k")
    assert isinstance(equivalent_k(ten(SPREAD), single, plus=False, seed=1), SampleCount)


def test_curves_cross_where_the_one_behind_gets_ahead() -> None:
    sure, wide = (10, 10, 10, 0, 0, 0), (4, 4, 4, 4, 4, 4)
    result = found(crossing(ten(sure, "sure"), ten(wide, "wide"), plus=False, seed=1))
    ks = np.linspace(1, 3, 2001)
    failed = np.array([np.prod([1 - k / i for i in range(7, 11)]) for k in ks])
    assert result.value == pytest.approx(float(ks[(1 - failed > 0.5).argmax()]), abs=5e-3)
    assert result.interval.low == BELOW_ONE  # in some resamples `wide` leads from the start
    assert result.interval.high > result.value
    never = found(crossing(ten(wide, "wide"), ten((0,) * 6, "none"), plus=False, seed=1))
    assert (never.value, never.interval.low) == (math.inf, math.inf)


def test_a_crossing_is_looked_for_up_to_the_smaller_number_of_samples() -> None:
    few = run("few", base=(2, 2, 0, 1), samples=2, strategy="sampling")
    many = run("many", base=(1, 1, 1, 1), samples=4, strategy="sampling")
    both = [found(crossing(few, many, plus=False, seed=1)), found(crossing(many, few, plus=False, seed=1))]
    assert [result.limit for result in both] == [2, 2]
    ends = [
        float(pass_at_k(each.samples, each.base if each.base is not None else [], 2).mean())
        for each in (few, many)
    ]
    assert (ends, both[0].value) == ([0.75, 0.5], math.inf)
