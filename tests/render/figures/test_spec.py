"""A figure that cannot be drawn cannot be built."""

import pytest

from generator.render.figures.spec import Axis, Series
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
