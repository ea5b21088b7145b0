"""Resampling of tasks: one set of draws that all runs on the same tasks share."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

REPLICATES = 2000


# Every pair of runs on the same tasks asks for them, and drawing takes longer than using them.
@lru_cache(maxsize=2)
def task_weights(tasks: int, seed: int, replicates: int = REPLICATES) -> NDArray[np.float64]:
    """Draw tasks with replacement; each row (replicates x tasks) holds the share that each task has in one resample.

    `weights @ values` gives the mean of per-task values in every resample. The same number of tasks and the same seed
    give the same draws, so that runs on the same tasks are resampled jointly; they cannot be written to. Source:
    Efron B., Tibshirani R. J. (1993). An introduction to the bootstrap. Chapman and Hall, chapter 6.
    """
    if tasks < 1:
        raise ValueError(f"nothing to resample: found {tasks} tasks")
    draws = np.random.default_rng(seed).multinomial(tasks, np.full(tasks, 1 / tasks), size=replicates)
    weights: NDArray[np.float64] = draws / tasks
    weights.flags.writeable = False
    return weights
