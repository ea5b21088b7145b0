"""One adjustment for all paired t tests of a family, from their joint distribution."""

import numpy as np
from numpy.typing import NDArray

from generator.analyse.passk import Shares
from generator.model.memory import Memory

Square = NDArray[np.float64]
REPLICATES = 5000
_AT_ONCE = 1 << 22  # numbers held at a time


def max_t_adjusted(
    shares: Shares, standard_error: Square, t: Square, seed: int, *, memory: Memory | None = None
) -> Square:
    """Adjust paired t tests of all pairs: the chance that the largest |t| of the family reaches this one's, were all equal.

    `shares` is runs x tasks; `standard_error` and `t` are square arrays over runs, a standard error of 0 leaves a pair
    out. The joint distribution is the multivariate t with the correlations that the tasks show (single step): normal
    weights on the tasks' centred shares, the same for all runs, give differences that vary together as the observed
    ones do. The smallest value that can come out is 1 / (replicates + 1). Source: Hothorn T., Bretz F., Westfall P.
    (2008). Simultaneous inference in general parametric models. Biometrical Journal 50, 346-363.
    `memory` has what was drawn before of the same.
    """
    largest = (memory or Memory()).of(
        "max-T",
        (shares, standard_error, seed),
        list[float],
        lambda: np.sort(_largest(shares, standard_error, seed)).tolist(),
    )
    reached = len(largest) - np.searchsorted(largest, np.abs(t) * (1 - 1e-12))
    return np.where(standard_error > 0, (reached + 1) / (len(largest) + 1), 1.0)


def _largest(shares: Shares, standard_error: Square, seed: int) -> NDArray[np.float64]:
    """Draw the largest |t| of the family, with nothing but chance between the runs."""
    dice, tasks = np.random.default_rng(seed), shares.shape[1]
    pairs = int(np.count_nonzero(np.triu(standard_error, 1)))
    if not pairs:
        return np.zeros(REPLICATES)
    scaled = (shares - shares.mean(axis=1, keepdims=True)).T / np.sqrt(tasks * (tasks - 1))
    drawn = [
        _of_some((dice.standard_normal((size, tasks)) @ scaled).T, standard_error)
        for size in _sizes(REPLICATES, pairs)
    ]
    scale: NDArray[np.float64] = np.sqrt(dice.chisquare(tasks - 1, REPLICATES) / (tasks - 1))
    return np.concatenate(drawn) / scale


def _of_some(means: NDArray[np.float64], standard_error: Square) -> NDArray[np.float64]:
    """Give the largest |t| of each column of `means`, runs x draws; a run at a time, against all after it."""
    means, found = np.ascontiguousarray(means), np.zeros(means.shape[1])
    for at in range(len(means) - 1):
        after = at + 1 + np.flatnonzero(standard_error[at, at + 1 :])
        if len(after):
            t = (means[at] - means[after]) / standard_error[at, after, None]
            np.maximum(found, np.abs(t, out=t).max(axis=0), out=found)
    return found


def _sizes(total: int, pairs: int) -> list[int]:
    most = max(1, _AT_ONCE // pairs)
    return [min(most, total - start) for start in range(0, total, most)]
