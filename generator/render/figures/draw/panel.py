"""Draw series on two axes: bands below intervals below lines below points."""

from collections.abc import Iterator
from itertools import groupby

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.transforms import IdentityTransform, ScaledTranslation, Transform

from generator.render.figures.draw.strokes import DASHES, FAINT, arrow, mark, plain_axes, strokes, write
from generator.render.figures.inline import INKS, TEXT
from generator.render.figures.layout import (
    DPI,
    LEGEND_ROW,
    TITLE,
    Frame,
    dodges,
    label_places,
    marked,
    named,
    shortened,
    thinned,
)
from generator.render.figures.spec import Panel, Series

_DODGE = 5.0  # px between series whose intervals would cover each other
_SHADE = 0.18  # opacity of bands


def draw_panel(figure: Figure, panel: Panel, place: Frame) -> Iterator[tuple[str, str]]:
    """Draw a panel, and yield each point's group with the text that hovers over it."""
    axes = figure.add_axes(place.axes)
    _scales(axes, panel, place)
    for number, (series, dodge) in enumerate(zip(panel.series, dodges(panel, _DODGE), strict=True)):
        moved = axes.transData + ScaledTranslation(dodge / DPI, 0, figure.dpi_scale_trans)
        if series.band:
            _draw_band(axes, panel, series, number)
            yield f"band-{number}", _band_hover(panel, number)
        if series.line:
            _draw_line(axes, series, moved)
        if not series.band:
            for part in _bars(panel, series):
                part.set_transform(moved)
                axes.add_line(part)
        for index in marked(series, panel.x, place):
            point, group = series.points[index], f"point-{number}-{index}"
            at = (point.x, point.y)
            drawn = mark(at, series.marker, series.colour, filled=series.filled, flagged=bool(point.flagged))
            drawn.set(transform=moved, zorder=4, gid=group, clip_on=False)
            axes.add_line(drawn)
            yield group, point.hover
    _words(figure, panel, place)


def _scales(axes: Axes, panel: Panel, place: Frame) -> None:
    axes.set_xscale("log" if panel.x.log else "linear")
    axes.set_xlim(panel.x.low, panel.x.high)
    axes.set_ylim(panel.y.low, panel.y.high)
    ticks = thinned(panel.x, place)
    axes.set_xticks([value for value, _ in ticks], [label for _, label in ticks])
    axes.set_xticks([], minor=True)
    axes.set_yticks([value for value, _ in panel.y.ticks], [label for _, label in panel.y.ticks])
    axes.add_line(strokes(((x, value) for x in (panel.x.low, panel.x.high)) for value, _ in panel.y.ticks))
    if panel.y.low < 0 < panel.y.high:
        axes.axhline(0, color=TEXT, linewidth=1, zorder=1)
    plain_axes(axes)


def _draw_band(axes: Axes, panel: Panel, series: Series, number: int) -> None:
    """Fill between the ends of the intervals, one shape for each stretch of points that have one."""
    low, high = panel.y.low, panel.y.high
    corners: list[tuple[float, float]] = []
    for has_interval, stretch in groupby(series.points, key=lambda point: point.low is not None):
        if not has_interval:
            continue
        points = tuple(stretch)
        ends = [
            (p.x, *(min(max(end, low), high) for end in (p.low, p.high) if end is not None)) for p in points
        ]
        corners = [*((x, bottom) for x, bottom, _ in ends), *((x, top) for x, _, top in reversed(ends))]
        shape = Polygon(
            corners, closed=True, facecolor=INKS[series.colour], alpha=_SHADE, linewidth=0, zorder=1.5
        )
        shape.set_gid(f"band-{number}")
        axes.add_patch(shape)


def _band_hover(panel: Panel, number: int) -> str:
    """Name the series that a band belongs to."""
    names = [series.label for series in panel.series[: number + 1] if series.label]
    return names[-1] if names else panel.title


def _draw_line(axes: Axes, series: Series, moved: Transform) -> None:
    xs, ys = [point.x for point in series.points], [point.y for point in series.points]
    joined = Line2D(xs, ys, transform=moved, color=INKS[series.colour], linewidth=2, zorder=3)
    joined.set_linestyle(DASHES if series.dashed else "-")
    axes.add_line(joined)


def _bars(panel: Panel, series: Series) -> Iterator[Line2D]:
    """Give the intervals as far as the axis goes, as one line, with an arrowhead where one goes further."""
    known = [(p.x, p.low, p.high) for p in series.points if p.low is not None and p.high is not None]
    low, high = panel.y.low, panel.y.high
    bars = strokes(((x, max(bottom, low)), (x, min(top, high))) for x, bottom, top in known)
    bars.set(color=INKS[series.colour], alpha=FAINT, linewidth=1.5, zorder=2)
    yield bars
    for x, bottom, top in known:
        if bottom < low:
            yield arrow((x, low), "v", series.colour)
        if top > high:
            yield arrow((x, high), "^", series.colour)


def _words(figure: Figure, panel: Panel, place: Frame) -> None:
    """Write titles, and the names of the series at their ends or in rows below the axes."""
    title = shortened(panel.title, place.width)
    write(figure, place, (2, place.height - 16), title, size=TITLE, weight="bold")
    write(figure, place, (2, place.top + 12), panel.y.label)
    write(figure, place, ((place.left + place.right) / 2, place.bottom - 34), panel.x.label, ha="center")
    shown = named(panel)
    if not place.legend:
        for series, at in zip(shown, label_places(panel, place), strict=True):
            write(figure, place, at, series.label, color=INKS[series.colour], va="center")
        return
    for row, series in enumerate(shown):
        y = place.bottom - 52 - row * LEGEND_ROW
        for part in _key(series, y):
            part.set_transform(IdentityTransform())
            figure.add_artist(part)
        write(figure, place, (28, y), series.label, va="center")


def _key(series: Series, y: float) -> Iterator[Artist]:
    """Give a small picture of a series, to stand beside its name."""
    ink = INKS[series.colour]
    if series.band:
        yield Rectangle((5, y - 5), 18, 10, facecolor=ink, alpha=_SHADE, linewidth=0)
    if series.line and not series.marks:
        yield Line2D([5, 23], [y, y], color=ink, linewidth=2, linestyle=DASHES if series.dashed else "-")
    if series.marks:
        yield mark((14, y), series.marker, series.colour, filled=series.filled)
