"""Curves in k that publications print, base beside tuned, with the points that fail the audit marked."""

from collections.abc import Iterable

from generator.analyse.absence import Absence
from generator.analyse.printed_curves import PrintedCurve
from generator.analyse.sampling_pairs import CurvePair, curve_pairs
from generator.analyse.scores import published_score
from generator.check.conditions import decoding
from generator.check.printed_curves import audited_curves
from generator.check.wording import suite_name
from generator.model.catalogue import ModelCard
from generator.model.corpus import Corpus
from generator.model.published import PublishedScore
from generator.render.cells import where
from generator.render.figures.axes import count_axis
from generator.render.figures.columns import (
    DECODING,
    ID,
    LOCATOR,
    MODEL,
    SAMPLES,
    SCORE,
    SHARE,
    SOURCE,
    TASKS,
    K,
)
from generator.render.figures.sample_curves import share_axis
from generator.render.figures.spec import Axis, Column, Panel, Plot, Point, Said, Series, Value
from generator.render.figures.wording import counted, one_line
from generator.render.formats import interval_ends, listed, percent

METHOD = "samples"
ENOUGH = 3  # printed k, below which two points are no curve
FLAG = "fails the audit: no tallies give it together with the rest of its curve"
COLUMNS = (
    MODEL,
    SCORE,
    K,
    *SHARE[:3],
    DECODING,
    Column("audit", "Audit", holds="whether some tallies give it together with the rest of its curve"),
    SOURCE,
    SAMPLES,
    TASKS,
    SHARE[3],
    LOCATOR,
    ID,
)
PLOTTED = "Share of tasks that at least one of k samples solves (pass@k, %) by k; bands are 95% intervals over tasks at their widest"
CAPTION = (
    "pass@k of a model before and after tuning, as {how}. Bands are the widest 95% intervals over tasks that the number of tasks allows: an "
    "upper bound, as the outcomes of single tasks are not published. The two models ran on the same tasks, so that bands that overlap do "
    "not say that the curves cannot be told apart."
)
CROSSES = (
    " Crosses mark points that fail the audit, at k = {ks}: together with the rest of their curve no tallies give them. "
    "They are shown as the source has them, and nothing is computed from them."
)


def spec(corpus: Corpus) -> Plot | Absence:
    """Draw each pair of base and tuned curves with three or more k; absent where there is none."""
    pairs = [pair for pair in curve_pairs(corpus) if min(len(pair.base.ks), len(pair.tuned.ks)) >= ENOUGH]
    if not pairs:
        return Absence(f"no source prints pass@k of a base model and its tuned form at {ENOUGH} or more k")
    audited = tuple(audited_curves(corpus))
    suspect = frozenset(score.id for each in audited for score in each.suspect)
    verdict = {score.id: "passes" for each in audited for score in each.scores}
    scores = [score for pair in pairs for curve in (pair.base, pair.tuned) for score in curve.scores]
    flagged = sorted({score.k for score in scores if score.id in suspect})
    how = listed(
        dict.fromkeys("printed" if score.read == "printed" else "decoded from a figure" for score in scores)
    )
    caption = CAPTION.format(how=how) + (CROSSES.format(ks=listed(map(str, flagged))) if flagged else "")
    rows = tuple(
        _row(corpus, card, score, "fails" if score.id in suspect else verdict.get(score.id, "not tested"))
        for pair in pairs
        for card, curve in ((pair.base_card, pair.base), (pair.tuned_card, pair.tuned))
        for score in curve.scores
    )
    sources = tuple(dict.fromkeys(score.source for score in scores))
    y = share_axis(interval.low for score in scores if (interval := published_score(score).interval))
    panels = tuple(_panel(corpus, pair, suspect, y) for pair in pairs)
    said = Said(_finding(corpus, pairs, suspect), PLOTTED, _counted(scores), METHOD)
    title = "pass@k before and after tuning"
    return Plot("printed-curves", title, caption, panels, COLUMNS, rows, sources, said)


def _counted(scores: list[PublishedScore]) -> str:
    return counted(
        len(scores), "point", len({score.model for score in scores}), (score.tasks for score in scores)
    )


def _finding(corpus: Corpus, pairs: Iterable[CurvePair], suspect: frozenset[str]) -> str:
    """Say of each pair which of the two is ahead at the ends of what both have, without points that fail the audit."""
    return "; ".join(_ahead(corpus, pair, suspect) for pair in pairs)


def _ahead(corpus: Corpus, pair: CurvePair, suspect: frozenset[str]) -> str:
    first = pair.base.scores[0]
    name = f"{suite_name(corpus, first.benchmark, plus=first.plus)}, {pair.tuned_card.name}"
    base, tuned = (
        {score.k: score.share for score in curve.scores if score.id not in suspect}
        for curve in (pair.base, pair.tuned)
    )
    shared = sorted(base.keys() & tuned.keys())
    if not shared:
        return f"{name}: no point is sound for both"
    first_k, last_k = shared[0], shared[-1]
    starts, ends = (_stands(tuned[k] - base[k]) for k in (first_k, last_k))
    if starts == ends:
        return f"{name}: {starts} its base at k = {first_k} and at k = {last_k}"
    return f"{name}: {starts} its base at k = {first_k}, {ends} it at k = {last_k}"


def _stands(difference: float) -> str:
    return "level with" if difference == 0 else "above" if difference > 0 else "below"


def _panel(corpus: Corpus, pair: CurvePair, suspect: Iterable[str], y: Axis) -> Panel:
    tests = suite_name(corpus, pair.base.scores[0].benchmark, plus=pair.base.scores[0].plus)
    out = frozenset(suspect)
    series = (
        _series(corpus, "before", pair.base, out),
        _series(corpus, "after", pair.tuned, out),
    )
    ks = {*pair.base.ks, *pair.tuned.ks}
    ends = (
        f"{name} tuning {percent(curve.shares[0])}% at k = {curve.ks[0]} and {percent(curve.shares[-1])}% at k = {curve.ks[-1]}"
        for name, curve in (("before", pair.base), ("after", pair.tuned))
    )
    marked = [str(score.k) for curve in (pair.base, pair.tuned) for score in curve.scores if score.id in out]
    note = f"; the points at k = {listed(marked)} fail the audit" if marked else ""
    title = f"{tests}: {pair.tuned_card.name}"
    return Panel(title, count_axis(min(ks), max(ks)), y, series, f"{title}: {'; '.join(ends)}{note}.")


def _series(corpus: Corpus, name: str, curve: PrintedCurve, suspect: frozenset[str]) -> Series:
    points = tuple(_point(corpus, score, FLAG if score.id in suspect else "") for score in curve.scores)
    if name == "before":
        return Series(name, points, 0, dashed=True, filled=False, band=True)
    return Series(name, points, 1, marker="square", band=True)


def _point(corpus: Corpus, score: PublishedScore, flagged: str) -> Point:
    interval = published_score(score).interval
    span = f" (≤ {interval_ends(interval)})" if interval else ""
    text = f"{score.model}: {suite_name(corpus, score.benchmark, plus=score.plus)} pass@{score.k} {percent(score.share)}%{span}; {decoding(score)}; {where(score)}"
    low, high = (interval.low, interval.high) if interval else (None, None)
    return Point(score.k, score.share, low, high, one_line(text), flagged)


def _row(corpus: Corpus, card: ModelCard, score: PublishedScore, audit: str) -> tuple[Value, ...]:
    estimate = published_score(score)
    interval = estimate.interval
    return (
        card.name,
        suite_name(corpus, score.benchmark, plus=score.plus),
        score.k,
        score.share,
        interval.low if interval else None,
        interval.high if interval else None,
        decoding(score),
        audit,
        score.source,
        score.samples,
        score.tasks,
        interval.method if interval else estimate.absence,
        where(score),
        score.id,
    )
