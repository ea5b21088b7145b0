"""One score of a model whose size is known, with what it must share with another to be joined to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.analyse.scores import Estimate, published_score, run_score
from generator.model.catalogue import ModelCard
from generator.model.corpus import Corpus, derived
from generator.model.published import PublishedScore
from generator.model.run import Run


@dataclass(frozen=True, slots=True, order=True)
class Conditions:
    """What two scores share when a line may join them; empty text and -1 = the source does not state it."""

    source: str
    benchmark: str  # id
    plus: bool
    k: int
    dataset_version: str
    harness: str
    estimand: str
    temperature: float


@dataclass(frozen=True, slots=True)
class Datum:
    """A number that a figure shows."""

    card: ModelCard
    parameters: float
    estimate: Estimate
    conditions: Conditions
    origin: Run | PublishedScore
    benchmark: str  # as readers know it: HumanEval+

    @property
    def recomputed(self) -> bool:
        """Say whether per-task outcomes stand behind the number."""
        return isinstance(self.origin, Run)


@derived
def printed(corpus: Corpus) -> tuple[Datum, ...]:
    """Give the printed scores of models whose size is known; what was read by eye is never drawn as a number."""
    return tuple(_printed(corpus))


def _printed(corpus: Corpus) -> Iterator[Datum]:
    for score in corpus.published:
        card = corpus.card_of(score)
        if card is None or card.parameters is None or score.read == "by-eye":
            continue
        conditions = Conditions(
            source=score.source,
            benchmark=score.benchmark,
            plus=score.plus,
            k=score.k,
            dataset_version=score.dataset_version,
            harness=score.harness,
            estimand=score.estimand,
            temperature=-1.0 if score.temperature is None else score.temperature,
        )
        name = _benchmark(corpus, score.benchmark, plus=score.plus)
        yield Datum(card, card.parameters, published_score(score), conditions, score, name)


def recomputed(corpus: Corpus, k: int = 1, *, plus: bool) -> Iterator[Datum]:
    """Give the scores of runs whose model has a known size and whose outcomes give this score."""
    for run in corpus.runs:
        card, estimate = corpus.models[run.model], run_score(run, k, plus=plus)
        if card.parameters is None or not isinstance(estimate, Estimate):
            continue
        conditions = Conditions(
            source=run.provenance.source,
            benchmark=run.benchmark,
            plus=plus,
            k=k,
            dataset_version=run.dataset_version,
            harness=run.provenance.harness,
            estimand=run.decoding.strategy,
            temperature=-1.0 if run.decoding.temperature is None else run.decoding.temperature,
        )
        name = _benchmark(corpus, run.benchmark, plus=plus)
        yield Datum(card, card.parameters, estimate, conditions, run, name)


def _benchmark(corpus: Corpus, benchmark: str, *, plus: bool) -> str:
    known = corpus.benchmarks[benchmark]
    return known.plus_name or f"{known.name}+" if plus else known.name
