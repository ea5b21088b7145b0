"""Every two of many runs on the same tasks, tested as one family."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.analyse.max_t import max_t_adjusted
from generator.analyse.mcnemar import chance_second_better, exact_p, mid_p
from generator.analyse.multiplicity import FAMILY_ALPHA, benjamini_hochberg, holm
from generator.analyse.passk import FLAT, Shares
from generator.model.memory import Memory

Square = NDArray[np.float64]
Counts2 = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tested:
    """One pair, second minus first: tested alone, and within its family."""

    difference: float  # -1..1
    standard_error: float
    p: float
    adjusted: float
    lost: int | None = None  # as in `AllPairs`
    won: int | None = None
    mid_p: float | None = None
    chance: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class AllPairs:
    """Differences of M runs in square arrays [first, second], second minus first, with the p-values of one family.

    `lost` and `won` are the tasks that only the first, only the second solved, `mid_p` and `chance` (that the second is
    better) what they say; None where tasks have several samples.
    `p` and `adjusted` are 1 on the diagonal.
    """

    tasks: int
    scores: NDArray[np.float64]  # 0..1, one a run
    difference: Square
    standard_error: Square  # of the paired difference
    p: Square
    adjusted: Square
    test: str
    adjustment: str
    lost: Counts2 | None = None
    won: Counts2 | None = None
    mid_p: Square | None = None
    chance: Square | None = None

    @property
    def family(self) -> int:
        """How many pairs were tested together."""
        return len(self.scores) * (len(self.scores) - 1) // 2

    @property
    def tested(self) -> int:
        """How many of them were tested one by one: all."""
        return self.family

    @property
    def second_better(self) -> NDArray[np.bool_]:
        """Whether the second of two is significantly better, after adjustment."""
        return (self.adjusted <= FAMILY_ALPHA) & (self.difference > 0)

    @property
    def ahead(self) -> NDArray[np.int64]:
        """How many runs are significantly better than each."""
        return np.asarray(self.second_better.sum(axis=1))

    @property
    def behind(self) -> NDArray[np.int64]:
        """How many runs are significantly worse than each."""
        return np.asarray(self.second_better.sum(axis=0))

    @property
    def behind_first(self) -> NDArray[np.bool_]:
        """Whether a run of the highest score is significantly better than each."""
        return np.asarray(np.any(self.second_better[:, highest(self.scores)], axis=1))

    def each(self, square: Square) -> NDArray[np.float64]:
        """Give one value a pair, first before second, from a square array."""
        return square[np.triu_indices(len(self.scores), 1)]

    @property
    def separated(self) -> int:
        """How many pairs the family's tests separate."""
        return int(self.second_better.sum())

    @property
    def separated_by_fdr(self) -> int:
        """How many pairs would be called different if a share of 5% of these calls may be false."""
        return int((benjamini_hochberg(self.each(self.p)) <= FAMILY_ALPHA).sum())

    @property
    def median_error(self) -> float:
        """The median standard error of the paired difference."""
        return float(np.median(self.each(self.standard_error)))

    def error(self, first: int, second: int) -> float:
        """Give the standard error of one difference."""
        return float(self.standard_error[first, second])

    def at(self, first: int, second: int) -> Tested:
        """Give what was found of one pair, by the places of the two."""
        at = first, second
        return Tested(
            float(self.difference[at]),
            float(self.standard_error[at]),
            float(self.p[at]),
            float(self.adjusted[at]),
            lost=None if self.lost is None else int(self.lost[at]),
            won=None if self.won is None else int(self.won[at]),
            mid_p=None if self.mid_p is None else float(self.mid_p[at]),
            chance=None if self.chance is None else float(self.chance[at]),
        )


def highest(scores: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say which runs have the highest score, whatever the last digits of its sum."""
    return np.asarray(scores >= scores.max() - 1e-12)


def pairs_of_outcomes(outcomes: Shares) -> AllPairs:
    """Compare runs of one sample a task by exact McNemar tests and Holm's adjustment.

    `outcomes` is runs x tasks of 0 and 1, at least two runs. Raises `ValueError` for anything else. Source:
    [wang2024evalarena] for testing all pairs; `exact_p` and `holm` for the tests.
    """
    if outcomes.ndim != 2 or len(outcomes) < 2 or not bool(np.isin(outcomes, (0, 1)).all()):
        raise ValueError("all pairs need two or more runs of outcomes that are 0 or 1")
    solved, tasks = outcomes.astype(np.float64), outcomes.shape[1]
    lost = np.rint(solved @ (1 - solved).T).astype(
        np.int64
    )  # [first, second]: tasks that only the first solved
    won = lost.T
    difference = (won - lost) / tasks
    p = exact_p(lost, won)
    return AllPairs(
        tasks=tasks,
        scores=solved.mean(axis=1),
        difference=difference,
        standard_error=np.sqrt(((lost + won) / tasks - difference**2) / max(1, tasks - 1)),
        p=p,
        adjusted=_adjusted_by_holm(p),
        test="exact McNemar",
        adjustment="Holm",
        lost=lost,
        won=won,
        mid_p=mid_p(lost, won),
        chance=chance_second_better(lost, won),
    )


def pairs_of_means(shares: Shares, seed: int, memory: Memory | None = None) -> AllPairs:
    """Compare runs of several samples a task by paired t tests over tasks and a joint max-T adjustment.

    `shares` is runs x tasks of per-task estimates (0..1), two or more of each. A pair whose difference does not vary over
    the tasks has a p of 1: its spread is not known. Raises `ValueError` for fewer runs or tasks. Source:
    [miller2024errorbars, section 4] for the paired test; `max_t_adjusted` for the family.
    """
    if shares.ndim != 2 or min(shares.shape) < 2:
        raise ValueError("all pairs of means need two or more runs on two or more tasks")
    from scipy.special import stdtr  # noqa: PLC0415 - scipy takes long to import

    scores, tasks = shares.mean(axis=1), shares.shape[1]
    difference = scores[None, :] - scores[:, None]
    standard_error = standard_errors(shares, shares)
    standard_error = np.maximum(
        standard_error, standard_error.T
    )  # the two orders differ in their last digits
    varies = standard_error > 0
    t = np.divide(difference, standard_error, out=np.zeros_like(difference), where=varies)
    return AllPairs(
        tasks=tasks,
        scores=scores,
        difference=difference,
        standard_error=standard_error,
        p=np.where(varies, 2 * stdtr(tasks - 1, -np.abs(t)), 1.0),
        adjusted=max_t_adjusted(shares, standard_error, t, seed, memory=memory),
        test="paired t",
        adjustment="max-T",
    )


def _adjusted_by_holm(p: Square) -> Square:
    rows, columns = np.triu_indices(len(p), 1)
    found = np.ones_like(p)
    found[rows, columns] = found[columns, rows] = holm(p[rows, columns])
    return found


def standard_errors(firsts: Shares, shares: Shares) -> Square:
    """Give sd(d) / sqrt(tasks) of some runs and all, a row at a time; exactly 0 where a difference does not vary."""
    found = np.zeros((len(firsts), len(shares)))
    for at, first in enumerate(firsts):
        differences = shares - first
        varies = np.ptp(differences, axis=1) > FLAT
        found[at] = np.where(varies, differences.std(axis=1, ddof=1), 0.0) / np.sqrt(shares.shape[1])
    return found
