"""Scores as a table cell or a sentence shows them: a value with its interval, or the reason for its absence."""

from dataclasses import dataclass

from generator.analyse.absence import Absence
from generator.analyse.scores import Estimate
from generator.model.published import PublishedScore
from generator.model.run import Run
from generator.render.formats import interval_ends, percent


@dataclass(frozen=True, slots=True)
class Cell:
    """A score in words: percent, interval in percent, and what a reader may ask of them."""

    value: str
    interval: str = ""
    absence: str = ""  # why there is no interval
    method: str = ""
    number: float | None = None  # what a table is sorted by
    ends: tuple[str, str] | None = None  # of the interval, in percent, for it to be drawn


def cell(score: Estimate | Absence) -> Cell:
    """Put a score into words."""
    if isinstance(score, Absence):
        return Cell(score.reason)
    if score.interval is None:
        return Cell(percent(score.value), absence=score.absence, number=score.value)
    ends, bound = interval_ends(score.interval), score.interval.upper_bound
    return Cell(
        percent(score.value),
        f"≤ {ends}" if bound else ends,
        method=score.interval.method,
        number=score.value,
        ends=(percent(score.interval.low), percent(score.interval.high)),
    )


def samples_range(run: Run) -> str:
    """Say how many samples a task has: `1`, `40`, `1 to 2`."""
    low, high = int(run.samples.min()), int(run.samples.max())
    return f"{low}" if low == high else f"{low} to {high}"


def where(score: PublishedScore) -> str:
    """Say where a publication has a score: `Table 1`, `Figure 21, read off the chart by eye`."""
    read = {
        "printed": "",
        "vector": "decoded from the figure's vector graphics",
        "by-eye": "read off the chart by eye",
    }
    return ", ".join(part for part in (score.locator or "source", read[score.read]) if part)
