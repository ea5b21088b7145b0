"""Intervals that say their level, their method and what was resampled."""

import math
from dataclasses import dataclass
from statistics import NormalDist

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval of a share (0..1) or a difference of shares (-1..1), with how it came about."""

    low: float
    high: float
    method: str
    resampled: str  # what would vary: "tasks"
    level: float = LEVEL
    upper_bound: bool = False  # wider than the truth: the source's sampling is averaged over, not modelled

    def __post_init__(self) -> None:
        """Refuse ends that are not numbers or stand the wrong way round."""
        if not -1 <= self.low <= self.high <= 1:
            raise ValueError(f"an interval needs -1 <= low <= high <= 1, found {self.low} and {self.high}")


def wilson_ends(share: float, trials: float, level: float = LEVEL) -> tuple[float, float]:
    """Give the ends of Wilson's score interval of a share (0..1) seen in a number of trials, which may be fractional.

    Wilson (1927); checked against `scipy.stats.binomtest(...).proportion_ci(method="wilson")`.
    """
    if not 0 <= share <= 1 or trials <= 0:
        raise ValueError(f"a share of {share} in {trials} trials is not possible")
    z = NormalDist().inv_cdf(0.5 + level / 2)
    shrink = 1 + z * z / trials
    centre = (share + z * z / (2 * trials)) / shrink
    half = z / shrink * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    low = 0.0 if share == 0 else max(0.0, centre - half)
    high = 1.0 if share == 1 else min(1.0, centre + half)
    return low, high


def wilson(share: float, tasks: float, *, upper_bound: bool = False) -> Interval:
    """Give the interval of a share of tasks, one outcome a task.

    `upper_bound` labels the same interval where the share averages several samples a task whose tallies are not
    known: the binomial variance over tasks is then the largest that there can be.
    """
    low, high = wilson_ends(share, tasks)
    method = "Wilson over tasks, an upper bound" if upper_bound else "Wilson"
    return Interval(low, high, method, "tasks", upper_bound=upper_bound)
