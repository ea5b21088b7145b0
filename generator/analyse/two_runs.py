"""Two runs of a board: everything that may be said of their difference."""

from dataclasses import dataclass
from typing import Literal

from generator.analyse.absence import Absence
from generator.analyse.board_pairs import Compared
from generator.analyse.compare import Difference, bonett_price, mean_difference
from generator.analyse.interval import LEVEL
from generator.analyse.multiplicity import FAMILY_ALPHA
from generator.analyse.noise import pair_noise
from generator.analyse.outcomes import outcomes_of
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
    error = float(pairs.standard_error[at])
    alone, in_family = (
        _tasks_needed(compared, at, alpha) for alpha in (1 - LEVEL, FAMILY_ALPHA / pairs.family)
    )
    return PairResult(
        compared.runs[first],
        compared.runs[second],
        _difference(compared, at),
        float(pairs.p[at]),
        float(pairs.adjusted[at]),
        pairs.family,
        _discordant(compared, at),
        detectable_difference(error),
        alone,
        in_family,
        _samples_needed(compared, at),
    )


def _difference(compared: Compared, at: tuple[int, int]) -> Difference:
    pairs = compared.pairs
    if pairs.lost is not None and pairs.won is not None:
        return bonett_price(int(pairs.lost[at]), int(pairs.won[at]), pairs.tasks)
    return mean_difference(compared.shares[at[1]] - compared.shares[at[0]])


def _discordant(compared: Compared, at: tuple[int, int]) -> Discordant | Absence:
    pairs = compared.pairs
    if pairs.lost is None or pairs.won is None or pairs.mid_p is None or pairs.chance is None:
        return Absence("tasks have several samples: no task is simply won or lost")
    return Discordant(
        int(pairs.lost[at]), int(pairs.won[at]), float(pairs.mid_p[at]), float(pairs.chance[at])
    )


def _tasks_needed(compared: Compared, at: tuple[int, int], alpha: float) -> int | Absence:
    pairs = compared.pairs
    if pairs.lost is not None and pairs.won is not None:
        return tasks_to_separate_outcomes(int(pairs.lost[at]), int(pairs.won[at]), pairs.tasks, alpha=alpha)
    deviation = float(pairs.standard_error[at]) * pairs.tasks**0.5
    return tasks_to_separate_means(float(pairs.difference[at]), deviation, alpha=alpha)


def _samples_needed(compared: Compared, at: tuple[int, int]) -> int | Absence:
    """Ask the noise components of the two; one sample a task does not tell them."""
    pairs = compared.pairs
    if pairs.lost is not None:
        return Absence("with one sample a task nobody knows what more samples would do")
    outcomes = outcomes_of((compared.runs[place] for place in at), plus=compared.plus)
    noise = outcomes if isinstance(outcomes, Absence) else pair_noise(outcomes)
    parts = noise if isinstance(noise, Absence) else noise.pair(0, 1).parts
    if isinstance(parts, Absence):
        return parts
    return samples_to_separate(
        float(pairs.difference[at]),
        pairs.tasks,
        task_variance=max(0.0, parts.task),
        sample_variance=parts.sampling,
    )
