"""Two runs of one sample a task: how often McNemar's tests reject what is true, and how often Bonett-Price covers."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.analyse.compare import bonett_price
from generator.analyse.mcnemar import exact_p, mid_p
from simulations.study import Study, share

TASKS = (164, 378)
DISCORDANT = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4)  # of all tasks, solved by one run only
_LEVEL = 0.05
_LEANS = tuple(step / 10 for step in range(11))  # (won - lost) / discordant

Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Size:
    """How often each test rejects (0..1) at a nominal .05 where both runs are equally good."""

    tasks: int
    discordant: float
    exact: float
    mid: float


def sizes(tasks: Iterable[int] = TASKS) -> Iterator[Size]:
    """Sum over all numbers of discordant tasks, and over who won them: nothing is drawn."""
    for count in tasks:
        rejected = [_rejected(test, count) for test in (exact_p, mid_p)]
        for discordant in DISCORDANT:
            weights = _binomial(count, discordant)
            yield Size(count, discordant, *(float(weights @ found) for found in rejected))


def _rejected(test: Callable[[ArrayLike, ArrayLike], Shares], tasks: int) -> Shares:
    """Give the chance that a test rejects for each number of discordant tasks, 0 to `tasks`."""
    found = []
    for discordant in range(tasks + 1):
        won = np.arange(discordant + 1)
        found.append(_binomial(discordant, 0.5) @ (test(discordant - won, won) <= _LEVEL))
    return np.array(found)


@dataclass(frozen=True, slots=True)
class PairCoverage:
    """Coverage (0..1) of the Bonett-Price interval over all directions that the discordant tasks can take."""

    tasks: int
    discordant: float
    equal: float  # where no run is better
    mean: float
    lowest: float


def pair_coverages(tasks: Iterable[int] = TASKS) -> Iterator[PairCoverage]:
    """Sum the chances of all outcomes whose interval covers the true difference: nothing is drawn."""
    for count in tasks:
        for discordant in DISCORDANT:
            found = [_covered(count, discordant, lean) for lean in _LEANS]
            yield PairCoverage(count, discordant, found[0], float(np.mean(found)), min(found))


def _covered(tasks: int, discordant: float, lean: float) -> float:
    low, high = _limits(tasks)
    covered = (low <= discordant * lean) & (discordant * lean <= high)
    chances = (covered * _outcomes(tasks, lean)).sum(axis=1)
    return float(_binomial(tasks, discordant) @ chances)


@cache
def _outcomes(tasks: int, lean: float) -> Shares:
    """Give the chances of how many the second won (columns), for each number of discordant tasks (rows)."""
    found = np.zeros((tasks + 1, tasks + 1))
    for count in range(tasks + 1):
        found[count, : count + 1] = _binomial(count, (1 + lean) / 2)
    return found


@cache
def _limits(tasks: int) -> tuple[Shares, Shares]:
    """Give the ends of the interval for each number of discordant tasks, and of those that the second won."""
    low, high = np.full((2, tasks + 1, tasks + 1), np.nan)
    for count in range(tasks + 1):
        for won in range(count + 1):
            interval = bonett_price(count - won, won, tasks).interval
            if interval is not None:
                low[count, won], high[count, won] = interval.low, interval.high
    return low, high


def _binomial(trials: int, chance: float) -> Shares:
    from scipy.stats import binom  # noqa: PLC0415 - scipy takes 0.8 s to import

    return np.asarray(binom.pmf(np.arange(trials + 1), trials, chance))


MCNEMAR_SIZE = Study(
    "How often McNemar's tests reject at a nominal .05 where both runs are equally good, exact sums",
    sizes,
    {
        "tasks": lambda row: f"{row.tasks}",
        "solved by one run only": lambda row: f"{100 * row.discordant:.0f}%",
        "exact": lambda row: f"{row.exact:.3f}",
        "mid-p": lambda row: f"{row.mid:.3f}",
    },
)
BONETT_PRICE = Study(
    "Coverage of the interval of a difference of two runs of one sample a task, exact sums",
    pair_coverages,
    {
        "tasks": lambda row: f"{row.tasks}",
        "solved by one run only": lambda row: f"{100 * row.discordant:.0f}%",
        "equally good": lambda row: share(row.equal),
        "mean over all differences": lambda row: share(row.mean),
        "lowest": lambda row: share(row.lowest),
    },
)
