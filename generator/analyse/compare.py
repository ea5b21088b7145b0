"""Differences of two scores, paired where the same tasks were run, unpaired and labelled where not."""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from generator.analyse.interval import LEVEL, Interval
from generator.analyse.scores import Estimate
from generator.model.run import Counts, Run


@dataclass(frozen=True, slots=True)
class Difference:
    """Second minus first, in shares (-1..1); `tasks` None = not stated, or not the same number."""

    value: float
    interval: Interval | None
    paired: bool
    tasks: int | None


def unpaired_difference(first: Estimate, second: Estimate) -> Difference:
    """Combine two scores' own intervals by squares of their distances; no interval where either has none.

    Tasks are treated as if drawn anew for each score: usually wider than a paired interval, as models tend to fail
    on the same tasks. An upper bound where either interval is. Source: Newcombe R. G. (1998). Interval estimation for
    the difference between independent proportions. Statistics in Medicine 17, 873-890, method 10.
    """
    value = second.value - first.value
    tasks = first.tasks if first.tasks == second.tasks else None
    a, b = first.interval, second.interval
    if a is None or b is None:
        return Difference(value, None, paired=False, tasks=tasks)
    low = value - math.hypot(second.value - b.low, a.high - first.value)
    high = value + math.hypot(b.high - second.value, first.value - a.low)
    interval = Interval(
        max(-1.0, low),
        min(1.0, high),
        "Newcombe, unpaired",
        a.resampled if a.resampled == b.resampled else f"{a.resampled}; {b.resampled}",
        upper_bound=a.upper_bound or b.upper_bound,
    )
    return Difference(value, interval, paired=False, tasks=tasks)


def paired_difference(first: Run, second: Run, *, plus: bool) -> Difference:
    """Compare two runs of one sample a task on the same tasks in the same order, by their discordant pairs.

    Raises `ValueError` where the tasks differ, a task has several samples or an outcome was not measured. Source:
    Bonett D. G., Price R. M. (2012). Adjusted Wald confidence interval for a difference of binomial proportions based
    on paired data. Journal of Educational and Behavioral Statistics 37, 479-488.
    """
    a, b = (_outcomes(run, plus=plus) for run in (first, second))
    if first.tasks != second.tasks:
        raise ValueError(f"{first.id} and {second.id} ran on different tasks: no paired comparison")
    lost, won, tasks = int(np.sum(a > b)), int(np.sum(b > a)), len(first.tasks)
    z = NormalDist().inv_cdf(0.5 + LEVEL / 2)
    p_lost, p_won = (lost + 1) / (tasks + 2), (won + 1) / (tasks + 2)
    half = z * math.sqrt((p_lost + p_won - (p_won - p_lost) ** 2) / (tasks + 2))
    centre = p_won - p_lost
    interval = Interval(max(-1.0, centre - half), min(1.0, centre + half), "Bonett-Price, paired", "tasks")
    return Difference((won - lost) / tasks, interval, paired=True, tasks=tasks)


def _outcomes(run: Run, *, plus: bool) -> Counts:
    passed = run.plus if plus else run.base
    if passed is None:
        raise ValueError(f"{run.id}: not measured")
    if run.samples.max() > 1:
        raise ValueError(f"{run.id}: has several samples a task")
    return passed
