"""McNemar's test of two runs of one sample a task, from the tasks that only one of them solved."""

from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

P = NDArray[np.float64]


def exact_p(lost: ArrayLike, won: ArrayLike) -> P:
    """Test whether both runs solve as many tasks, against a fair coin for each discordant task: two-sided p (0..1).

    `lost` counts tasks that only the first solved, `won` those that only the second did; arrays of any one shape.
    Without a discordant task p is 1. Conservative: its real size lies below its level. Raises `ValueError` for
    negative counts. Source: McNemar Q. (1947). Note on the sampling error of the difference between correlated
    proportions or percentages. Psychometrika 12, 153-157; exact as in Agresti A. (2013). Categorical Data Analysis,
    3rd edition, section 11.1.
    """
    tail, _ = _smaller_tail(lost, won)
    return np.minimum(1.0, 2 * tail)


def mid_p(lost: ArrayLike, won: ArrayLike) -> P:
    """Test the same with half the chance of what was seen: two-sided mid-p (0..1), whose size is nearer to its level.

    Source: Fagerland M. W., Lydersen S., Laake P. (2013). The McNemar test for binary matched-pairs data: mid-p and
    asymptotic are better than exact conditional. BMC Medical Research Methodology 13, 91.
    """
    tail, point = _smaller_tail(lost, won)
    return np.minimum(1.0, 2 * tail - point)


def chance_second_better(lost: ArrayLike, won: ArrayLike) -> P:
    """Give the posterior chance (0..1) that the second run solves more of all such tasks than the first.

    With a Dirichlet(1, 1, 1, 1) prior on the four outcomes of a task, the share of the discordant tasks that the second
    wins has a Beta(won + 1, lost + 1) posterior, and the chance that it exceeds one half is I_{1/2}(lost + 1, won + 1).
    Source: Gelman A. et al. (2013). Bayesian Data Analysis, 3rd edition, section 3.4; the beta integral as a binomial
    sum as in Abramowitz M., Stegun I. A. (1964), 26.5.24.
    """
    a, b = _counts(lost, won)
    return _binomial(a + b + 1, b)[0]


def _smaller_tail(lost: ArrayLike, won: ArrayLike) -> tuple[P, P]:
    a, b = _counts(lost, won)
    return _binomial(a + b, np.minimum(a, b))


def _counts(lost: ArrayLike, won: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    a, b = np.asarray(lost, dtype=np.int64), np.asarray(won, dtype=np.int64)
    if a.shape != b.shape or bool((a < 0).any() or (b < 0).any()):
        raise ValueError("discordant tasks need two counts of at least 0 each")
    return a, b


def _binomial(trials: NDArray[np.int64], most: NDArray[np.int64]) -> tuple[P, P]:
    """Give P(X <= most) and P(X = most) of fair coins; each pair of counts is worked out once."""
    base = int(most.max(initial=0)) + 1
    codes, where = np.unique(trials.ravel() * base + most.ravel(), return_inverse=True)
    pairs = (divmod(code, base) for code in codes.tolist())
    found = np.array([_fair_coins(n, m) for n, m in pairs]).reshape(-1, 2)[where.ravel()]
    return found[:, 0].reshape(trials.shape), found[:, 1].reshape(trials.shape)


@cache
def _fair_coins(trials: int, most: int) -> tuple[float, float]:
    """Sum whole numbers and divide once: exact to the last digit, and nothing underflows on the way."""
    ways = total = 1
    for heads in range(1, most + 1):
        ways = ways * (trials - heads + 1) // heads
        total += ways
    return total / 2**trials, ways / 2**trials
