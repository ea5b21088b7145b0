"""Intervals that say their level, their method and what was resampled."""

import math
from dataclasses import dataclass
from statistics import NormalDist

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval with how it came about, in the unit of its value: shares 0..1, differences -1..1, slopes and sizes any.

    An infinite end says that nothing bounds it. Raises `ValueError` for ends that are not numbers or stand the wrong
    way round.
    """

    low: float
    high: float
    method: str
    resampled: str  # what would vary: "tasks"
    level: float = LEVEL
    upper_bound: bool = False  # wider than the truth: the source's sampling is averaged over, not modelled

    def __post_init__(self) -> None:
        """Refuse ends that are not numbers or stand the wrong way round."""
        if not self.low <= self.high:
            raise ValueError(f"an interval needs low <= high, found {self.low} and {self.high}")


def wilson_ends(share: float, trials: float, level: float = LEVEL) -> tuple[float, float]:
    """Give the ends of the score interval of a share (0..1) seen in a number of trials (above 0, may be fractional).

    The share always lies between the ends, and they in 0..1. Raises `ValueError` for a share or trials outside their
    range. Source: Wilson E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 22, 209-212.
    """
    if not 0 <= share <= 1 or trials <= 0:
        raise ValueError(f"a share of {share} in {trials} trials is not possible")
    z = quantile(level)
    shrink = 1 + z * z / trials
    centre = (share + z * z / (2 * trials)) / shrink
    half = z / shrink * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    return max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))


def quantile(level: float) -> float:
    """Give the number of standard errors to each side that a normal interval of this level (0..1) has."""
    return NormalDist().inv_cdf(0.5 + level / 2)


def wilson(share: float, tasks: float, *, upper_bound: bool = False, level: float = LEVEL) -> Interval:
    """Give the interval of a share (0..1) of a number of tasks (above 0), one outcome a task.

    `upper_bound` labels the same interval where the share averages several samples a task whose tallies are not
    known: among shares of this mean, single outcomes vary most. Raises `ValueError` as `wilson_ends`.
    """
    low, high = wilson_ends(share, tasks, level)
    method = "Wilson over tasks, an upper bound" if upper_bound else "Wilson"
    return Interval(low, high, method, "tasks", level, upper_bound=upper_bound)
