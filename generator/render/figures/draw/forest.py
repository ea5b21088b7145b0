"""Draw a forest plot: each row's words above its interval, so that it can be read on a narrow screen."""

from collections.abc import Iterator

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle

from generator.render.figures.draw.strokes import DASHES, arrow, mark, plain_axes, strokes, write
from generator.render.figures.inline import INKS, TEXT
from generator.render.figures.layout import TITLE, Frame, forest_lines, thinned
from generator.render.figures.spec import Forest, ForestRow, Marker

_HALF = 6.0  # px, half the height of a diamond


def draw_forest(figure: Figure, forest: Forest, place: Frame) -> Iterator[tuple[str, str]]:
    """Draw the rows from the top down, in pixels upwards, and yield each row's group with the text that hovers over it."""
    axes = figure.add_axes(place.axes)
    _scales(axes, forest, place)
    write(figure, place, (2, place.height - 16), forest.title, size=TITLE, weight="bold")
    write(figure, place, ((place.left + place.right) / 2, place.bottom - 34), forest.x.label, ha="center")
    for number, (row, lines) in enumerate(zip(forest.rows, forest_lines(forest, place), strict=True)):
        weight = "bold" if row.kind in {"heading", "summary"} else "normal"
        write(figure, place, (2, lines.label), row.label, va="center", weight=weight)
        if row.note:
            side = {"ha": "right"} if lines.note == lines.label else {}
            at = place.width - 2 if side else 2
            write(figure, place, (at, lines.note), row.note, va="center", weight=weight, **side)
        _draw_row(axes, forest, row, lines.interval - place.bottom)
        if row.hover:
            area = (
                (forest.x.low, lines.bottom - place.bottom),
                forest.x.high - forest.x.low,
                lines.top - lines.bottom,
            )
            axes.add_patch(Rectangle(*area, fill=False, linewidth=0, zorder=9, gid=f"row-{number}"))
            yield f"row-{number}", row.hover


def _scales(axes: Axes, forest: Forest, place: Frame) -> None:
    axes.set_xlim(forest.x.low, forest.x.high)
    axes.set_ylim(0, place.top - place.bottom)
    ticks = thinned(forest.x, place)
    axes.set_xticks([value for value, _ in ticks], [label for _, label in ticks])
    axes.set_yticks([])
    axes.add_line(strokes(((value, 0), (value, place.top - place.bottom)) for value, _ in ticks))
    if forest.reference is not None and forest.x.low <= forest.reference <= forest.x.high:
        axes.axvline(forest.reference, color=TEXT, linewidth=1.2, zorder=1)
    plain_axes(axes)


def _draw_row(axes: Axes, forest: Forest, row: ForestRow, y: float) -> None:
    for part in _interval(forest, row, y):
        axes.add_line(part)
    if row.value is None or not forest.x.low <= row.value <= forest.x.high or row.kind == "prediction":
        return
    if row.kind == "summary" and row.low is not None and row.high is not None:
        low, high = (min(max(end, forest.x.low), forest.x.high) for end in (row.low, row.high))
        corners = [(low, y), (row.value, y + _HALF), (high, y), (row.value, y - _HALF)]
        axes.add_patch(Polygon(corners, closed=True, facecolor=INKS[row.colour], linewidth=0, zorder=4))
        return
    marker: Marker = "diamond" if row.kind == "summary" else "square"
    drawn = mark((row.value, y), marker, row.colour, filled=True, flagged=bool(row.flagged))
    drawn.set(zorder=4, clip_on=False)
    axes.add_line(drawn)


def _interval(forest: Forest, row: ForestRow, y: float) -> Iterator[Line2D]:
    """Give an interval as far as the axis goes, with an arrowhead where it goes further."""
    if row.low is None or row.high is None:
        return
    low, high = (min(max(end, forest.x.low), forest.x.high) for end in (row.low, row.high))
    line = Line2D([low, high], [y, y], color=INKS[row.colour], linewidth=2, zorder=3)
    line.set_linestyle(DASHES if row.kind == "prediction" else "-")
    yield line
    if row.low < low:
        yield arrow((low, y), "<", row.colour)
    if row.high > high:
        yield arrow((high, y), ">", row.colour)
