"""Axes with round numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.figures.axes import count_axis, logit_axis, points_axis, reach
from generator.render.figures.spec import Axis, ForestRow


def labels(axis: Axis) -> list[str]:
    return [label for _, label in axis.ticks]


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (1, 100, ["1", "2", "5", "10", "20", "50", "100"]),
        (1, 40, ["1", "2", "5", "10", "20"]),
        (3, 40, ["3", "5", "10", "20"]),
        (1, 10_000, ["1", "10", "100", "1,000", "10,000"]),
        (7, 7, ["7"]),
    ],
)
def test_a_logarithmic_axis_of_counts_names_whole_numbers(low: int, high: int, found: list[str]) -> None:
    axis = count_axis(low, high)
    assert (labels(axis), axis.log, axis.label) == (found, True, "k, samples")
    assert axis.low < low <= high < axis.high


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [
        (1, 40, ["1", "10", "20", "30", "40"]),
        (1, 3, ["1", "2", "3"]),
        (1, 100, ["1", "20", "40", "60", "80", "100"]),
        (4, 4, ["4"]),
    ],
)
def test_a_linear_axis_of_counts_names_whole_numbers(low: int, high: int, found: list[str]) -> None:
    axis = count_axis(low, high, "tasks", log=False)
    assert (labels(axis), axis.log, axis.label) == (found, False, "tasks")
    assert axis.low < low <= high < axis.high


@pytest.mark.parametrize(("low", "high"), [(0, 10), (10, 1)])
def test_counts_that_cannot_be_are_refused(low: int, high: int) -> None:
    with pytest.raises(ValueError, match=f"^counts go from 1 upwards, found {low} to {high}$"):
        count_axis(low, high)


def test_an_axis_of_differences_reads_in_points_with_their_sign() -> None:
    axis = points_axis(-0.07, 0.31)
    assert labels(axis) == ["−10", "0", "+10", "+20", "+30", "+40"]
    assert (axis.low, axis.high, axis.label) == (-0.1, 0.4, "percentage points")


def test_an_axis_of_logits_reads_as_it_is() -> None:
    axis = logit_axis(-0.06, 0.4, "logits a decade")
    assert labels(axis) == ["−0.1", "0", "+0.1", "+0.2", "+0.3", "+0.4"]
    assert axis.label == "logits a decade"


@given(st.floats(-50, 50), st.floats(0, 100))
def test_an_axis_holds_what_it_is_made_for_with_few_ticks(low: float, width: float) -> None:
    axis = logit_axis(low, low + width)
    assert axis.low <= low + 1e-6
    assert axis.high >= low + width - 1e-6
    assert 2 <= len(axis.ticks) <= 8


def row(value: float | None, low: float | None = None, high: float | None = None) -> ForestRow:
    return ForestRow("a", value, low, high, "", "a note")


def test_an_axis_of_a_forest_reaches_0_and_all_intervals() -> None:
    assert reach([row(0.2, 0.1, 0.3), row(0.25, 0.15, 0.4), row(None)]) == (0.0, 0.4)


def test_an_interval_that_is_far_wider_than_the_others_leaves_the_axis() -> None:
    low, high = reach([row(0.1, 0.0, 0.2), row(0.1, 0.0, 0.2), row(0.1, -9.0, math.inf)])
    assert (low, high) == pytest.approx((-0.6, 0.2))
