"""Places of labels and ticks."""

import pytest

from generator.render.figures.layout import (
    dodges,
    forest_frame,
    forest_lines,
    frame,
    marked,
    named,
    spread,
    thinned,
)
from generator.render.figures.spec import Axis, Forest, ForestRow, Panel, Point, Series
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
    assert [value for value, _ in thinned(drawn.x, frame(drawn))] == [1.1e9, 100e9]


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


def test_a_band_s_series_stay_where_they_are() -> None:
    over = Series("tuned", line().points, 1, band=True)
    assert dodges(panel(line("base"), over), 4) == (0, 0)


def test_a_series_without_a_name_takes_no_room() -> None:
    wider = Series("", line().points, 0, line=False, band=True, marks=False)
    both, alone = panel(line("base"), wider), panel(line("base"))
    assert frame(both) == frame(alone)
    assert [series.label for series in named(both)] == ["base"]


def test_long_ticks_push_the_axes_to_the_right() -> None:
    wide = Panel("", Axis("k", 1e9, 4e9, ()), Axis("points", 0, 1, ((0, "−100.5"),)), (line(),), "")
    assert frame(wide).left == pytest.approx(50)
    assert frame(panel(line())).left == 32.0


def curve(count: int, *, line: bool = True, marks: bool = True, flagged: int = -1) -> tuple[Series, Axis]:
    points = tuple(
        Point(k, 0.5, None, None, f"{k}", "odd" if k == flagged else "") for k in range(1, count + 1)
    )
    return Series("base", points, 0, line=line, marks=marks), Axis("k", 1, count, (), log=True)


def drawn(series: Series, axis: Axis) -> list[float]:
    shown = Panel("", axis, Axis("%", 0, 1, ()), (series,), "")
    return [series.points[index].x for index in marked(series, axis, frame(shown))]


def test_a_short_curve_shows_all_its_points_and_a_long_one_those_that_are_apart() -> None:
    assert drawn(*curve(12)) == [*range(1, 13)]
    assert drawn(*curve(100)) == [1, 2, 4, 7, 12, 20, 32, 51, 100]


def test_what_a_check_flagged_is_always_drawn() -> None:
    assert 47 in drawn(*curve(100, flagged=47))
    assert drawn(*curve(100, flagged=47, marks=False)) == [47]


def test_points_that_no_line_joins_are_all_drawn() -> None:
    assert drawn(*curve(100, line=False)) == [*range(1, 101)]


def forest(*rows: ForestRow) -> Forest:
    return Forest("Gain", Axis("points", -1, 1, ()), rows, "")


def test_rows_of_a_forest_stand_below_each_other() -> None:
    shown = forest(
        ForestRow("HumanEval+", None, None, None, "", kind="heading"),
        ForestRow("Gemma", 0.1, 0.0, 0.2, "", "+10.0 (0.0 to 20.0)"),
    )
    place = forest_frame(shown)
    head, row = forest_lines(shown, place)
    assert (head.top, head.bottom, row.top, row.bottom) == (102, 78, 78, 42)
    assert (place.top, place.bottom, place.height) == (102, 42, 130)
    assert (row.label, row.note, row.interval) == (66, 66, 52)


def test_a_note_without_room_beside_the_label_gets_a_line_of_its_own() -> None:
    shown = forest(
        ForestRow("A family of a long name, MultiPL-E", 0.1, None, None, "", "+10.0 (0.0 to 20.0)")
    )
    (row,) = forest_lines(shown, forest_frame(shown))
    assert (row.label - row.note, row.top - row.bottom) == (16, 52)
