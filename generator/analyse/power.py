"""What a paired comparison can detect, and what would separate a pair that it cannot."""

import math
from functools import cache
from statistics import NormalDist

from generator.analyse.absence import Absence
from generator.analyse.interval import LEVEL

POWER = 0.80
_ROUNDING = 1e-12  # what floating point leaves of equal scores; no two pass counts lie that near
_NO_DIFFERENCE = "with equal scores no number of tasks would"


def detectable_difference(
    standard_error: float, *, alpha: float = 1 - LEVEL, power: float = POWER
) -> float | Absence:
    """Give the smallest true difference that a two-sided test of this standard error finds with this power.

    (z_{1 - alpha/2} + z_power) standard errors, 2.80 at 5% and 80%, in the unit of the standard error. Absent where that
    is 0. Source: [miller2024errorbars, section 5].
    """
    if standard_error <= 0:
        return Absence("the difference is the same on every task: nothing tells how much it varies")
    return _reach(alpha, power) * standard_error


def tasks_to_separate_outcomes(
    lost: int, won: int, tasks: int, *, alpha: float = 1 - LEVEL, power: float = POWER
) -> int | Absence:
    """Give the number of tasks on which exact McNemar would find this difference, if what was seen were true.

    With psi the share of discordant tasks and d the difference, (z_{1-alpha/2} sqrt(psi) + z_power sqrt(psi - d^2))^2 / d^2
    (Connor R. J. (1987). Sample size for testing differences in proportions for the paired-sample design. Biometrics 43,
    207-211), and 1 / |d| more, since the exact test does not use up its level: our addition, checked by exact power.
    Absent where the scores are equal.
    """
    share, difference = (lost + won) / tasks, (won - lost) / tasks
    if lost == won:
        return Absence(_NO_DIFFERENCE)
    spread = math.sqrt(max(0.0, share - difference**2))
    reach = _z(1 - alpha / 2) * math.sqrt(share) + _z(power) * spread
    return math.ceil((reach / difference) ** 2 + 1 / abs(difference))


def tasks_to_separate_means(
    difference: float, deviation: float, *, alpha: float = 1 - LEVEL, power: float = POWER
) -> int | Absence:
    """Give the number of tasks on which a paired t test would find a mean difference of this deviation over tasks.

    ((z_{1 - alpha/2} + z_power) deviation / difference)^2. Absent where there is no difference, or no deviation.
    Source: [miller2024errorbars, section 5].
    """
    if abs(difference) < _ROUNDING:
        return Absence(_NO_DIFFERENCE)
    if deviation <= 0:
        return Absence("the difference is the same on every task: how much it varies is not known")
    return math.ceil((_reach(alpha, power) * deviation / difference) ** 2)


def samples_to_separate(
    difference: float, tasks: int, *, task_variance: float, sample_variance: float, alpha: float = 1 - LEVEL
) -> int | Absence:
    """Give the number of samples a task, for both runs, that would separate them on the same number of tasks.

    The variance of a task's difference is `task_variance`, which stays, plus `sample_variance` / samples (the variance
    that one sample a task adds); both are of the noise components. Absent where there is no difference, or where the
    tasks alone vary too much. Source: [miller2024errorbars, section 5], [wang2025noises].
    """
    if abs(difference) < _ROUNDING:
        return Absence("with equal scores no number of samples would")
    allowed = tasks * (difference / _reach(alpha, POWER)) ** 2 - task_variance
    if allowed <= 0:
        return Absence("the tasks alone vary too much: more samples do not help, more tasks would")
    return max(1, math.ceil(sample_variance / allowed))


def _reach(alpha: float, power: float) -> float:
    return _z(1 - alpha / 2) + _z(power)


@cache
def _z(share: float) -> float:
    return NormalDist().inv_cdf(share)
