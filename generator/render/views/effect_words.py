"""Effects in words: points as they are, logits as how many times as high the odds are."""

import math

from generator.analyse.absence import Absence
from generator.analyse.effect import Reading
from generator.analyse.interval import Interval
from generator.render.formats import points, points_ends, two_figures


def times(logits: float) -> str:
    """Write a difference of logits as a ratio of odds, with two figures: `2.0`, `0.97`, `14`."""
    odds = math.exp(logits)
    return f"{odds:.2f}" if odds < 1 else f"{odds:.1f}" if odds < 10 else two_figures(odds)


def value_words(reading: Reading) -> str:
    """Write a reading's value with its unit: `+16.3 points`, `odds × 2.0`; or why there is none."""
    if isinstance(reading.value, Absence):
        return reading.value.reason
    if reading.scale == "points":
        return f"{points(reading.value)} points"
    return f"odds × {times(reading.value)}"


def ends_words(reading: Reading) -> str:
    """Write a reading's interval in the unit of its value; empty where there is none."""
    found = reading.interval
    if isinstance(reading.value, Absence) or found is None:
        return ""
    ends = points_ends(found) if reading.scale == "points" else _odds_ends(found)
    return f"≤ {ends}" if found.upper_bound else ends


def _odds_ends(interval: Interval) -> str:
    return f"{times(interval.low)} to {times(interval.high)}"


def reading_words(reading: Reading) -> str:
    """Write a whole reading on one line."""
    ends = ends_words(reading)
    return f"{reading.label}: {value_words(reading)}{f' ({ends})' if ends else ''}"
