"""A figure as plain data: what is drawn, what hovers over it, and the table of the same numbers."""

import math
from dataclasses import dataclass, field
from typing import Literal, get_args

Marker = Literal["circle", "square", "diamond", "triangle", "down"]
MARKERS: tuple[Marker, ...] = get_args(Marker)
Kind = Literal["text", "whole", "parameters", "share", "points", "logit"]
RowKind = Literal["estimate", "summary", "prediction", "heading"]
Value = str | int | float | None

COLOURS = 8  # roles in assets/figures.css: --sb-c0 to --sb-c7


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis from `low` to `high`, with the places that are labelled."""

    label: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    log: bool = False

    def __post_init__(self) -> None:
        """Refuse an axis of no length, or a logarithmic one that reaches 0."""
        if not self.low < self.high or (self.log and self.low <= 0):
            raise ValueError(f"an axis cannot go from {self.low} to {self.high}")


@dataclass(frozen=True, slots=True)
class Point:
    """One number: its place, its interval where it has one (an end may be infinite), and the text that hovers over it.

    `flagged` says what a check found wrong with the number: it is then drawn as a cross, and its text says so too.
    """

    x: float
    y: float
    low: float | None
    high: float | None
    title: str
    flagged: str = ""

    def __post_init__(self) -> None:
        """Refuse a place that is no number, and an interval with one end or its ends the wrong way round."""
        _refuse_no_number(self.x, self.y)
        _refuse_no_interval(self.low, self.high)

    @property
    def hover(self) -> str:
        """The text that hovers over the point."""
        return f"{self.title}; {self.flagged}" if self.flagged else self.title


@dataclass(frozen=True, slots=True)
class Series:
    """Points that belong together; a line joins them only where they may be compared.

    A `band` fills what lies between the ends of the intervals, instead of a bar at each point. Without `marks` no point
    is drawn but those that are flagged. A series without a label is part of the one before it, such as a wider band
    around it, and is not named in the drawing.
    """

    label: str
    points: tuple[Point, ...]
    colour: int
    line: bool = True
    dashed: bool = False
    marker: Marker = "circle"
    filled: bool = True
    band: bool = False
    marks: bool = True

    def __post_init__(self) -> None:
        """Refuse a series of nothing and a colour that no theme has."""
        if not self.points or not 0 <= self.colour < COLOURS:
            raise ValueError(f"series {self.label!r} needs a point and a colour from 0 to {COLOURS - 1}")


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawing of a figure; `alt` says in words what it shows."""

    title: str
    x: Axis
    y: Axis
    series: tuple[Series, ...]
    alt: str

    def __post_init__(self) -> None:
        """Refuse a point that would be drawn outside of the axes; intervals may leave them."""
        for point in (point for series in self.series for point in series.points):
            if not (self.x.low <= point.x <= self.x.high and self.y.low <= point.y <= self.y.high):
                raise ValueError(
                    f"panel {self.title!r}: a point at {point.x}, {point.y} is outside of the axes"
                )


@dataclass(frozen=True, slots=True)
class ForestRow:
    """One line of a forest plot: a number with its interval, or, with neither, the words that stand in their place.

    A `summary` is drawn as a diamond from end to end, a `prediction` as a dashed interval without a point, a `heading`
    as nothing but its label.
    """

    label: str
    value: float | None
    low: float | None
    high: float | None
    title: str  # hovers over the row
    note: str = ""  # at the right: `+5.2 (1.0 to 9.4)`, or why there is no number
    kind: RowKind = "estimate"
    colour: int = 0
    flagged: str = ""  # as in Point

    def __post_init__(self) -> None:
        """Refuse what is no number, an interval with one end, a prediction without one, and a row that says nothing."""
        if self.value is not None:
            _refuse_no_number(self.value)
        _refuse_no_interval(self.low, self.high)
        if self.kind == "heading":
            return
        if (self.low if self.kind == "prediction" else self.value) is None and not self.note:
            raise ValueError(f"row {self.label!r} has no number and no note that says why")

    @property
    def hover(self) -> str:
        """The text that hovers over the row."""
        return f"{self.title}; {self.flagged}" if self.flagged else self.title


@dataclass(frozen=True, slots=True)
class Forest:
    """A forest plot: rows from the top down over one linear axis, with a line where nothing differs."""

    title: str
    x: Axis
    rows: tuple[ForestRow, ...]
    alt: str
    reference: float | None = 0.0

    def __post_init__(self) -> None:
        """Refuse a forest of nothing, and a logarithmic axis."""
        if not self.rows or self.x.log:
            raise ValueError(f"forest {self.title!r} needs a row and a linear axis")


def _refuse_no_number(*values: float) -> None:
    if not all(map(math.isfinite, values)):
        raise ValueError(f"a point needs finite numbers, found {', '.join(map(str, values))}")


def _refuse_no_interval(low: float | None, high: float | None) -> None:
    if (low is None) != (high is None) or (low is not None and high is not None and not low <= high):
        raise ValueError(f"an interval needs low <= high, found {low} and {high}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a figure's numbers; shares (0..1) and their differences are percent and points on the page only.

    `holds` says what its CSV has in it. `interval` names the columns with the ends of its interval and with its method,
    or the reason why there is none: the table shows the number and its interval in one cell.
    """

    key: str  # in the CSV's header
    title: str  # in the table; empty = in the CSV only
    kind: Kind = "text"
    interval: tuple[str, str, str] | None = None  # keys
    holds: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What a figure says in words, written from its numbers."""

    finding: str  # a sentence without its full stop, above the figure
    plotted: str  # what is plotted against what, with units, below the finding
    counted: str = ""  # of what and how many: `18 scores of 5 models, 164 tasks each`
    method: str = ""  # the id of the heading of Method that tells how


@dataclass(frozen=True, slots=True)
class Plot:
    """A figure: panels side by side, and every number in them as a row."""

    id: str
    title: str  # what the figure is about, in a few words
    caption: str  # what a reader has to know
    panels: tuple[Panel | Forest, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    sources: tuple[str, ...] = field(default=())  # citation keys
    said: Said | None = None  # None = its title stands above it

    @property
    def alt(self) -> str:
        """Say what the whole figure shows."""
        return " ".join(panel.alt for panel in self.panels)
