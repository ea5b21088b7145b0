"""Axes with round numbers at their ticks: samples, shares, differences in points, and logits."""

import math
from collections.abc import Iterable

from generator.render.figures.spec import Axis, ForestRow
from generator.render.formats import signed

PERCENT = Axis("pass@k, %", 0.0, 1.0, tuple((step / 5, f"{20 * step}") for step in range(6)))
_STEPS = (1.0, 2.0, 5.0, 10.0)
_TICKS = 6  # at most so many, and one for 0
_DECADES = 2.5  # beyond which a logarithmic axis names whole decades only
_WIDEST = 3.0  # how far an interval may stretch an axis, in widths of what the values alone take


def count_axis(low: int, high: int, label: str = "k, samples", *, log: bool = True) -> Axis:
    """Give an axis of counts from `low` (1 or more) to `high`, with whole numbers at its ticks.

    The ends have room for a point, and an axis of a single count is as wide as one of its double. Raises `ValueError`
    for counts below 1 or the wrong way round.
    """
    if not 1 <= low <= high:
        raise ValueError(f"counts go from 1 upwards, found {low} to {high}")
    if not log:
        step = max(1.0, _step(high - low))
        room = max(0.5, 0.03 * (high - low))
        whole = range(math.ceil(low / step), math.floor(high / step) + 1)
        marks = {low, *(round(step * number) for number in whole if step * number - low >= step / 2)}
        return Axis(label, low - room, high + room, tuple((mark, f"{mark:,}") for mark in sorted(marks)))
    room = max(high / low, 2.0) ** 0.03
    figures = (1, 2, 5) if math.log10(high / low) <= _DECADES else (1,)
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    marks = {figure * 10**power for power in powers for figure in figures} | {low}
    ticks = tuple((mark, f"{mark:,}") for mark in sorted(marks) if low <= mark <= high)
    return Axis(label, low / room, high * room, ticks, log=True)


def points_axis(low: float, high: float, label: str = "percentage points") -> Axis:
    """Give an axis of differences of shares (-1..1), from a round number at or below `low` to one at or above `high`."""
    return _linear(low, high, label, 100.0)


def logit_axis(low: float, high: float, label: str = "logits") -> Axis:
    """Give an axis of differences in logits, or of slopes of logits, with round numbers at both ends."""
    return _linear(low, high, label, 1.0)


def reach(rows: Iterable[ForestRow]) -> tuple[float, float]:
    """Say from where to where the axis of a forest has to go: 0, all values, and their intervals within reason.

    An interval that is far wider than the values are apart does not squeeze the others: it leaves the axis.
    """
    known = tuple(rows)
    values = [0.0, *(row.value for row in known if row.value is not None)]
    ends = [end for row in known for end in (row.low, row.high) if end is not None and math.isfinite(end)]
    widths = [row.high - row.low for row in known if row.low is not None and row.high is not None]
    finite = sorted(width for width in widths if math.isfinite(width))
    usual = finite[len(finite) // 2] if finite else 0.0
    room = _WIDEST * max(max(values) - min(values), usual)
    return max(min(values + ends), min(values) - room), min(max(values + ends), max(values) + room)


def _linear(low: float, high: float, label: str, scale: float) -> Axis:
    """Put ticks at multiples of 1, 2 or 5 times a power of ten; `scale` is how many units on the page make one."""
    if not low <= high:
        raise ValueError(f"an axis cannot go from {low} to {high}")
    step = _step(scale * (high - low) or 1.0)
    first, last = math.floor(scale * low / step + 1e-9), math.ceil(scale * high / step - 1e-9)
    last = max(last, first + 1)
    ticks = tuple((number * step / scale, signed(number * step)) for number in range(first, last + 1))
    return Axis(label, ticks[0][0], ticks[-1][0], ticks)


def _step(width: float) -> float:
    """Give the smallest round step that divides a width into few parts."""
    rough = max(width, 1e-9) / _TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * figure for figure in _STEPS if power * figure >= rough * (1 - 1e-9))
