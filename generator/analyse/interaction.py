"""What tuning adds in one family, and whether that grows with size: in points and in logits, which may disagree."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from generator.analyse.absence import Absence
from generator.analyse.effect import Scale
from generator.analyse.interval import LEVEL, Interval, quantile
from generator.analyse.passk import Shares
from generator.analyse.pooling import FamilyEffect
from generator.analyse.scaling import FEWEST
from generator.analyse.sizes import Matrix, SizePoint, decades, logit, logit_covariance, share_covariance

Direction = Literal["grows", "shrinks", "cannot be told"]
Verdict = Literal["grows", "shrinks", "cannot be told", "depends on the scale"]
SCALES: tuple[Scale, ...] = ("points", "logit")
_NO_LOGIT = "a score of 0 or 1 has no logit"
_EXACT = 1e-18  # squared distances that are digits of sums


@dataclass(frozen=True, slots=True, eq=False)
class TunedPair:
    """A base model's score and that of the model it was tuned into, of one size and under the same conditions."""

    base: SizePoint
    tuned: SizePoint


@dataclass(frozen=True, slots=True)
class Change:
    """A change with its interval over tasks: in shares (-1..1) or logits; a slope is per decade of parameters."""

    value: float
    interval: Interval
    scale: Scale
    variance: float
    sizes: int

    def family_effect(self, label: str) -> FamilyEffect:
        """Give what a pooled summary takes."""
        return FamilyEffect(label, self.value, self.variance)


def gain(pairs: Sequence[TunedPair], scale: Scale) -> Change | Absence:
    """Estimate what tuning adds, tuned minus base, averaged over a family's sizes with equal weights.

    Pairs may stand in any order. The interval takes the checkpoints as they are: what would vary is the tasks.
    """
    if not pairs:
        return Absence("no size has both a base and a tuned score")
    return _change(pairs, np.full(len(pairs), 1 / len(pairs)), scale)


def growth(pairs: Sequence[TunedPair], scale: Scale, level: float = LEVEL) -> Change | Absence:
    """Estimate how the gain from tuning changes per tenfold size: the slope of tuned minus base on log10(parameters).

    Least squares with equal weights over the sizes, in any order; with two sizes it is the difference of the two gains,
    and nothing tells whether a line suits them. Absent for one size.
    """
    x = decades([pair.base for pair in pairs])
    if len(set(x)) < 2:
        return Absence("one size: nothing tells how the gain changes with size" if pairs else "no pair")
    centred = x - x.mean()
    return _change(pairs, centred / float(centred @ centred), scale, level)


def growth_over_checkpoints(pairs: Sequence[TunedPair], scale: Scale) -> Interval | Absence:
    """Give the interval of `growth` over other checkpoints of the family: Student's t by the scatter around the line.

    On n - 2 degrees of freedom, so that three sizes say next to nothing. Absent for fewer, where a score of 0 or 1 has
    no logit, and where the gains lie on a line exactly. Source: Draper N. R., Smith H. (1998). Applied regression
    analysis. Wiley, section 1.4.
    """
    x = decades([pair.base for pair in pairs])
    if len(set(x)) < FEWEST:
        return Absence("fewer than three sizes: nothing tells how checkpoints scatter")
    if scale == "logit" and any(score.bounded for pair in pairs for score in (pair.base, pair.tuned)):
        return Absence(_NO_LOGIT)
    gains = np.array([_on(pair.tuned, scale) - _on(pair.base, scale) for pair in pairs])
    centred, freedom = x - x.mean(), len(x) - 2
    slope = float(centred @ gains) / float(centred @ centred)
    left = gains - gains.mean() - slope * centred
    if float(left @ left) < _EXACT:
        return Absence("the gains lie on a line exactly: nothing tells how checkpoints scatter")
    from scipy.special import stdtrit  # noqa: PLC0415 - scipy takes long to import

    error = math.sqrt(float(left @ left) / freedom / float(centred @ centred))
    half = float(stdtrit(freedom, 0.5 + LEVEL / 2)) * error
    method = f"t on {freedom} {'degree' if freedom == 1 else 'degrees'} of freedom"
    return Interval(slope - half, slope + half, method, "checkpoints")


def _on(point: SizePoint, scale: Scale) -> float:
    return logit(point.share) if scale == "logit" else point.share


def opposed(points: Change | Absence, logits: Change | Absence) -> bool:
    """Say whether the estimates on the two scales point opposite ways, whatever their intervals."""
    if isinstance(points, Absence) or isinstance(logits, Absence):
        return False
    return points.value * logits.value < 0


def direction(change: Change | Absence) -> Direction:
    """Say what an interval shows: it lies wholly above 0, wholly below, or holds it."""
    if isinstance(change, Absence) or change.interval.low <= 0 <= change.interval.high:
        return "cannot be told"
    return "grows" if change.value > 0 else "shrinks"


def verdict(points: Change | Absence, logits: Change | Absence) -> Verdict:
    """Say whether the gain grows with size; only what both scales show is said without naming the scale.

    Where one scale shows a direction and the other shows none or the opposite, the answer depends on the scale.
    """
    found = {direction(points), direction(logits)}
    return found.pop() if len(found) == 1 else "depends on the scale"


def _change(
    pairs: Sequence[TunedPair], weights: Shares, scale: Scale, level: float = LEVEL
) -> Change | Absence:
    """Weigh the differences of the pairs, with the variance that the scores' own errors give."""
    scores = [*(pair.tuned for pair in pairs), *(pair.base for pair in pairs)]
    if scale == "logit" and any(score.bounded for score in scores):
        return Absence(_NO_LOGIT)
    values = [_on(score, scale) for score in scores]
    covariance = logit_covariance(scores) if scale == "logit" else share_covariance(scores)
    if isinstance(covariance, Absence):
        return covariance
    paired = all(score.outcomes is not None for score in scores)
    if not paired and any(score.bounded for score in scores):
        return Absence("a score of 0 or 1 leaves no spread over tasks to compute an interval from")
    contrast = np.concatenate([weights, -weights])
    variance = _variance(contrast, covariance)
    if variance <= 0:
        return Absence("the difference is the same on every task: nothing tells how much it varies")
    value, half = float(contrast @ values), quantile(level) * math.sqrt(variance)
    method = "delta method, paired over tasks" if paired else "delta method, unpaired: usually too wide"
    interval = Interval(value - half, value + half, method, "tasks", level, upper_bound=not paired)
    return Change(value, interval, scale, variance, len({pair.base.parameters for pair in pairs}))


def _variance(contrast: Shares, covariance: Matrix) -> float:
    """Give the variance of a contrast; what rounding leaves below 0 is 0."""
    return max(0.0, float(contrast @ covariance @ contrast))
