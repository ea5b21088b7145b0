"""What a check of a claim comes to: an interval beside what was expected, put into words."""

from dataclasses import dataclass
from typing import Literal

from generator.analyse.compare import Difference, paired_difference, unpaired_difference
from generator.analyse.interval import Interval
from generator.analyse.scores import score_of
from generator.check.conditions import unlike
from generator.check.wording import listed, suite_name
from generator.model.corpus import Corpus
from generator.model.filters import Filters
from generator.model.run import Run
from generator.model.selecting import Candidate, NotOneScore, select

Outcome = Literal["holds", "does_not_hold", "cannot_be_told", "cannot_be_checked"]
Side = Literal["above", "below"]


@dataclass(frozen=True, slots=True)
class Answer:
    """How a check came out, with what it asked and the numbers that it found, both in words."""

    outcome: Outcome
    asked: str  # an assertion without its full stop
    found: str  # the numbers, or why it cannot be checked
    scores: tuple[Candidate, ...] = ()  # that it looked at


class CannotBeCheckedError(Exception):
    """The data that a check needs are not there; the message says which."""


def find(corpus: Corpus, wanted: Filters) -> Candidate:
    """Find the one score that filters name; raises `CannotBeCheckedError` where there is none."""
    try:
        return select(corpus, wanted)
    except NotOneScore as error:
        raise CannotBeCheckedError(f"{wanted}: {error}") from None


def beside(interval: Interval, value: float, side: Side) -> Outcome:
    """Say whether an interval lies wholly on one side of a value, on the other, or holds it."""
    if interval.low > value:
        return "holds" if side == "above" else "does_not_hold"
    if interval.high < value:
        return "holds" if side == "below" else "does_not_hold"
    return "cannot_be_told"


def within(interval: Interval, centre: float, margin: float) -> Outcome:
    """Say whether an interval lies wholly nearer to a value than a margin, wholly farther, or neither."""
    low, high = interval.low - centre, interval.high - centre
    if -margin < low and high < margin:
        return "holds"
    return "does_not_hold" if low > margin or high < -margin else "cannot_be_told"


def compared(first: Candidate, second: Candidate, level: float) -> tuple[Difference, Interval]:
    """Compare two scores that were taken alike, in pairs where the same tasks were run.

    Raises `CannotBeCheckedError` where they were not taken alike, or there is no interval.
    """
    differing = unlike(first, second)
    if differing:
        raise CannotBeCheckedError(f"the two scores are not alike in {listed(list(differing))}")
    if first.origin is second.origin:
        raise CannotBeCheckedError("both are the same score")
    found = _difference(first, second, level)
    if found.interval is None:
        whys = (score_of(each).absence for each in (first, second))
        raise CannotBeCheckedError(next((why for why in whys if why), found.absence))
    return found, found.interval


def _difference(first: Candidate, second: Candidate, level: float) -> Difference:
    a, b = first.origin, second.origin
    if isinstance(a, Run) and isinstance(b, Run) and set(a.tasks) == set(b.tasks):
        return paired_difference(a, b, plus=first.plus, k=first.k, level=level)
    return unpaired_difference(score_of(first, level), score_of(second, level))


def in_points(value: float, interval: Interval) -> str:
    """Write a difference of shares: `−2.8 points (−11.4 to +5.8; 95%, Newcombe, unpaired)`."""
    ends = f"{_signed(interval.low)} to {_signed(interval.high)}"
    return f"{_signed(value)} points ({ends}; {at_level(interval.level)}, {interval.method})"


def _signed(difference: float) -> str:
    return f"{100 * difference:+z.1f}".replace("-", "−")


def in_percent(value: float, interval: Interval) -> str:
    """Write a share: `61.6% (54.0 to 68.7; 95%, Wilson)`."""
    ends = f"{100 * interval.low:.1f} to {100 * interval.high:.1f}"
    return f"{100 * value:.1f}% ({ends}; {at_level(interval.level)}, {interval.method})"


def at_level(level: float) -> str:
    """Write a level: `95%`, `99.17%`."""
    return f"{100 * level:.4g}%"


def name(corpus: Corpus, score: Candidate) -> str:
    """Name the model of a score as the report does, or as its source does."""
    card = corpus.models.get(score.model)
    return card.name if card else score.model


def what(corpus: Corpus, score: Candidate) -> str:
    """Name what a score is of: `pass@1 on HumanEval+`."""
    return f"pass@{score.k} on {suite_name(corpus, score.benchmark.removesuffix('+'), plus=score.plus)}"
