"""Equivalent k: how many samples of one model do what a single sample of another does, and where their curves cross."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.analyse.absence import Absence
from generator.analyse.board import board_key
from generator.analyse.bootstrap import task_weights
from generator.analyse.curves import overtaken, reached, run_pass_curves
from generator.analyse.interval import LEVEL, Interval
from generator.model.run import Run

BOOTSTRAP = "joint bootstrap, percentiles"


@dataclass(frozen=True, slots=True)
class SampleCount:
    """A number of samples (real, 1 to `limit`) with its interval; 0 = below 1, infinite = above `limit`.

    `allowed`, for printed curves only: what any concave curve through the printed points allows.
    """

    value: float
    interval: Interval
    limit: int
    tasks: int
    allowed: tuple[float, float] | None = None


def equivalent_k(sampled: Run, single: Run, *, plus: bool, seed: int) -> SampleCount | Absence:
    """Estimate the smallest real k >= 1 at which pass@k of one run reaches pass@1 of another on the same tasks.

    The interval resamples tasks, the same for both runs; replicates that never reach the score count as infinite. Two
    runs of different decoding are compared as they are: whoever shows the number names both. Absent, with the reason,
    where there is no curve or no shared tasks. Source of the question: brown2024monkeys, section 2.1, which trades
    samples of a small model against a larger one; of the resampling: `task_weights`.
    """
    reason = _incomparable(sampled, single, plus=plus)
    if reason:
        return Absence(reason)
    ks, curve = run_pass_curves(sampled, plus=plus)
    _, (first, *_) = run_pass_curves(single, plus=plus)
    weights = _weights(len(sampled.tasks), seed)
    found = reached(weights @ curve.T, ks, weights @ first)
    return _counted(found, sampled)


def crossing(leader: Run, follower: Run, *, plus: bool, seed: int) -> SampleCount | Absence:
    """Estimate the k from which the run that is behind at one sample is ahead; infinite = never up to the smallest n.

    `leader` is meant to have the higher pass@1; where it has not, the number is below 1. Resampled as `equivalent_k`.
    Absent, with the reason, where either run has no curve or they share no tasks.
    """
    reason = _incomparable(leader, follower, plus=plus) or _no_curve(follower)
    if reason:
        return Absence(reason)
    shorter, longer = sorted((leader, follower), key=lambda run: int(run.samples.min()))
    ks, _ = run_pass_curves(shorter, plus=plus)
    curves = {run.id: run_pass_curves(run, plus=plus)[1][: len(ks)] for run in (shorter, longer)}
    weights = _weights(len(leader.tasks), seed)
    found = overtaken(weights @ curves[leader.id].T, weights @ curves[follower.id].T, ks)
    return _counted(found, shorter)


def _weights(tasks: int, seed: int) -> NDArray[np.float64]:
    """Put the tasks as they are before their resamples."""
    return np.vstack([np.full((1, tasks), 1 / tasks), task_weights(tasks, seed)])


def _counted(found: NDArray[np.float64], run: Run) -> SampleCount:
    tail = (1 - LEVEL) / 2
    value, replicates = float(found[0]), found[1:]  # no mean of two replicates: one may be infinite
    low, high = np.quantile(replicates, (tail, 1 - tail), method="inverted_cdf")
    interval = Interval(float(low), float(high), BOOTSTRAP, "tasks")
    return SampleCount(value, interval, int(run.samples.min()), len(run.tasks))


def _incomparable(first: Run, second: Run, *, plus: bool) -> str:
    keys = [board_key(run)._replace(strategy="unknown", tasks=0) for run in (first, second)]
    if keys[0] != keys[1]:
        return "the two do not share benchmark, dataset version and harness"
    if first.tasks != second.tasks:
        return "the two ran on different tasks"
    if any((run.plus if plus else run.base) is None for run in (first, second)):
        return "not measured"
    return _no_curve(first)


def _no_curve(run: Run) -> str:
    fewest = int(run.samples.min())
    return "one sample a task has no curve in k" if fewest < 2 else ""
