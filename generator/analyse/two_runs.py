"""Two runs of a board: everything that may be said of their difference."""

from dataclasses import dataclass
from typing import Literal

from generator.analyse.absence import Absence
from generator.analyse.all_pairs import Tested
from generator.analyse.board_pairs import Compared
from generator.analyse.compare import Difference, bonett_price, mean_difference
from generator.analyse.interval import LEVEL
from generator.analyse.multiplicity import FAMILY_ALPHA
from generator.analyse.power import (
    detectable_difference,
    samples_to_separate,
    tasks_to_separate_means,
    tasks_to_separate_outcomes,
)
from generator.model.run import Run

Agreement = Literal["agree", "interval alone finds a difference", "test alone finds a difference"]


@dataclass(frozen=True, slots=True)
class Discordant:
    """Tasks that only one of two runs of one sample a task solved, and what they alone say."""

    lost: int  # solved by the first only
    won: int  # solved by the second only
    mid_p: float
    second_better: float  # posterior chance


@dataclass(frozen=True, slots=True)
class PairResult:
    """Second minus first, tested alone and within the family of all pairs of the board."""

    first: Run
    second: Run
    difference: Difference
    p: float  # exact McNemar, or paired t
    adjusted: float
    family: int
    discordant: Discordant | Absence
    detectable: float | Absence  # difference found with 80% power on as many tasks, -1..1
    tasks_alone: int | Absence  # would separate the two at 80% power, if what was seen were true
    tasks_in_family: int | Absence  # the same, at the level that Holm grants any one test of the family
    samples_alone: int | Absence  # samples a task that would do it alone, on the same tasks

    @property
    def separated(self) -> bool:
        """Whether the family's tests tell the two apart."""
        return self.adjusted <= FAMILY_ALPHA

    @property
    def agreement(self) -> Agreement:
        """Whether interval and test of this pair alone say the same."""
        interval, found = self.difference.interval, self.p <= 1 - LEVEL
        excludes = interval is not None and not interval.low <= 0 <= interval.high
        if excludes == found or interval is None:
            return "agree"
        return "interval alone finds a difference" if excludes else "test alone finds a difference"


def compare_two(compared: Compared, first: int, second: int) -> PairResult:
    """Compare two runs of a board, by their positions among the compared; raises `ValueError` for one and the same."""
    if first == second:
        raise ValueError("a run is not compared with itself")
    pairs, at = compared.pairs, (first, second)
    found = pairs.at(first, second)
    alone, in_family = (
        _tasks_needed(found, pairs.tasks, alpha) for alpha in (1 - LEVEL, FAMILY_ALPHA / pairs.family)
    )
    return PairResult(
        compared.runs[first],
        compared.runs[second],
        _difference(compared, at, found),
        found.p,
        found.adjusted,
        pairs.family,
        _discordant(found),
        detectable_difference(found.standard_error),
        alone,
        in_family,
        _samples_needed(compared, at, found),
    )


def _difference(compared: Compared, at: tuple[int, int], found: Tested) -> Difference:
    if found.lost is not None and found.won is not None:
        return bonett_price(found.lost, found.won, compared.pairs.tasks)
    return mean_difference(compared.shares[at[1]] - compared.shares[at[0]])


def _discordant(found: Tested) -> Discordant | Absence:
    if found.lost is None or found.won is None or found.mid_p is None or found.chance is None:
        return Absence("tasks have several samples: no task is simply won or lost")
    return Discordant(found.lost, found.won, found.mid_p, found.chance)


def _tasks_needed(found: Tested, tasks: int, alpha: float) -> int | Absence:
    if found.lost is not None and found.won is not None:
        return tasks_to_separate_outcomes(found.lost, found.won, tasks, alpha=alpha)
    return tasks_to_separate_means(found.difference, found.standard_error * tasks**0.5, alpha=alpha)


def _samples_needed(compared: Compared, at: tuple[int, int], found: Tested) -> int | Absence:
    """Ask the noise components of the two; one sample a task does not tell them."""
    if found.lost is not None:
        return Absence("with one sample a task nobody knows what more samples would do")
    noise = compared.noise_of(*at)
    parts = noise if isinstance(noise, Absence) else noise.parts
    if isinstance(parts, Absence):
        return parts
    return samples_to_separate(
        found.difference,
        compared.pairs.tasks,
        task_variance=max(0.0, parts.task),
        sample_variance=parts.sampling,
    )
