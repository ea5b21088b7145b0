"""Whether the gain from tuning grows with size."""

import math

import numpy as np
import pytest

from generator.analyse.absence import Absence
from generator.analyse.effect import Scale
from generator.analyse.interaction import (
    Change,
    TunedPair,
    direction,
    gain,
    growth,
    growth_over_checkpoints,
    opposed,
    verdict,
)
from generator.analyse.interval import Interval
from generator.analyse.sizes import SizePoint, logit

# Llama 3.1, HumanEval pass@1, dubey2024llama3, Tables 10 and 18
LLAMA = ((8e9, 0.372, 0.726), (70e9, 0.585, 0.805), (405e9, 0.610, 0.890))


def pairs(*rows: tuple[float, float, float], tasks: int | None = 164) -> list[TunedPair]:
    return [TunedPair(SizePoint(n, base, tasks), SizePoint(n, tuned, tasks)) for n, base, tuned in rows]


def change(low: float, high: float, scale: Scale = "points") -> Change:
    return Change((low + high) / 2, Interval(low, high, "any", "tasks"), scale, 1.0, 3)


def known(found: Change | Absence) -> Change:
    assert isinstance(found, Change)
    return found


def test_the_two_scales_may_disagree_on_llama_3_1() -> None:
    points, logits = known(growth(pairs(*LLAMA), "points")), known(growth(pairs(*LLAMA), "logit"))
    assert (round(100 * points.value, 1), round(logits.value, 2)) == (-4.7, 0.06)
    assert verdict(points, logits) == "cannot be told"
    assert points.interval.upper_bound
    assert points.sizes == 3


def test_the_growth_is_the_difference_of_two_slopes() -> None:
    x = np.log10([row[0] for row in LLAMA])
    base, tuned = (np.polyfit(x, [logit(row[at]) for row in LLAMA], 1)[0] for at in (1, 2))
    assert known(growth(pairs(*LLAMA), "logit")).value == pytest.approx(tuned - base)


def test_with_two_sizes_the_growth_is_a_difference_of_gains() -> None:
    found = known(growth(pairs((1e9, 0.2, 0.3), (1e11, 0.4, 0.7)), "points"))
    assert found.value == pytest.approx((0.3 - 0.1) / 2)  # over two decades
    variance = sum(p * (1 - p) / 164 for p in (0.2, 0.3, 0.4, 0.7)) / 4
    half = (found.interval.high - found.interval.low) / 2
    assert half == pytest.approx(1.959964 * math.sqrt(variance), rel=1e-6)
    assert found.sizes == 2


def test_the_gain_is_averaged_over_sizes() -> None:
    found = known(gain(pairs((1e9, 0.2, 0.3), (1e11, 0.4, 0.7)), "points"))
    assert found.value == pytest.approx(0.2)
    assert found.family_effect("F").variance == found.variance
    logits = known(gain(pairs((1e9, 0.2, 0.3)), "logit"))
    assert logits.value == pytest.approx(logit(0.3) - logit(0.2))


def test_pairs_on_the_same_tasks_are_compared_task_by_task() -> None:
    base = np.array([1.0] * 50 + [0.0] * 50)
    tuned = np.array([1.0] * 60 + [0.0] * 40)
    shared = [TunedPair(SizePoint(1e9, 0.5, 100, base), SizePoint(1e9, 0.6, 100, tuned))]
    found = known(gain(shared, "points"))
    assert found.variance == pytest.approx(float(np.var(tuned - base, ddof=1)) / 100)
    assert (found.interval.method, found.interval.upper_bound) == ("delta method, paired over tasks", False)


@pytest.mark.parametrize(
    ("rows", "scale", "reason"),
    [
        ((), "points", "no pair"),
        (((1e9, 0.2, 0.3),), "points", "one size: nothing tells how the gain changes with size"),
        (((1e9, 0.0, 0.3), (1e10, 0.2, 0.4)), "logit", "a score of 0 or 1 has no logit"),
    ],
)
def test_what_cannot_be_told_has_its_reason(
    rows: tuple[tuple[float, float, float], ...], scale: Scale, reason: str
) -> None:
    assert growth(pairs(*rows), scale) == Absence(reason)


def test_an_unknown_number_of_tasks_leaves_no_interval() -> None:
    unknown = pairs(*LLAMA, tasks=None)
    assert growth(unknown, "points") == Absence("a source does not say over how many tasks")
    assert gain([], "points") == Absence("no size has both a base and a tuned score")


def test_a_direction_needs_an_interval_wholly_on_one_side() -> None:
    assert direction(change(0.1, 0.3)) == "grows"
    assert direction(change(-0.3, -0.1)) == "shrinks"
    assert direction(change(-0.1, 0.3)) == "cannot be told"
    assert direction(Absence("none")) == "cannot be told"


def test_only_what_both_scales_show_is_said_without_a_scale() -> None:
    up, down, open_ = change(0.1, 0.3), change(-0.3, -0.1), change(-0.1, 0.1)
    assert verdict(up, up) == "grows"
    assert verdict(down, down) == "shrinks"
    assert verdict(open_, open_) == "cannot be told"
    assert verdict(up, open_) == "depends on the scale"
    assert verdict(up, down) == "depends on the scale"


@pytest.mark.parametrize("scale", ["points", "logit"])
def test_other_checkpoints_are_judged_by_the_scatter_of_gains(scale: Scale) -> None:
    import statsmodels.api as sm

    found = growth_over_checkpoints(pairs(*LLAMA), scale)
    gains = [b - a if scale == "points" else logit(b) - logit(a) for _, a, b in LLAMA]
    other = sm.OLS(gains, sm.add_constant(np.log10([row[0] for row in LLAMA]))).fit()
    assert isinstance(found, Interval)
    assert (found.low, found.high) == pytest.approx(tuple(other.conf_int()[1]), rel=1e-9)
    assert (found.method, found.resampled) == ("t on 1 degree of freedom", "checkpoints")


def test_other_checkpoints_are_not_judged_from_two_sizes_or_an_exact_line() -> None:
    two = Absence("fewer than three sizes: nothing tells how checkpoints scatter")
    assert growth_over_checkpoints(pairs(*LLAMA[:2]), "points") == two
    exact = pairs((1e9, 0.2, 0.3), (1e10, 0.3, 0.45), (1e11, 0.4, 0.6))
    line = Absence("the gains lie on a line exactly: nothing tells how checkpoints scatter")
    assert growth_over_checkpoints(exact, "points") == line
    solved = pairs((1e9, 0.2, 0.3), (1e10, 0.3, 0.45), (1e11, 0.4, 1.0))
    assert growth_over_checkpoints(solved, "logit") == Absence("a score of 0 or 1 has no logit")


def test_estimates_that_point_opposite_ways_are_told_whatever_their_intervals() -> None:
    points, logits = known(growth(pairs(*LLAMA), "points")), known(growth(pairs(*LLAMA), "logit"))
    assert opposed(points, logits)
    assert not opposed(points, points)
    assert not opposed(points, Absence("none"))


def test_a_score_of_zero_or_one_gives_no_interval_of_a_difference_in_points() -> None:
    reason = Absence("a score of 0 or 1 leaves no spread over tasks to compute an interval from")
    assert gain(pairs((1e9, 0.0, 1.0)), "points") == reason
    assert growth(pairs((1e9, 0.0, 0.2), (1e10, 0.3, 0.4)), "points") == reason


def test_a_difference_that_is_the_same_on_every_task_has_no_interval() -> None:
    none, everything = np.zeros(50), np.ones(50)
    shared = [TunedPair(SizePoint(1e9, 0.0, 50, none), SizePoint(1e9, 1.0, 50, everything))]
    reason = "the difference is the same on every task: nothing tells how much it varies"
    assert gain(shared, "points") == Absence(reason)
