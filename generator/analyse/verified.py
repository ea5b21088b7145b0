"""What plus tests take away: from samples that pass the base tests, and from whoever picks among them."""

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.analyse.absence import Absence
from generator.analyse.interval import Interval, wilson_ends
from generator.analyse.passk import Shares, mean_interval, pass_at_k
from generator.analyse.scores import Estimate, mean_score
from generator.model.run import Counts, Run


def verified_at_k(samples: ArrayLike, base: ArrayLike, plus: ArrayLike, k: int) -> Shares:
    """Estimate, for each task, how often whoever draws k samples and submits one that passes the base tests is right.

    With n samples, of which b pass base and c base and plus: (1 - C(n-b, k) / C(n, k)) c/b, and 0 where b = 0. Among
    the drawn samples that pass base each is as likely to be submitted, so the submitted one is right with chance c/b
    whichever were drawn; given b, c/b is unbiased, and so is the product. Counts over tasks, c <= b <= n; shares 0..1.
    Raises `ValueError` as `pass_at_k`, and for c > b. Source: METHODS of this report (docs/methods.md, verified@k),
    after the imperfect verifiers of [stroebl2026limits].
    """
    b, c = np.asarray(base, dtype=np.int64), np.asarray(plus, dtype=np.int64)
    if (c > b).any() or (c < 0).any():
        raise ValueError("plus counts samples that pass base and plus: it lies between 0 and base")
    return pass_at_k(samples, b, k) * (c / np.maximum(b, 1))


def run_verified(run: Run, k: int) -> Estimate | Absence:
    """Estimate a run's verified@k, the mean over all its tasks; one that no sample solves counts as 0.

    Absent where base or plus tests were not run, or any task has fewer than k samples. Raises `ValueError` for k < 1.
    """
    tallies = _both(run)
    if isinstance(tallies, Absence):
        return tallies
    if k > run.samples.min():
        return Absence(f"needs {k} samples a task, this run has {run.samples.min()}")
    return mean_score(run, verified_at_k(run.samples, *tallies, k))


def verified_ceiling(run: Run) -> Estimate | Absence:
    """Estimate what picking by base tests can reach: the mean of c/b over the tasks with b > 0, which `tasks` counts.

    It says how often a sample that passes base is right, each task weighing the same. verified@k, over all tasks,
    cannot pass this number times the share of tasks with b > 0. Absent as `run_verified`, and where nothing passes.
    """
    tallies = _both(run)
    if isinstance(tallies, Absence):
        return tallies
    base, plus = tallies
    solved = base > 0
    if not solved.any():
        return Absence("no sample passes the base tests")
    shares = plus[solved] / base[solved]
    interval = mean_interval(shares, one_sample=bool(run.samples.max() == 1))
    return Estimate(float(shares.mean()), interval, len(shares))


def plus_drop(run: Run) -> Estimate | Absence:
    """Estimate by how much plus tests lower a run's pass@1: the mean over tasks of (b - c)/n, a share of all samples.

    Paired by construction: what passes plus passes base, so that the drop is itself a share of outcomes and has the
    interval of one. Absent where base or plus tests were not run.
    """
    tallies = _both(run)
    if isinstance(tallies, Absence):
        return tallies
    base, plus = tallies
    return mean_score(run, (base - plus) / run.samples)


def rejected_share(run: Run) -> Estimate | Absence:
    """Estimate the share of a run's base-passing samples that plus tests reject, all samples pooled: sum(b-c) / sum(b).

    A task weighs by its b, so this is not one less the ceiling. `tasks` counts those with b > 0. Absent where base or
    plus tests were not run or nothing passes base. The interval resamples tasks, see `ratio_interval`.
    """
    tallies = _both(run)
    if isinstance(tallies, Absence):
        return tallies
    base, plus = tallies
    solved = base > 0
    if not solved.any():
        return Absence("no sample passes the base tests")
    lost, passing = base[solved] - plus[solved], base[solved]
    if run.samples.max() == 1:
        interval = mean_interval(lost.astype(np.float64), one_sample=True)
    else:
        interval = ratio_interval(lost, passing)
    return Estimate(float(lost.sum() / passing.sum()), interval, len(passing))


def ratio_interval(parts: NDArray[np.int32], wholes: NDArray[np.int32]) -> Interval:
    """Give the interval of sum(parts) / sum(wholes) over tasks drawn anew, 0 <= part <= whole, whole > 0.

    Linearisation of the ratio: with residuals u = part - ratio x whole, its variance is P/(P-1) sum(u^2) / sum(wholes)^2
    (Cochran W. G. (1977). Sampling Techniques, 3rd edition. Wiley, section 6.4), turned into an effective number of
    samples for Wilson's interval (Dean and Pagano 2015, as `mean_interval`). A task lost and a task kept of average
    size, our addition, keep that number finite where all tasks agree. docs/methods.md says how often it covers.
    """
    tasks, total = len(wholes), float(wholes.sum())
    size = total / tasks
    shrunk = (float(parts.sum()) + size) / (total + 2 * size)
    residuals = float(((parts - shrunk * wholes) ** 2).sum()) + size**2 * ((1 - shrunk) ** 2 + shrunk**2)
    variance = residuals / (total + 2 * size) ** 2
    effective = shrunk * (1 - shrunk) / variance * tasks / (tasks + 2)
    low, high = wilson_ends(float(parts.sum()) / total, effective)
    return Interval(low, high, f"Wilson on {math.floor(effective + 0.5)} effective samples", "tasks")


def _both(run: Run) -> tuple[Counts, Counts] | Absence:
    if run.base is None or run.plus is None:
        return Absence("not measured")
    return run.base, run.plus
