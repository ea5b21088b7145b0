"""Whether a printed curve of pass@k can be: some tallies give all its points, or none do."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.analyse.passk import pass_at_k

_SLACK = 1e-9  # what the solver leaves open; printed shares are coarser by far
_MOST_LEFT_OUT = 3
_Curves = Mapping[int, NDArray[np.float64]]  # by k: pass@k of a task with c = 0..n passes


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A printed pass@k (0..1) and how far its rounding may have moved it: half a unit of its last digit."""

    k: int
    share: float
    rounding: float


@dataclass(frozen=True, slots=True)
class Remainder:
    """What is left of a curve without some points: how far the rest still misses, and whether that is rounding."""

    without: tuple[int, ...]  # the k that are left out
    deviation: float
    fits: bool


@dataclass(frozen=True, slots=True)
class BrokenTotal:
    """A printed share that no whole number of passing samples (k = 1) or solved tasks (k = n) gives."""

    k: int
    total: float  # what the share comes to
    of: int


@dataclass(frozen=True, slots=True)
class CurveAudit:
    """How near the best possible tallies come to a printed curve.

    `deviation` is the smallest largest distance from any printed point (a share, 0..1); `missed` are the k that together
    cannot be, the heaviest in the proof first, with the distance of the best tallies there (printed less possible). `remainders` has for one, two
    and three points the choice whose leaving-out helps most, up to the first that fits; empty where the curve fits.
    """

    points: tuple[CurvePoint, ...]
    samples: int
    deviation: float
    fits: bool
    missed: tuple[tuple[int, float], ...]
    remainders: tuple[Remainder, ...]
    broken_totals: tuple[BrokenTotal, ...]

    @property
    def possible(self) -> bool:
        """Say whether some tallies give the curve as printed."""
        return self.fits and not self.broken_totals


def curve_audit(points: Sequence[CurvePoint], samples: int, tasks: int | None = None) -> CurveAudit:
    """Find out whether any histogram of tallies gives a printed curve of the unbiased pass@k within its rounding.

    The estimator of a task depends on its passes c = 0..n alone, so a curve is a mixture of n + 1 known curves with
    the shares of tasks as weights. A linear programme minimises the largest distance beyond rounding; a curve of such
    a mixture always rises and is concave in k, so both are covered. `samples` is n, the same for all tasks. With
    `tasks`, pass@1 x tasks x n and pass@n x tasks are held against the whole numbers that they must be, where the
    digits are fine enough to tell. Raises `ValueError` for no points, for the same k twice, and for k outside 1..n.

    Source: the estimator [chen2021codex]; the programme is ours, in the manner of Brown N. J. L., Heathers J. A. J.
    (2017). The GRIM test. Social Psychological and Personality Science 8, 363-369.
    """
    ordered = tuple(sorted(points, key=lambda point: point.k))
    if not ordered or len({point.k for point in ordered}) < len(ordered):
        raise ValueError("a curve needs points, one for each k")
    if ordered[0].k < 1 or ordered[-1].k > samples:
        raise ValueError(f"pass@k of {samples} samples is known for k from 1 to {samples}")
    counts, drawn = np.arange(samples + 1), np.full(samples + 1, samples)
    curves = {point.k: pass_at_k(drawn, counts, point.k) for point in ordered}
    best = _nearest(ordered, curves)
    return CurveAudit(
        ordered,
        samples,
        best.deviation,
        best.excess <= _SLACK,
        _missed(ordered, best),
        tuple(_remainders(ordered, curves, best)),
        tuple(_broken_totals(ordered, samples, tasks)) if tasks else (),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Nearest:
    excess: float  # the largest distance beyond rounding; below 0 where there is room left
    misses: NDArray[np.float64]  # possible less printed, for each point
    binding: tuple[int, ...]  # the k that alone prove that nothing comes nearer, the heaviest first

    @property
    def deviation(self) -> float:
        return float(np.abs(self.misses).max())


def _missed(points: Sequence[CurvePoint], best: _Nearest) -> tuple[tuple[int, float], ...]:
    if best.excess <= _SLACK:
        return ()
    misses = {point.k: -float(miss) for point, miss in zip(points, best.misses, strict=True)}
    return tuple((k, misses[k]) for k in best.binding)


def _nearest(points: Sequence[CurvePoint], curves_of: _Curves) -> _Nearest:
    """Solve: shares h of tasks with c = 0..n passes, such that |curve(h) - printed| <= rounding + excess, least excess."""
    from scipy.optimize import linprog  # noqa: PLC0415 - scipy takes 0.8 s to import

    curves = np.array([curves_of[point.k] for point in points])
    histogram = curves.shape[1]
    printed = np.array([point.share for point in points])
    rounding = np.array([point.rounding for point in points])
    excess = -np.ones((len(points), 1))
    solved = linprog(
        [0.0] * histogram + [1.0],
        A_ub=np.block([[curves, excess], [-curves, excess]]),
        b_ub=np.concatenate([printed + rounding, rounding - printed]),
        A_eq=[[1.0] * histogram + [0.0]],
        b_eq=[1.0],
        bounds=[(0, None)] * histogram + [(-float(rounding.min()), None)],
        method="highs",
        options={"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10},
    )
    if not solved.success:
        raise ArithmeticError(f"the curve audit's programme was not solved: {solved.message}")
    prices = np.abs(solved.ineqlin.marginals).reshape(2, -1).sum(axis=0)
    heaviest = np.argsort(-prices, kind="stable")
    binding = tuple(points[at].k for at in heaviest if prices[at] > _SLACK)
    return _Nearest(float(solved.x[-1]), curves @ solved.x[:-1] - printed, binding)


def _remainders(points: Sequence[CurvePoint], curves: _Curves, best: _Nearest) -> Iterator[Remainder]:
    """Leave out one point, then two, then three; only binding points can help, so only these are tried."""
    tried: dict[tuple[int, ...], _Nearest] = {(): best}
    for _ in range(min(_MOST_LEFT_OUT, len(points) - 1)):
        if min(each.excess for each in tried.values()) <= _SLACK:
            return
        parents = sorted(tried, key=lambda without: (tried[without].excess, without))
        tried = _one_more(points, curves, [(without, tried[without].binding) for without in parents])
        without, rest = min(tried.items(), key=lambda item: (item[1].excess, item[0]))
        yield Remainder(without, rest.deviation, rest.excess <= _SLACK)


def _one_more(
    points: Sequence[CurvePoint], curves: _Curves, parents: Sequence[tuple[tuple[int, ...], tuple[int, ...]]]
) -> dict[tuple[int, ...], _Nearest]:
    """Leave out one point more, up to the first choice after which the rest fits."""
    found: dict[tuple[int, ...], _Nearest] = {}
    for without, binding in parents:
        for k in binding:
            left = tuple(sorted((*without, k)))
            if left not in found:
                found[left] = _nearest([point for point in points if point.k not in left], curves)
                if found[left].excess <= _SLACK:
                    return found
    return found


def _broken_totals(points: Sequence[CurvePoint], samples: int, tasks: int) -> Iterator[BrokenTotal]:
    """Yield the shares of pass@1 and pass@n that are no whole number of passing samples or solved tasks."""
    wholes = {1: tasks * samples, samples: tasks}
    for point in points:
        of = wholes.get(point.k)
        if of is None or 2 * point.rounding * of >= 1:
            continue  # an inner k, or digits so coarse that every share is near a whole number
        low, high = (point.share - point.rounding) * of, (point.share + point.rounding) * of
        if math.floor(high + _SLACK * of) < math.ceil(low - _SLACK * of):
            yield BrokenTotal(point.k, point.share * of, of)
