"""Which two models are worth setting side by side in k: a base and what it was tuned into, a small and a large one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from generator.analyse.board import board_key
from generator.analyse.printed_curves import PrintedCurve, comparable, printed_curves
from generator.model.catalogue import ModelCard
from generator.model.corpus import Corpus
from generator.model.run import Run


@dataclass(frozen=True, slots=True)
class CurvePair:
    """Printed curves of a base model and of what it was tuned into, alike in all but the model."""

    base: PrintedCurve
    tuned: PrintedCurve
    base_card: ModelCard
    tuned_card: ModelCard


@dataclass(frozen=True, slots=True)
class RunPair:
    """Runs of the same tasks at the same temperature: of a base model and its tuned form, or of a small and a large one.

    `weaker` is the base or the smaller model, whatever its score; it has several samples a task.
    """

    weaker: Run
    stronger: Run
    tuned: bool


def curve_pairs(corpus: Corpus) -> Iterator[CurvePair]:
    """Pair printed curves where models.yaml says that one model was tuned from the other; more pretraining is no tuning."""
    known = [(curve, corpus.card_of(curve.scores[0])) for curve in printed_curves(corpus.published)]
    of_model: dict[str, list[tuple[PrintedCurve, ModelCard]]] = {}
    for curve, card in known:
        if card:
            of_model.setdefault(card.id, []).append((curve, card))
    for tuned, tuned_card in known:
        for base, base_card in of_model.get(tuned_card.base_model or "", ()) if tuned_card else ():
            if tuned_card and _tuned(base_card, tuned_card) and comparable(base, tuned):
                yield CurvePair(base, tuned, base_card, tuned_card)


def run_pairs(corpus: Corpus) -> Iterator[RunPair]:
    """Pair sampled runs of one board and temperature: base and tuned, and, within a family and training, all sizes."""
    sampled = [run for run in corpus.runs if run.decoding.strategy == "sampling" and run.samples.min() > 1]
    for pair in _alike_but_for_the_model(corpus, sampled):
        first, second = sorted(pair, key=lambda run: corpus.models[run.model].parameters or 0.0)
        a, b = corpus.models[first.model], corpus.models[second.model]
        if _tuned(b, a):
            yield RunPair(second, first, tuned=True)
        elif _tuned(a, b):
            yield RunPair(first, second, tuned=True)
        elif a.family and (a.family, a.training) == (b.family, b.training) and _smaller(a, b):
            yield RunPair(first, second, tuned=False)


def _alike_but_for_the_model(corpus: Corpus, runs: Sequence[Run]) -> Iterator[tuple[Run, Run]]:
    """Go through the pairs of one board and decoding whose models are of one family or one is the other's base."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for at, run in enumerate(runs):
        card, shared = corpus.models[run.model], (board_key(run), run.decoding)
        of = {("family", card.family)} if card.family else set()
        for name in {*of, ("base", card.id), *((("base", card.base_model),) if card.base_model else ())}:
            groups.setdefault((*shared, name), []).append(at)
    places = {pair for group in groups.values() for pair in combinations(group, 2)}
    yield from ((runs[one], runs[other]) for one, other in sorted(places))


def _tuned(base: ModelCard, tuned: ModelCard) -> bool:
    return tuned.base_model == base.id and tuned.training != "base"


def _smaller(first: ModelCard, second: ModelCard) -> bool:
    return (
        first.parameters is not None
        and second.parameters is not None
        and first.parameters < second.parameters
    )
