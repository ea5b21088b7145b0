"""Printed curves of pass@k that no tallies give, and what else cannot be in one source."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from generator.analyse.curve_audit import CurveAudit, CurvePoint, curve_audit
from generator.analyse.printed_curves import printed_curves, rounding
from generator.check.wording import counted, in_points, listed, named, suite_name
from generator.model.corpus import Corpus
from generator.model.finding import Finding
from generator.model.published import PublishedScore

_MOST_SAMPLES = 2000


@dataclass(frozen=True, slots=True)
class AuditedCurve:
    """Scores of one model that one source prints for several k of the same samples, with their audit."""

    scores: tuple[PublishedScore, ...]  # by k
    audit: CurveAudit

    @property
    def suspect(self) -> tuple[PublishedScore, ...]:
        """Give the points of an impossible curve that have to go before the rest is possible; all, if three do not do."""
        if self.audit.possible:
            return ()
        enough = next((each.without for each in self.audit.remainders if each.fits), None)
        broken = {each.k for each in self.audit.broken_totals}
        if enough is None and not self.audit.fits:
            return self.scores
        return tuple(score for score in self.scores if score.k in broken.union(enough or ()))


def audited_curves(corpus: Corpus) -> Iterator[AuditedCurve]:
    """Audit each printed curve whose source states the number of samples, unless there are so many that it takes minutes."""
    for curve in printed_curves(corpus.published):
        first = curve.scores[0]
        if first.samples and first.samples <= _MOST_SAMPLES:
            points = tuple(CurvePoint(each.k, each.share, rounding(each)) for each in curve.scores)
            tasks = first.tasks or corpus.benchmarks[first.benchmark].tasks_of(first.dataset_version)
            audit = corpus.memory.of(
                "audit",
                (points, first.samples, tasks),
                CurveAudit,
                partial(curve_audit, points, first.samples, tasks),
            )
            yield AuditedCurve(curve.scores, audit)


def impossible_curves(corpus: Corpus) -> Iterator[Finding]:
    """Each printed curve of pass@k has tallies that give it within its rounding."""
    for curve in audited_curves(corpus):
        if not curve.audit.possible:
            suspect = curve.suspect
            sentence = "; ".join(_faults(corpus, curve))
            about = tuple(score.id for score in suspect)
            yield Finding(suspect[0].place, "curve", "warning", sentence, about)


def _faults(corpus: Corpus, curve: AuditedCurve) -> Iterator[str]:
    first, audit = curve.scores[0], curve.audit
    tests = suite_name(corpus, first.benchmark, plus=first.plus)
    name = f"{first.source} prints pass@k of {first.model} on {tests} for {counted(len(curve.scores), 'value')} of k"
    if audit.fits:
        yield f"{name}, which shares of tasks with {audit.samples} samples give, but no whole numbers do"
    else:
        miss = in_points(audit.deviation)
        yield f"{name}: no outcomes of {audit.samples} samples a task give them, the nearest are off by {miss}"
    for each in audit.remainders:
        left = f"without k = {listed([str(k) for k in each.without])}"
        yield f"{left} the rest is possible" if each.fits else f"{left} still by {in_points(each.deviation)}"
    for total in audit.broken_totals:
        what = "passing samples" if total.k == 1 else "solved tasks"
        yield f"pass@{total.k} comes to {total.total:,.2f} of {total.of:,} {what}, which is no whole number"


Pair = tuple[PublishedScore, PublishedScore]


def neighbours_in_k(corpus: Corpus) -> Iterator[Pair]:
    """Give what one source prints of a model under the same conditions for one k and for the next."""
    for scores in _same_conditions(corpus):
        yield from pairwise(scores)


def falling_curves(corpus: Corpus) -> Iterator[Finding]:
    """No pass@k that one source prints of a model under the same conditions falls as k grows."""
    for low, high in neighbours_in_k(corpus):
        if high.share < low.share:
            text = (
                f"{named(corpus, low)} and {high.printed}% at pass@{high.k}: "
                "more samples cannot solve fewer tasks"
            )
            yield Finding(high.place, "falls-in-k", "warning", text, (low.id, high.id))


def base_and_plus(corpus: Corpus) -> Iterator[Pair]:
    """Give what one source prints of a model at one k under the same conditions without and with the plus tests."""
    known = {(_conditions(score), score.k): score for each in _same_conditions(corpus) for score in each}
    for (conditions, k), plus in known.items():
        base = known.get((conditions._replace(plus=False), k))
        if plus.plus and base is not None and _same_tasks(base, plus):
            yield base, plus


def plus_above_base(corpus: Corpus) -> Iterator[Finding]:
    """No score that one source prints under the same conditions is higher with the plus tests added."""
    for base, plus in base_and_plus(corpus):
        if plus.share > base.share:
            text = f"{named(corpus, plus)} and {base.printed}% without the plus tests: more tests cannot pass more"
            yield Finding(plus.place, "plus-above-base", "warning", text, (base.id, plus.id))


class _Conditions(NamedTuple):
    """What has to be the same before two printed scores can be held against each other."""

    model: str
    source: str
    plus: bool
    benchmark: str
    estimand: str
    harness: str
    temperature: float | None
    samples: int | None
    locator: str


def _conditions(score: PublishedScore) -> _Conditions:
    return _Conditions(
        score.model,
        score.source,
        score.plus,
        score.benchmark,
        score.estimand,
        score.harness,
        score.temperature,
        score.samples,
        score.locator,
    )


def _same_tasks(base: PublishedScore, plus: PublishedScore) -> bool:
    """Say whether both are of the same tasks; base scores rarely state the version of the plus tests."""
    return base.tasks == plus.tasks and base.dataset_version in {"", plus.dataset_version}


def _same_conditions(corpus: Corpus) -> Iterator[tuple[PublishedScore, ...]]:
    """Group what a source prints of a model under the same conditions, by k; where a k comes twice, they are not known."""
    groups: dict[tuple[_Conditions, str], list[PublishedScore]] = {}
    for score in corpus.published:
        if score.read != "by-eye":
            groups.setdefault((_conditions(score), score.dataset_version), []).append(score)
    for scores in groups.values():
        if len({score.k for score in scores}) == len(scores):
            yield tuple(sorted(scores, key=lambda score: score.k))
