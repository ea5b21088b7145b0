"""A strip: one effect computed in many ways, drawn as dots with their intervals on one small axis."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from generator.analyse.absence import Absence
from generator.analyse.effect import Reading, Scale
from generator.render.escape import escape
from generator.render.formats import signed
from generator.render.views.effect_words import reading_words

_WIDTH, _STEP, _EDGE, _FOOT = 240.0, 7.0, 8.0, 16.0
_UNITS = {"points": "points", "logit": "logits"}
_ROOM = 0.06  # of the range, free on both sides


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot at a value with its interval, in the unit of the axis."""

    value: float
    low: float
    high: float
    words: str


def strip_svg(readings: Iterable[Reading], scale: Scale) -> Markup:
    """Draw the readings of one scale, the first of them on top and filled; nothing where fewer than two have intervals."""
    marks = [mark for reading in readings if reading.scale == scale and (mark := _mark(reading))]
    if len(marks) < 2:
        return Markup()
    low, high = min(0.0, *(mark.low for mark in marks)), max(0.0, *(mark.high for mark in marks))
    room = _ROOM * (high - low)
    ends = (low - room, high + room)
    height = _EDGE + _STEP * len(marks) + _FOOT
    lines = [_line(mark, at, ends) for at, mark in enumerate(marks)]
    zero, floor = _x(0.0, ends), _EDGE + _STEP * len(marks)
    head = Markup(
        '<svg class="sb-strip" viewBox="0 0 {:g} {:g}" role="img" aria-label="{}">'
        '<path class="sb-strip-zero" d="M{:.1f} 0V{:g}"/>'
    ).format(_WIDTH, height, escape(_summary(marks, scale)), zero, floor)
    labels = [_label(value, ends, height, scale) for value in (low, 0.0, high) if _apart(value, low, high)]
    return head + Markup().join(lines) + Markup().join(labels) + Markup("</svg>")


def _mark(reading: Reading) -> Mark | None:
    if isinstance(reading.value, Absence) or reading.interval is None:
        return None
    return Mark(reading.value, reading.interval.low, reading.interval.high, reading_words(reading))


def _x(value: float, ends: tuple[float, float]) -> float:
    return _EDGE + (_WIDTH - 2 * _EDGE) * (value - ends[0]) / (ends[1] - ends[0])


def _line(mark: Mark, at: int, ends: tuple[float, float]) -> Markup:
    y = _EDGE + _STEP * at
    return Markup(
        '<g class="sb-strip-{}"><title>{}</title><path d="M{:.1f} {:g}H{:.1f}"/><circle cx="{:.1f}" cy="{:g}" r="2.6"/></g>'
    ).format(
        "first" if at == 0 else "other",
        escape(mark.words),
        _x(mark.low, ends),
        y,
        _x(mark.high, ends),
        _x(mark.value, ends),
        y,
    )


def _label(value: float, ends: tuple[float, float], height: float, scale: Scale) -> Markup:
    text = "0" if value == 0 else signed(100 * value, 0) if scale == "points" else signed(value, 1)
    if value > 0:
        text += f" {_UNITS[scale]}"
    return Markup('<text x="{:.1f}" y="{:g}" text-anchor="middle">{}</text>').format(
        min(max(_x(value, ends), 2 * _EDGE), _WIDTH - 3 * _EDGE), height - 4, text
    )


def _apart(value: float, low: float, high: float) -> bool:
    """Leave out an end of the axis that would be written over the zero."""
    return value == 0 or abs(value) > 0.18 * (high - low)


def _summary(marks: list[Mark], scale: Scale) -> str:
    above, clear = sum(mark.value > 0 for mark in marks), sum(mark.low > 0 or mark.high < 0 for mark in marks)
    return (
        f"In {_UNITS[scale]}, {above} of {len(marks)} ways to compute it give more than zero; "
        f"{clear} {'has an interval that leaves' if clear == 1 else 'have intervals that leave'} out zero."
    )
