"""Equivalent k of printed curves: no tallies are known, but the curve itself says much about them."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

from generator.analyse.absence import Absence
from generator.analyse.curves import BELOW_ONE, Shares, all_fail
from generator.analyse.equivalent import SampleCount
from generator.analyse.histograms import Histograms, histograms_of
from generator.analyse.interval import LEVEL, Interval
from generator.analyse.printed_curves import EQUAL, PrintedCurve, comparable, concave_bounds, rounding

METHOD = "unpaired, normal, from the printed curves"
UNFIT = "the printed curve of {model} cannot come from {samples} samples a task"


def printed_standard_error(
    pass_1: float, pass_2: float, samples: int, tasks: int, *, blur: float = EQUAL
) -> float:
    """Give the standard error over tasks of a printed pass@1, from pass@2 of the same n samples a task.

    Two samples that fail tell the mean square of the share q that fails: C(m, 2) / C(n, 2) of m failures is
    (n q^2 - q) / (n - 1), so that E[q^2] = ((n-1)(1 - pass@2) + (1 - pass@1)) / n; from it the variance of q over tasks,
    and SE = sqrt((E[q^2] - (1 - pass@1)^2) / (tasks - 1)). Exactly what the tallies would give; needs two tasks. Raises
    `ValueError` where the square root is of a number below 0: no tallies give such a pair of scores. Source: the
    definition of pass@k [chen2021codex], solved for the second moment. `blur`: what the scores may be off by.
    """
    if samples < 2 or tasks < 2:
        raise ValueError(f"a spread over tasks needs 2 samples and 2 tasks, found {samples} and {tasks}")
    fail = 1 - pass_1
    variance = ((samples - 1) * (1 - pass_2) + fail) / samples - fail**2
    if variance < -3 * blur:  # at most 1 of pass@2 and 2 of pass@1 squared
        raise ValueError(f"no tallies of {samples} samples give pass@1 {pass_1:g} and pass@2 {pass_2:g}")
    return math.sqrt(max(0.0, variance) / (tasks - 1))


def printed_equivalent_k(sampled: PrintedCurve, single: PrintedCurve) -> SampleCount | Absence:
    """Estimate the smallest real k at which one printed curve reaches pass@1 of another of the same source.

    Between printed k, pass@k is bounded by all histograms of tallies that reproduce the curve (`Histograms`); the value
    is the middle of the k that they leave, which are few where many k are printed. The interval holds every k at which
    |pass@k - pass@1| is at most 1.96 standard errors over tasks, of which that of pass@k is the largest that these
    histograms allow. As the two curves' errors are taken as unrelated, though the tasks are the same, and models tend
    to fail together, it is usually too wide: an upper bound. Absent, with the reason, where a curve does not start at
    k = 1, does not fit any tallies, or lacks its number of samples or tasks.
    """
    reason = _missing(sampled, single)
    if reason:
        return Absence(reason)
    samples, tasks = sampled.scores[0].samples or 0, sampled.scores[0].tasks or 0
    target = single.shares[0]
    for curve in (sampled, single):
        if not histograms_of(curve, samples).any:
            return Absence(UNFIT.format(model=curve.scores[0].model, samples=samples))
    blur = max(map(rounding, single.scores[:2])) + EQUAL
    error = printed_standard_error(target, single.shares[1], samples, tasks, blur=blur)
    behind = _Distance(histograms_of(sampled, samples), target, error, tasks)
    limit = sampled.ks[-1]
    low, high = _root(behind.in_reach, 1, limit), _root(behind.out_of_reach, 1, limit)
    interval = Interval(low, high, METHOD, "tasks", upper_bound=True)
    below = target < sampled.shares[0] - EQUAL
    allowed = (BELOW_ONE, BELOW_ONE) if below else concave_bounds(sampled, target)
    return SampleCount(_value(sampled, behind), interval, limit, tasks, allowed)


def _value(sampled: PrintedCurve, behind: "_Distance") -> float:
    """Give the printed k that has the target, or the middle of what is possible between the two around it."""
    points = tuple(zip(sampled.ks, sampled.shares, strict=True))
    after = next((point for point in points if point[1] >= behind.target - EQUAL), None)
    if after is None:
        return math.inf
    if after[1] <= behind.target + EQUAL:
        return float(after[0])
    if after == points[0]:
        return BELOW_ONE
    k0, k1 = points[points.index(after) - 1][0], after[0]
    ends = (_root(ahead, k0, k1) for ahead in (behind.at_most, behind.at_least))
    return sum(min(max(end, k0), k1) for end in ends) / 2


def _missing(sampled: PrintedCurve, single: PrintedCurve) -> str:
    if not comparable(sampled, single):
        return "the two curves differ in more than the model"
    if sampled.ks[0] != 1 or single.ks[:2] != (1, 2):
        return "the curves are not printed at both k = 1 and k = 2"
    score = sampled.scores[0]
    if score.samples is None or score.tasks is None:
        return "the source does not say how many samples or tasks"
    return ""


@dataclass(frozen=True, slots=True)
class _Distance:
    """How far pass@k lies above a target at real k, by what the histograms and the errors over tasks allow."""

    histograms: Histograms
    target: float
    error: float  # standard error of the target
    tasks: int

    def at_most(self, k: float) -> float:
        """Give the largest distance."""
        return self._most(self._passing(k)) - self.target

    def at_least(self, k: float) -> float:
        """Give the smallest distance."""
        return -self._most(-self._passing(k)) - self.target

    def in_reach(self, k: float) -> float:
        """Give the largest distance, with the errors on top; from where it is 0 the target may be reached."""
        return self.at_most(k) + self._reach(k)

    def out_of_reach(self, k: float) -> float:
        """Give the smallest distance, less the errors; from where it is 0 the target must be reached."""
        return self.at_least(k) - self._reach(k)

    def _reach(self, k: float) -> float:
        """Give 1.96 standard errors of the distance, the largest possible."""
        fail = 1 - self._passing(k)
        variance = self._most(fail**2) - (1 - self._most(1 - fail)) ** 2
        return NormalDist().inv_cdf(0.5 + LEVEL / 2) * math.sqrt(variance / (self.tasks - 1) + self.error**2)

    def _passing(self, k: float) -> Shares:
        passing: Shares = 1 - all_fail(self.histograms.samples, [k])[0]
        return passing

    def _most(self, values: Shares) -> float:
        found = self.histograms.most(values)
        if found is None:
            raise ValueError("no histogram fits")  # looked at before
        return found


def _root(ahead: Callable[[float], float], first: int, last: int) -> float:
    """Find where a rising function of k gets to 0: `BELOW_ONE` where it starts above, infinite where it never does."""
    from scipy.optimize import brentq  # noqa: PLC0415 - scipy takes 0.8 s to import

    if ahead(first) > EQUAL:
        return BELOW_ONE
    if ahead(last) < 0:
        return math.inf

    def at(log_k: float) -> float:
        return ahead(min(math.exp(log_k), last))

    return min(math.exp(brentq(at, math.log(first), math.log(last), xtol=1e-3)), last)
