"""Signal to noise: what a doubling of size is worth, in standard errors of a difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from generator.analyse.absence import Absence
from generator.analyse.all_pairs import AllPairs
from generator.analyse.bootstrap import task_weights
from generator.analyse.interval import LEVEL, Interval
from generator.analyse.leading_pairs import LeadingPairs
from generator.analyse.passk import Shares

MOST_COUPLES = 5000
_AT_ONCE = 1 << 24  # numbers held at a time
_METHOD = "bootstrap over tasks, percentiles"


@dataclass(frozen=True, slots=True)
class Sized:
    """A run's series (models that differ in size alone, as far as is known) and its number of parameters, all active."""

    series: str
    parameters: float


@dataclass(frozen=True, slots=True)
class SignalToNoise:
    """Score gained by a doubling of size within a series (-1..1), the standard error of a paired difference, and their ratio."""

    signal: float
    signal_interval: Interval
    noise: float
    ratio: float
    interval: Interval
    series: tuple[str, ...]
    models: int


def signal_to_noise(
    shares: Shares, pairs: AllPairs | LeadingPairs, sized: Sequence[Sized | None], seed: int
) -> SignalToNoise | Absence:
    """Divide the gain by a doubling of size by the standard error of a paired difference.

    `shares` is runs x tasks, `sized` one a run, None = not known or not comparable. Signal: the slope of the score on
    log2(parameters), one for all series, each with a level of its own (least squares within series). Noise: the median
    standard error of the paired difference over all pairs of one series. Eval-Arena divides each pair's difference by its
    own error and by log2 of the ratio of sizes [wang2024evalarena]; one slope weighs long series as they deserve, and the
    tasks are resampled for both parts together. Where there are more than `MOST_COUPLES` pairs, the noise is that of each
    model and the next larger one. Absent without a series of two sizes.
    """
    groups = _series(sized)
    if not groups:
        return Absence("no series of models on this board has two known sizes")
    weights = _slope_weights(groups, sized)
    couples = _couples(groups, sized)
    noise = float(np.median([pairs.error(a, b) for a, b in couples]))
    if noise == 0:
        return Absence("models of one series solve the same tasks: there is no noise to divide by")
    signal = float(weights @ shares.mean(axis=1))
    draws = task_weights(shares.shape[1], seed)
    signals = draws @ (weights @ shares)
    noises = np.maximum(_noises(shares, couples, draws), np.finfo(float).tiny)
    return SignalToNoise(
        signal,
        _percentiles(signals),
        noise,
        signal / noise,
        _percentiles(signals / noises),
        tuple(groups),
        sum(len(group) for group in groups.values()),
    )


def _series(sized: Sequence[Sized | None]) -> dict[str, list[int]]:
    """Group runs (by their position) that differ in size alone; a series of one size has no slope."""
    groups: dict[str, list[int]] = {}
    sizes: dict[str, set[float]] = {}
    for at, one in enumerate(sized):
        if one is not None:
            groups.setdefault(one.series, []).append(at)
            sizes.setdefault(one.series, set()).add(one.parameters)
    return {name: group for name, group in sorted(groups.items()) if len(sizes[name]) > 1}


def _couples(groups: dict[str, list[int]], sized: Sequence[Sized | None]) -> list[tuple[int, int]]:
    """Pair the runs of each series: every two, or neighbours in size where these are too many."""
    if sum(len(group) * (len(group) - 1) // 2 for group in groups.values()) <= MOST_COUPLES:
        return [(a, b) for group in groups.values() for i, a in enumerate(group) for b in group[i + 1 :]]
    size = {at: one.parameters for at, one in enumerate(sized) if one is not None}
    return [pair for group in groups.values() for pair in pairwise(sorted(group, key=size.__getitem__))]


def _slope_weights(groups: dict[str, list[int]], sized: Sequence[Sized | None]) -> NDArray[np.float64]:
    """Write the slope as a weighted sum of scores: least squares on log2(parameters), centred within series."""
    weights = np.zeros(len(sized))
    for group in groups.values():
        doublings = np.log2([one.parameters for at in group if (one := sized[at]) is not None])
        weights[group] = doublings - doublings.mean()
    found: NDArray[np.float64] = weights / (weights @ weights)
    return found


def _noises(
    shares: Shares, couples: list[tuple[int, int]], draws: NDArray[np.float64]
) -> NDArray[np.float64]:
    differences = np.array([shares[b] - shares[a] for a, b in couples])
    size = max(1, _AT_ONCE // len(couples))
    parts = (draws[at : at + size] for at in range(0, len(draws), size))
    return np.concatenate([_medians(part, differences) for part in parts])


def _medians(draws: NDArray[np.float64], differences: Shares) -> NDArray[np.float64]:
    variances = np.maximum(0.0, draws @ (differences**2).T - (draws @ differences.T) ** 2)
    return np.asarray(np.median(np.sqrt(variances / (differences.shape[1] - 1)), axis=1))


def _percentiles(values: NDArray[np.float64]) -> Interval:
    low, high = np.quantile(values, ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    return Interval(float(low), float(high), _METHOD, "tasks")
