"""Find the one score of a report that filters name, or say why there is not one."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from generator.errors import nearest
from generator.model.corpus import Corpus
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


class NotOneScore(ValueError):  # noqa: N818 - it names what was found
    """Filters name no score, or several; its text says what was found."""


class NoScore(NotOneScore):
    """Filters name no score, though each name in them is known: the data are not there."""


def select(corpus: Corpus, wanted: Filters) -> Candidate:
    """Find the score; raises `NotOneScore` with the candidates where none or several fit."""
    refuse_unknown(corpus, wanted)
    meant = [each for each in _candidates(corpus, wanted.k or 1) if each.fits(wanted)]
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
    """Raise `NotOneScore` for a filter that nothing in the report can fit."""
    if wanted.k is not None and (type(wanted.k) is not int or wanted.k < 1):
        raise NotOneScore(f"k is {wanted.k!r}; expected a whole number from 1")
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
            raise NotOneScore(f"there is no {name} {value!r}{nearest(str(value), names)}")


def all_scores(corpus: Corpus, wanted: Filters) -> tuple[Candidate, ...]:
    """Find every score that fits, runs first."""
    return tuple(
        each for each in _candidates(corpus, wanted.k or 1) if each.fits(wanted) and not each.missing
    )


def _facts_of(origin: Run | PublishedScore) -> dict[str, str | None]:
    if isinstance(origin, PublishedScore):
        return {"figure": origin.id, "run": None, "source": origin.source, "estimand": origin.estimand}
    estimand = "sampled" if origin.decoding.strategy == "sampling" else origin.decoding.strategy
    return {"figure": None, "run": origin.id, "source": origin.provenance.source, "estimand": estimand}


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
    near = [each for each in _candidates(corpus, 1) if each.fits(replace(named, k=each.k))]
    there = [each.label for each in near if not each.missing]
    return f"; there are {_listed(there)}" if there else f"; {named} has no score at all"


def _listed(labels: list[str]) -> str:
    more = [f"and {len(labels) - _SHOWN} more"] if len(labels) > _SHOWN else []
    return "; ".join([*labels[:_SHOWN], *more])
