"""Tasks whose chances to pass are beta-distributed, with a wanted true pass@k."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SPREADS = (0.3, 3.0, 30.0)  # alpha + beta: tasks nearly all or nothing, mixed, alike


@dataclass(frozen=True, slots=True)
class Difficulty:
    """The parameters of a beta distribution of a task's chance to pass."""

    a: float
    b: float

    def pass_at_k(self, k: int) -> float:
        """Give the mean over such tasks of 1 - (1 - p)^k: the true pass@k (0..1)."""
        lost = (math.log(self.b + i) - math.log(self.a + self.b + i) for i in range(k))
        return -math.expm1(math.fsum(lost))

    def chances(self, samples: int) -> NDArray[np.float64]:
        """Give the chances that a task passes 0 to `samples` times: beta-binomial."""
        from scipy.stats import betabinom  # noqa: PLC0415 - scipy takes 0.8 s to import

        found = np.asarray(betabinom.pmf(np.arange(samples + 1), samples, self.a, self.b))
        return np.asarray(found / found.sum())


def difficulty(true: float, spread: float, k: int) -> Difficulty:
    """Find tasks of a spread (alpha + beta) whose true pass@k (inside 0..1) is as wanted, by halving in logits."""
    low, high = -60.0, 60.0
    for _ in range(200):
        middle = (low + high) / 2
        found = Difficulty(spread / (1 + math.exp(-middle)), spread / (1 + math.exp(middle)))
        if found.pass_at_k(k) < true:
            low = middle
        else:
            high = middle
    return found


def difficulties(true: float, k: int) -> Iterator[Difficulty]:
    """Give one set of tasks of each spread with the same true pass@k."""
    yield from (difficulty(true, spread, k) for spread in SPREADS)
