"""Find the one score of a report that filters name, or say why there is not one."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.errors import nearest
from generator.model.corpus import Corpus, derived
from generator.model.filters import Filters
from generator.model.published import PublishedScore
from generator.model.run import Run

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """A score that filters may mean, before it is computed."""

    k: int
    benchmark: str  # with its plus sign
    model: str  # id in models.yaml, or the source's own name
    origin: Run | PublishedScore

    @property
    def plus(self) -> bool:
        """Say whether it is a score of base and plus tests."""
        return self.benchmark.endswith("+")

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

    @property
    def missing(self) -> str:
        """Say why there is no such score; empty where there is one."""
        return self.origin.missing(self.k, plus=self.plus) if isinstance(self.origin, Run) else ""

    def fits(self, wanted: Filters) -> bool:
        """Say whether it is what the filters say."""
        facts = self.facts
        if wanted.k is None and wanted.figure is None and facts["k"] != 1:
            return False
        return all(getattr(wanted, name) in (None, facts[name]) for name in Filters.__slots__)


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    """The runs and printed scores of a report by what singles them out."""

    runs: Mapping[str, Run]
    figures: Mapping[str, PublishedScore]
    runs_of: Mapping[str, tuple[Run, ...]]  # by model
    figures_of: Mapping[str, tuple[PublishedScore, ...]]


class NotOneScore(ValueError):  # noqa: N818 - it names what was found
    """Filters name no score, or several; its text says what was found."""


class UnknownName(NotOneScore):
    """A filter holds a name that nothing in the report has; `filter` says which."""

    def __init__(self, filter_: str, text: str) -> None:
        """Keep the filter beside the text."""
        super().__init__(text)
        self.filter = filter_


class NoScore(NotOneScore):
    """Filters name no score, though each name in them is known: the data are not there."""


def select(corpus: Corpus, wanted: Filters) -> Candidate:
    """Find the score; raises `NotOneScore` with the candidates where none or several fit."""
    refuse_unknown(corpus, wanted)
    meant = [each for each in _candidates(corpus, wanted) if each.fits(wanted)]
    found = [each for each in meant if not each.missing]
    if len(found) == 1:
        return found[0]
    if found:
        several = _listed([each.label for each in found])
        raise NotOneScore(f"{len(found)} scores fit, name one: {several}")
    if meant:
        raise NoScore(f"no score fits; {_listed([f'{each.label}: {each.missing}' for each in meant])}")
    raise NoScore(f"no score fits{_others(corpus, wanted)}")


def refuse_unknown(corpus: Corpus, wanted: Filters) -> None:
    """Raise `NotOneScore` for a filter that nothing in the report can fit; for a name, `UnknownName`."""
    if wanted.k is not None and (type(wanted.k) is not int or wanted.k < 1):
        raise NotOneScore(f"k is {wanted.k!r}; expected a whole number from 1")
    index = _index(corpus)
    known: dict[str, Collection[str]] = {
        "figure": index.figures,
        "run": index.runs,
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
            raise UnknownName(name, f"there is no {name} {value!r}{nearest(str(value), names)}")


def all_scores(corpus: Corpus, wanted: Filters) -> tuple[Candidate, ...]:
    """Find every score that fits, runs first; without k, printed scores of any, and each run's pass@1."""
    meant = (each for each in _candidates(corpus, wanted) if each.fits(replace(wanted, k=wanted.k or each.k)))
    return tuple(each for each in meant if not each.missing)


def _facts_of(origin: Run | PublishedScore) -> dict[str, str | None]:
    if isinstance(origin, PublishedScore):
        return {"figure": origin.id, "run": None, "source": origin.source, "estimand": origin.estimand}
    estimand = "sampled" if origin.decoding.strategy == "sampling" else origin.decoding.strategy
    return {"figure": None, "run": origin.id, "source": origin.provenance.source, "estimand": estimand}


def _signs(plus_name: str) -> tuple[str, ...]:
    return ("", "+") if plus_name else ("",)


@derived
def _index(corpus: Corpus) -> _Index:
    runs_of: dict[str, list[Run]] = {}
    for run in corpus.runs:
        runs_of.setdefault(run.model, []).append(run)
    figures_of: dict[str, list[PublishedScore]] = {}
    for score in corpus.published:
        figures_of.setdefault(_model_of(corpus, score), []).append(score)
    return _Index(
        {run.id: run for run in corpus.runs},
        {score.id: score for score in corpus.published},
        {model: tuple(runs) for model, runs in runs_of.items()},
        {model: tuple(scores) for model, scores in figures_of.items()},
    )


def _model_of(corpus: Corpus, score: PublishedScore) -> str:
    card = corpus.card_of(score)
    return card.id if card else score.model


def _candidates(corpus: Corpus, wanted: Filters) -> Iterator[Candidate]:
    """Give the scores that may fit: all, or those of the run, figure or model that is named."""
    index = _index(corpus)
    runs, figures = corpus.runs, corpus.published
    if wanted.model is not None:
        runs, figures = index.runs_of.get(wanted.model, ()), index.figures_of.get(wanted.model, ())
    if wanted.run is not None or wanted.figure is not None:
        run, figure = index.runs.get(wanted.run or ""), index.figures.get(wanted.figure or "")
        runs, figures = (run,) if run else (), (figure,) if figure else ()
    for each in runs:
        for sign in _signs(corpus.benchmarks[each.benchmark].plus_name):
            yield Candidate(wanted.k or 1, each.benchmark + sign, each.model, each)
    for score in figures:
        benchmark = score.benchmark + "+" * score.plus
        yield Candidate(score.k, benchmark, _model_of(corpus, score), score)


def _others(corpus: Corpus, wanted: Filters) -> str:
    """Say which scores there are of the same model, figure or run."""
    named = Filters(figure=wanted.figure, run=wanted.run, model=wanted.model)
    if named == Filters():
        return ""
    near = [each for each in _candidates(corpus, named) if each.fits(replace(named, k=each.k))]
    there = [each.label for each in near if not each.missing]
    return f"; there are {_listed(there)}" if there else f"; {named} has no score at all"


def _listed(labels: list[str]) -> str:
    more = [f"and {len(labels) - _SHOWN} more"] if len(labels) > _SHOWN else []
    return "; ".join([*labels[:_SHOWN], *more])
