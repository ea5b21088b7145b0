"""How numbers read on a page; the only place where they are rounded."""

import math
from collections.abc import Iterable

from generator.analyse.interval import Interval

_UNITS = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"))
_SIZE_CLASSES = ((3e9, "0–3B"), (15e9, "3–15B"), (50e9, "15–50B"))
_LARGEST = "50B+"


def percent(share: float) -> str:
    """Write a share (0..1) in percent with one decimal, without the sign: `26.8`."""
    return f"{100 * share:z.1f}"


def points(difference: float) -> str:
    """Write a difference of shares in percentage points with its sign: `+1.1`, `−2.8`."""
    return f"{100 * difference:+z.1f}".replace("-", "−")


def interval_ends(interval: Interval) -> str:
    """Write the ends of an interval in percent: `20.6–34.1`."""
    return f"{percent(interval.low)}–{percent(interval.high)}"


def points_ends(interval: Interval) -> str:
    """Write the ends of an interval in percentage points with their signs: `−2.8 to +1.1`."""
    return f"{points(interval.low)} to {points(interval.high)}"


def ratio(value: float) -> str:
    """Write a ratio with one decimal: `0.9`, `−1.3`."""
    return f"{value:z.1f}".replace("-", "−")


def rough(count: int) -> str:
    """Write a number to be planned with, by two digits that count: `130`, `9,100`, `over a million`."""
    if count > 1_000_000:
        return "over a million"
    unit = 10 ** max(0, len(str(count)) - 2)
    return f"{-(-count // unit) * unit:,}"


def chance(share: float) -> str:
    """Write a chance in percent, and never as certain: `97.2%`, `>99.9%`."""
    if share > 0.999:
        return ">99.9%"
    return "<0.1%" if share < 0.001 else f"{percent(share)}%"


def p_value(p: float) -> str:
    """Write a p-value with two digits that count, and none that nobody needs: `0.43`, `0.0066`, `<0.0001`."""
    if p < 0.0001:
        return "<0.0001"
    return f"{p:.2f}" if p >= 0.1 else f"{p:.3f}" if p >= 0.01 else f"{p:.4f}"


def parameters(count: float | None) -> str:
    """Write a number of parameters as people say it: `220M`, `6.7B`; a dash where it is not known."""
    if count is None:
        return "–"
    rounded = float(f"{count:.3g}")  # before the unit is chosen: 999.9M reads 1B
    size, unit = next(((size, unit) for size, unit in _UNITS if rounded >= size), (1.0, ""))
    return f"{rounded / size:g}{unit}"


def signed(value: float, digits: int | None = None) -> str:
    """Write a number with its sign, as short as it is to 6 figures or with so many decimals: `+0.5`, `−2.30`, `0`."""
    text = f"{value:+z.{digits}f}" if digits is not None else f"{value:+.6g}"
    return "0" if text in {"+0", "-0"} else text.replace("-", "−")


def two_figures(value: float) -> str:
    """Write a number above 0 with at most two figures: `1.6`, `8.6`, `63`, `120`."""
    return decimal(float(f"{value:.2g}"))


def sample_count(value: float, limit: int) -> str:
    """Write a real number of samples with at most two figures; 0 is `<1`, infinite is beyond the `limit`: `>100`."""
    if value < 1:
        return "<1"
    return f">{limit}" if math.isinf(value) else two_figures(value)


def plural(count: int, noun: str, several: str = "") -> str:
    """Write a count with its noun: `1 run`, `49 runs`."""
    return f"{count:,} {noun if count == 1 else several or noun + 's'}"


def listed(names: Iterable[str]) -> str:
    """Write names as a sentence does: `a`, `a and b`, `a, b and c`."""
    *others, last = tuple(names) or ("",)
    return f"{', '.join(others)} and {last}" if others else last


def ended(sentence: str) -> str:
    """End a text as a sentence, where it does not end as one already; nothing stays nothing."""
    return sentence if not sentence or sentence.endswith((".", "?", "!")) else f"{sentence}."


def decimal(value: float) -> str:
    """Write a number as short as it is exact: `7.5`, `0.16`, `10`."""
    return repr(float(value)).removesuffix(".0")


def bare(value: float | None) -> str:
    """Write a number for the browser, to sort by or to draw with: `0.268`, `1320`; nothing where there is none."""
    return "" if value is None else f"{value:.12g}"


def size_class(parameters: float | None) -> str:
    """Name the range that a model's size falls in, its lower end included: `3–15B`."""
    if parameters is None:
        return "not stated"
    return next((name for limit, name in _SIZE_CLASSES if parameters < limit), _LARGEST)


def decimals(value: float, places: int) -> str:
    """Write a number with so many decimals and a true minus: `−0.15`."""
    return f"{value:z.{places}f}".replace("-", "−")


def words(identifier: str) -> str:
    """Write an identifier as words: `supported with limits`."""
    return identifier.replace("_", " ")
