"""A figure as plain data: what is drawn, what hovers over it, and the table of the same numbers."""

from dataclasses import dataclass, field
from typing import Literal, get_args

Marker = Literal["circle", "square", "diamond", "triangle", "down"]
MARKERS: tuple[Marker, ...] = get_args(Marker)
Kind = Literal["text", "whole", "parameters", "share"]
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
    """One number: its place, its interval where it has one, and the text that hovers over it."""

    x: float
    y: float
    low: float | None
    high: float | None
    title: str


@dataclass(frozen=True, slots=True)
class Series:
    """Points that belong together; a line joins them only where they may be compared."""

    label: str
    points: tuple[Point, ...]
    colour: int
    line: bool = True
    dashed: bool = False
    marker: Marker = "circle"
    filled: bool = True

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


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a figure's numbers; shares (0..1) stay shares in the CSV and are percent on the page."""

    key: str  # in the CSV's header
    title: str  # in the table; empty = in the CSV only
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Plot:
    """A figure: panels of the same kind side by side, and every number in them as a row."""

    id: str
    title: str
    caption: str
    panels: tuple[Panel, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    sources: tuple[str, ...] = field(default=())  # citation keys

    @property
    def alt(self) -> str:
        """Say what the whole figure shows."""
        return " ".join(panel.alt for panel in self.panels)
