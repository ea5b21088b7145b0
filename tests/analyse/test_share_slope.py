"""Points gained per tenfold size, against numpy and brute force."""

import math

import numpy as np
import pytest

from generator.analyse.absence import Absence
from generator.analyse.interaction import Change
from generator.analyse.share_slope import share_slope
from generator.analyse.sizes import SizePoint

CODET5P = {220e6: 0.12, 770e6: 0.155, 2e9: 0.242, 6e9: 0.28, 16e9: 0.309}  # wang2023codet5plus, Table 1


def points(shares: dict[float, float], tasks: int | None = 164) -> list[SizePoint]:
    return [SizePoint(size, share, tasks) for size, share in shares.items()]


def found(scores: list[SizePoint]) -> Change:
    change = share_slope(scores)
    assert isinstance(change, Change)
    return change


def test_the_slope_is_that_of_numpy_in_any_order() -> None:
    expected = np.polyfit(np.log10(list(CODET5P)), list(CODET5P.values()), 1)[0]
    assert found(points(CODET5P)).value == pytest.approx(expected)
    assert found(points(CODET5P)[::-1]).value == pytest.approx(expected)


def test_printed_scores_vary_as_counts_of_their_tasks_do() -> None:
    rng = np.random.default_rng(7)
    drawn = rng.binomial(164, list(CODET5P.values()), size=(20_000, 5)) / 164
    slopes = np.polyfit(np.log10(list(CODET5P)), drawn.T, 1)[0]
    change = found(points(CODET5P))
    assert math.sqrt(change.variance) == pytest.approx(float(slopes.std()), rel=0.02)
    assert (change.interval.high - change.interval.low) / 2 == pytest.approx(
        1.959964 * math.sqrt(change.variance)
    )
    assert (change.scale, change.sizes, change.interval.upper_bound) == ("points", 5, True)


def test_runs_on_the_same_tasks_vary_together() -> None:
    outcomes = [np.array([1.0, 1, 0, 0] * 10), np.array([1.0, 1, 1, 0] * 10), np.array([1.0, 1, 1, 1] * 10)]
    scores = [SizePoint(10.0**power, float(each.mean()), 40, each) for power, each in enumerate(outcomes, 8)]
    change = found(scores)
    own = (outcomes[2] - outcomes[0]) / 2  # each task's slope
    assert change.value == pytest.approx(float(own.mean()))
    assert change.variance == pytest.approx(float(own.var(ddof=1)) / 40)
    assert not change.interval.upper_bound


@pytest.mark.parametrize(
    ("scores", "reason"),
    [
        (points({1e9: 0.1, 2e9: 0.2}), "fewer than 3 sizes"),
        (points({1e9: 0.1, 2e9: 0.2, 3e9: 0.3}, None), "a source does not say over how many tasks"),
        (
            points({1e9: 0.1, 2e9: 0.2, 3e9: 1.0}),
            "a score of 0 or 1 leaves no spread over tasks to compute an interval from",
        ),
    ],
)
def test_what_has_no_interval_is_not_given(scores: list[SizePoint], reason: str) -> None:
    assert share_slope(scores) == Absence(reason)
