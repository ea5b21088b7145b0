"""Where the parts of a panel go, in pixels of its viewBox, without measuring letters."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from generator.render.figures.spec import Axis, Forest, Panel, Series

DPI = 72  # a point is a pixel
WIDTH, PLOT_HEIGHT = 360.0, 200.0
TITLE, SIZE = 14.0, 12.5  # letters; never below 12
_BOLD_LETTER = 0.55  # as below, in bold
_LETTER = 0.56  # mean width of a letter as a share of its size, in the sans-serif fonts that pages use
_LEFT, _RIGHT, _TOP, _BOTTOM = 32.0, 12.0, 46.0, 42.0
_SIDE, _HEAD = 20.0, 28.0  # of a forest
LEGEND_ROW = 18.0
_LABEL_GAP = 12.0  # from the last point to its label
_LONGEST_LABEL = 14  # letters; longer ones go to a legend
_APART = 30.0  # px between the points of a long curve that are drawn
_MANY = 12  # points, from which on not all are drawn
_ROW, _HEADING, _LINE = (
    36.0,
    24.0,
    16.0,
)  # heights in a forest: a row, a row of a label alone, a second line of words


@dataclass(frozen=True, slots=True)
class Frame:
    """A panel's size, and the rectangle of its axes, in pixels from the lower left corner."""

    width: float
    height: float
    left: float
    bottom: float
    right: float
    top: float
    legend: bool  # labels in rows below the axes, rather than at the ends of lines

    @property
    def axes(self) -> tuple[float, float, float, float]:
        """Give left, bottom, width and height as shares of the figure."""
        wide, high = self.width, self.height
        return (
            self.left / wide,
            self.bottom / high,
            (self.right - self.left) / wide,
            (self.top - self.bottom) / high,
        )

    def x(self, axis: Axis, value: float) -> float:
        """Give the pixel of a value on the horizontal axis."""
        low, high, at = (math.log10(v) if axis.log else v for v in (axis.low, axis.high, value))
        return self.left + (at - low) / (high - low) * (self.right - self.left)

    def y(self, axis: Axis, value: float) -> float:
        """Give the pixel of a value on the vertical axis."""
        return self.bottom + (value - axis.low) / (axis.high - axis.low) * (self.top - self.bottom)


def frame(panel: Panel) -> Frame:
    """Leave room for labels at line ends where they are short, otherwise for a legend."""
    shown = named(panel)
    longest = max((len(series.label) for series in shown), default=0)
    legend = bool(shown) and (longest > _LONGEST_LABEL or not all(series.line for series in shown))
    rows = LEGEND_ROW * len(shown) if legend else 0.0
    right = WIDTH - (_RIGHT if legend or not shown else letters(longest))
    left = max(_LEFT, letters(max((len(label) for _, label in panel.y.ticks), default=0)) + 8.0)
    height = _TOP + rows + PLOT_HEIGHT + _BOTTOM
    bottom = _BOTTOM + rows
    return Frame(WIDTH, height, left, bottom, right, bottom + PLOT_HEIGHT, legend)


def named(panel: Panel) -> tuple[Series, ...]:
    """Give the series that the drawing names."""
    return tuple(series for series in panel.series if series.label)


def marked(series: Series, axis: Axis, place: Frame) -> tuple[int, ...]:
    """Say which points are drawn: all of a few; of a long curve those that are apart, its ends, and flagged ones."""
    points = series.points
    if not series.marks:
        return tuple(index for index, point in enumerate(points) if point.flagged)
    if len(points) <= _MANY or not series.line:
        return tuple(range(len(points)))
    kept, last = [], place.x(axis, points[-1].x)
    edge = -math.inf
    for index, point in enumerate(points[:-1]):
        at = place.x(axis, point.x)
        apart = at - edge >= _APART and (last - at >= _APART or index == 0)
        if apart or point.flagged:
            kept.append(index)
            edge = at
    return *kept, len(points) - 1


@dataclass(frozen=True, slots=True)
class Lines:
    """The heights of a forest's row, in pixels from the bottom of the drawing."""

    top: float
    label: float
    note: float  # the label's own height where both have room beside each other
    interval: float
    bottom: float


def forest_frame(forest: Forest) -> Frame:
    """Make room for every row of a forest, across the whole width."""
    rows = sum(_row_height(forest, index) for index in range(len(forest.rows)))
    height = _HEAD + rows + _BOTTOM
    return Frame(WIDTH, height, _SIDE, _BOTTOM, WIDTH - _SIDE, _BOTTOM + rows, legend=False)


def forest_lines(forest: Forest, place: Frame) -> tuple[Lines, ...]:
    """Give the heights of each row, from the top down."""
    top, found = place.top, []
    for index, row in enumerate(forest.rows):
        bottom, label = top - _row_height(forest, index), top - 12.0
        note = label if _fits(row.label, row.note) else label - _LINE
        found.append(Lines(top, label, note, bottom + 10.0, bottom))
        top = bottom
    return tuple(found)


def _row_height(forest: Forest, index: int) -> float:
    row = forest.rows[index]
    line = 0.0 if _fits(row.label, row.note) else _LINE
    return line + (_HEADING if row.value is None and row.low is None else _ROW)


def _fits(label: str, note: str) -> bool:
    return letters(len(label) + len(note) + 2) <= WIDTH


def letters(count: int) -> float:
    """Estimate the width of that many letters."""
    return count * SIZE * _LETTER


def shortened(title: str, width: float) -> str:
    """Cut a title that would run out of its panel; the panel's own words for screen readers have all of it."""
    most = int(width / (TITLE * _BOLD_LETTER))
    return title if len(title) <= most else f"{title[: most - 1].rstrip()}…"


def label_places(panel: Panel, place: Frame) -> tuple[tuple[float, float], ...]:
    """Give each series' label its place beside its last point, moved up or down where two would overlap."""
    ends = [max(series.points, key=lambda point: point.x) for series in named(panel)]
    rows = spread([place.y(panel.y, point.y) for point in ends], SIZE * 1.2, (place.bottom, place.top))
    return tuple((place.x(panel.x, point.x) + _LABEL_GAP, row) for point, row in zip(ends, rows, strict=True))


def spread(wanted: Sequence[float], gap: float, room: tuple[float, float]) -> tuple[float, ...]:
    """Move values apart until neighbours have a gap, as little as a pass from each side needs, within the room."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = [wanted[index] for index in order]
    for i in range(1, len(placed)):
        short = gap - (placed[i] - placed[i - 1])
        if short > 0:
            placed[i - 1] -= short / 2
            placed[i] += short / 2
    placed[:1] = [max(value, room[0]) for value in placed[:1]]
    for i in range(1, len(placed)):
        placed[i] = max(placed[i], placed[i - 1] + gap)
    placed[-1:] = [min(value, room[1]) for value in placed[-1:]]
    for i in reversed(range(len(placed) - 1)):
        placed[i] = min(placed[i], placed[i + 1] - gap)
    return tuple(value for _, value in sorted(zip(order, placed, strict=True)))


def thinned(axis: Axis, place: Frame) -> tuple[tuple[float, str], ...]:
    """Keep the ticks of a horizontal axis that have room, from the largest down."""
    kept: list[tuple[float, str]] = []
    edge = math.inf
    for value, label in reversed(axis.ticks):
        centre, half = place.x(axis, value), letters(len(label)) / 2
        if centre + half + SIZE / 2 <= edge:
            kept.append((value, label))
            edge = centre - half
    return tuple(reversed(kept))


def dodges(panel: Panel, step: float) -> tuple[float, ...]:
    """Set series apart by a few pixels where intervals at one size would cover each other; otherwise by none."""
    count = len(panel.series)
    if any(series.band for series in panel.series) or not any(
        _cover(panel, one, other) for one in range(count) for other in range(one)
    ):
        return (0.0,) * count
    return tuple((index - (count - 1) / 2) * step for index in range(count))


def _cover(panel: Panel, one: int, other: int) -> bool:
    there = {point.x: point for point in panel.series[other].points}
    pairs = ((point, there[point.x]) for point in panel.series[one].points if point.x in there)
    return any(
        max(p.y if p.low is None else p.low, q.y if q.low is None else q.low)
        <= min(p.y if p.high is None else p.high, q.y if q.high is None else q.high)
        for p, q in pairs
    )
