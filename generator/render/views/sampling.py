"""What the page on sampling says of two models: equivalent k, crossings, and what the last gap rests on."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from markupsafe import Markup

from generator.analyse.absence import Absence
from generator.analyse.cost import LABEL, cost_ratio
from generator.analyse.equivalent import SampleCount, crossing, equivalent_k
from generator.analyse.histograms import histograms_of
from generator.analyse.printed_curves import PrintedCrossing, PrintedCurve, last_gap, printed_crossing
from generator.analyse.printed_equivalent import printed_equivalent_k
from generator.analyse.sampling_pairs import CurvePair, RunPair, curve_pairs, run_pairs
from generator.analyse.scores import published_score, run_score
from generator.check.conditions import decoding
from generator.check.printed_curves import audited_curves
from generator.check.wording import suite_name
from generator.model.catalogue import ModelCard
from generator.model.corpus import Corpus, derived
from generator.model.published import PublishedScore
from generator.model.run import Run
from generator.render.cells import Cell, cell
from generator.render.cut import MOST_SAMPLED
from generator.render.engine import PageError
from generator.render.formats import listed, percent, plural, sample_count, two_figures
from generator.render.scope import PageScope, block


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of samples in words, or why there is none."""

    value: str = ""
    interval: str = ""
    method: str = ""
    absence: str = ""


@dataclass(frozen=True, slots=True)
class EquivalentRow:
    """One question: how many samples of one model do what a single one of another does."""

    sampled: ModelCard
    single: ModelCard
    relation: str  # "before tuning", "smaller"
    tests: str
    decoding: str
    target: Cell  # pass@1 of the single sample
    count: Counted
    cost: Counted
    crossing: Counted
    source: str  # citation key
    origin: Run | PublishedScore  # of the single sample's score


@dataclass(frozen=True, slots=True)
class NoEquivalent:
    """Pairs that have no equivalent k for one and the same reason."""

    source: str
    tests: str
    pairs: str
    reason: str


def equivalent_table(scope: PageScope) -> Markup:
    """List the equivalent k of every pair of curves that can be set side by side, and why others have none."""
    rows = equivalents(scope.site.corpus)
    found = tuple(row for row in rows if not row.count.absence)
    pairs = sum(1 for _ in run_pairs(scope.site.corpus))
    values = {
        "rows": found,
        "missing": _reasons(row for row in rows if row.count.absence),
        "shown": f"Of {pairs:,} pairs of runs the first {MOST_SAMPLED} are looked at."
        if pairs > MOST_SAMPLED
        else "",
    }
    return block(scope, "equivalent_k.html", values) if rows else Markup()


def equivalents(corpus: Corpus) -> tuple[EquivalentRow, ...]:
    """Find the equivalent k of each pair, of runs the first `MOST_SAMPLED`, or why it has none."""
    return (*_printed_rows(corpus), *_run_rows(corpus))


def counted(found: SampleCount | Absence) -> Counted:
    """Put a number of samples into words, with at most two figures."""
    if isinstance(found, Absence):
        return Counted(absence=found.reason)
    ends = tuple(sample_count(end, found.limit) for end in (found.interval.low, found.interval.high))
    interval = " to ".join(ends) if ends[0] != ends[1] else f"{ends[0]} in at least 95% of resamples"
    interval += " at widest" if found.interval.upper_bound else ""
    return Counted(sample_count(found.value, found.limit), interval, found.interval.method)


def _run_rows(corpus: Corpus) -> Iterator[EquivalentRow]:
    for pair in islice(run_pairs(corpus), MOST_SAMPLED):
        plus = pair.weaker.plus is not None and pair.stronger.plus is not None
        sampled, single = corpus.models[pair.weaker.model], corpus.models[pair.stronger.model]
        found = equivalent_k(pair.weaker, pair.stronger, plus=plus, seed=corpus.report.seed)
        yield EquivalentRow(
            sampled,
            single,
            "before tuning" if pair.tuned else "smaller",
            suite_name(corpus, pair.weaker.benchmark, plus=plus),
            decoding(pair.weaker),
            cell(run_score(pair.stronger, plus=plus)),
            counted(found),
            _cost(sampled, found, single),
            counted(_crossing(pair, corpus, plus=plus)),
            pair.weaker.provenance.source,
            pair.stronger,
        )


def _crossing(pair: RunPair, corpus: Corpus, *, plus: bool) -> SampleCount | Absence:
    return crossing(pair.stronger, pair.weaker, plus=plus, seed=corpus.report.seed)


def _printed_rows(corpus: Corpus) -> Iterator[EquivalentRow]:
    for pair in curve_pairs(corpus):
        first, found = pair.tuned.scores[0], _equivalent(corpus, pair)
        suspect = {*suspect_ks(corpus, pair.base), *suspect_ks(corpus, pair.tuned)}
        yield EquivalentRow(
            pair.base_card,
            pair.tuned_card,
            "before tuning",
            suite_name(corpus, first.benchmark, plus=first.plus),
            decoding(first),
            cell(published_score(first)),
            counted(found),
            _cost(pair.base_card, found, pair.tuned_card),
            _between(printed_crossing(pair.base.without(suspect), pair.tuned.without(suspect))),
            first.source,
            first,
        )


def _between(found: PrintedCrossing | Absence) -> Counted:
    if isinstance(found, Absence):
        return Counted(absence=found.reason)
    return Counted(
        f"{found.before} to {found.after}", method="between two printed k; no interval: no tallies"
    )


def _equivalent(corpus: Corpus, pair: CurvePair) -> SampleCount | Absence:
    """Say which points are suspect, where the printed curve is one that cannot be."""
    found = _computed(corpus, pair)
    for curve in (pair.base, pair.tuned):
        suspect = suspect_ks(corpus, curve)
        if suspect and isinstance(found, Absence):
            ks = listed(str(k) for k in suspect)
            fail = "points at k = {} fail" if len(suspect) > 1 else "point at k = {} fails"
            return Absence(f"{found.reason}; its {fail.format(ks)} the audit")
    return found


def _computed(corpus: Corpus, pair: CurvePair) -> SampleCount | Absence:
    def compute() -> tuple[list[SampleCount], list[Absence]]:
        found = printed_equivalent_k(pair.base, pair.tuned)
        return ([found], []) if isinstance(found, SampleCount) else ([], [found])

    made_of, kind = (pair.base, pair.tuned), tuple[list[SampleCount], list[Absence]]
    counts, absences = corpus.memory.of("equivalent k", made_of, kind, compute)
    return counts[0] if counts else absences[0]


def suspect_ks(corpus: Corpus, curve: PrintedCurve) -> tuple[int, ...]:
    """Name the k of a printed curve that fail the audit."""
    suspect = _suspect(corpus)
    return tuple(score.k for score in curve.scores if score.id in suspect)


@derived
def _suspect(corpus: Corpus) -> tuple[str, ...]:
    return tuple(sorted({score.id for each in audited_curves(corpus) for score in each.suspect}))


def _cost(sampled: ModelCard, found: SampleCount | Absence, single: ModelCard) -> Counted:
    """Give what the equivalent samples cost as a multiple of the single one, by the value and the ends of its interval."""
    if isinstance(found, Absence):
        return Counted(absence=found.reason)
    each = cost_ratio(sampled, 1.0, single)
    if isinstance(each, Absence):
        return Counted(absence=each.reason)
    value, *ends = (
        _multiple(count, found.limit, each)
        for count in (found.value, found.interval.low, found.interval.high)
    )
    return Counted(value, " to ".join(dict.fromkeys(ends)), LABEL)


def _multiple(count: float, limit: int, each: float) -> str:
    """Write a cost; below one sample and beyond the last, it is below or beyond theirs."""
    sign = "<" if count < 1 else ">" if math.isinf(count) else ""
    return f"{sign}{two_figures(min(max(count, 1.0), float(limit)) * each)}×"


def _reasons(rows: Iterable[EquivalentRow]) -> tuple[NoEquivalent, ...]:
    groups: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        groups.setdefault((row.source, row.tests, row.count.absence), []).append(
            f"{row.single.name} against {row.sampled.name}"
        )
    return tuple(
        NoEquivalent(source, tests, listed(pairs), reason)
        for (source, tests, reason), pairs in groups.items()
    )


@dataclass(frozen=True, slots=True)
class CurvePairWords:
    """Two printed curves, base and tuned, in words and numbers that a sentence can hold."""

    base: str
    tuned: str
    tests: str
    equivalent: Counted
    allowed: str  # "1.4 to 1.7": what any concave curve through the printed points allows
    crossing: str  # "k = 32 and 38", empty where they do not cross once
    no_crossing: str  # why
    k: int  # the last one printed
    solved_base: int  # tasks solved there
    solved_tuned: int
    tasks: int
    smallest_p: str
    suspect: tuple[int, ...]  # k of the tuned curve that fail the audit
    first_sound_k: int
    possible_tuned: str  # pass@1 in percent that the sound points allow: "73.2 to 82.0"

    @property
    def gap(self) -> int:
        """Give the tasks by which base is ahead at the last k; below 0 where it is behind."""
        return self.solved_base - self.solved_tuned

    @property
    def suspect_words(self) -> str:
        """List the k that fail the audit."""
        return listed(str(k) for k in self.suspect)

    @property
    def gap_words(self) -> str:
        """Write the gap with its noun: `2 tasks`."""
        return plural(abs(self.gap), "task")


def curve_pair(scope: PageScope, source: str, benchmark: str) -> CurvePairWords:
    """Give what can be said of the one base and the one tuned model that a source prints curves of on a benchmark."""
    corpus = scope.site.corpus
    found = [
        pair
        for pair in curve_pairs(corpus)
        if pair.base.scores[0].source == source
        and benchmark == f"{pair.base.scores[0].benchmark}{'+' if pair.base.scores[0].plus else ''}"
    ]
    if len(found) != 1:
        raise PageError(
            f"curve_pair(...): {source} has {len(found)} pairs of base and tuned curves on {benchmark}"
        )
    return _words(corpus, found[0])


def _words(corpus: Corpus, pair: CurvePair) -> CurvePairWords:
    first, suspect = pair.tuned.scores[0], suspect_ks(corpus, pair.tuned)
    sound = pair.tuned.without(suspect)
    count = _equivalent(corpus, pair)
    allowed = count.allowed if isinstance(count, SampleCount) else None
    crossed = printed_crossing(pair.base.without(suspect), sound)
    gap = last_gap(pair.base, pair.tuned)
    if isinstance(gap, Absence):
        raise PageError(f"curve_pair(...): {gap.reason}")
    return CurvePairWords(
        base=pair.base_card.name,
        tuned=pair.tuned_card.name,
        tests=suite_name(corpus, first.benchmark, plus=first.plus),
        equivalent=counted(count),
        allowed=" to ".join(sample_count(end, gap.k) for end in allowed) if allowed else "",
        crossing="" if isinstance(crossed, Absence) else f"k = {crossed.before} and {crossed.after}",
        no_crossing=crossed.reason if isinstance(crossed, Absence) else "",
        k=gap.k,
        solved_base=gap.first,
        solved_tuned=gap.second,
        tasks=gap.tasks,
        smallest_p=two_figures(gap.smallest_p) if gap.smallest_p < 0.1 else f"{gap.smallest_p:.3g}",
        suspect=suspect,
        first_sound_k=sound.ks[0],
        possible_tuned=corpus.memory.of(
            "possible", (sound, first.samples), str, partial(_possible, sound, first.samples or 0)
        ),
    )


def _possible(sound: PrintedCurve, samples: int) -> str:
    span = histograms_of(sound, samples).pass_span(1.0)
    return " to ".join(map(percent, span)) if span else ""
