"""What the page on scaling says of tuning: whether its gain grows with size, over families, and without each of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.analyse.absence import Absence
from generator.analyse.effect import Scale
from generator.analyse.gains import FamilyPairs, Measure, one_a_family, pooled, tells, tuned_families
from generator.analyse.interaction import (
    SCALES,
    Change,
    gain,
    growth,
    growth_over_checkpoints,
    opposed,
    verdict,
)
from generator.analyse.pooling import Pooled
from generator.analyse.power import detectable_difference
from generator.model.corpus import Corpus
from generator.render.cells import Cell
from generator.render.figures.effect_forest import ends, number
from generator.render.formats import parameters, percent, plural
from generator.render.scope import PageScope, block

_MEASURES: tuple[tuple[str, Measure], ...] = (("gain", gain), ("change of the gain", growth))
_ALIKE = "families lie closer together than tasks alone would put them"


@dataclass(frozen=True, slots=True)
class ScaleCells:
    """One number on one scale: over tasks, over other checkpoints, and what could have been seen."""

    value: Cell
    checkpoints: Cell
    detectable: str


@dataclass(frozen=True, slots=True)
class GrowthRow:
    """Whether the gain of one family grows with size."""

    family: str
    score: str
    step: str
    source: str
    sizes: str
    scales: tuple[ScaleCells, ...]  # as in SCALES
    verdict: str


@dataclass(frozen=True, slots=True)
class OverRow:
    """One measure over families on one scale."""

    what: str
    scale: str
    families: str
    mean: Cell
    modified: Cell
    tau: Cell
    i2: Cell
    another: Cell


@dataclass(frozen=True, slots=True)
class WithoutRow:
    """What is left without one family: each measure on each scale."""

    family: str
    cells: tuple[Cell, ...]


def growth_table(scope: PageScope) -> Markup:
    """Say of each family whether the gain from tuning grows with size, on both scales."""
    families = [each for each in tuned_families(scope.site.corpus) if _sizes(each) > 1]
    rows = tuple(_growth_row(each) for each in families if each.of_one_kind_of_size)
    return block(scope, "growth.html", {"rows": rows}) if rows else Markup()


def families_table(scope: PageScope) -> Markup:
    """Show the gain from tuning and its change with size over families, and without each family in turn."""
    corpus = scope.site.corpus
    rows = tuple(_over_rows(corpus))
    if not rows:
        return Markup()
    return block(scope, "families.html", {"rows": rows, "without": tuple(_without_rows(corpus))})


def _sizes(family: FamilyPairs) -> int:
    return len({pair.base.parameters for pair in family.pairs})


def _growth_row(family: FamilyPairs) -> GrowthRow:
    series, first = family.series, family.pairs[0]
    found = [growth(family.points, scale) for scale in SCALES]
    said: str = verdict(*found)
    if opposed(*found):
        said += "; the two scales point opposite ways"
    sizes = sorted({pair.base.parameters for pair in family.pairs})
    return GrowthRow(
        family=series.family,
        score=f"{first.base.benchmark} pass@{series.k}",
        step=f"{series.base_label} to {series.tuned_label}",
        source=series.source,
        sizes=f"{len(sizes)}: {parameters(sizes[0])} to {parameters(sizes[-1])}",
        scales=tuple(
            _scale_cells(family, change, scale) for change, scale in zip(found, SCALES, strict=True)
        ),
        verdict=said,
    )


def _scale_cells(family: FamilyPairs, change: Change | Absence, scale: Scale) -> ScaleCells:
    over = growth_over_checkpoints(family.points, scale)
    others = (
        Cell(over.reason) if isinstance(over, Absence) else Cell("", ends(scale, over), method=over.method)
    )
    if isinstance(change, Absence):
        return ScaleCells(Cell(change.reason), others, "")
    bound = "≤ " if change.interval.upper_bound else ""
    value = Cell(
        number(scale)(change.value), f"{bound}{ends(scale, change.interval)}", method=change.interval.method
    )
    reach = detectable_difference(change.variance**0.5)
    return ScaleCells(value, others, "" if isinstance(reach, Absence) else number(scale)(reach)[1:])


def _telling(corpus: Corpus, measure: Measure) -> list[FamilyPairs]:
    return [each for each in one_a_family(tuned_families(corpus), 1) if tells(each, measure)]


def _over_rows(corpus: Corpus) -> Iterator[OverRow]:
    for what, measure in _MEASURES:
        for scale in SCALES:
            families = _telling(corpus, measure)
            if families:
                yield _over_row(what, scale, pooled(families, measure, scale), len(families))


def _over_row(what: str, scale: Scale, found: Pooled | Absence, count: int) -> OverRow:
    unit = "points" if scale == "points" else "logits"
    families = plural(count, "family", "families")
    if isinstance(found, Absence):
        none = Cell(found.reason)
        return OverRow(what, unit, families, none, none, none, none, none)
    write = number(scale)
    modified, another = found.modified, found.prediction
    return OverRow(
        what=what,
        scale=unit,
        families=families,
        mean=Cell(write(found.value), ends(scale, found.interval), method=found.interval.method),
        modified=Cell("", ends(scale, modified), method=modified.method),
        tau=_tau(scale, found),
        i2=_i2(found),
        another=Cell("", ends(scale, another), method=another.method),
    )


def _tau(scale: Scale, found: Pooled) -> Cell:
    interval = found.tau_interval
    if interval.high <= 0:
        return Cell(_ALIKE)
    low, high = (number(scale)(end).removeprefix("+") for end in (interval.low, interval.high))
    return Cell(number(scale)(found.tau).removeprefix("+"), f"{low}–{high}", method=interval.method)


def _i2(found: Pooled) -> Cell:
    interval = found.i2_interval
    if interval.high <= 0:
        return Cell(_ALIKE)
    method = f"Q = {found.q:.1f}, p = {found.q_p:.2g} for families that are alike"
    return Cell(percent(found.i2), f"{percent(interval.low)}–{percent(interval.high)}", method=method)


def _without_rows(corpus: Corpus) -> Iterator[WithoutRow]:
    names = dict.fromkeys(
        each.series.family for _, measure in _MEASURES for each in _telling(corpus, measure)
    )
    for name in names:
        yield WithoutRow(name, tuple(_without(corpus, name)))


def _without(corpus: Corpus, name: str) -> Iterable[Cell]:
    for _, measure in _MEASURES:
        for scale in SCALES:
            families = _telling(corpus, measure)
            left = [each for each in families if each.series.family != name]
            if len(left) == len(families):
                yield Cell("not part of it")
                continue
            found = pooled(left, measure, scale)
            if isinstance(found, Absence):
                yield Cell(found.reason)
            else:
                yield Cell(
                    number(scale)(found.value), ends(scale, found.interval), method=found.interval.method
                )
