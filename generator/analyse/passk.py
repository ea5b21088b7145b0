"""pass@k of tasks and of runs, unbiased, with its interval."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.analyse.interval import Interval, wilson, wilson_ends
from generator.model.run import Run

Shares = NDArray[np.float64]
FLAT = 1e-12  # shares that vary less than this are the same: digits of sums, not of outcomes


def pass_at_k(samples: ArrayLike, passed: ArrayLike, k: int) -> Shares:
    """Estimate pass@k of each task: 1 - C(n-c, k) / C(n, k), without bias [chen2021codex, section 2.1].

    `samples` (n) and `passed` (c) are counts over tasks, 0 <= c <= n; the shares come in the same order, 0..1.
    Raises `ValueError` for k < 1, for k > n of any task, where no unbiased estimate exists, and for c outside 0..n.
    """
    n, c = np.asarray(samples, dtype=np.int64), np.asarray(passed, dtype=np.int64)
    if k < 1:
        raise ValueError(f"pass@{k}: k counts samples and starts at 1")
    if n.size and k > n.min():
        raise ValueError(f"pass@{k} needs at least {k} samples a task, found {n.min()}")
    if ((c < 0) | (c > n)).any():
        raise ValueError("a task cannot have fewer than 0 or more passes than samples")
    all_fail = np.ones(np.broadcast_shapes(n.shape, c.shape))
    for drawn in range(k):  # the chance that the next sample fails too, once `drawn` have failed
        all_fail *= np.maximum(n - c - drawn, 0) / (n - drawn)
    return 1.0 - all_fail


def shares_of(run: Run, tasks: tuple[str, ...], *, plus: bool, k: int = 1) -> Shares:
    """Give a run's pass@k over these tasks, in their order; raises `ValueError` where it was not measured."""
    passed = run.plus if plus else run.base
    if passed is None:
        raise ValueError(f"{run.id}: not measured")
    shares = pass_at_k(run.samples, passed, k)
    if run.tasks == tasks:
        return shares
    place = {task: at for at, task in enumerate(run.tasks)}
    return shares[[place[task] for task in tasks]]


def mean_interval(shares: Shares, *, one_sample: bool) -> Interval:
    """Give the interval of the mean of per-task shares (0..1, at least one); the estimand is the mean over tasks like these.

    One sample a task: Wilson on the passes. Several: Wilson on an effective number of tasks, as for clustered surveys
    (Dean N., Pagano M. (2015). Evaluating confidence interval methods for binomial proportions in clustered surveys.
    Journal of Survey Statistics and Methodology 3, 484-503). That number grows as the shares vary less than single
    outcomes would; a solved and a failed pseudo-task, our addition, keep it finite where all shares are equal.
    docs/methods.md says how often it covers.
    """
    tasks, mean = len(shares), float(shares.mean())
    if one_sample:
        return wilson(mean, tasks)
    shrunk = (float(shares.sum()) + 1) / (tasks + 2)
    variance = (float((shares**2).sum()) + 1) / (tasks + 2) - shrunk**2
    effective = tasks * shrunk * (1 - shrunk) / variance  # at least `tasks`: of all shares, 0 and 1 vary most
    low, high = wilson_ends(mean, effective)
    return Interval(low, high, f"Wilson on {effective:.0f} effective tasks", "tasks")
