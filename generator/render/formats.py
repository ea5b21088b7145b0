"""How numbers read on a page; the only place where they are rounded."""

from collections.abc import Iterable

from generator.analyse.interval import Interval

_UNITS = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"))


def percent(share: float) -> str:
    """Write a share (0..1) in percent with one decimal, without the sign: `26.8`."""
    return f"{100 * share:z.1f}"


def points(difference: float) -> str:
    """Write a difference of shares in percentage points with its sign: `+1.1`, `−2.8`."""
    return f"{100 * difference:+z.1f}".replace("-", "−")


def interval_ends(interval: Interval) -> str:
    """Write the ends of an interval in percent: `20.6–34.1`."""
    return f"{percent(interval.low)}–{percent(interval.high)}"


def parameters(count: float | None) -> str:
    """Write a number of parameters as people say it: `220M`, `6.7B`; a dash where it is not known."""
    if count is None:
        return "–"
    rounded = float(f"{count:.3g}")  # before the unit is chosen: 999.9M reads 1B
    size, unit = next(((size, unit) for size, unit in _UNITS if rounded >= size), (1.0, ""))
    return f"{rounded / size:g}{unit}"


def plural(count: int, noun: str, several: str = "") -> str:
    """Write a count with its noun: `1 run`, `49 runs`."""
    return f"{count:,} {noun if count == 1 else several or noun + 's'}"


def listed(names: Iterable[str]) -> str:
    """Write names as a sentence does: `a`, `a and b`, `a, b and c`."""
    *others, last = tuple(names) or ("",)
    return f"{', '.join(others)} and {last}" if others else last


def decimal(value: float) -> str:
    """Write a number as short as it is exact: `7.5`, `0.16`, `10`."""
    return repr(float(value)).removesuffix(".0")


def decimals(value: float, places: int) -> str:
    """Write a number with so many decimals and a true minus: `−0.15`."""
    return f"{value:z.{places}f}".replace("-", "−")


def words(identifier: str) -> str:
    """Write an identifier as words: `supported with limits`."""
    return identifier.replace("_", " ")
