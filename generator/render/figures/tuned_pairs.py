"""Base models and what they were tuned into, by size: one panel for each family and score that one source prints."""

from dataclasses import dataclass

from generator.analyse.datum import Datum, printed
from generator.analyse.tuning import Pair, PairQuery, find_pairs
from generator.model.corpus import Corpus
from generator.render.cells import decoding
from generator.render.figures.curves import Curve, Look, curve, panel, plot
from generator.render.figures.pairs import unlike_reason
from generator.render.figures.spec import Panel, Plot
from generator.render.figures.wording import each_once, interval_note
from generator.render.formats import parameters, percent

BASE, TUNED = Look(0, dashed=True, filled=False), Look(1, "square")


@dataclass(frozen=True, slots=True)
class PairPanel:
    """One panel: which pairs, what its two lines are called, and what a reader must know of it."""

    query: PairQuery
    base: str = "base"
    tuned: str = "tuned"
    note: str = ""


Found = list[tuple[PairPanel, tuple[Pair, ...]]]
TULU_NOTE = (
    "In Tülu 3 the lower step is the supervised model, so that direct preference optimisation, which has no reward model, "
    "stands alone; elsewhere the tuning steps cannot be told apart."
)
TULU = PairQuery("Tülu 3", "rlhf", "lambert2024tulu3", "humaneval", k=10, plus=True, base="sft")
SHOWN = (
    PairPanel(TULU, "SFT", "DPO", TULU_NOTE),
    PairPanel(PairQuery("Llama 3.1", "rlhf", "dubey2024llama3", "humaneval")),
    PairPanel(PairQuery("Llama 2", "rlhf", "ruan2024obsscaling", "humaneval")),
    PairPanel(PairQuery("Code Llama", "instruct", "roziere2023codellama", "humaneval")),
    PairPanel(PairQuery("Code Llama", "instruct", "roziere2023codellama", "humaneval", k=100)),
    PairPanel(PairQuery("Gemma", "instruct", "evalplus_leaderboard", "humaneval", plus=True)),
    PairPanel(PairQuery("DeepSeek-Coder", "sft", "evalplus_leaderboard", "humaneval", plus=True)),
    PairPanel(PairQuery("Qwen2.5-Coder", "instruct", "hui2024qwen25coder", "humaneval", plus=True)),
)
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
    found = [(each, find_pairs(each.query, scores)) for each in SHOWN]
    parts = [
        (_panel(each, pairs, _curves(each, pairs)), _curves(each, pairs)) for each, pairs in found if pairs
    ]
    if not parts:
        return None
    data = [datum for _, curves in parts for drawn in curves for datum in drawn.data]
    caption = " ".join((_caption(found), interval_note(data), _left_out(found, scores))).strip()
    return plot("tuned-pairs", "Base and tuned models by size", caption, parts)


def _curves(shown: PairPanel, pairs: tuple[Pair, ...]) -> tuple[Curve, ...]:
    bases = {pair.base.card.id: pair.base for pair in pairs}
    return curve(shown.base, bases.values(), BASE), curve(shown.tuned, (pair.tuned for pair in pairs), TUNED)


def _panel(shown: PairPanel, pairs: tuple[Pair, ...], curves: tuple[Curve, ...]) -> Panel:
    first, query = pairs[0].base, shown.query
    score = f"{first.benchmark} pass@{query.k}"
    changes = ", ".join(
        f"{percent(pair.base.estimate.value)}% to {percent(pair.tuned.estimate.value)}% at {parameters(pair.base.parameters)}"
        for pair in pairs
    )
    alt = f"{query.family}, {score}, from {shown.base} to {shown.tuned}: {changes}."
    return panel(f"{query.family}: {score}", curves, alt, f"%, {decoding(first.origin)}")


def _caption(found: Found) -> str:
    families: dict[str, list[str]] = {}
    for shown, pairs in found:
        if pairs:
            families.setdefault(shown.query.tuned, []).append(shown.query.family)
    meanings = (_MEANING[tuned].format(names=each_once(names)) for tuned, names in families.items())
    notes = (shown.note for shown, pairs in found if pairs and shown.note)
    return " ".join((CAPTION, *meanings, *notes))


def _left_out(found: Found, scores: tuple[Datum, ...]) -> str:
    known = {datum.card.family for datum in scores}
    reasons = (
        f"{shown.query.family} ({unlike_reason(shown.query, scores)})"
        for shown, pairs in found
        if not pairs and shown.query.family in known
    )
    names = "; ".join(reasons)
    return f"Left out, because the two scores are not alike: {names}." if names else ""
