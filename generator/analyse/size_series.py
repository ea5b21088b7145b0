"""The scores of one family at several sizes that may stand in one fit, with what they share over tasks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.analyse.absence import Absence
from generator.analyse.datum import Conditions, Datum
from generator.analyse.interaction import TunedPair
from generator.analyse.passk import Shares, shares_of
from generator.analyse.sizes import SizePoint
from generator.analyse.tuning import Pair
from generator.model.run import Run


@dataclass(frozen=True, slots=True, eq=False)
class SizeSeries:
    """Scores of one family and kind of training, taken alike, smallest first."""

    data: tuple[Datum, ...]

    @property
    def parameters(self) -> tuple[float, ...]:
        """Give the different sizes."""
        return tuple(dict.fromkeys(datum.parameters for datum in self.data))

    @property
    def points(self) -> tuple[SizePoint, ...] | Absence:
        """Give the scores as fits take them, or why they may not stand in one."""
        reason = unlike(self.data)
        return Absence(reason) if reason else size_points(self.data)


def size_series(scores: Iterable[Datum]) -> tuple[SizeSeries, ...]:
    """Put scores together that were taken alike, of one family and kind of training; a model without family is alone."""
    groups: dict[tuple[str, str, Conditions], list[Datum]] = {}
    for datum in scores:
        key = (datum.card.family or datum.card.id, datum.card.training, datum.conditions)
        groups.setdefault(key, []).append(datum)
    return tuple(SizeSeries(tuple(sorted(group, key=_by_size))) for _, group in sorted(groups.items()))


def _by_size(datum: Datum) -> tuple[float, str]:
    return datum.parameters, datum.card.id


def unlike(data: Sequence[Datum]) -> str:
    """Say why scores may not stand in one fit; empty where they may.

    They have to agree in family, training and all conditions, one score a size. A mixture of experts has two sizes,
    total and active, which are never mixed: it stands in no fit.
    """
    if len({(datum.card.family, datum.card.training, datum.conditions) for datum in data}) > 1:
        return "the scores were not taken alike"
    if any(map(is_mixture, data)):
        return "a mixture of experts: its total and its active parameters are two sizes, which no fit mixes"
    if len({datum.parameters for datum in data}) < len(data):
        return "several scores of one size: nothing says which of them belongs to the series"
    return ""


def is_mixture(datum: Datum) -> bool:
    """Say whether a model has active parameters other than its total."""
    return datum.card.active_parameters not in {None, datum.card.parameters}


def size_points(data: Sequence[Datum]) -> tuple[SizePoint, ...]:
    """Give scores as fits take them, in the same order: with their outcomes where all are runs on the same tasks."""
    outcomes: Sequence[Shares | None] = _outcomes(data) or [None] * len(data)
    return tuple(
        SizePoint(datum.parameters, datum.estimate.value, datum.estimate.tasks, each)
        for datum, each in zip(data, outcomes, strict=True)
    )


def paired_points(pairs: Sequence[Pair]) -> tuple[TunedPair, ...]:
    """Give pairs as `gain` and `growth` take them, in the same order."""
    points = size_points([*(pair.base for pair in pairs), *(pair.tuned for pair in pairs)])
    halves = points[: len(pairs)], points[len(pairs) :]
    return tuple(TunedPair(base, tuned) for base, tuned in zip(*halves, strict=True))


def _outcomes(data: Sequence[Datum]) -> list[Shares] | None:
    runs = [datum.origin for datum in data if isinstance(datum.origin, Run)]
    if not runs or len(runs) < len(data) or len({frozenset(run.tasks) for run in runs}) > 1:
        return None
    return [
        shares_of(run, runs[0].tasks, plus=datum.conditions.plus, k=datum.conditions.k)
        for run, datum in zip(runs, data, strict=True)
    ]
