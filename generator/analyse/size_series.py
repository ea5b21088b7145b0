"""The scores of one family at several sizes that may stand in one fit, with what they share over tasks."""

from collections.abc import Iterable, Sequence

from generator.analyse.absence import Absence
from generator.analyse.datum import Datum
from generator.analyse.interaction import TunedPair
from generator.analyse.passk import Shares, shares_of
from generator.analyse.sizes import SizePoint
from generator.analyse.tuning import Pair
from generator.model.run import Run


def size_points(data: Iterable[Datum]) -> tuple[SizePoint, ...] | Absence:
    """Make points of scores, smallest size first; absent, with the reason, where they may not stand in one fit.

    They have to agree in family, training and all conditions, one score a size. A mixture of experts has two sizes,
    total and active, which are never mixed: it stands in no fit.
    """
    ordered = sorted(data, key=lambda datum: datum.parameters)
    reason = unlike(ordered)
    return Absence(reason) if reason else _points(ordered)


def tuned_pairs(pairs: Sequence[Pair]) -> tuple[TunedPair, ...] | Absence:
    """Make pairs of points, smallest size first; absent, with the reason, as for `size_points`."""
    ordered = sorted(pairs, key=lambda pair: pair.base.parameters)
    bases, tuned = [pair.base for pair in ordered], [pair.tuned for pair in ordered]
    reason = unlike(bases) or unlike(tuned)
    if reason:
        return Absence(reason)
    points = _points([*bases, *tuned])
    halves = points[: len(bases)], points[len(bases) :]
    return tuple(TunedPair(base, other) for base, other in zip(*halves, strict=True))


def unlike(data: Sequence[Datum]) -> str:
    """Say why scores may not stand in one fit; empty where they may."""
    if len({(datum.card.family, datum.card.training, datum.conditions) for datum in data}) > 1:
        return "the scores were not taken alike"
    if any(datum.card.active_parameters not in {None, datum.card.parameters} for datum in data):
        return "a mixture of experts: its total and its active parameters are two sizes, which no fit mixes"
    if len({datum.parameters for datum in data}) < len(data):
        return "two checkpoints of one size: nothing says which of them belongs to the series"
    return ""


def _points(data: Sequence[Datum]) -> tuple[SizePoint, ...]:
    outcomes: Sequence[Shares | None] = _outcomes(data) or [None] * len(data)
    return tuple(
        SizePoint(datum.parameters, datum.estimate.value, datum.estimate.tasks, each)
        for datum, each in zip(data, outcomes, strict=True)
    )


def _outcomes(data: Sequence[Datum]) -> list[Shares] | None:
    """Give per-task estimates over the same tasks in the same order; None where not all are runs on the same tasks."""
    runs = [datum.origin for datum in data if isinstance(datum.origin, Run)]
    if not runs or len(runs) < len(data) or len({frozenset(run.tasks) for run in runs}) > 1:
        return None
    return [
        shares_of(run, runs[0].tasks, plus=datum.conditions.plus, k=datum.conditions.k)
        for run, datum in zip(runs, data, strict=True)
    ]
