"""Checks of claims that look at a family by size: an order, and what tuning adds."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.analyse.absence import Absence
from generator.analyse.datum import Datum, printed, recomputed
from generator.analyse.effect import Scale
from generator.analyse.interaction import SCALES, Change, growth
from generator.analyse.size_series import paired_points, size_series
from generator.analyse.tuning import Pair, find_pairs
from generator.check.answers import (
    Answer,
    CannotBeCheckedError,
    Outcome,
    Side,
    at_level,
    beside,
    compared,
    in_points,
)
from generator.check.asked import asked_of, series_name
from generator.check.wording import counted
from generator.model.claim_check import Interaction, Order, Series
from generator.model.corpus import Corpus
from generator.model.report import TuningSeries
from generator.model.selecting import Candidate


def order(corpus: Corpus, test: Order, level: float) -> Answer:
    """Ask whether each size of a series scores higher, or lower, than the one below it.

    It does where the interval of every step shows it: all steps have to, so that none needs a stricter level (Berger R. L.
    (1982). Multiparameter hypothesis testing and acceptance sampling. Technometrics 24, 295-300). It does not where any
    one step shows the opposite at the level that Bonferroni grants one of them.
    """
    scores = _series(corpus, test.series)
    side: Side = "above" if test.expect == "rises" else "below"
    steps = list(pairwise(scores))
    found = [compared(*step, level) for step in steps]
    strict = [compared(*step, 1 - (1 - level) / len(steps))[1] for step in steps]
    outcome: Outcome = "cannot_be_told"
    if all(beside(interval, 0.0, side) == "holds" for _, interval in found):
        outcome = "holds"
    elif any(beside(interval, 0.0, side) == "does_not_hold" for interval in strict):
        outcome = "does_not_hold"
    said = (
        f"{corpus.models[low.model].name} to {corpus.models[high.model].name} {in_points(gap.value, interval)}"
        for (low, high), (gap, interval) in zip(steps, found, strict=True)
    )
    return Answer(outcome, asked_of(corpus, test), "; ".join(said), tuple(scores))


def _series(corpus: Corpus, wanted: Series) -> list[Candidate]:
    """Find the one series of at least two sizes, smallest first."""
    series = [each for each in size_series(_data(corpus, wanted)) if len(each.parameters) > 1]
    if len(series) != 1:
        text = f"{series_name(corpus, wanted)}: found {len(series)} series of two sizes or more; expected one"
        raise CannotBeCheckedError(text)
    if isinstance(series[0].points, Absence):
        raise CannotBeCheckedError(series[0].points.reason)
    return [_candidate(datum) for datum in series[0].data]


def _data(corpus: Corpus, wanted: Series) -> Iterator[Datum]:
    for datum in _all_data(corpus, wanted.benchmark, wanted.k):
        if (datum.card.family, datum.card.training) == (wanted.family, wanted.training) and _of(
            datum, wanted.benchmark, wanted.source, wanted.k
        ):
            yield datum


def _all_data(corpus: Corpus, benchmark: str, k: int) -> Iterator[Datum]:
    yield from printed(corpus)
    yield from recomputed(corpus, k, plus=benchmark.endswith("+"))


def _of(datum: Datum, benchmark: str, source: str, k: int) -> bool:
    found = datum.conditions
    return (found.benchmark + "+" * found.plus, found.source, found.k) == (benchmark, source, k)


def _candidate(datum: Datum) -> Candidate:
    found = datum.conditions
    return Candidate(found.k, found.benchmark + "+" * found.plus, datum.card.id, datum.origin)


def interaction(corpus: Corpus, test: Interaction, level: float) -> Answer:
    """Ask whether what tuning adds grows, or shrinks, with size: both scales have to show it."""
    pairs = _pairs(corpus, test)
    points = paired_points(pairs)
    changes = [(scale, growth(points, scale, level)) for scale in SCALES]
    for _, change in changes:
        if isinstance(change, Absence):
            raise CannotBeCheckedError(change.reason)
    told = [(scale, change) for scale, change in changes if isinstance(change, Change)]
    side: Side = "above" if test.expect == "grows" else "below"
    outcomes = {beside(change.interval, 0.0, side) for _, change in told}
    outcome: Outcome = outcomes.pop() if len(outcomes) == 1 else "cannot_be_told"
    found = f"{counted(len(pairs), 'size')}; per tenfold size {', '.join(_slopes(told))}"
    scores = tuple(_candidate(each) for pair in pairs for each in (pair.base, pair.tuned))
    return Answer(outcome, asked_of(corpus, test), found, scores)


def _pairs(corpus: Corpus, test: Interaction) -> tuple[Pair, ...]:
    benchmark, plus = test.benchmark.removesuffix("+"), test.benchmark.endswith("+")
    series = TuningSeries(
        test.family, test.source, benchmark, test.tuned, base=test.base, plus=plus, k=test.k
    )
    pairs = find_pairs(series, _all_data(corpus, test.benchmark, test.k))
    if len({pair.base.parameters for pair in pairs}) < 2:
        found = counted(len(pairs), "pair")
        raise CannotBeCheckedError(
            f"{series_name(corpus, test)}: found {found} of base and tuned; expected two sizes"
        )
    return pairs


def _slopes(changes: Sequence[tuple[Scale, Change]]) -> Iterator[str]:
    for scale, change in changes:
        if scale == "points":
            yield in_points(change.value, change.interval)
        else:
            low, high = change.interval.low, change.interval.high
            ends = f"{low:+.2f} to {high:+.2f}; {at_level(change.interval.level)}, {change.interval.method}"
            yield f"{change.value:+.2f} logits ({ends})".replace("-", "−")
