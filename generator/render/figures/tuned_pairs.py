"""Base models and what they were tuned into, by size: one panel for each family and score that one source prints."""

from collections.abc import Iterable

from generator.analyse.absence import Absence
from generator.analyse.datum import Datum, printed
from generator.analyse.interaction import direction, gain
from generator.analyse.size_series import paired_points
from generator.analyse.tuning import Pair, find_pairs
from generator.check.conditions import decoding
from generator.model.corpus import Corpus
from generator.model.report import TuningSeries
from generator.render.figures.bands import bands_note, with_bands
from generator.render.figures.curves import Curve, Look, Titles, curve, panel, plot
from generator.render.figures.pairs import unlike_reason
from generator.render.figures.spec import Panel, Plot, Said
from generator.render.figures.wording import each_once, interval_note
from generator.render.formats import parameters, percent, plural

PLOTTED = "Share of tasks solved (pass@k, %) by total number of parameters; a panel for each family, source and score"
METHOD = "sizes-and-families"
BASE, TUNED = Look(0, dashed=True, filled=False), Look(1, "square")


Found = list[tuple[TuningSeries, tuple[Pair, ...]]]
_MEANING = {
    "rlhf": "Preference optimisation is among the steps of {names}.",
    "sft": "Supervision alone tunes {names}.",
    "instruct": "Mixed or unstated means tune {names}.",
}
CAPTION = (
    "Scores as printed. Both lines of a panel come from one source and benchmark, and share dataset version, harness and kind of "
    "decoding as far as the source states them; prompts may differ, as tuned models are asked in a chat and base models complete. A tuned release is not RLHF except "
    "where said."
)


def spec(corpus: Corpus) -> Plot | Absence:
    """Draw every declared family of which the corpus has a pair under equal conditions."""
    scores = tuple(printed(corpus))
    found = [(each, find_pairs(each, scores)) for each in corpus.report.tuning]
    paired = [(each, pairs) for each, pairs in found if pairs]
    if not paired:
        return Absence("no source prints a base model and its tuned form under equal conditions")
    several = [part for part in paired if len({pair.base.parameters for pair in part[1]}) > 1]
    drawn_pairs = (
        several or paired
    )  # one size says nothing of size, and stands alone only where nothing else does
    parts = [(_panel(each, pairs, _curves(each, pairs)), _curves(each, pairs)) for each, pairs in drawn_pairs]
    data = [datum for _, curves in parts for drawn in curves for datum in drawn.data]
    shaded = bands_note(drawn for drawn, _ in parts)
    words = (_caption(found), interval_note(data), shaded, _left_out(found, scores))
    caption = " ".join(each for each in words if each)
    said = Said(_finding(pair for _, pairs in drawn_pairs for pair in pairs), PLOTTED, method=METHOD)
    return plot(Titles("tuned-pairs", "Base and tuned models by size", caption, said), parts)


def _finding(pairs: Iterable[Pair]) -> str:
    """Count the pairs in which tuning raises the score, and those where tasks alone would hardly do so."""
    every = tuple(pairs)
    higher = sum(1 for pair in every if pair.tuned.estimate.value > pair.base.estimate.value)
    known = [direction(gain(paired_points([pair]), "points")) for pair in every]
    return (
        f"The tuned model scores higher in {higher} of {plural(len(every), 'pair')}; the interval of the difference lies "
        f"wholly above 0 in {known.count('grows')} and wholly below in {known.count('shrinks')}"
    )


def _curves(series: TuningSeries, pairs: tuple[Pair, ...]) -> tuple[Curve, ...]:
    bases = {pair.base.card.id: pair.base for pair in pairs}
    return curve(series.base_label, bases.values(), BASE), curve(
        series.tuned_label, (pair.tuned for pair in pairs), TUNED
    )


def _panel(series: TuningSeries, pairs: tuple[Pair, ...], curves: tuple[Curve, ...]) -> Panel:
    first = pairs[0].base
    score = f"{first.benchmark} pass@{series.k}"
    changes = ", ".join(
        f"{percent(pair.base.estimate.value)}% to {percent(pair.tuned.estimate.value)}% at {parameters(pair.base.parameters)}"
        for pair in pairs
    )
    alt = f"{series.family}, {score}, from {series.base_label} to {series.tuned_label}: {changes}."
    drawn = panel(f"{series.family}: {score}", curves, alt, f"%, {decoding(first.origin)}")
    return with_bands(drawn, curves)


def _caption(found: Found) -> str:
    families: dict[str, list[str]] = {}
    for series, pairs in found:
        if pairs:
            families.setdefault(series.tuned, []).append(series.family)
    meanings = (_MEANING[tuned].format(names=each_once(names)) for tuned, names in families.items())
    notes = (series.note for series, pairs in found if pairs and series.note)
    return " ".join((CAPTION, *meanings, *notes))


def _left_out(found: Found, scores: tuple[Datum, ...]) -> str:
    known = {datum.card.family for datum in scores}
    reasons = (
        f"{series.family} ({unlike_reason(series, scores)})"
        for series, pairs in found
        if not pairs and series.family in known
    )
    names = "; ".join(reasons)
    return f"Left out, because the two scores are not alike: {names}." if names else ""
