"""Find the one score that a page names, by its id or by filters."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from generator.analyse.absence import Absence
from generator.analyse.scores import Estimate, published_score, run_score
from generator.model.corpus import Corpus
from generator.model.published import PublishedScore
from generator.model.run import Run
from generator.render.engine import PageError, nearest

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Filters:
    """What a page says of the score that it means; None = anything."""

    figure: str | None = None  # id of a published score
    run: str | None = None  # id of a run
    model: str | None = None  # id in models.yaml
    benchmark: str | None = None  # `humaneval` or `humaneval+`
    k: int | None = None  # None = 1, unless an id says which score is meant
    source: str | None = None  # citation key
    version: str | None = None
    estimand: str | None = None  # greedy | sampled | selected | unknown

    def __str__(self) -> str:
        """Write the filters as a page does."""
        pairs = ((name, getattr(self, name)) for name in self.__slots__)
        return ", ".join(f"{name}={value!r}" for name, value in pairs if value is not None)

    def fit(self, candidate: "Candidate") -> bool:
        """Say whether a candidate is what the filters say."""
        facts = candidate.facts
        if self.k is None and self.figure is None and facts["k"] != 1:
            return False
        return all(getattr(self, name) in (None, facts[name]) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A score that a page may mean, before it is computed."""

    k: int
    benchmark: str  # with its plus sign
    model: str  # id in models.yaml, or the source's own name
    origin: Run | PublishedScore

    @property
    def facts(self) -> dict[str, str | int | None]:
        """Give what filters ask for, by their names."""
        shared = {"model": self.model, "benchmark": self.benchmark, "version": self.origin.dataset_version}
        return {**shared, "k": self.k, **_facts_of(self.origin)}

    @property
    def label(self) -> str:
        """Name the score in a list of candidates, by the words that single it out."""
        if isinstance(self.origin, Run):
            return f"run={self.origin.id!r}, benchmark={self.benchmark!r} ({self.model}, pass@{self.k})"
        return f"figure={self.origin.id!r} ({self.model}, {self.benchmark} pass@{self.k})"

    def estimate(self) -> Estimate | Absence:
        """Compute the score."""
        if isinstance(self.origin, Run):
            return run_score(self.origin, self.k, plus=self.benchmark.endswith("+"))
        return published_score(self.origin)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A score that a page may print, with what it is and where it comes from."""

    estimate: Estimate
    k: int
    benchmark: str  # with its plus sign
    model: str  # id in models.yaml, or the source's own name
    origin: Run | PublishedScore


def find_score(corpus: Corpus, wanted: Filters) -> Quoted:
    """Find the score; raises `PageError` with the candidates where none or several fit."""
    _refuse_unknown(corpus, wanted)
    meant = [(each, each.estimate()) for each in _candidates(corpus, wanted.k or 1) if wanted.fit(each)]
    found = [(each, score) for each, score in meant if not isinstance(score, Absence)]
    if len(found) == 1:
        one, estimate = found[0]
        return Quoted(estimate, one.k, one.benchmark, one.model, one.origin)
    if found:
        several = _listed([each.label for each, _ in found])
        raise PageError(f"score({wanted}): {len(found)} scores fit, name one: {several}")
    if meant:
        absent = [f"{each.label}: {score.reason}" for each, score in meant if isinstance(score, Absence)]
        raise PageError(f"score({wanted}): no score fits; {_listed(absent)}")
    raise PageError(f"score({wanted}): no score fits{_others(corpus, wanted)}")


def _facts_of(origin: Run | PublishedScore) -> dict[str, str | None]:
    if isinstance(origin, PublishedScore):
        return {"figure": origin.id, "run": None, "source": origin.source, "estimand": origin.estimand}
    estimand = "sampled" if origin.decoding.strategy == "sampling" else origin.decoding.strategy
    return {"figure": None, "run": origin.id, "source": origin.provenance.source, "estimand": estimand}


def _refuse_unknown(corpus: Corpus, wanted: Filters) -> None:
    if wanted.k is not None and (type(wanted.k) is not int or wanted.k < 1):
        raise PageError(f"score({wanted}): k is {wanted.k!r}; expected a whole number from 1")
    known: dict[str, Collection[str]] = {
        "figure": [score.id for score in corpus.published],
        "run": [run.id for run in corpus.runs],
        "model": corpus.models,
        "benchmark": [
            each.id + sign for each in corpus.benchmarks.values() for sign in _signs(each.plus_name)
        ],
        "source": corpus.references,
        "estimand": ("greedy", "sampled", "selected", "unknown"),
    }
    for name, names in known.items():
        value = getattr(wanted, name)
        if value is not None and value not in names:
            raise PageError(f"score({wanted}): there is no {name} {value!r}{nearest(str(value), names)}")


def _signs(plus_name: str) -> tuple[str, ...]:
    return ("", "+") if plus_name else ("",)


def _candidates(corpus: Corpus, k: int) -> Iterator[Candidate]:
    for run in corpus.runs:
        for sign in _signs(corpus.benchmarks[run.benchmark].plus_name):
            yield Candidate(k, run.benchmark + sign, run.model, run)
    for score in corpus.published:
        card = corpus.card_of(score)
        name = card.id if card else score.model
        yield Candidate(score.k, score.benchmark + "+" * score.plus, name, score)


def _others(corpus: Corpus, wanted: Filters) -> str:
    """Say which scores there are of the same model, figure or run."""
    named = Filters(figure=wanted.figure, run=wanted.run, model=wanted.model)
    if named == Filters():
        return ""
    near = [each for each in _candidates(corpus, 1) if replace(named, k=each.k).fit(each)]
    there = [each.label for each in near if not isinstance(each.estimate(), Absence)]
    return f"; there are {_listed(there)}" if there else f"; {named} has no score at all"


def _listed(labels: list[str]) -> str:
    more = [f"and {len(labels) - _SHOWN} more"] if len(labels) > _SHOWN else []
    return "; ".join([*labels[:_SHOWN], *more])
