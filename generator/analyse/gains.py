"""What tuning adds over families, and how that changes with size: the effects that conclusions rest on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from generator.analyse.absence import Absence
from generator.analyse.datum import printed
from generator.analyse.effect import Effect, Reading, Scale
from generator.analyse.interaction import SCALES, Change, TunedPair, gain, growth
from generator.analyse.pooling import Pooled, pool
from generator.analyse.size_series import is_mixture, paired_points
from generator.analyse.tuning import Pair, find_pairs
from generator.model.corpus import Corpus, derived
from generator.model.report import TuningSeries

Measure = Callable[[Sequence[TunedPair], Scale], Change | Absence]


@dataclass(frozen=True, slots=True, eq=False)
class FamilyPairs:
    """The pairs of one series, smallest first, at least one."""

    series: TuningSeries
    pairs: tuple[Pair, ...]

    @property
    def points(self) -> tuple[TunedPair, ...]:
        """Give the scores of the pairs as fits take them."""
        return paired_points(self.pairs)

    @property
    def ids(self) -> frozenset[str]:
        """Give the ids of the scores."""
        return frozenset(each.origin.id for pair in self.pairs for each in (pair.base, pair.tuned))

    @property
    def of_one_kind_of_size(self) -> bool:
        """Say whether no pair is a mixture of experts, whose total and active parameters are two sizes."""
        return not any(is_mixture(pair.base) or is_mixture(pair.tuned) for pair in self.pairs)


@derived
def tuned_families(corpus: Corpus) -> tuple[FamilyPairs, ...]:
    """Find the pairs of every series that the report names and the corpus has."""
    return tuned_families_without(corpus, frozenset())


def tuned_families_without(corpus: Corpus, without: frozenset[str]) -> tuple[FamilyPairs, ...]:
    """Find them without the scores of these ids."""
    scores = [datum for datum in printed(corpus) if datum.origin.id not in without]
    found = ((series, find_pairs(series, scores)) for series in corpus.report.tuning)
    return tuple(FamilyPairs(series, pairs) for series, pairs in found if pairs)


def one_a_family(families: Iterable[FamilyPairs], k: int) -> tuple[FamilyPairs, ...]:
    """Take one series of each family: the first whose lower step is a base model, at this k."""
    first: dict[str, FamilyPairs] = {}
    for family in families:
        if family.series.k == k and family.series.base == "base":
            first.setdefault(family.series.family, family)
    return tuple(first.values())


def pooled(families: Iterable[FamilyPairs], measure: Measure, scale: Scale) -> Pooled | Absence:
    """Pool a measure, `gain` or `growth`, over families on one scale; those that cannot tell it are left out."""
    changes = ((family.series.family, measure(family.points, scale)) for family in families)
    return pool([change.family_effect(name) for name, change in changes if isinstance(change, Change)])


def gain_effect(corpus: Corpus, flagged: frozenset[str]) -> Effect | Absence:
    """Give what tuning adds to pass@1 over families; `flagged` are ids of scores that a check finds fault with."""
    return _effect(corpus, flagged, gain)


def growth_effect(corpus: Corpus, flagged: frozenset[str]) -> Effect | Absence:
    """Give how what tuning adds to pass@1 changes per tenfold size, over families with two sizes or more."""
    return _effect(corpus, flagged, growth)


def _effect(corpus: Corpus, flagged: frozenset[str], measure: Measure) -> Effect | Absence:
    scale = corpus.report.primary_scale
    telling = tuple(each for each in one_a_family(tuned_families(corpus), 1) if tells(each, measure))
    whole = pooled(telling, measure, scale)
    if isinstance(whole, Absence):
        return whole
    other = next(each for each in SCALES if each != scale)
    clean = tuple(
        each for each in one_a_family(tuned_families_without(corpus, flagged), 1) if tells(each, measure)
    )
    variants = [("without flagged scores", clean)] if any(each.ids & flagged for each in telling) else []
    variants += _other_ks(corpus)
    variants += [(f"without {left.series.family}", _others(telling, left)) for left in telling]
    return Effect(
        _reading("all families", scale, whole),
        (
            _reading("all families", other, pooled(telling, measure, other)),
            *(_narrowest(measure, telling, each) for each in (scale, other)),
            *(
                _reading(label, each, pooled(families, measure, each))
                for label, families in variants
                for each in (scale, other)
            ),
        ),
        tuple(each.series.family for each in telling),
    )


def tells(family: FamilyPairs, measure: Measure) -> bool:
    """Say whether a family has the measure on both scales; mixtures of experts are left out of what goes by size."""
    if measure is growth and not family.of_one_kind_of_size:
        return False
    return all(isinstance(measure(family.points, scale), Change) for scale in SCALES)


def _others(families: Iterable[FamilyPairs], left: FamilyPairs) -> tuple[FamilyPairs, ...]:
    return tuple(each for each in families if each is not left)


def _other_ks(corpus: Corpus) -> list[tuple[str, tuple[FamilyPairs, ...]]]:
    """Take the families at each other k that the report names."""
    families = tuned_families(corpus)
    ks = sorted({each.series.k for each in families} - {1})
    return [(f"pass@{k}", one_a_family(families, k)) for k in ks]


def _narrowest(measure: Measure, families: Iterable[FamilyPairs], scale: Scale) -> Reading:
    """Widen the interval to what chance over tasks alone would leave, where it is narrower."""
    found, label = pooled(families, measure, scale), "interval at least as wide as chance"
    if isinstance(found, Absence):
        return Reading(label, scale, found)
    return Reading(label, scale, found.value, found.modified, count=len(found.families))


def _reading(label: str, scale: Scale, found: Pooled | Absence) -> Reading:
    if isinstance(found, Absence):
        return Reading(label, scale, found)
    return Reading(label, scale, found.value, found.interval, count=len(found.families))
