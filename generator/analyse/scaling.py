"""How a score grows with model size in one family: a line of its logit over tenfold sizes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from generator.analyse.absence import Absence
from generator.analyse.interval import LEVEL, Interval
from generator.analyse.passk import Shares
from generator.analyse.sizes import Matrix, SizePoint, decades, distinct_sizes, expit, logit, logit_covariance

Z = NormalDist().inv_cdf(0.5 + LEVEL / 2)
FEWEST = 3  # sizes: two always lie on a line
OVER_TASKS, PREDICTION = "over tasks (these checkpoints)", "prediction (another checkpoint)"
_ROUNDS, _CLOSE = 100, 1e-10


@dataclass(frozen=True, slots=True, eq=False)
class SizeFit:
    """logit(pass@k) = intercept + slope * log10(parameters), with what its errors are.

    `slope` is per decade, that is per tenfold size. `covariance` (2 x 2, intercept first) says how the line varies with
    other tasks, the checkpoints being the same; `residual` is the spread of checkpoints around the line in logits, None
    where it cannot be told.
    """

    points: tuple[SizePoint, ...]
    intercept: float
    slope: float
    covariance: Matrix | Absence
    residual: float | None  # standard deviation on n - 2 degrees of freedom
    r2: float | None
    slope_se: float | None  # of the residuals
    method: str

    @property
    def slope_interval(self) -> Interval | Absence:
        """Give the interval of the slope over tasks."""
        if isinstance(self.covariance, Absence):
            return self.covariance
        half = Z * math.sqrt(self.covariance[1, 1])
        ends = self.slope - half, self.slope + half
        return Interval(*ends, self.method, "tasks", upper_bound=not self.joint)

    @property
    def joint(self) -> bool:
        """Say whether the outcomes of shared tasks stand behind the fit; without them its errors are an upper bound."""
        return self.residual is not None and all(point.outcomes is not None for point in self.points)

    def value_at(self, parameters: float) -> float:
        """Give the share (0..1) that the line has at a size."""
        return expit(self.intercept + self.slope * math.log10(parameters))

    def band_at(self, parameters: float) -> Interval | Absence:
        """Give where the line may lie at a size, had there been other tasks."""
        if isinstance(self.covariance, Absence):
            return self.covariance
        x = np.array([1.0, math.log10(parameters)])
        return self._around(parameters, Z * math.sqrt(x @ self.covariance @ x), OVER_TASKS)

    def prediction_at(self, parameters: float) -> Interval | Absence:
        """Give where the score of another checkpoint of the family may lie at a size, on the same tasks.

        Student's t on n - 2 degrees of freedom; with three sizes that is one, and the band is wide because little is
        known. Three sizes may also lie on a line by chance: the band is never narrower than tasks alone make the line
        and a new score. Source: Draper N. R., Smith H. (1998). Applied regression analysis. Wiley, section 3.1; the
        floor is our addition.
        """
        if self.residual is None:
            return Absence("a score of 0 or 1 has no logit, so that nothing tells how checkpoints scatter")
        from scipy.special import stdtrit  # noqa: PLC0415 - scipy takes long to import

        x, at = decades(self.points), math.log10(parameters)
        spread = 1 + 1 / len(x) + (at - x.mean()) ** 2 / float(((x - x.mean()) ** 2).sum())
        half = float(stdtrit(len(x) - 2, 0.5 + LEVEL / 2)) * self.residual * math.sqrt(spread)
        return self._around(parameters, max(half, self._least(at)), PREDICTION)

    def _least(self, at: float) -> float:
        """Give half the width that tasks alone make of a new score at a place, 0 where they are not known."""
        scores, place = logit_covariance(self.points), np.array([1.0, at])
        if isinstance(scores, Absence) or isinstance(self.covariance, Absence):
            return 0.0
        return Z * math.sqrt(float(place @ self.covariance @ place) + float(np.diag(scores).mean()))

    def _around(self, parameters: float, half: float, resampled: str) -> Interval:
        centre = self.intercept + self.slope * math.log10(parameters)
        return Interval(expit(centre - half), expit(centre + half), self.method, resampled)


def fit_sizes(points: Sequence[SizePoint]) -> SizeFit | Absence:
    """Fit a family's scores at three sizes or more, in any order: least squares of the logits, equal weights.

    Where a share is 0 or 1, a binomial regression instead, which takes counts as they are and needs the number of
    tasks. Absent, with the reason, for fewer sizes, where all tasks are passed or all failed, and where a size parts
    failure from success, so that no slope is steep enough. Source: chen2021codex, Figure 6, for the shape; McCullagh
    P., Nelder J. A. (1989). Generalized linear models. Chapman and Hall, chapter 4, for the regression.
    """
    if distinct_sizes(points) < FEWEST:
        found = distinct_sizes(points)
        return Absence(f"{found} {'size' if found == 1 else 'sizes'}: a fit needs at least {FEWEST}")
    ordered = tuple(sorted(points, key=lambda point: point.parameters))
    if any(point.bounded for point in ordered):
        return _binomial(ordered)
    return _least_squares(ordered)


def _least_squares(points: tuple[SizePoint, ...]) -> SizeFit:
    x, y = decades(points), np.array([logit(point.share) for point in points])
    weights = _least_squares_weights(x)
    intercept, slope = (float(value) for value in weights @ y)
    errors = y - intercept - slope * x
    squares, total = float(errors @ errors), float(((y - y.mean()) ** 2).sum())
    residual = math.sqrt(squares / (len(x) - 2))
    spread = logit_covariance(points)
    return SizeFit(
        points,
        intercept,
        slope,
        spread if isinstance(spread, Absence) else weights @ spread @ weights.T,
        residual,
        1 - squares / total if total > 0 else None,
        residual / math.sqrt(float(((x - x.mean()) ** 2).sum())),
        "least squares of logits",
    )


def _least_squares_weights(x: Shares) -> Matrix:
    """Give the weights (2 x n) that the intercept and the slope put on the values at x."""
    design = np.column_stack([np.ones_like(x), x])
    return np.linalg.inv(design.T @ design) @ design.T


def _binomial(points: tuple[SizePoint, ...]) -> SizeFit | Absence:
    shares = np.array([point.share for point in points])
    if (shares == shares[0]).all():
        return Absence(
            f"all tasks are {'passed' if shares[0] else 'failed'} at every size: there is no slope"
        )
    if any(point.tasks is None for point in points):
        return Absence("a score of 0 or 1 needs the number of tasks, which a source does not give")
    if _parted(points):
        return Absence("the score jumps from 0 to 1 between two sizes: no slope is steep enough")
    x, tasks = decades(points), np.array([float(point.tasks or 1) for point in points])
    design, beta = np.column_stack([np.ones_like(x), x - x.mean()]), np.zeros(2)
    information = np.eye(2)
    for _ in range(_ROUNDS):
        mean = 1 / (1 + np.exp(-np.clip(design @ beta, -30, 30)))
        information = design.T @ (design * (tasks * mean * (1 - mean))[:, None])
        step = np.linalg.solve(information, design.T @ (tasks * (shares - mean)))
        beta = beta + step
        if float(np.abs(step).max()) < _CLOSE:
            break
    back = np.array([[1.0, -x.mean()], [0.0, 1.0]])  # from the middle of the sizes to a size of 1
    intercept, slope = (float(value) for value in back @ beta)
    covariance = back @ np.linalg.inv(information) @ back.T
    return SizeFit(points, intercept, slope, covariance, None, None, None, "binomial regression")


def _parted(points: tuple[SizePoint, ...]) -> bool:
    """Say whether some size parts scores of 0 from scores of 1, with at most one size between them that has both."""
    sizes = sorted({point.parameters for point in points})
    groups = [[point.share for point in points if point.parameters == size] for size in sizes]
    means = [sum(group) / len(group) for group in groups]
    mixed = [mean for mean in means if 0 < mean < 1]
    return len(mixed) <= 1 and means in (sorted(means), sorted(means, reverse=True))
