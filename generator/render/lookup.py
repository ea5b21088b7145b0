"""Find the one score that a page names, by its id or by filters."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.analyse.scores import Absence, Estimate, published_score, run_score
from generator.model.corpus import Corpus
from generator.model.published import PublishedScore
from generator.model.run import Run
from generator.render.engine import PageError

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Filters:
    """What a page says of the score that it means; None = anything."""

    figure: str | None = None  # id of a published score
    run: str | None = None  # id of a run
    model: str | None = None  # id in models.yaml
    benchmark: str | None = None  # `humaneval` or `humaneval+`
    k: int = 1
    source: str | None = None  # citation key
    version: str | None = None
    estimand: str | None = None  # greedy | sampled | unknown

    def __str__(self) -> str:
        """Write the filters as a page does."""
        pairs = ((name, getattr(self, name)) for name in self.__slots__)
        return ", ".join(f"{name}={value!r}" for name, value in pairs if value is not None)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A score that a page may print, with what it is and where it comes from."""

    estimate: Estimate
    k: int
    benchmark: str  # with its plus sign
    model: str  # id in models.yaml, or the source's own name
    origin: Run | PublishedScore

    @property
    def label(self) -> str:
        """Name the score in a list of candidates."""
        kind = "run" if isinstance(self.origin, Run) else "figure"
        return f"{kind}={self.origin.id!r} ({self.model}, {self.benchmark} pass@{self.k})"


def find_score(corpus: Corpus, wanted: Filters) -> Quoted:
    """Find the score; raises `PageError` with the candidates where none or several fit."""
    if wanted.model is not None and wanted.model not in corpus.models:
        raise PageError(f"score({wanted}): results/models.yaml has no model {wanted.model!r}")
    found = [quoted for quoted in _candidates(corpus, wanted.k) if _fits(quoted, wanted)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise PageError(f"score({wanted}): no score fits{_other_k(corpus, wanted)}")
    listed = "; ".join(quoted.label for quoted in found[:_SHOWN])
    more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    raise PageError(f"score({wanted}): {len(found)} scores fit, name one: {listed}{more}")


def _candidates(corpus: Corpus, k: int) -> Iterator[Quoted]:
    for run in corpus.runs:
        for plus in (False, True):
            estimate = run_score(run, k, plus=plus)
            if not isinstance(estimate, Absence):
                yield Quoted(estimate, k, run.benchmark + "+" * plus, run.model, run)
    for score in corpus.published:
        card = corpus.card_of(score)
        name = card.id if card else score.model
        yield Quoted(published_score(score), score.k, score.benchmark + "+" * score.plus, name, score)


def _fits(quoted: Quoted, wanted: Filters) -> bool:
    origin = quoted.origin
    if isinstance(origin, Run):
        source, strategy = origin.provenance.source, origin.decoding.strategy
        named = wanted.figure is None and wanted.run in (None, origin.id)
        estimand = "sampled" if strategy == "sampling" else strategy
    else:
        source, estimand = origin.source, origin.estimand
        named = wanted.run is None and wanted.figure in (None, origin.id)
        if wanted.figure is not None:
            return named  # an id says it all
    return (
        named
        and quoted.k == wanted.k
        and wanted.model in (None, quoted.model)
        and wanted.benchmark in (None, quoted.benchmark)
        and wanted.source in (None, source)
        and wanted.version in (None, origin.dataset_version)
        and wanted.estimand in (None, estimand)
    )


def _other_k(corpus: Corpus, wanted: Filters) -> str:
    if wanted.figure is not None or wanted.model is None:
        return ""
    near = [quoted for quoted in _candidates(corpus, wanted.k) if quoted.model == wanted.model]
    if not near:
        return f"; {wanted.model} has no score at k={wanted.k}"
    return "; of this model there are " + "; ".join(quoted.label for quoted in near[:_SHOWN])
