"""Random effects over few families: how often the intervals of the mean, of tau and of another family cover."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from generator.analyse.interval import Interval
from generator.analyse.pooling import FamilyEffect, Pooled, pool
from simulations.score_interval import SEED
from simulations.study import Study, share

FAMILIES = (3, 4, 6, 10)
TAUS = (0.0, 0.5, 1.0, 2.0)  # in typical standard errors
ERRORS = (0.6, 1.6)  # standard errors of families lie between these
REPLICATES = 2000


@dataclass(frozen=True, slots=True)
class PooledCoverage:
    """Coverage (0..1) by the number of families and how much they truly differ."""

    families: int
    tau: float
    normal: float  # weights alone, z
    knapp: float  # Hartung-Knapp
    modified: float
    tau_interval: float
    prediction: float  # t on K - 2
    narrower: float  # the same on K - 1


def coverage(
    replicates: int, families: Iterable[int] = FAMILIES, taus: Iterable[float] = TAUS
) -> Iterator[PooledCoverage]:
    """Simulate sets of families whose true effects are normal around 0; the same seed for the same design."""
    for count in families:
        for tau in taus:
            draws = np.random.default_rng((SEED, count, int(10 * tau)))
            found = np.array([_covered(draws, count, tau) for _ in range(replicates)], dtype=float)
            yield PooledCoverage(count, tau, *(float(each) for each in found.mean(axis=0)))


def _covered(draws: np.random.Generator, count: int, tau: float) -> tuple[bool, ...]:
    errors = draws.uniform(*ERRORS, size=count)
    values = draws.normal(0, tau, count) + draws.normal(0, errors)
    found = pool(
        [FamilyEffect("family", float(y), float(e) ** 2) for y, e in zip(values, errors, strict=True)]
    )
    if not isinstance(found, Pooled):
        raise TypeError(f"{count} families were not pooled")
    another = float(draws.normal(0, tau))
    return (
        _holds(_normal(found, errors), 0.0),
        _holds(found.interval, 0.0),
        _holds(found.modified, 0.0),
        _holds(found.tau_interval, tau),
        _holds(found.prediction, another),
        _holds(_on_more_freedom(found, count), another),
    )


def _holds(interval: Interval, value: float) -> bool:
    return interval.low <= value <= interval.high


def _normal(found: Pooled, errors: np.ndarray) -> Interval:
    half = 1.959963984540054 / math.sqrt(float(np.sum(1 / (errors**2 + found.tau**2))))
    return Interval(found.value - half, found.value + half, "normal", "families")


def _on_more_freedom(found: Pooled, count: int) -> Interval:
    """Give the prediction interval with t on K - 1 degrees of freedom instead of K - 2."""
    from scipy.special import stdtrit  # noqa: PLC0415 - scipy takes 0.8 s to import

    factor = stdtrit(count - 1, 0.975) / stdtrit(count - 2, 0.975)
    half = float(factor) * (found.prediction.high - found.value)
    return Interval(found.value - half, found.value + half, "prediction", "families")


RANDOM_EFFECTS = Study(
    "Coverage of random effects over few families whose standard errors differ",
    partial(coverage, REPLICATES),
    {
        "families": lambda row: f"{row.families}",
        "true tau, in standard errors": lambda row: f"{row.tau:g}",
        "normal": lambda row: share(row.normal),
        "Hartung-Knapp": lambda row: share(row.knapp),
        "modified": lambda row: share(row.modified),
        "tau": lambda row: share(row.tau_interval),
        "another family, K - 2": lambda row: share(row.prediction),
        "another family, K - 1": lambda row: share(row.narrower),
    },
)
