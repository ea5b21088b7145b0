"""pass@k and pass^k of tasks, unbiased, for one k or all of them, and the interval of their mean."""

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.analyse.interval import LEVEL, Interval, wilson_ends
from generator.model.run import Run

Shares = NDArray[np.float64]
FLAT = 1e-12  # shares that vary less than this are the same: digits of sums, not of outcomes
_TABLES = 256  # of 8 bytes a sample: 0.4 MB at 200 samples


def pass_at_k(samples: ArrayLike, passed: ArrayLike, k: int) -> Shares:
    """Estimate pass@k of each task: 1 - C(n-c, k) / C(n, k), without bias [chen2021codex, section 2.1].

    `samples` (n) and `passed` (c) are counts over tasks, 0 <= c <= n; the shares come in the same order, 0..1.
    Raises `ValueError` for k < 1, for k > n of any task, where no unbiased estimate exists, and for c outside 0..n.
    """
    n, c = _counts(samples, passed, k, "pass@")
    return 1.0 - _all_among(n, n - c, k)


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


def pass_hat_k(samples: ArrayLike, passed: ArrayLike, k: int) -> Shares:
    """Estimate pass^k of each task, the chance that k samples all pass: C(c, k) / C(n, k), without bias.

    Shapes, ranges and errors as for `pass_at_k`. It falls with k where pass@k grows. Source: [hariri2026dont], whose
    package scorio calls it pass_hat.
    """
    n, c = _counts(samples, passed, k, "pass^")
    return _all_among(n, c, k)


def pass_curve(samples: ArrayLike, passed: ArrayLike) -> Shares:
    """Estimate pass@k of each task for every k from 1 to the smallest n: row k-1 equals `pass_at_k(..., k)`.

    One pass over k: fail(k+1) = fail(k) (n-c-k)/(n-k). Raises `ValueError` as `pass_at_k`, and where there is no task.
    """
    n, c = _counts(samples, passed, 1, "pass@")
    if not n.size:
        raise ValueError("a curve needs at least one task")
    drawn = np.arange(n.min())[:, np.newaxis]
    return 1.0 - np.cumprod(np.maximum(n - c - drawn, 0) / (n - drawn), axis=0)


def mean_interval(
    shares: Shares, *, one_sample: bool, resampled: str = "tasks", level: float = LEVEL
) -> Interval:
    """Give the interval of the mean of per-task shares (0..1, at least one); the estimand is the mean over tasks like these.

    One sample a task: Wilson on the passes. Several: Wilson on an effective number of tasks, as for clustered surveys
    (Dean N., Pagano M. (2015). Evaluating confidence interval methods for binomial proportions in clustered surveys.
    Journal of Survey Statistics and Methodology 3, 484-503). That number grows as the shares vary less than single
    outcomes would; a solved and a failed pseudo-task, our addition, keep it finite where all shares are equal.
    docs/methods.md says how often it covers. `resampled` names what the shares are of, where it is not tasks.
    """
    tasks, mean = len(shares), float(shares.mean())
    if one_sample:
        low, high = wilson_ends(mean, tasks, level)
        return Interval(low, high, "Wilson", resampled, level)
    shrunk = (float(shares.sum()) + 1) / (tasks + 2)
    variance = (float((shares**2).sum()) + 1) / (tasks + 2) - shrunk**2
    effective = tasks * shrunk * (1 - shrunk) / variance  # at least `tasks`: of all shares, 0 and 1 vary most
    low, high = wilson_ends(mean, effective, level)
    return Interval(low, high, f"Wilson on {effective:.0f} effective {resampled}", resampled, level)


def _counts(
    samples: ArrayLike, passed: ArrayLike, k: int, name: str
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    n, c = np.broadcast_arrays(np.asarray(samples, dtype=np.int64), np.asarray(passed, dtype=np.int64))
    if k < 1:
        raise ValueError(f"{name}{k}: k counts samples and starts at 1")
    if n.size and k > n.min():
        raise ValueError(f"{name}{k} needs at least {k} samples a task, found {n.min()}")
    if ((c < 0) | (c > n)).any():
        raise ValueError("a task cannot have fewer than 0 or more passes than samples")
    return n, c


def _all_among(n: NDArray[np.int64], among: NDArray[np.int64], k: int) -> Shares:
    """Give the chance that k samples, drawn from n without putting any back, all lie among the given number of them."""
    if not n.size:
        return np.ones(n.shape)
    least = int(n.min())
    if least == n.max():
        return np.asarray(_chances(least, k)[among])
    found = np.empty(n.shape)
    for size in np.unique(n):
        here = n == size
        found[here] = _chances(int(size), k)[among[here]]
    return found


@lru_cache(maxsize=_TABLES)
def _chances(n: int, k: int) -> Shares:
    """Tabulate C(m, k) / C(n, k) for m of 0 to n, as a product over the draws, so that no binomial overflows."""
    among = np.arange(n + 1)
    chances = np.ones(n + 1)
    for drawn in range(k):  # the chance that the next sample lies among them too, once `drawn` have
        chances *= np.maximum(among - drawn, 0) / (n - drawn)
    chances.setflags(write=False)
    return chances
