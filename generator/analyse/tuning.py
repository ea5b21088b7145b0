"""Pairs of a base model and what it was tuned into, with scores that may be compared."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.analyse.datum import Conditions, Datum


@dataclass(frozen=True, slots=True)
class Pair:
    """Two scores under the same conditions: of a model, and of the one it was tuned into."""

    base: Datum
    tuned: Datum


@dataclass(frozen=True, slots=True)
class PairQuery:
    """Which pairs to show together: one family, one source, one score."""

    family: str  # of both models, as in models.yaml
    tuned: str  # training of the tuned model: sft, rlhf, instruct
    source: str  # citation key
    benchmark: str  # id
    k: int = 1
    plus: bool = False
    base: str = "base"  # training of the model that was tuned


def find_pairs(query: PairQuery, scores: Iterable[Datum]) -> tuple[Pair, ...]:
    """Find pairs by the base model that models.yaml names, smallest first; all conditions of the two scores agree.

    A model that its source gives two scores under the same conditions is left out: nothing says which one to take.
    """
    fitting = [datum for datum in scores if fits(datum, query)]
    only = _unambiguous(fitting)
    pairs = (
        Pair(base, tuned)
        for tuned in only.values()
        if tuned.card.training == query.tuned
        and (base := only.get((tuned.card.base_model or "", tuned.conditions))) is not None
        and base.card.training == query.base
        and base.parameters == tuned.parameters
    )
    return tuple(sorted(pairs, key=lambda pair: (pair.base.parameters, pair.tuned.card.id)))


def _unambiguous(scores: Iterable[Datum]) -> dict[tuple[str, Conditions], Datum]:
    groups: dict[tuple[str, Conditions], list[Datum]] = {}
    for datum in scores:
        groups.setdefault((datum.card.id, datum.conditions), []).append(datum)
    return {key: group[0] for key, group in groups.items() if len(group) == 1}


def fits(datum: Datum, query: PairQuery) -> bool:
    """Say whether a score is of the family, source and score that a query names."""
    found = datum.conditions
    same = (found.benchmark, found.plus, found.k) == (query.benchmark, query.plus, query.k)
    return same and datum.card.family == query.family and found.source == query.source
