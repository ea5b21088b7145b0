"""Scores become curves against model size, panels of curves, and the rows of numbers below a figure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.analyse.datum import Datum
from generator.check.conditions import decoding, version
from generator.model.run import Run
from generator.render.cells import where
from generator.render.figures.axes import PERCENT
from generator.render.figures.columns import DECODING, ID, LOCATOR, MODEL, SHARE, SOURCE, TASKS, VERSION, K
from generator.render.figures.spec import Axis, Column, Marker, Panel, Plot, Point, Said, Series, Value
from generator.render.figures.wording import counted, one_line
from generator.render.formats import interval_ends, parameters, percent

COLUMNS = (
    MODEL,
    Column("parameters", "Size, parameters", "parameters", holds="total number of parameters"),
    K,
    *SHARE[:3],
    Column("series", "Series", holds="name of the series in its panel"),
    Column("panel", "Panel", holds="title of the panel"),
    DECODING,
    Column("kind", "Kind", holds="as a source prints it, or recomputed from per-task outcomes"),
    SOURCE,
    Column("note", "Note", holds="what the source or the report says of the score"),
    Column("benchmark", "", holds="benchmark, with a plus sign for the plus score"),
    VERSION,
    TASKS,
    SHARE[3],
    LOCATOR,
    ID,
)
_NAMED_SIZES = 6  # more sizes than that are read off round ones
_ROUND_SIZES = tuple(figure * 10.0**power for power in range(5, 14) for figure in (1, 3))
_ROOM = 1.35  # factor of parameters left free on both sides


@dataclass(frozen=True, slots=True)
class Curve:
    """A series with the numbers behind it."""

    series: Series
    data: tuple[Datum, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """How a curve is told from the others in its panel; never by colour alone."""

    colour: int
    marker: Marker = "circle"
    line: bool = True
    dashed: bool = False
    filled: bool = True


def curve(label: str, data: Iterable[Datum], look: Look) -> Curve:
    """Order scores by size and make them a series."""
    ordered = tuple(sorted(data, key=lambda datum: (datum.parameters, datum.card.id, datum.origin.id)))
    points = tuple(_point(datum) for datum in ordered)
    series = Series(label, points, look.colour, look.line, look.dashed, look.marker, look.filled)
    return Curve(series, ordered)


def panel(title: str, curves: Iterable[Curve], alt: str, y_label: str = PERCENT.label) -> Panel:
    """Set curves against the number of parameters, on a logarithmic axis, in percent from 0 to 100."""
    drawn = tuple(each.series for each in curves)
    sizes = sorted({point.x for series in drawn for point in series.points})
    low, high = sizes[0] / _ROOM, sizes[-1] * _ROOM
    marks = sizes if len(sizes) <= _NAMED_SIZES else [mark for mark in _ROUND_SIZES if low <= mark <= high]
    x = Axis("parameters", low, high, tuple((mark, parameters(mark)) for mark in marks), log=True)
    return Panel(title, x, Axis(y_label, PERCENT.low, PERCENT.high, PERCENT.ticks), drawn, alt)


def rows(title: str, curves: Iterable[Curve]) -> tuple[tuple[Value, ...], ...]:
    """Give a panel's numbers in the order of `COLUMNS`."""
    return tuple(_row(title, each.series.label, datum) for each in curves for datum in each.data)


@dataclass(frozen=True, slots=True)
class Titles:
    """A figure's id, what it is about, what a reader has to know, and what it says; `n` is counted from its scores."""

    name: str
    title: str
    caption: str
    said: Said | None = None


def plot(titles: Titles, panels: Iterable[tuple[Panel, tuple[Curve, ...]]]) -> Plot:
    """Put panels together with the rows of their numbers and the sources that they rest on."""
    parts = tuple(panels)
    data = [datum for _, curves in parts for each in curves for datum in each.data]
    numbers = tuple(row for drawn, curves in parts for row in rows(drawn.title, curves))
    sources = tuple(dict.fromkeys(datum.conditions.source for datum in data if datum.conditions.source))
    models = len({datum.card.id for datum in data})
    many = counted(len(data), "score", models, (datum.estimate.tasks for datum in data))
    return Plot(
        titles.name,
        titles.title,
        titles.caption,
        tuple(drawn for drawn, _ in parts),
        COLUMNS,
        numbers,
        sources,
        replace(titles.said, counted=many) if titles.said else None,
    )


def _point(datum: Datum) -> Point:
    interval = datum.estimate.interval
    low, high = (interval.low, interval.high) if interval else (None, None)
    return Point(datum.parameters, datum.estimate.value, low, high, one_line(_hover(datum)))


def _hover(datum: Datum) -> str:
    interval, k = datum.estimate.interval, datum.conditions.k
    span = f" ({interval_ends(interval)}, {interval.method})" if interval else f" ({datum.estimate.absence})"
    value = f"{datum.benchmark} pass@{k} {percent(datum.estimate.value)}%{span}"
    parts = (
        f"{datum.card.name}: {value}",
        version(datum.origin) if datum.conditions.dataset_version else "",
        decoding(datum.origin),
        _kind(datum),
        _where(datum),
    )
    return "; ".join(part for part in parts if part)


def _kind(datum: Datum) -> str:
    return "recomputed from per-task outcomes" if datum.recomputed else "as printed"


def _where(datum: Datum) -> str:
    key, locator = datum.conditions.source, _locator(datum)
    return f"{key}, {locator}" if key and locator else key or locator


def _locator(datum: Datum) -> str:
    if isinstance(datum.origin, Run):
        return ", ".join(file.name for file in datum.origin.provenance.files)
    return where(datum.origin)


def _row(title: str, label: str, datum: Datum) -> tuple[Value, ...]:
    interval, size = datum.estimate.interval, datum.parameters
    note = datum.origin.provenance.note if isinstance(datum.origin, Run) else datum.origin.note
    return (
        datum.card.name,
        int(size) if size.is_integer() else size,
        datum.conditions.k,
        datum.estimate.value,
        interval.low if interval else None,
        interval.high if interval else None,
        label,
        title,
        decoding(datum.origin),
        _kind(datum),
        datum.conditions.source,
        note,
        datum.benchmark,
        datum.conditions.dataset_version,
        datum.estimate.tasks,
        interval.method if interval else datum.estimate.absence,
        _locator(datum),
        datum.origin.id,
    )
