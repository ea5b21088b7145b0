"""Pairs of a base model and what it was tuned into, with scores that may be compared."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.analyse.datum import Conditions, Datum
from generator.model.report import TuningSeries


@dataclass(frozen=True, slots=True)
class Pair:
    """Two scores under the same conditions: of a model, and of the one it was tuned into."""

    base: Datum
    tuned: Datum


def find_pairs(series: TuningSeries, scores: Iterable[Datum]) -> tuple[Pair, ...]:
    """Find pairs by the base model that models.yaml names, smallest first; all conditions of the two scores agree.

    A model that its source gives two scores under the same conditions is left out: nothing says which one to take.
    """
    fitting = [datum for datum in scores if fits(datum, series)]
    only = _unambiguous(fitting)
    pairs = (
        Pair(base, tuned)
        for tuned in only.values()
        if tuned.card.training == series.tuned
        and (base := only.get((tuned.card.base_model or "", tuned.conditions))) is not None
        and base.card.training == series.base
        and base.parameters == tuned.parameters
    )
    return tuple(sorted(pairs, key=lambda pair: (pair.base.parameters, pair.tuned.card.id)))


def _unambiguous(scores: Iterable[Datum]) -> dict[tuple[str, Conditions], Datum]:
    groups: dict[tuple[str, Conditions], list[Datum]] = {}
    for datum in scores:
        groups.setdefault((datum.card.id, datum.conditions), []).append(datum)
    return {key: group[0] for key, group in groups.items() if len(group) == 1}


def fits(datum: Datum, series: TuningSeries) -> bool:
    """Say whether a score is of the family, source and score that a series names."""
    found = datum.conditions
    same = (found.benchmark, found.plus, found.k) == (series.benchmark, series.plus, series.k)
    return same and datum.card.family == series.family and found.source == series.source
