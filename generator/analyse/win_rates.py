"""How often a run solves what a random other run does not."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from generator.analyse.bootstrap import task_weights
from generator.analyse.interval import LEVEL, Interval
from generator.analyse.passk import FLAT, Shares, mean_interval


@dataclass(frozen=True, slots=True)
class WinRate:
    """Shares (0..1) of random tasks and random other runs: won, and lost; the rest are draws."""

    won: float
    lost: float
    interval: Interval  # of `won`
    lost_interval: Interval


def win_rates(shares: Shares, seed: int, most: int | None = None) -> tuple[WinRate, ...]:
    """Estimate the chance that a sample of a run passes where one of a random other run on the board fails.

    `shares` is runs x tasks of per-task pass@1 (0..1), at least two runs; `most` = of how many, the first. Draws are not split: won less lost is the run's
    score less the mean score of the others, so that half a draw each would only restate the score. It depends on who else
    is on the board. Percentile interval over tasks, the others as they are. Source: [wang2024evalarena]; Efron B.,
    Tibshirani R. J. (1993). An introduction to the bootstrap. Chapman and Hall, chapter 13.
    """
    if shares.ndim != 2 or len(shares) < 2:
        raise ValueError("a win rate needs another run on the same tasks")
    others = (shares.sum(axis=0) - shares) / (len(shares) - 1)
    shares, others = shares[:most], others[:most]
    won, lost = shares * (1 - others), (1 - shares) * others
    draws = task_weights(shares.shape[1], seed)
    return tuple(
        WinRate(float(w), float(x), interval, lost_interval)
        for w, x, interval, lost_interval in zip(
            won.mean(axis=1),
            lost.mean(axis=1),
            _intervals(draws, won),
            _intervals(draws, lost),
            strict=True,
        )
    )


def _intervals(draws: Shares, shares: Shares) -> Iterator[Interval]:
    """Give the interval of the mean of each run (row) over tasks.

    Where all tasks agree, resampling shows no doubt at all; there the interval is that of a score.
    """
    low, high = np.quantile(draws @ shares.T, ((1 - LEVEL) / 2, (1 + LEVEL) / 2), axis=0)
    for row, a, b in zip(shares, low, high, strict=True):
        if b - a <= FLAT:
            yield mean_interval(row, one_sample=False)
        else:
            yield Interval(float(a), float(b), "bootstrap over tasks, percentiles", "tasks")
