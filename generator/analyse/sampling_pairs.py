"""Which two models are worth setting side by side in k: a base and what it was tuned into, a small and a large one."""

from collections.abc import Iterator
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
    for tuned, tuned_card in known:
        for base, base_card in known:
            if tuned_card and base_card and _tuned(base_card, tuned_card) and comparable(base, tuned):
                yield CurvePair(base, tuned, base_card, tuned_card)


def run_pairs(corpus: Corpus) -> Iterator[RunPair]:
    """Pair sampled runs of one board and temperature: base and tuned, and, within a family and training, all sizes."""
    sampled = [run for run in corpus.runs if run.decoding.strategy == "sampling" and run.samples.min() > 1]
    for pair in combinations(sampled, 2):
        first, second = sorted(pair, key=lambda run: corpus.models[run.model].parameters or 0.0)
        if board_key(first) != board_key(second) or first.decoding != second.decoding:
            continue
        a, b = corpus.models[first.model], corpus.models[second.model]
        if _tuned(b, a):
            yield RunPair(second, first, tuned=True)
        elif _tuned(a, b):
            yield RunPair(first, second, tuned=True)
        elif a.family and (a.family, a.training) == (b.family, b.training) and _smaller(a, b):
            yield RunPair(first, second, tuned=False)


def _tuned(base: ModelCard, tuned: ModelCard) -> bool:
    return tuned.base_model == base.id and tuned.training != "base"


def _smaller(first: ModelCard, second: ModelCard) -> bool:
    return (
        first.parameters is not None
        and second.parameters is not None
        and first.parameters < second.parameters
    )
