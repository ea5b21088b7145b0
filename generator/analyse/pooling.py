"""One effect for each family, and what they say together: random effects, how much families differ, another family."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from generator.analyse.absence import Absence
from generator.analyse.interval import LEVEL, Interval
from generator.analyse.passk import Shares

FEWEST = 3
_TAIL = (1 - LEVEL) / 2
_GRID, _PRECISION = 200, 1e-12


@dataclass(frozen=True, slots=True)
class FamilyEffect:
    """What was found in one family, with the variance of its error (above 0), in the same unit squared."""

    label: str
    value: float
    variance: float


@dataclass(frozen=True, slots=True)
class Pooled:
    """The mean effect over families like these, how much families differ, and where another family may lie."""

    families: tuple[FamilyEffect, ...]
    value: float
    interval: Interval  # Hartung-Knapp
    modified: (
        Interval  # the same, never narrower than it would be if families did not differ more than chance
    )
    tau: float  # standard deviation of true effects over families
    tau_interval: Interval  # Q-profile; from 0, and may have no upper end
    i2: float  # share of the variation that is not chance, 0..1
    prediction: Interval
    weights: tuple[float, ...]  # of the families, adding up to 1
    q: float  # Cochran's Q, on K - 1 degrees of freedom
    q_p: float  # how often families that are alike would lie so far apart

    @property
    def i2_interval(self) -> Interval:
        """Give the interval of I^2 (0..1) that the ends of tau's interval make."""
        variances = np.array([each.variance for each in self.families])
        low, high = (_i2(end**2, variances) for end in (self.tau_interval.low, self.tau_interval.high))
        return Interval(low, high, "Q-profile", "families")


def pool(families: Sequence[FamilyEffect]) -> Pooled | Absence:
    """Pool one effect a family by random effects, in any order; absent for fewer than three families.

    tau^2 by restricted maximum likelihood (Viechtbauer W. (2005). Bias and efficiency of meta-analytic variance
    estimators. Journal of Educational and Behavioral Statistics 30, 261-293); the mean's interval by Hartung J., Knapp
    G. (2001), Statistics in Medicine 20, 3875-3889, on K - 1 degrees of freedom, and modified as by Röver C., Knapp G.,
    Friede T. (2015), BMC Medical Research Methodology 15, 99; tau's interval by Q-profile (Viechtbauer W. (2007),
    Statistics in Medicine 26, 37-52); I^2 by Higgins J. P. T., Thompson S. G. (2002), Statistics in Medicine 21,
    1539-1558; the prediction interval on K - 2 degrees of freedom (Partlett C., Riley R. D. (2017),
    Statistics in Medicine 36, 301-317), with the modified standard error, so that it is never narrower than the mean's.
    """
    if len(families) < FEWEST:
        found = len(families)
        return Absence(f"{found} {'family' if found == 1 else 'families'}: no summary of fewer than {FEWEST}")
    y, v = np.array([each.value for each in families]), np.array([each.variance for each in families])
    if not (v > 0).all():
        return Absence("a family's effect has no variance, so that it would outweigh all others")
    from scipy.special import chdtrc, stdtrit  # noqa: PLC0415 - scipy takes long to import

    tau2, freedom = _reml(y, v), len(y) - 1
    w = 1 / (v + tau2)
    mean = float(w @ y / w.sum())
    spread = float(w @ (y - mean) ** 2) / freedom
    se, floor = math.sqrt(spread / w.sum()), math.sqrt(max(1.0, spread) / w.sum())
    t, further = float(stdtrit(freedom, 1 - _TAIL)), float(stdtrit(freedom - 1, 1 - _TAIL))
    reach = further * math.sqrt(tau2 + floor * floor)  # nowhere surer of another family than of the mean
    return Pooled(
        tuple(families),
        mean,
        Interval(mean - t * se, mean + t * se, "REML, Hartung-Knapp", "families"),
        Interval(mean - t * floor, mean + t * floor, "REML, modified Hartung-Knapp", "families"),
        math.sqrt(tau2),
        _q_profile(y, v),
        _i2(tau2, v),
        Interval(mean - reach, mean + reach, "prediction for another family", "families"),
        tuple(float(each) for each in w / w.sum()),
        _q(0.0, y, v),
        float(chdtrc(freedom, _q(0.0, y, v))),
    )


def _reml(y: Shares, v: Shares) -> float:
    """Find tau^2 >= 0 that makes the restricted likelihood largest: on a grid first, as it may have several peaks."""
    from scipy.optimize import minimize_scalar  # noqa: PLC0415 - scipy takes long to import

    top = 100 * (float(y.var(ddof=1)) + float(v.max()))
    grid = np.concatenate([[0.0], np.geomspace(top * 1e-8, top, _GRID)])
    best = int(np.argmin(_restricted(grid, y, v)))
    low, high = grid[max(best - 1, 0)], grid[min(best + 1, _GRID)]
    found = minimize_scalar(
        lambda tau2: float(_restricted(np.array(tau2), y, v)),
        bounds=(low, high),
        method="bounded",
        options={"xatol": high * _PRECISION},
    )
    return 0.0 if best == 0 and _restricted(np.array(0.0), y, v) <= found.fun else float(found.x)


def _restricted(tau2: Shares, y: Shares, v: Shares) -> Shares:
    """Give minus twice the restricted log-likelihood at each tau^2, less a constant."""
    w = 1 / (v + tau2[..., np.newaxis])
    total = w.sum(axis=-1)
    mean = w @ y / total
    squares = (w * (y - mean[..., np.newaxis]) ** 2).sum(axis=-1)
    return np.asarray(np.log(total) - np.log(w).sum(axis=-1) + squares)


def _q(tau2: float, y: Shares, v: Shares) -> float:
    w = 1 / (v + tau2)
    return float(w @ (y - w @ y / w.sum()) ** 2)


def _q_profile(y: Shares, v: Shares) -> Interval:
    """Find the tau at which the weighted squares are as large, and as small, as chance leaves them."""
    from scipy.optimize import brentq  # noqa: PLC0415 - scipy takes long to import
    from scipy.special import chdtri  # noqa: PLC0415

    ends = []
    for tail in (_TAIL, 1 - _TAIL):
        wanted = float(chdtri(len(y) - 1, tail))
        top = float(y.var(ddof=1)) + float(v.max())
        if _q(0.0, y, v) <= wanted:
            ends.append(0.0)
            continue
        while _q(top, y, v) > wanted:
            top *= 4
        ends.append(math.sqrt(brentq(lambda tau2, wanted=wanted: _q(tau2, y, v) - wanted, 0.0, top)))
    return Interval(ends[0], ends[1], "Q-profile", "families")


def _i2(tau2: float, v: Shares) -> float:
    w, count = 1 / v, len(v)
    typical = (count - 1) * w.sum() / (w.sum() ** 2 - (w**2).sum())
    return float(tau2 / (tau2 + typical))
