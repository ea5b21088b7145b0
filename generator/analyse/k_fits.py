"""Models of pass@k in k: fitted to few samples, and judged by what they say of more samples and of other tasks."""

import math
from dataclasses import dataclass
from math import comb
from typing import Literal, Protocol, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.analyse.absence import Absence
from generator.analyse.curves import Shares, pass_curves
from generator.model.run import Counts, Run

Kind = Literal["beta-binomial", "zero-inflated beta-binomial", "power law"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SEEN = 10  # samples a task that a fit sees
FOLDS = 5
_LOGS = (-9.0, 9.0)  # of the two shapes of a beta distribution


class Model(Protocol):
    """A fitted model, which says pass@k of any k."""

    def at(self, ks: ArrayLike) -> Shares:
        """Give pass@k (0..1) at each k."""


@dataclass(frozen=True, slots=True)
class BetaBinomial:
    """Tasks whose chances to pass are beta-distributed, but for a share `zeros` of tasks that are never solved."""

    alpha: float
    beta: float
    zeros: float = 0.0

    def at(self, ks: ArrayLike) -> Shares:
        """Give (1 - zeros) (1 - B(alpha, beta + k) / B(alpha, beta)) [kazdan2025passk, equations 15 to 17]."""
        from scipy.special import betaln  # noqa: PLC0415 - scipy takes 0.8 s to import

        k = np.asarray(ks, dtype=np.float64)
        fail = np.exp(betaln(self.alpha, self.beta + k) - betaln(self.alpha, self.beta))
        found: Shares = (1 - self.zeros) * (1 - fail)
        return found


@dataclass(frozen=True, slots=True)
class PowerLaw:
    """Minus the logarithm of pass@k as a power of k: pass@k = exp(a k^b), a < 0 [brown2024monkeys, equation 3]."""

    a: float
    b: float

    def at(self, ks: ArrayLike) -> Shares:
        """Give exp(a k^b)."""
        found: Shares = np.exp(self.a * np.asarray(ks, dtype=np.float64) ** self.b)
        return found


def seen_counts(samples: Counts, passed: Counts, seen: int) -> Shares:
    """Give, for c = 0..`seen`, the share of tasks that would show c passes had only `seen` of their samples been drawn.

    The mean over all ways to draw them, by the hypergeometric distribution: no seed, and no luck of one draw. Raises
    `ValueError` where a task has fewer samples.
    """
    if seen > samples.min():
        raise ValueError(f"cannot see {seen} samples of {samples.min()}")
    tallies, times = np.unique(np.stack([samples, passed]), axis=1, return_counts=True)
    chances = [
        [comb(c, shown) * comb(n - c, seen - shown) / comb(n, seen) for shown in range(seen + 1)]
        for n, c in tallies.T.tolist()
    ]
    found: Shares = times @ np.array(chances) / len(samples)
    return found


def fit(kind: Kind, samples: Counts, passed: Counts, seen: int = SEEN) -> Model | Absence:
    """Fit a model of pass@k to what `seen` samples a task show.

    Beta-binomial and its zero-inflated form by maximum likelihood of the counts [kazdan2025passk], the power law by
    least squares of log pass@k on k = 1..`seen` [brown2024monkeys, section 3.1, fits the curve so]. Absent where no
    task, or every task in every sample, is solved: such counts fit any model.
    """
    shares = seen_counts(samples, passed, seen)
    if max(shares[0], shares[-1]) > 1 - 1e-12:
        return Absence(
            "no sample of any task passes" if shares[0] > 0.5 else "every sample of every task passes"
        )
    if kind == "power law":
        ks = np.arange(1, seen + 1)
        return _power_law(ks, pass_curves(samples, passed, ks).mean(axis=1))
    return _beta_binomial(shares, inflated=kind != "beta-binomial")


def _beta_binomial(shares: Shares, *, inflated: bool) -> BetaBinomial:
    """Find the likeliest shapes; the zero-inflated likelihood may have several peaks, and is climbed from two sides."""
    from scipy.optimize import minimize  # noqa: PLC0415 - scipy takes 0.8 s to import
    from scipy.special import betaln, digamma  # noqa: PLC0415 - as above

    seen = len(shares) - 1
    counts = np.arange(seen + 1)
    ways = -betaln(seen - counts + 1, counts + 1) - math.log(seen + 1)  # log C(seen, c)

    def surprise(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        """Give minus the mean log-likelihood, and its slope in log alpha, log beta and zeros."""
        (alpha, beta), zeros = np.exp(parameters[:2]), float(parameters[2]) if inflated else 0.0
        drawn = np.exp(ways + betaln(alpha + counts, beta + seen - counts) - betaln(alpha, beta))
        chances = np.maximum((1 - zeros) * drawn + zeros * (counts == 0), 1e-300)
        odds, both = shares / chances, digamma(alpha + beta) - digamma(alpha + beta + seen)
        by_alpha = alpha * (digamma(alpha + counts) - digamma(alpha) + both)
        by_beta = beta * (digamma(beta + seen - counts) - digamma(beta) + both)
        slopes = [(1 - zeros) * drawn * by_alpha, (1 - zeros) * drawn * by_beta, (counts == 0) - drawn]
        return -float(shares @ np.log(chances)), -np.array(slopes[: len(parameters)]) @ odds

    zero = float(shares[0])
    starts = [(0.5, 0.0, 0.9 * zero), (-0.5, -1.0, 0.0)] if inflated else [(-0.5, -0.5)]
    limits = [_LOGS, _LOGS, (0.0, zero)][: len(starts[0])]
    found = min(
        (minimize(surprise, start, jac=True, bounds=limits) for start in starts),
        key=lambda each: float(each.fun),
    )
    alpha, beta = np.exp(found.x[:2]).tolist()
    return BetaBinomial(alpha, beta, float(found.x[2]) if inflated else 0.0)


def _power_law(ks: NDArray[np.int64], curve: Shares) -> PowerLaw:
    from scipy.optimize import curve_fit  # noqa: PLC0415 - scipy takes 0.8 s to import

    def log_pass(k: NDArray[np.float64], log_a: float, b: float) -> NDArray[np.float64]:
        return np.asarray(-np.exp(log_a) * k**b)

    logs = np.log(curve)
    start = (math.log(max(-logs[0], 1e-9)), -0.3)
    (log_a, b), _ = curve_fit(log_pass, ks.astype(np.float64), logs, p0=start, maxfev=5000)
    return PowerLaw(-math.exp(log_a), float(b))


@dataclass(frozen=True, slots=True)
class KFit:
    """A fitted model with its errors, in shares; `limit` is the largest k, at which most is asked of it."""

    kind: Kind
    model: Model
    seen: int
    limit: int  # n
    at_limit: float  # predicted less found
    largest: float  # the largest distance at any k above `seen`, with its sign
    other_tasks: float  # on tasks that the fit did not see, at `limit`: root mean square over folds
    other_tasks_floor: (
        float  # the same if the seen tasks' own score were known: what the choice of tasks alone makes
    )


def k_fit(run: Run, kind: Kind, *, plus: bool, seed: int) -> KFit | Absence:
    """Fit a model to 10 of a run's samples a task, and compare what it says of all n with what they show.

    Tasks are left out in five parts, drawn with the seed. Absent, with the reason, where a run has fewer than 20
    samples a task, tasks are fewer than 10, or there is nothing to fit.
    """
    passed = run.plus if plus else run.base
    if passed is None:
        return Absence("not measured")
    limit = int(run.samples.min())
    if limit < 2 * SEEN or len(run.tasks) < 2 * FOLDS:
        return Absence(f"needs {2 * SEEN} samples a task and {2 * FOLDS} tasks")
    model = fit(kind, run.samples, passed)
    if isinstance(model, Absence):
        return model
    held_out = np.arange(SEEN + 1, limit + 1)
    curves = pass_curves(run.samples, passed, held_out)
    misses = model.at(held_out) - curves.mean(axis=1)
    other = _other_tasks(kind, run.samples, passed, curves[-1], seed=seed)
    if isinstance(other, Absence):
        return other
    largest = float(misses[np.abs(misses).argmax()])
    return KFit(kind, model, SEEN, limit, float(misses[-1]), largest, *other)


def _other_tasks(
    kind: Kind, samples: Counts, passed: Counts, found: Shares, *, seed: int
) -> tuple[float, float] | Absence:
    """Give the root mean square error of folds at k = n, by the model and by the mean of the tasks it was fitted to."""
    parts = np.random.default_rng(seed).permutation(len(samples)) % FOLDS
    misses: list[tuple[float, float]] = []
    for part in range(FOLDS):
        inside, outside = parts != part, parts == part
        model = fit(kind, samples[inside], passed[inside])
        if isinstance(model, Absence):
            return Absence(f"without a fifth of the tasks {model.reason}")
        limit, truth = int(samples.min()), float(found[outside].mean())
        misses.append((float(model.at([limit])[0]) - truth, float(found[inside].mean()) - truth))
    model_error, floor = np.sqrt((np.array(misses) ** 2).mean(axis=0)).tolist()
    return model_error, floor
