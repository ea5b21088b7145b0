"""Printed curves of pass@k: whether any tallies give them, and what else cannot be in one source."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from generator.analyse.curve_audit import CurveAudit, CurvePoint, curve_audit
from generator.analyse.rounding import unit
from generator.check.wording import counted, listed, points, suite_name
from generator.model.corpus import Corpus
from generator.model.finding import Finding
from generator.model.published import PublishedScore

_audited = lru_cache(maxsize=256)(curve_audit)  # pages and `gen check` ask for the same curves


@dataclass(frozen=True, slots=True)
class PrintedCurve:
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


def printed_curves(corpus: Corpus) -> Iterator[PrintedCurve]:
    """Audit each curve whose samples and one temperature for all its k the source states; by-eye readings are left out."""
    for scores in _same_conditions(corpus):
        first = scores[0]
        known = first.estimand == "sampled" and first.temperature is not None and first.samples is not None
        if known and first.samples and len(scores) > 1:
            printed = tuple(CurvePoint(each.k, each.share, float(unit(each.printed) / 2)) for each in scores)
            tasks = first.tasks or corpus.benchmarks[first.benchmark].tasks_of(first.dataset_version)
            yield PrintedCurve(scores, _audited(printed, first.samples, tasks))


def impossible_curves(corpus: Corpus) -> Iterator[Finding]:
    """Each printed curve of pass@k has tallies that give it within its rounding."""
    for curve in printed_curves(corpus):
        if not curve.audit.possible:
            suspect = curve.suspect
            sentence = "; ".join(_faults(corpus, curve))
            about = tuple(score.id for score in suspect)
            yield Finding(suspect[0].place, "curve", "warning", sentence, about)


def _faults(corpus: Corpus, curve: PrintedCurve) -> Iterator[str]:
    first, audit = curve.scores[0], curve.audit
    tests = suite_name(corpus, first.benchmark, plus=first.plus)
    name = f"{first.source} prints pass@k of {first.model} on {tests} for {counted(len(curve.scores), 'value')} of k"
    if audit.fits:
        yield f"{name}, which shares of tasks with {audit.samples} samples give, but no whole numbers do"
    else:
        miss = points(audit.deviation)
        yield f"{name}: no tallies of {audit.samples} samples a task give them, the nearest miss one by {miss}"
    for each in audit.remainders:
        left = f"without k = {listed([str(k) for k in each.without])}"
        yield f"{left} the rest is possible" if each.fits else f"{left} still by {points(each.deviation)}"
    for total in audit.broken_totals:
        what = "passing samples" if total.k == 1 else "solved tasks"
        yield f"pass@{total.k} comes to {total.total:,.2f} of {total.of:,} {what}, which is no whole number"


def falling_curves(corpus: Corpus) -> Iterator[Finding]:
    """No pass@k that one source prints of a model under the same conditions falls as k grows."""
    for scores in _same_conditions(corpus):
        for low, high in pairwise(scores):
            if high.share < low.share:
                tests = suite_name(corpus, low.benchmark, plus=low.plus)
                text = (
                    f"{low.source} prints {low.printed}% for {low.model} at pass@{low.k} on {tests} and "
                    f"{high.printed}% at pass@{high.k}: more samples cannot solve fewer tasks"
                )
                yield Finding(high.place, "falls-in-k", "warning", text, (low.id, high.id))


def plus_above_base(corpus: Corpus) -> Iterator[Finding]:
    """No score that one source prints under the same conditions is higher with the plus tests added."""
    bases = {
        (_conditions(score), score.k): score
        for scores in _same_conditions(corpus)
        for score in scores
        if not score.plus
    }
    for scores in _same_conditions(corpus):
        for plus in scores:
            base = bases.get(((*_conditions(plus)[:2], False, *_conditions(plus)[3:]), plus.k))
            if plus.plus and base is not None and plus.share > base.share and _same_tasks(base, plus):
                text = (
                    f"{plus.source} prints {plus.printed}% for {plus.model} at pass@{plus.k} with the plus tests of "
                    f"{corpus.benchmarks[plus.benchmark].name} and {base.printed}% without: more tests cannot pass more"
                )
                yield Finding(plus.place, "plus-above-base", "warning", text, (base.id, plus.id))


_Conditions = tuple[str, str, bool, str, str, str, float | None, int | None, str]


def _conditions(score: PublishedScore) -> _Conditions:
    return (
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
