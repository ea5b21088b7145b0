"""Base models and what they were tuned into, by size: one panel for each family and score that one source prints."""

from generator.analyse.datum import Datum, printed
from generator.analyse.tuning import Pair, find_pairs
from generator.check.conditions import decoding
from generator.model.corpus import Corpus
from generator.model.report import TuningSeries
from generator.render.figures.bands import bands_note, with_bands
from generator.render.figures.curves import Curve, Look, curve, panel, plot
from generator.render.figures.pairs import unlike_reason
from generator.render.figures.spec import Panel, Plot
from generator.render.figures.wording import each_once, interval_note
from generator.render.formats import parameters, percent

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


def spec(corpus: Corpus) -> Plot | None:
    """Draw every declared family of which the corpus has a pair under equal conditions."""
    scores = tuple(printed(corpus))
    found = [(each, find_pairs(each, scores)) for each in corpus.report.tuning]
    parts = [
        (_panel(each, pairs, _curves(each, pairs)), _curves(each, pairs)) for each, pairs in found if pairs
    ]
    if not parts:
        return None
    several = [part for part in parts if len({datum.parameters for datum in part[1][0].data}) > 1]
    parts = several or parts  # one size says nothing of size, and stands alone only where nothing else does
    data = [datum for _, curves in parts for drawn in curves for datum in drawn.data]
    shaded = bands_note(drawn for drawn, _ in parts)
    words = (_caption(found), interval_note(data), shaded, _left_out(found, scores))
    caption = " ".join(each for each in words if each)
    return plot("tuned-pairs", "Base and tuned models by size", caption, parts)


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
