"""Places of labels and ticks."""

import pytest

from generator.render.figures.layout import dodges, frame, spread, thinned
from generator.render.figures.spec import Axis, Panel, Series
from tests.render.figures.corpora import line, panel, point


@pytest.mark.parametrize(
    ("wanted", "placed"),
    [
        ((10, 50), (10, 50)),
        ((50, 10), (50, 10)),
        ((30, 30), (25, 35)),
        ((0, 0), (0, 10)),
        ((100, 100, 99), (90, 100, 80)),
        ((), ()),
    ],
)
def test_labels_move_apart_and_stay_inside(wanted: tuple[float, ...], placed: tuple[float, ...]) -> None:
    assert spread(wanted, 10, (0, 100)) == placed


def test_short_names_of_lines_stand_at_their_ends() -> None:
    assert not frame(panel(line("base"), line("tuned"))).legend


def test_long_names_get_a_legend_and_the_room_for_it() -> None:
    short, long = (frame(panel(line(name))) for name in ("base", "a name of many letters"))
    assert (long.legend, long.height - short.height) == (True, 18.0)


def test_points_that_no_line_joins_get_a_legend() -> None:
    assert frame(panel(line("base", joined=False))).legend


def test_ticks_without_room_give_way_to_larger_sizes() -> None:
    sizes = (1e9, 1.1e9, 100e9)
    one = Series("base", tuple(point(size, 0.5) for size in sizes), 0)
    drawn = panel(one)
    assert [value for value, _ in thinned(drawn, frame(drawn))] == [1.1e9, 100e9]


def test_intervals_that_cover_each_other_are_set_apart() -> None:
    assert dodges(panel(line("base"), line("tuned")), 4) == (-2, 2)


def test_intervals_that_do_not_touch_stay_where_they_are() -> None:
    high = Series("tuned", (point(1e9, 0.9, low=0.8, high=1.0),), 1)
    assert dodges(panel(line("base"), high), 4) == (0, 0)


def test_a_value_has_its_pixel() -> None:
    x = Axis("parameters", 1e8, 1e10, (), log=True)
    drawn = Panel("", x, Axis("%", 0, 1, ()), (line("base"),), "")
    place = frame(drawn)
    assert place.x(x, 1e9) == pytest.approx((place.left + place.right) / 2)
    assert place.y(drawn.y, 0.5) == pytest.approx((place.bottom + place.top) / 2)
