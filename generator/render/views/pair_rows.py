"""Compared pairs in words: the rows of the tables on pairs."""

from dataclasses import dataclass

from generator.analyse.absence import Absence
from generator.analyse.two_runs import PairResult
from generator.model.catalogue import ModelCard
from generator.model.corpus import Corpus
from generator.model.run import Run
from generator.render.formats import chance, p_value, percent, points, points_ends, rough

_DISAGREE = {
    "interval alone finds a difference": "the interval leaves 0 out, the test does not reject",
    "test alone finds a difference": "the test rejects, the interval holds 0",
}


@dataclass(frozen=True, slots=True)
class PairRow:
    """One pair, second minus first."""

    first: ModelCard
    second: ModelCard
    runs: tuple[Run, Run]
    score: str
    difference: str
    interval: str  # ends, or why there are none
    method: str
    solved_by_one: str  # first : second
    p: str
    mid_p: str
    adjusted: str
    family: int
    second_better: str
    detectable: str
    outcome: str  # told apart, or what would tell the two apart
    disagreement: str


def pair_row(corpus: Corpus, found: PairResult, score: str) -> PairRow:
    """Put a compared pair into words."""
    interval, counts = found.difference.interval, found.discordant
    solved_by_one, mid_p, second_better = (
        ("–", "", "–")
        if isinstance(counts, Absence)
        else (f"{counts.lost} : {counts.won}", p_value(counts.mid_p), chance(counts.second_better))
    )
    return PairRow(
        first=corpus.models[found.first.model],
        second=corpus.models[found.second.model],
        runs=(found.first, found.second),
        score=score,
        difference=points(found.difference.value),
        interval=points_ends(interval) if interval else f"no interval: {found.difference.absence}",
        method=interval.method if interval else "",
        solved_by_one=solved_by_one,
        p=p_value(found.p),
        mid_p=mid_p,
        adjusted=p_value(found.adjusted),
        family=found.family,
        second_better=second_better,
        detectable="–" if isinstance(found.detectable, Absence) else percent(found.detectable),
        outcome=_outcome(found),
        disagreement=_DISAGREE.get(found.agreement, ""),
    )


def _outcome(found: PairResult) -> str:
    """Say that the two are told apart, or how many tasks would do it."""
    if found.separated:
        return "told apart"
    if isinstance(found.tasks_alone, Absence):
        return f"not told apart: {found.tasks_alone.reason}"
    if isinstance(found.tasks_in_family, Absence) or found.family == 1:
        tasks = f"{rough(found.tasks_alone)} tasks"
    else:
        tasks = f"{rough(found.tasks_alone)} tasks alone, {rough(found.tasks_in_family)} in the family"
    return tasks + _samples(found)


def _samples(found: PairResult) -> str:
    """Say what more samples would do, where the tasks have several."""
    if not isinstance(found.discordant, Absence):
        return ""
    if isinstance(found.samples_alone, Absence):
        return f"; {found.samples_alone.reason}"
    several = "" if found.samples_alone == 1 else "s"
    return f"; alone also {rough(found.samples_alone)} sample{several} a task"
