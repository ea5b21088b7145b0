"""Checks of claims that look at one score or two: comparison, threshold, crossing in k."""

from dataclasses import replace

from generator.analyse.scores import score_of
from generator.check.answers import (
    Answer,
    CannotBeCheckedError,
    Outcome,
    Side,
    beside,
    compared,
    find,
    in_percent,
    in_points,
    name,
    what,
    within,
)
from generator.check.sources import Recomputed, may_be_the_same
from generator.model.claim_check import Comparison, Crossing, Threshold
from generator.model.corpus import Corpus
from generator.model.published import PublishedScore
from generator.model.run import Run
from generator.model.selecting import Candidate


def comparison(corpus: Corpus, test: Comparison, level: float) -> Answer:
    """Hold the second of two scores against the first."""
    first, second = find(corpus, test.first), find(corpus, test.second)
    if test.expect == "reproduces":
        return _reproduction(corpus, first, second, level)
    found, interval = compared(first, second, level)
    if test.expect == "no_difference":
        margin = test.margin or 0.0
        outcome = within(interval, 0.0, margin)
        relation = f"lies {_within(margin)}"
    else:
        outcome = beside(interval, 0.0, "above" if test.expect == "higher" else "below")
        relation = f"scores {test.expect} than"
    asked = f"{_told_apart(corpus, second, first)} {relation} {_told_apart(corpus, first, second)}: {what(corpus, first)}"
    return Answer(outcome, asked, in_points(found.value, interval), (first, second))


def _within(margin: float) -> str:
    points = f"{100 * margin:g}"
    return f"within {points} {'point' if points == '1' else 'points'} of"


def _told_apart(corpus: Corpus, one: Candidate, other: Candidate) -> str:
    """Name a model, and its source too where the other score is of the same model."""
    if name(corpus, one) != name(corpus, other):
        return name(corpus, one)
    origin = one.origin
    return f"{name(corpus, one)} ({origin.id})"


def _reproduction(corpus: Corpus, first: Candidate, second: Candidate, level: float) -> Answer:
    """Hold what a publication prints against the outcomes of a run: the same digits, or within the run's interval."""
    printed, run = (
        (first.origin, second.origin) if isinstance(second.origin, Run) else (second.origin, first.origin)
    )
    if not isinstance(printed, PublishedScore) or not isinstance(run, Run):
        raise CannotBeCheckedError("expected one printed score and one run")
    one = first if first.origin is run else second
    if first.model != second.model:
        raise CannotBeCheckedError(
            f"expected a score and a run of one model, found {name(corpus, first)} and {name(corpus, second)}"
        )
    if printed.read == "by-eye" or printed.estimand == "selected":
        raise CannotBeCheckedError(score_of(first if one is second else second).absence)
    if not may_be_the_same(printed, run) or (first.k, first.benchmark) != (second.k, second.benchmark):
        raise CannotBeCheckedError("the run was taken under other conditions than the printed score states")
    estimate = score_of(one, level)
    if estimate.interval is None:
        raise CannotBeCheckedError(estimate.absence)
    held = Recomputed(printed, run, estimate)
    outcome: Outcome = "holds" if held.same else "does_not_hold" if held.outside else "cannot_be_told"
    apart = (
        ""
        if held.same
        else f", {100 * abs(estimate.value - printed.share):.1f} points from {printed.printed}%"
    )
    asked = f"The outcomes of {name(corpus, one)} give the printed {printed.printed}%: {what(corpus, one)}"
    return Answer(outcome, asked, in_percent(estimate.value, estimate.interval) + apart, (first, second))


def threshold(corpus: Corpus, test: Threshold, level: float) -> Answer:
    """Hold a score against a number."""
    score = find(corpus, test.score)
    estimate = score_of(score, level)
    if estimate.interval is None:
        raise CannotBeCheckedError(estimate.absence)
    if test.expect == "about":
        margin = test.margin or 0.0
        outcome, relation = (
            within(estimate.interval, test.value, margin),
            _within(margin),
        )
    else:
        outcome, relation = beside(estimate.interval, test.value, test.expect), test.expect
    asked = f"{name(corpus, score)} scores {relation} {100 * test.value:g}%: {what(corpus, score)}"
    return Answer(outcome, asked, in_percent(estimate.value, estimate.interval), (score,))


def crossing(corpus: Corpus, test: Crossing, level: float) -> Answer:
    """Ask whether the second of two scores is behind at the smaller k, and ahead at the larger or behind there too.

    That holds where the intervals at both k show it, and does not where either shows the opposite at half the error
    each (Bonferroni), so that neither answer is wrong more often than the level says.
    """
    overtakes = test.expect == "overtakes"
    sides: tuple[Side, Side] = ("below", "above" if overtakes else "below")
    pairs = [
        (find(corpus, replace(test.first, k=k)), find(corpus, replace(test.second, k=k))) for k in test.ks
    ]
    gaps = [compared(*pair, level) for pair in pairs]
    strict = [compared(*pair, (1 + level) / 2)[1] for pair in pairs]
    outcome: Outcome = "cannot_be_told"
    if all(beside(gap[1], 0.0, side) == "holds" for gap, side in zip(gaps, sides, strict=True)):
        outcome = "holds"
    elif any(beside(gap, 0.0, side) == "does_not_hold" for gap, side in zip(strict, sides, strict=True)):
        outcome = "does_not_hold"
    (first, second), (k, later) = pairs[0], test.ks
    does, at = ("overtakes", "between") if overtakes else ("stays behind", "at both")
    tests = what(corpus, first).partition(" on ")[2]
    asked = f"{_told_apart(corpus, second, first)} {does} {_told_apart(corpus, first, second)} {at} pass@{k} and pass@{later} on {tests}"
    found = "; ".join(
        f"{in_points(gap.value, interval)} at k = {k}"
        for k, (gap, interval) in zip(test.ks, gaps, strict=True)
    )
    return Answer(outcome, asked, found, tuple(score for pair in pairs for score in pair))
