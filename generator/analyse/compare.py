"""Differences of two scores, paired where the same tasks were run, unpaired and labelled where not."""

import math
from dataclasses import dataclass

import numpy as np

from generator.analyse.interval import LEVEL, Interval, quantile
from generator.analyse.passk import FLAT, Shares, shares_of
from generator.analyse.scores import Estimate
from generator.model.run import Run


@dataclass(frozen=True, slots=True)
class Difference:
    """Second minus first, in shares (-1..1); `tasks` None = not stated, or not the same number."""

    value: float
    interval: Interval | None
    paired: bool
    tasks: int | None
    absence: str = ""  # why there is no interval


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
        reason = "one of the two scores has none"
        return Difference(value, None, paired=False, tasks=tasks, absence=reason)
    if a.level != b.level:
        raise ValueError(f"intervals of levels {a.level:g} and {b.level:g} give none together")
    low = value - math.hypot(second.value - b.low, a.high - first.value)
    high = value + math.hypot(b.high - second.value, first.value - a.low)
    interval = Interval(
        max(-1.0, low),
        min(1.0, high),
        "Newcombe, unpaired",
        a.resampled if a.resampled == b.resampled else f"{a.resampled}; {b.resampled}",
        a.level,
        upper_bound=a.upper_bound or b.upper_bound,
    )
    return Difference(value, interval, paired=False, tasks=tasks)


def paired_difference(first: Run, second: Run, *, plus: bool, k: int = 1, level: float = LEVEL) -> Difference:
    """Compare two runs on the same tasks, in any order: by their discordant tasks, or by their mean difference.

    One sample a task in both: Bonett-Price on the tasks that only one of them solved. Otherwise: t over the per-task
    differences of pass@k. Raises `ValueError` where the tasks differ, an outcome was not measured, or k is above the
    number of samples of any task.
    """
    if set(first.tasks) != set(second.tasks):
        raise ValueError(f"{first.id} and {second.id} ran on different tasks: no paired comparison")
    a, b = (shares_of(run, first.tasks, plus=plus, k=k) for run in (first, second))
    if first.samples.max() == second.samples.max() == 1:
        return bonett_price(int(np.sum(a > b)), int(np.sum(b > a)), len(a), level)
    return mean_difference(b - a, level)


def bonett_price(lost: int, won: int, tasks: int, level: float = LEVEL) -> Difference:
    """Estimate the difference of two shares from the tasks that only the first, only the second solved.

    Source: Bonett D. G., Price R. M. (2012). Adjusted Wald confidence interval for a difference of binomial proportions
    based on paired data. Journal of Educational and Behavioral Statistics 37, 479-488.
    """
    z = quantile(level)
    p_lost, p_won = (lost + 1) / (tasks + 2), (won + 1) / (tasks + 2)
    half = z * math.sqrt((p_lost + p_won - (p_won - p_lost) ** 2) / (tasks + 2))
    centre = p_won - p_lost
    ends = max(-1.0, centre - half), min(1.0, centre + half)
    interval = Interval(*ends, "Bonett-Price, paired", "tasks", level)
    return Difference((won - lost) / tasks, interval, paired=True, tasks=tasks)


def mean_difference(differences: Shares, level: float = LEVEL) -> Difference:
    """Estimate the mean of per-task differences (-1..1) with its paired t interval over tasks.

    No interval where they do not vary: how far another such task might lie from them is not known. Source:
    [miller2024errorbars, section 4], with Student's t for the normal quantile.
    """
    value, tasks = float(differences.mean()), len(differences)
    if tasks < 2 or np.ptp(differences) < FLAT:
        reason = "the difference is the same on every task: how much it varies is not known"
        return Difference(value, None, paired=True, tasks=tasks, absence=reason)
    from scipy.special import stdtrit  # noqa: PLC0415 - scipy takes long to import

    half = float(stdtrit(tasks - 1, 0.5 + level / 2) * differences.std(ddof=1)) / math.sqrt(tasks)
    interval = Interval(max(-1.0, value - half), min(1.0, value + half), "paired t", "tasks", level)
    return Difference(value, interval, paired=True, tasks=tasks)
