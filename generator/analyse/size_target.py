"""How large a model of a family would have to be for a target score; often nothing bounds that."""

import math
from dataclasses import dataclass

from generator.analyse.absence import Absence
from generator.analyse.interval import Interval
from generator.analyse.scaling import OVER_TASKS, SizeFit, Z
from generator.analyse.sizes import logit

_LARGEST = 300.0  # decades: beyond it a number of parameters is called unbounded


@dataclass(frozen=True, slots=True)
class SizeTarget:
    """The number of parameters at which the line reaches a share; the interval may be open on either side."""

    target: float
    parameters: float
    interval: Interval | Absence
    beyond: bool  # outside of the sizes that were fitted


def size_for(fit: SizeFit, target: float) -> SizeTarget | Absence:
    """Find the size at which the line reaches a target share (strictly between 0 and 1), with Fieller's interval.

    The interval holds every size at which the line, as it might be with other tasks, reaches the target; where the
    slope may be 0 it has no upper end (infinity), no lower end (0), or neither. Absent where the line does not rise.
    Source: Fieller E. C. (1954). Some problems in interval estimation. Journal of the Royal Statistical Society B 16,
    175-185.
    """
    if fit.slope <= 0:
        return Absence("the score does not rise with size: no size reaches it")
    decade = (logit(target) - fit.intercept) / fit.slope
    if abs(decade) > _LARGEST:
        return Absence("the score hardly rises with size: no size reaches it")
    sizes = [point.parameters for point in fit.points]
    beyond = not min(sizes) <= 10**decade <= max(sizes)
    return SizeTarget(target, 10**decade, _fieller(fit, target), beyond)


def _fieller(fit: SizeFit, target: float) -> Interval | Absence:
    """Solve (a + b x - t)^2 = z^2 var(a + b x) for x."""
    if isinstance(fit.covariance, Absence):
        return fit.covariance
    (va, cab), (_, vb) = fit.covariance * Z * Z
    gap = fit.intercept - logit(target)
    square, middle, free = fit.slope**2 - vb, gap * fit.slope - cab, gap**2 - va
    root = middle * middle - square * free
    if square <= 0:  # the slope may be 0, and then any size may reach it
        return Interval(0.0, math.inf, "Fieller", OVER_TASKS)
    half = math.sqrt(max(root, 0.0))
    return Interval(_size((-middle - half) / square), _size((-middle + half) / square), "Fieller", OVER_TASKS)


def _size(decade: float) -> float:
    if decade > _LARGEST:
        return math.inf
    return 10.0**decade if decade > -_LARGEST else 0.0
