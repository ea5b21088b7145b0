"""A figure that cannot be drawn cannot be built."""

import pytest

from generator.render.figures.spec import Axis, Forest, ForestRow, Point, Series
from tests.render.figures.corpora import line, panel, plot, point


def test_an_axis_needs_a_length() -> None:
    with pytest.raises(ValueError, match=r"^an axis cannot go from 1 to 1$"):
        Axis("parameters", 1, 1, ())


def test_a_logarithmic_axis_does_not_reach_0() -> None:
    with pytest.raises(ValueError, match=r"^an axis cannot go from 0 to 1$"):
        Axis("parameters", 0, 1, (), log=True)


def test_a_series_needs_a_point() -> None:
    with pytest.raises(ValueError, match=r"^series 'base' needs a point and a colour from 0 to 7$"):
        Series("base", (), 0)


def test_a_series_needs_a_colour_that_themes_have() -> None:
    with pytest.raises(ValueError, match=r"^series 'base' needs a point and a colour from 0 to 7$"):
        Series("base", (point(1, 0.5),), 8)


def test_a_figure_says_what_all_its_panels_show() -> None:
    assert (
        plot(panel(line(), alt="One rises."), panel(line(), alt="One falls.")).alt == "One rises. One falls."
    )


def test_a_point_needs_numbers() -> None:
    with pytest.raises(ValueError, match=r"^a point needs finite numbers, found 1, nan$"):
        point(1, float("nan"))


@pytest.mark.parametrize(("low", "high"), [(0.3, 0.2), (0.3, None), (None, 0.2), (float("nan"), 0.2)])
def test_an_interval_needs_both_its_ends_in_order(low: float | None, high: float | None) -> None:
    with pytest.raises(ValueError, match=rf"^an interval needs low <= high, found {low} and {high}$"):
        point(1, 0.5, low=low, high=high)


def test_a_point_outside_of_the_axes_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^panel 'A panel': a point at 1, 1.2 is outside of the axes$"):
        panel(Series("base", (point(1, 1.2),), 0))


def test_what_a_check_says_of_a_point_hovers_over_it_too() -> None:
    assert Point(1, 0.5, None, None, "pass@1 50.0%").hover == "pass@1 50.0%"
    assert Point(1, 0.5, None, None, "pass@1 50.0%", "no tallies give it").hover == (
        "pass@1 50.0%; no tallies give it"
    )


def test_a_row_says_something() -> None:
    with pytest.raises(ValueError, match=r"^row 'Gemma' has no number and no note that says why$"):
        ForestRow("Gemma", None, None, None, "")
    with pytest.raises(ValueError, match=r"^row 'next' has no number and no note that says why$"):
        ForestRow("next", 0.1, None, None, "", kind="prediction")
    assert ForestRow("HumanEval+", None, None, None, "", kind="heading").hover == ""


def test_a_forest_needs_a_row_and_a_linear_axis() -> None:
    row = ForestRow("Gemma", 0.1, None, None, "")
    for axis, rows in ((Axis("x", 1, 2, ()), ()), (Axis("x", 1, 2, (), log=True), (row,))):
        with pytest.raises(ValueError, match=r"^forest 'Gain' needs a row and a linear axis$"):
            Forest("Gain", axis, rows, "")
