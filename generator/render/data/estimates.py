"""The columns that every estimate has: its interval, how that came about, or why there is none."""

from generator.analyse.absence import Absence
from generator.analyse.interval import Interval
from generator.analyse.scores import Estimate
from generator.render.data.column import Column
from generator.render.data.table import Row

INTERVAL = (
    Column("low", "number", "lower end of the interval; an infinite one is empty in JSON", "as the value"),
    Column("high", "number", "upper end of the interval; an infinite one is empty in JSON", "as the value"),
    Column("level", "number", "level of the interval", "share"),
    Column("method", "string", "how the interval was computed"),
    Column("resampled", "string", "what would vary: the interval is over these"),
    Column("absence", "string", "why there is no value, or no interval"),
)


def interval_cells(interval: Interval | None, absence: str) -> Row:
    """Give the cells below `INTERVAL`."""
    if interval is None:
        return (None, None, None, None, None, absence)
    return (interval.low, interval.high, interval.level, interval.method, interval.resampled, absence)


def estimate_cells(score: Estimate | Absence) -> Row:
    """Give a value, and the cells below `INTERVAL`."""
    if isinstance(score, Absence):
        return (None, *interval_cells(None, score.reason))
    return (score.value, *interval_cells(score.interval, score.absence))


def tests_of(*, plus: bool) -> str:
    """Name the tests that a score counts: `base`, or `plus` for base and plus tests together."""
    return "plus" if plus else "base"


def joined(values: tuple[str, ...]) -> str:
    """Write several short texts as one cell."""
    return "; ".join(values)
