"""How numbers read on a page; the only place where they are rounded."""

from generator.analyse.interval import Interval

_UNITS = ((1e12, "T"), (1e9, "B"), (1e6, "M"))


def percent(share: float) -> str:
    """Write a share (0..1) in percent with one decimal, without the sign: `26.8`."""
    return f"{100 * share:.1f}"


def points(difference: float) -> str:
    """Write a difference of shares in percentage points with its sign: `+1.1`, `−2.8`."""
    return f"{100 * difference:+.1f}".replace("-", "−")


def interval_ends(interval: Interval) -> str:
    """Write the ends of an interval in percent: `20.6–34.1`."""
    return f"{percent(interval.low)}–{percent(interval.high)}"


def parameters(count: float | None) -> str:
    """Write a number of parameters as people say it: `220M`, `6.7B`; a dash where it is not known."""
    if count is None:
        return "–"
    size, unit = next(((size, unit) for size, unit in _UNITS if count >= size), (1.0, ""))
    return f"{count / size:.3g}{unit}"


def plural(count: int, noun: str, several: str = "") -> str:
    """Write a count with its noun: `1 run`, `49 runs`."""
    return f"{count:,} {noun if count == 1 else several or noun + 's'}"


def listed(names: list[str] | tuple[str, ...]) -> str:
    """Write names as a sentence does: `a`, `a and b`, `a, b and c`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def decimal(value: float) -> str:
    """Write a number as short as it is exact: `7.5`, `0.16`, `10`."""
    return f"{value:g}"


def words(identifier: str) -> str:
    """Write an identifier as words: `supported with limits`."""
    return identifier.replace("_", " ")
