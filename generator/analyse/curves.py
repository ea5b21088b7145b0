"""pass@k as a curve over the number of samples, between whole numbers too, and where it reaches a score."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.model.run import Run

Shares = NDArray[np.float64]
BELOW_ONE = 0.0  # a number of samples that is below 1: not even one is needed
STEPS = 32  # of a grid between k = 1 and 2; fewer as k grows
TOLERANCE = 1e-12  # shares that differ by less are equal


def all_fail(samples: int, ks: ArrayLike) -> Shares:
    """Give the chance that k of n samples all fail, by k (rows, real, 0..n) and by passes c = 0..n (columns).

    C(n-c, k) / C(n, k) is the product of 1 - k/i over i = n-c+1..n [chen2021codex, section 2.1]. Read so, it holds for
    real k, equals the extension of the binomials by gamma functions, and is 0 from k = n-c+1 on. As a polynomial whose
    roots are all real it falls and is convex before its first root, so that pass@k is monotone and concave in real k.
    Raises `ValueError` for k outside 0..n.
    """
    k = np.asarray(ks, dtype=np.float64)
    if ((k < 0) | (k > samples)).any():
        raise ValueError(f"k lies between 0 and the {samples} samples of a task")
    factors = np.maximum(1 - k[:, np.newaxis] / np.arange(samples, 0, -1), 0)
    return np.concatenate([np.ones((len(k), 1)), np.cumprod(factors, axis=1)], axis=1)


def pass_curves(samples: ArrayLike, passed: ArrayLike, ks: ArrayLike) -> Shares:
    """Estimate pass@k of each task (columns) at real k (rows) from counts over tasks; k up to the smallest n."""
    n, c = np.asarray(samples, dtype=np.int64), np.asarray(passed, dtype=np.int64)
    curves = np.empty((len(np.asarray(ks)), len(n)))
    for size in np.unique(n).tolist():
        curves[:, n == size] = 1 - all_fail(size, ks)[:, c[n == size]]
    return curves


def run_pass_curves(run: Run, *, plus: bool) -> tuple[Shares, Shares]:
    """Give a fine grid of k up to a run's smallest n, and pass@k there by task (columns).

    Raises `ValueError` where the tests were not run.
    """
    passed = run.plus if plus else run.base
    if passed is None:
        raise ValueError(f"{run.id}: not measured")
    ks = grid(int(run.samples.min()))
    return ks, pass_curves(run.samples, passed, ks)


def grid(limit: int) -> Shares:
    """Divide 1..`limit` so finely that curves are straight between the divisions: 32 steps up to 2, 16 up to 3, ..."""
    steps = (
        np.linspace(k, k + 1, max(1, -(-STEPS // k)), endpoint=False) for k in range(1, limit)
    )  # rounded up
    return np.concatenate([*steps, [float(limit)]])


def reached(curves: Shares, ks: Shares, targets: Shares) -> Shares:
    """Find the smallest k at which each curve (rows, over `ks`) is at least its target.

    `BELOW_ONE` where the curve starts above it, infinite where it never gets there.
    """
    return _first(curves - targets[:, np.newaxis] >= -TOLERANCE, curves - targets[:, np.newaxis], ks)


def overtaken(leader: Shares, follower: Shares, ks: Shares) -> Shares:
    """Find the k from which each curve of the follower (rows, over `ks`) first lies above the leader's.

    `BELOW_ONE` where it does from the start, infinite where it never does.
    """
    return _first(follower - leader > TOLERANCE, follower - leader, ks)


def _first(there: NDArray[np.bool_], ahead: Shares, ks: Shares) -> Shares:
    """Find where `ahead` gets to 0 on the way to the first k that is `there`, as if it ran straight."""
    rows, at = np.arange(len(ahead)), there.argmax(axis=1)
    before = np.maximum(at - 1, 0)
    gap, rise = -ahead[rows, before], ahead[rows, at] - ahead[rows, before]
    share = np.clip(np.divide(gap, rise, out=np.zeros_like(gap), where=rise > 0), 0, 1)
    found: Shares = ks[before] + share * (ks[at] - ks[before])
    found[(at == 0) & (ahead[:, 0] > TOLERANCE)] = BELOW_ONE
    found[~there.any(axis=1)] = np.inf
    return found
