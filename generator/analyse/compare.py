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
    """Second minus first, in shares (-1..1)."""

    value: float
    interval: Interval | None
    paired: bool
    tasks: int | None


def unpaired_difference(first: Estimate, second: Estimate) -> Difference:
    """Combine two scores' own intervals by squares of their distances (Newcombe 1998, method 10).

    Tasks are treated as if drawn anew for each score: wider than a paired interval would be where tasks are shared.
    """
    value = second.value - first.value
    if first.interval is None or second.interval is None:
        return Difference(value, None, paired=False, tasks=first.tasks)
    down = math.hypot(second.value - second.interval.low, first.interval.high - first.value)
    up = math.hypot(second.interval.high - second.value, first.value - first.interval.low)
    interval = Interval(max(-1.0, value - down), min(1.0, value + up), "Newcombe, unpaired", "tasks")
    return Difference(value, interval, paired=False, tasks=first.tasks)


def paired_difference(first: Run, second: Run, *, plus: bool) -> Difference:
    """Compare two runs of one sample a task on the same tasks, by Bonett and Price (2012) on the discordant pairs.

    Raises `ValueError` where the tasks differ, a task has several samples or an outcome was not measured.
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
