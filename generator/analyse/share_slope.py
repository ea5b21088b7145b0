"""How many points a score gains per tenfold of size: a line through the shares themselves, for sentences."""

import math
from collections.abc import Sequence

from generator.analyse.absence import Absence
from generator.analyse.interaction import Change
from generator.analyse.interval import LEVEL, Interval, quantile
from generator.analyse.scaling import FEWEST
from generator.analyse.sizes import SizePoint, decades, distinct_sizes, share_covariance


def share_slope(points: Sequence[SizePoint]) -> Change | Absence:
    """Estimate the change of a share (-1..1) per tenfold size: least squares, each size weighing the same, any order.

    The interval takes the checkpoints as they are: what would vary is the tasks. Absent for fewer than three sizes,
    where numbers of tasks are not known, and where a score without outcomes is 0 or 1 and so shows no spread.
    """
    if distinct_sizes(points) < FEWEST:
        return Absence(f"fewer than {FEWEST} sizes")
    covariance = share_covariance(points)
    if isinstance(covariance, Absence):
        return covariance
    joint = all(point.outcomes is not None for point in points)
    if not joint and any(point.bounded for point in points):
        return Absence("a score of 0 or 1 leaves no spread over tasks to compute an interval from")
    centred = decades(points) - decades(points).mean()
    weights = centred / float(centred @ centred)
    value = float(sum(weight * point.share for weight, point in zip(weights, points, strict=True)))
    variance = max(0.0, float(weights @ covariance @ weights))
    half = quantile(LEVEL) * math.sqrt(variance)
    interval = Interval(value - half, value + half, "least squares of shares", "tasks", upper_bound=not joint)
    return Change(value, interval, "points", variance, distinct_sizes(points))
