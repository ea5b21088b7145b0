"""Kendall's tau-b with the chance of one as low: exact for few, approximate for many."""

import math
from functools import lru_cache
from itertools import combinations, permutations
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
_EXACT = 7  # items: 5,040 orders


def kendall(x: Values, y: Values) -> tuple[float, float]:
    """Give tau-b, -1..1, and its one-sided p: the chance of a tau as low or lower if x and y were unrelated.

    p counts all orders of up to seven items; beyond, it is the normal approximation with the variance under ties and
    a continuity correction, which for x of two values is that of the Mann-Whitney test. Raises `ValueError` where x or
    y is constant. Source: Kendall M. G. (1970). Rank Correlation Methods, 4th edition. Griffin, chapters 3 and 4.
    """
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        raise ValueError("tau needs values that differ")
    agreeing = _agreeing(x, y)
    pairs = len(x) * (len(x) - 1)
    tau = 2 * agreeing / math.sqrt((pairs - _tied(x)[0]) * (pairs - _tied(y)[0]))
    return tau, _exact(x, y, agreeing) if len(x) <= _EXACT else _approximate(x, y, agreeing)


def _exact(x: Values, y: Values, agreeing: int) -> float:
    orders = x[_orders(len(x))]
    found = np.zeros(len(orders))
    for i, j in combinations(range(len(x)), 2):
        found += np.sign(orders[:, i] - orders[:, j]) * np.sign(y[i] - y[j])
    return float((found <= agreeing).mean())


@lru_cache(maxsize=_EXACT)
def _orders(items: int) -> NDArray[np.intp]:
    return np.array(list(permutations(range(items))))


def _approximate(x: Values, y: Values, agreeing: int) -> float:
    n, (x1, x2, x3), (y1, y2, y3) = len(x), _tied(x), _tied(y)
    pairs = n * (n - 1)
    variance = (pairs * (2 * n + 5) - x3 - y3) / 18 + x1 * y1 / (2 * pairs) + x2 * y2 / (9 * pairs * (n - 2))
    return NormalDist().cdf((agreeing + 1) / math.sqrt(variance))


def _agreeing(x: Values, y: Values) -> int:
    """Count the pairs in the same order less those in the opposite one, a value of x at a time: never all pairs at once."""
    values, places = np.unique(y, return_inverse=True)
    groups = np.split(
        places[np.argsort(x, kind="stable")], np.cumsum(np.unique(x, return_counts=True)[1])[:-1]
    )
    lower, found = np.zeros(len(values) + 1, np.int64), 0  # how many of smaller x have a y below each place
    for group in groups:
        below, up_to = lower[group], lower[group + 1]
        found += int((below - (lower[-1] - up_to)).sum())
        lower[1:] += np.cumsum(np.bincount(group, minlength=len(values)))
    return found


def _tied(values: Values) -> tuple[int, int, int]:
    """Sum t(t-1), t(t-1)(t-2) and t(t-1)(2t+5) over groups of t equal values."""
    t = np.unique(values, return_counts=True)[1]
    pairs = t * (t - 1)
    return int(pairs.sum()), int((pairs * (t - 2)).sum()), int((pairs * (2 * t + 5)).sum())
