"""Whether a fit by size can be believed: does a line suit the scores, and does it foretell the largest model."""

import math
from dataclasses import dataclass

import numpy as np

from generator.analyse.absence import Absence
from generator.analyse.interval import Interval
from generator.analyse.scaling import SizeFit, Z, fit_sizes
from generator.analyse.sizes import SizePoint, decades, distinct_sizes, logit, logit_covariance

_EDGE = 1e-12


@dataclass(frozen=True, slots=True)
class LackOfFit:
    """Chi-square of the scores around the line; `p` is small where chance over tasks does not explain the distances."""

    chi2: float
    freedom: int
    p: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The largest size, foretold by the line through the others: predicted minus observed, in shares (-1..1)."""

    parameters: float
    predicted: float
    observed: float
    error: float
    interval: Interval | Absence  # of the error, over tasks
    expected: Interval | Absence  # where the line through the others put another checkpoint of this size

    @property
    def surprising(self) -> bool | None:
        """Say whether the score lies outside of where another checkpoint was expected; None where that is not known."""
        if isinstance(self.expected, Absence):
            return None
        return not self.expected.low <= self.observed <= self.expected.high


def lack_of_fit(fit: SizeFit) -> LackOfFit | Absence:
    """Compare the scores with the line: sum of tasks (p - line)^2 / (line (1 - line)) on n - 2 degrees of freedom.

    For scores that average several samples the binomial variance is too large, so that chi-square is too small and a
    misfit may go unseen; a small p stays meaningful. Source: McCullagh and Nelder (1989), section 4.4.5.
    """
    if any(point.tasks is None for point in fit.points):
        return Absence("a source does not say over how many tasks")
    # a line so steep that it reaches 0 or 1 leaves no room for chance there
    lines = [min(max(fit.value_at(point.parameters), _EDGE), 1 - _EDGE) for point in fit.points]
    chi2 = sum(
        (point.tasks or 0) * (point.share - line) ** 2 / (line * (1 - line))
        for point, line in zip(fit.points, lines, strict=True)
    )
    from scipy.special import chdtrc  # noqa: PLC0415 - scipy takes long to import

    freedom = len(fit.points) - 2
    return LackOfFit(chi2, freedom, float(chdtrc(freedom, chi2)))


def leave_largest_out(fit: SizeFit) -> LeftOut | Absence:
    """Fit all sizes but the largest, and foretell it; two remaining sizes give a line through both.

    `interval` is that of the error with other tasks and the same checkpoints. How far another checkpoint may lie is
    `expected`, which takes three sizes besides the largest. Source: ruan2024obsscaling, for judging a fit by what it had
    not seen.
    """
    largest = fit.points[-1].parameters
    rest = [point for point in fit.points if point.parameters < largest]
    left = [point for point in fit.points if point.parameters == largest]
    if any(point.bounded for point in fit.points):
        return Absence("a score of 0 or 1 has no logit to foretell")
    if distinct_sizes(rest) < 2:
        return Absence("fewer than two smaller sizes: nothing foretells the largest")
    weights = _weights(rest, math.log10(largest))
    predicted = 1 / (1 + math.exp(-float(weights @ [logit(point.share) for point in rest])))
    observed = sum(point.share for point in left) / len(left)
    interval = _error_interval(rest, left, predicted)
    error = predicted - observed
    return LeftOut(largest, predicted, observed, error, interval, _expected(fit, largest))


def _expected(fit: SizeFit, largest: float) -> Interval | Absence:
    refit = refit_without_largest(fit)
    if isinstance(refit, Absence):
        return Absence("a line through two sizes leaves nothing to tell how far another checkpoint may lie")
    return refit.prediction_at(largest)


def _weights(points: list[SizePoint], at: float) -> np.ndarray:
    """Give the weight that each logit has in the line's value at a place."""
    x = decades(points)
    slopes = (x - x.mean()) / float(((x - x.mean()) ** 2).sum())
    weights: np.ndarray = 1 / len(x) + slopes * (at - x.mean())
    return weights


def _error_interval(rest: list[SizePoint], left: list[SizePoint], predicted: float) -> Interval | Absence:
    covariance = logit_covariance((*rest, *left))
    if isinstance(covariance, Absence):
        return covariance
    to_share = predicted * (1 - predicted)
    down = [-point.share * (1 - point.share) / len(left) for point in left]
    gradient = np.concatenate([to_share * _weights(rest, math.log10(left[0].parameters)), down])
    error = predicted - sum(point.share for point in left) / len(left)
    half = Z * math.sqrt(float(gradient @ covariance @ gradient))
    return Interval(max(-1.0, error - half), min(1.0, error + half), "delta method", "tasks")


def refit_without_largest(fit: SizeFit) -> SizeFit | Absence:
    """Fit the family without its largest size."""
    return fit_sizes([point for point in fit.points if point.parameters < fit.points[-1].parameters])
