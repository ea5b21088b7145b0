"""Scores by model size: what a fit takes, and how their errors hang together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.analyse.absence import Absence
from generator.analyse.passk import Shares

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class SizePoint:
    """A share (0..1) of tasks at a number of parameters; `outcomes` are its per-task estimates where they are known."""

    parameters: float  # total, above 0
    share: float
    tasks: int | None
    outcomes: Shares | None = None  # over tasks; points that have them share the tasks, in the same order

    @property
    def bounded(self) -> bool:
        """Say whether the share is 0 or 1, where a logit would be infinite."""
        return self.share in (0.0, 1.0)


def logit(share: float) -> float:
    """Give ln(p / (1 - p)) of a share strictly between 0 and 1."""
    return float(np.log(share) - np.log1p(-share))


def expit(value: float) -> float:
    """Give the share whose logit this is."""
    return float(1 / (1 + np.exp(-value))) if value > -500 else 0.0


def decades(points: Sequence[SizePoint]) -> Shares:
    """Give log10 of the numbers of parameters."""
    return np.log10([point.parameters for point in points])


def distinct_sizes(points: Sequence[SizePoint]) -> int:
    """Count the different sizes."""
    return len({point.parameters for point in points})


def share_covariance(points: Sequence[SizePoint]) -> Matrix | Absence:
    """Give the covariance of the shares over tasks: what would vary with other tasks, the checkpoints being the same.

    From the outcomes where all points have them on the same tasks, jointly; otherwise p(1-p)/tasks of each, as if each
    had tasks of its own: an upper bound for the variance of sampled scores, and for that of differences and slopes
    where scores on the same tasks rise and fall together.
    """
    outcomes = [point.outcomes for point in points if point.outcomes is not None]
    if len(outcomes) == len(points) and len({len(each) for each in outcomes}) == 1 and len(outcomes[0]) > 1:
        return np.atleast_2d(np.cov(np.stack(outcomes))) / len(outcomes[0])
    if any(point.tasks is None for point in points):
        return Absence("a source does not say over how many tasks")
    return np.diag([point.share * (1 - point.share) / (point.tasks or 1) for point in points])


def logit_covariance(points: Sequence[SizePoint]) -> Matrix | Absence:
    """Give the covariance of the logits over tasks, by the delta method; shares must lie strictly between 0 and 1."""
    covariance = share_covariance(points)
    if isinstance(covariance, Absence):
        return covariance
    slopes = np.array([1 / (point.share * (1 - point.share)) for point in points])
    return covariance * np.outer(slopes, slopes)
