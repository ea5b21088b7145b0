"""Bands around the line through a family's scores by size: over tasks, and of another checkpoint."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import numpy as np

from generator.analyse.absence import Absence
from generator.analyse.interval import Interval
from generator.analyse.scaling import SizeFit, fit_sizes
from generator.analyse.size_series import SizeSeries
from generator.render.figures.curves import Curve
from generator.render.figures.spec import Panel, Point, Series
from generator.render.formats import interval_ends, parameters, percent

_PLACES = 11  # along a band
_ENOUGH = 4  # sizes from which on the band of another checkpoint is drawn; with three it fills the panel
OVER_TASKS, ANOTHER = "line over tasks", "another checkpoint"
_LINE = "Shaded: the line through the logits of each series of three sizes or more, 95% over tasks with these checkpoints."
_WIDER = (
    "Fainter, from four sizes on: where another checkpoint of the family may score, by how far these lie from their line. With three sizes that is nearly "
    "anywhere."
)


def bands_note(panels: Iterable[Panel]) -> str:
    """Say what the bands of some panels are; empty where there are none."""
    names = {
        point.title
        for panel in panels
        for series in panel.series
        if series.band
        for point in series.points[:1]
    }
    if not names:
        return ""
    return f"{_LINE} {_WIDER}" if any(ANOTHER in name for name in names) else _LINE


def with_bands(panel: Panel, curves: Iterable[Curve]) -> Panel:
    """Put bands behind every series of a panel that a line can be fitted to."""
    return replace(panel, series=tuple(each for curve in curves for each in (curve.series, *_bands(curve))))


def fitted(curve: Curve) -> SizeFit | Absence:
    """Fit a line to a series, or say why there is none."""
    points = SizeSeries(curve.data).points
    return points if isinstance(points, Absence) else fit_sizes(points)


def _bands(curve: Curve) -> Iterator[Series]:
    fit = fitted(curve) if curve.series.line else Absence("scores that no line joins")
    if isinstance(fit, Absence):
        return
    yield from _band(curve.series, fit, fit.band_at, OVER_TASKS)
    if len(fit.points) >= _ENOUGH:
        yield from _band(curve.series, fit, fit.prediction_at, ANOTHER)


def _band(
    series: Series, fit: SizeFit, at: Callable[[float], Interval | Absence], name: str
) -> Iterator[Series]:
    """Follow a band from the smallest to the largest size; none where it is not known."""
    sizes = np.geomspace(fit.points[0].parameters, fit.points[-1].parameters, _PLACES)
    points = []
    for size in sizes:
        interval, value = at(float(size)), fit.value_at(float(size))
        if isinstance(interval, Absence):
            return
        title = f"{series.label}, {name} at {parameters(float(size))}: {percent(value)}% ({interval_ends(interval)})"
        points.append(Point(float(size), value, interval.low, interval.high, title))
    yield Series("", tuple(points), series.colour, line=False, band=True, marks=False)
