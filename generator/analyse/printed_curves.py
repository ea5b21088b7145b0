"""Curves in k that publications print: which points belong together, what lies between them, and where two cross."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from generator.analyse.absence import Absence
from generator.analyse.rounding import unit
from generator.model.published import PublishedScore

EQUAL = 1e-9  # shares that differ by less are the same number


@dataclass(frozen=True, slots=True)
class PrintedCurve:
    """Scores of one model under one decoding, by k; at least two, each k once."""

    scores: tuple[PublishedScore, ...]

    @property
    def ks(self) -> tuple[int, ...]:
        """The k that are printed."""
        return tuple(score.k for score in self.scores)

    @property
    def shares(self) -> tuple[float, ...]:
        """pass@k at each of them, 0..1."""
        return tuple(score.share for score in self.scores)

    def without(self, ks: Iterable[int]) -> "PrintedCurve":
        """Leave points out."""
        out = frozenset(ks)
        return PrintedCurve(tuple(score for score in self.scores if score.k not in out))


def printed_curves(scores: Iterable[PublishedScore]) -> tuple[PrintedCurve, ...]:
    """Collect the curves among printed scores, by source, benchmark and model.

    A curve joins what one source prints of one model at one stated temperature from one number of samples, and is left
    out where that source prints a k twice: which of the two is meant cannot be told.
    """
    groups: dict[tuple[object, ...], list[PublishedScore]] = {}
    for score in scores:
        if score.estimand == "sampled" and score.temperature is not None and score.read != "by-eye":
            groups.setdefault(_key(score), []).append(score)
    curves = [PrintedCurve(tuple(sorted(group, key=lambda score: score.k))) for group in groups.values()]
    return tuple(
        sorted(
            (curve for curve in curves if len(set(curve.ks)) == len(curve.ks) > 1),
            key=lambda curve: (curve.scores[0].source, curve.scores[0].benchmark, curve.scores[0].id),
        )
    )


def _key(score: PublishedScore) -> tuple[object, ...]:
    return (
        score.source,
        score.model,
        score.benchmark,
        score.plus,
        score.dataset_version,
        score.tasks,
        score.harness,
        score.temperature,
        score.samples,
    )


def rounding(score: PublishedScore) -> float:
    """Give half a unit of the last digit that is printed of a score, as a share."""
    return float(unit(score.printed) / 2)


def comparable(first: PrintedCurve, second: PrintedCurve) -> bool:
    """Say whether two curves differ in the model only."""
    a, b = _key(first.scores[0]), _key(second.scores[0])
    return a[:1] + a[2:] == b[:1] + b[2:]


def concave_bounds(curve: PrintedCurve, target: float) -> tuple[float, float]:
    """Give the smallest and the largest k at which a rising concave curve through the printed points may reach a share.

    Such a curve lies on or above the chord of two neighbouring points, and on or below the chords next to them
    drawn further; pass@0 = 0 is a point of every curve. Infinite where a curve may never get there. Raises
    `ValueError` for a target below the first point.
    """
    points = [(0.0, 0.0), *zip(map(float, curve.ks), curve.shares, strict=True)]
    if target < points[1][1] - EQUAL:
        raise ValueError("below pass@k of the smallest printed k nothing is printed")
    for at, ((k0, y0), (k1, y1)) in enumerate(pairwise(points[1:]), start=1):
        if target <= y0 + EQUAL:
            return k0, k0
        if target <= y1 + EQUAL:
            chord = k0 + (target - y0) * (k1 - k0) / (y1 - y0)
            before = _along(points[at - 1], points[at], target)
            after = _along(points[at + 1], points[at + 2], target) if at + 2 < len(points) else k0
            return min(chord, max(k0, before, after)), chord
    last, beyond = points[-1], _along(points[-2], points[-1], target)
    return (last[0], last[0]) if target <= last[1] + EQUAL else (beyond, float("inf"))


def _along(first: tuple[float, float], second: tuple[float, float], target: float) -> float:
    """Find where the line through two points has a height; infinite where it is level."""
    (k0, y0), (k1, y1) = first, second
    return k0 + (target - y0) * (k1 - k0) / (y1 - y0) if y1 > y0 else float("inf")


@dataclass(frozen=True, slots=True)
class PrintedCrossing:
    """Between which printed k the curve that is behind at the smallest k gets ahead, and stays so to the largest."""

    before: int
    after: int


def printed_crossing(first: PrintedCurve, second: PrintedCurve) -> PrintedCrossing | Absence:
    """Find the one change of sign of the difference of two curves over the k that both print; ties are neither sign.

    Absent, with the reason, where there is none, more than one, or no two k in common.
    """
    other = dict(zip(second.ks, second.shares, strict=True))
    gaps = [(k, other[k] - share) for k, share in zip(first.ks, first.shares, strict=True) if k in other]
    signs = [(k, gap > 0) for k, gap in gaps if abs(gap) > EQUAL]
    if len(gaps) < 2:
        return Absence("the two curves have fewer than two k in common")
    changes = [(k0, k1) for (k0, sign0), (k1, sign1) in pairwise(signs) if sign0 != sign1]
    if not changes:
        return Absence(f"the same curve is ahead, or equal, at every k from {gaps[0][0]} to {gaps[-1][0]}")
    if len(changes) > 1:
        return Absence(f"the curves cross {len(changes)} times")
    return PrintedCrossing(*changes[0])


@dataclass(frozen=True, slots=True)
class LastGap:
    """Two curves at k = n, where a task is solved by a sample or not: tasks solved by each, and the strongest case."""

    k: int
    tasks: int
    first: int
    second: int
    smallest_p: float  # exact McNemar, if no task but those of the gap were solved by one model alone


def last_gap(first: PrintedCurve, second: PrintedCurve) -> LastGap | Absence:
    """Count the tasks behind two printed curves at the k that uses all samples.

    How many tasks only one of them solves is not printed. If none is solved by the trailing model alone, g of g
    discordant tasks speak for the leading one, and exact McNemar gives 2 * 0.5**g: no other case gives a smaller p.
    Absent, with the reason, where the curves end before k = n, differ in tasks, or are no whole numbers of tasks there.
    """
    a, b = first.scores[-1], second.scores[-1]
    if a.k != b.k or a.k != a.samples or b.k != b.samples:
        return Absence("the curves do not both end at the number of samples")
    if a.tasks is None or a.tasks != b.tasks:
        return Absence("the number of tasks is not the same, or not stated")
    counts = [score.share * a.tasks for score in (a, b)]
    blur = [rounding(score) * a.tasks + EQUAL for score in (a, b)]
    if any(abs(count - round(count)) > most or most >= 0.5 for count, most in zip(counts, blur, strict=True)):
        return Absence("pass@k at the number of samples is no whole number of tasks")
    solved = round(counts[0]), round(counts[1])
    return LastGap(a.k, a.tasks, *solved, min(1.0, 2 * 0.5 ** abs(solved[0] - solved[1])))
