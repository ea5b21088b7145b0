"""Where two sources say different things of one model, or a source contradicts itself."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.analyse.rounding import printed_share, unit
from generator.analyse.scores import Estimate, run_score
from generator.check.wording import counted, listed, percent, suite_name
from generator.model.catalogue import UNSTATED
from generator.model.corpus import Corpus
from generator.model.finding import Finding
from generator.model.published import PublishedScore
from generator.model.run import Run

_Z = 1.96  # as sources compute 95% intervals
_READ_OFF = 0.1  # points: what rounding of value and interval can come to


def _agree(scores: Iterable[PublishedScore]) -> bool:
    """Say whether one value can stand behind all prints, each within its rounding."""
    ends = [(printed_share(each.printed), unit(each.printed) / 2) for each in scores]
    return max(share - half for share, half in ends) <= min(share + half for share, half in ends)


@dataclass(frozen=True, slots=True)
class Comparable:
    """Prints of one model at one k that should be the same number, as far as their sources state what they are."""

    model: str  # id
    scores: tuple[PublishedScore, ...]

    @property
    def agree(self) -> bool:
        """Say whether they are the same number, each within its rounding."""
        return _agree(self.scores)


def comparable_prints(corpus: Corpus) -> tuple[Comparable, ...]:
    """Gather the prints of each model that share benchmark, tests, version, k, kind of decoding and harness."""
    groups: dict[tuple[str | int | bool, ...], list[PublishedScore]] = {}
    for score in corpus.published:
        card = corpus.card_of(score)
        if card is not None and score.read != "by-eye":
            tests = (score.benchmark, score.plus, score.dataset_version)
            key = (card.id, *tests, score.estimand, score.harness, score.k)
            groups.setdefault(key, []).append(score)
    several = ((str(key[0]), scores) for key, scores in groups.items() if len(scores) > 1)
    return tuple(Comparable(model, tuple(scores)) for model, scores in several)


def disagreeing_sources(corpus: Corpus) -> Iterator[Finding]:
    """All sources print the same number for the same model, benchmark, version, k, decoding and harness."""
    apart: dict[tuple[str, str, bool], list[Comparable]] = {}
    for each in comparable_prints(corpus):
        if not each.agree:
            first = each.scores[0]
            apart.setdefault((each.model, first.benchmark, first.plus), []).append(each)
    for (model, benchmark, plus), groups in apart.items():
        about = tuple(score.id for group in groups for score in group.scores)
        name = f"{corpus.models[model].name} on {suite_name(corpus, benchmark, plus=plus)}"
        text = f"{name}: {'; '.join(map(_prints, groups))}, though nothing stated differs"
        yield Finding(groups[0].scores[0].place, "sources-disagree", "note", text, (model, *about))


def _prints(group: Comparable) -> str:
    said: dict[str, list[str]] = {}
    for score in group.scores:
        said.setdefault(score.source, []).append(f"{score.printed}%")
    k = group.scores[0].k
    parts = [f"{source} prints {listed(values)}" for source, values in said.items()]
    return f"at pass@{k} {listed(parts)}"


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A printed score beside the run of the same model that it can be held against."""

    score: PublishedScore
    run: Run
    estimate: Estimate

    @property
    def same(self) -> bool:
        """Say whether the run gives the printed number within its rounding."""
        return _rounds_to(self.estimate.value, self.score.printed)

    @property
    def outside(self) -> bool:
        """Say whether the printed number lies outside the run's interval."""
        known = self.estimate.interval
        return known is not None and not (self.same or known.low <= self.score.share <= known.high)


def recomputed_prints(corpus: Corpus) -> Iterator[Recomputed]:
    """Pair printed scores with runs of the same model that may estimate the same thing.

    Same benchmark and tests, and nothing that both state may differ: version (of plus scores), harness, greedy or sampled.
    """
    runs: dict[tuple[str, str], list[Run]] = {}
    for run in corpus.runs:
        runs.setdefault((run.model, run.benchmark), []).append(run)
    for score in corpus.published:
        card = corpus.card_of(score)
        if card is None or score.read == "by-eye" or score.estimand == "selected":
            continue
        for run in runs.get((card.id, score.benchmark), ()):
            estimate = run_score(run, score.k, plus=score.plus)
            if isinstance(estimate, Estimate) and may_be_the_same(score, run):
                yield Recomputed(score, run, estimate)


def may_be_the_same(score: PublishedScore, run: Run) -> bool:
    """Say whether nothing that both state keeps a print and a run from being the same evaluation."""
    harness, version = run.provenance.harness, run.dataset_version
    decoded = {"greedy": "greedy", "sampled": "sampling"}.get(score.estimand)
    return (
        score.tasks in {None, len(run.tasks)}
        and (not score.plus or _none_differs(score.dataset_version, "" if version == UNSTATED else version))
        and _none_differs(score.harness, harness)
        and (decoded is None or run.decoding.strategy in {decoded, "unknown"})
    )


def _none_differs(one: str, other: str) -> bool:
    return not one or not other or one == other


def _rounds_to(share: float, printed: str) -> bool:
    return abs(share - float(printed_share(printed))) <= float(unit(printed)) / 2 + 1e-9


def recomputed_otherwise(corpus: Corpus) -> Iterator[Finding]:
    """Each run gives what is printed of its model: its own source to the digit, others within the run's interval."""
    for each in recomputed_prints(corpus):
        own = each.run.provenance.source == each.score.source
        known = each.estimate.interval
        if each.same or known is None or not (own or each.outside):
            continue
        tests = suite_name(corpus, each.score.benchmark, plus=each.score.plus)
        ends = f"{100 * known.low:.1f} to {100 * known.high:.1f}"
        text = (
            f"{each.run.id}: its tasks give {percent(each.estimate.value)} ({ends}) at pass@{each.score.k} on {tests}, "
            f"where {'its source' if own else each.score.source} prints {each.score.printed}%"
        )
        about = (each.run.id, each.score.id)
        if own:
            yield Finding(each.run.place, "printed-otherwise", "warning", text, about)
        else:
            yield Finding(each.run.place, "printed-otherwise", "note", text, about)


def stated_intervals(corpus: Corpus) -> Iterator[PublishedScore]:
    """Give the scores of one sample a task, as far as is stated, that come with an interval and a number of tasks."""
    for score in corpus.published:
        if score.ci95_half is not None and score.tasks and score.k == 1 and score.estimand != "sampled":
            yield score


def odd_intervals(corpus: Corpus) -> Iterator[Finding]:
    """Each printed interval is as wide as its score and number of tasks make it."""
    for score in stated_intervals(corpus):
        expected = 100 * _Z * math.sqrt(score.share * (1 - score.share) / (score.tasks or 1))
        if score.ci95_half is not None and abs(score.ci95_half - expected) > _READ_OFF:
            tests = suite_name(corpus, score.benchmark, plus=score.plus)
            text = (
                f"{score.source} prints {score.printed}% ± {score.ci95_half:g} for {score.model} on {tests}; "
                f"{counted(score.tasks or 0, 'task')} with one sample give ± {expected:.1f}"
            )
            yield Finding(score.place, "interval-and-tasks", "note", text, (score.id,))
