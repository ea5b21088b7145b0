"""One family of models against its number of parameters: what a report declares, and how it becomes a figure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.analyse.absence import Absence
from generator.analyse.datum import Conditions, Datum, printed, recomputed
from generator.check.conditions import decoding, version
from generator.model.catalogue import Training
from generator.model.corpus import Corpus
from generator.render.figures.bands import bands_note, with_bands
from generator.render.figures.curves import Curve, Look, Titles, curve, panel, plot
from generator.render.figures.spec import MARKERS, Marker, Panel, Plot, Said
from generator.render.figures.wording import climb, course, interval_note

_ENOUGH = 2  # sizes without which nothing scales
PLOTTED = "Share of tasks solved (pass@k, %) by total number of parameters; bars are 95% intervals"
METHOD = "sizes-and-families"


@dataclass(frozen=True, slots=True)
class SizeSeries:
    """Scores to be joined: as one source prints them, or (without a source) recomputed from runs, never joined."""

    label: str
    look: Look
    benchmark: str  # id
    k: int
    plus: bool = False
    source: str = ""  # citation key
    estimands: tuple[str, ...] = ("greedy",)


@dataclass(frozen=True, slots=True)
class SizePanel:
    """Series that may stand on one scale."""

    title: str
    y_label: str
    series: tuple[SizeSeries, ...]


@dataclass(frozen=True, slots=True)
class SizeFigure:
    """What a report shows of one family."""

    id: str
    title: str
    caption: str  # what the intervals are is added from the numbers
    family: str  # as in models.yaml
    training: Training
    panels: tuple[SizePanel, ...]


def size_scaling(corpus: Corpus, wanted: SizeFigure) -> Plot | Absence:
    """Draw a family against its size; absent where fewer than two sizes have scores."""
    known = [datum for datum in _all_scores(corpus, wanted) if _of_family(datum, wanted)]
    parts = tuple(
        (_panel(each, curves), curves)
        for each in wanted.panels
        if (curves := tuple(found for series in each.series for found in _curves(series, known)))
    )
    data = [datum for _, curves in parts for each in curves for datum in each.data]
    if len({datum.parameters for datum in data}) < _ENOUGH:
        return Absence(f"fewer than two sizes of {wanted.family} have scores here")
    caption = f"{wanted.caption} {interval_note(data)} {bands_note(drawn for drawn, _ in parts)}".strip()
    return plot(Titles(wanted.id, wanted.title, caption, _said(wanted, parts[0][1])), parts)


def _said(wanted: SizeFigure, first: tuple[Curve, ...]) -> Said:
    """Say what size does to the first and the last line of the first panel."""
    lines = [each for each in first if each.series.line] or [first[0]]
    ends = dict.fromkeys((0, len(lines) - 1))
    told = (climb(lines[at].series.label, lines[at].data) for at in ends)
    return Said(f"{wanted.family}: {'; '.join(told)}", PLOTTED, method=METHOD)


def _all_scores(corpus: Corpus, wanted: SizeFigure) -> Iterator[Datum]:
    yield from printed(corpus)
    scores = {
        (series.k, series.plus) for each in wanted.panels for series in each.series if not series.source
    }
    for k, plus in sorted(scores):
        yield from recomputed(corpus, k, plus=plus)


def _of_family(datum: Datum, wanted: SizeFigure) -> bool:
    return datum.card.family == wanted.family and datum.card.training == wanted.training


def _curves(wanted: SizeSeries, known: Iterable[Datum]) -> Iterator[Curve]:
    """Make one curve of what is alike, so that no line joins versions, harnesses or temperatures."""
    groups: dict[Conditions | str, list[Datum]] = {}
    for datum in sorted(
        (datum for datum in known if _fits(datum, wanted)), key=lambda datum: datum.conditions
    ):
        groups.setdefault(datum.conditions if wanted.look.line else _told_apart(datum), []).append(datum)
    for number, group in enumerate(groups.values()):
        alone = wanted.source and len(groups) == 1
        label = wanted.label if alone else f"{wanted.label}, {_told_apart(group[0])}"
        yield curve(label, group, replace(wanted.look, marker=_markers(wanted.look)[number % len(MARKERS)]))


def _markers(look: Look) -> tuple[Marker, ...]:
    """Put a look's own marker first."""
    return look.marker, *(marker for marker in MARKERS if marker != look.marker)


def _fits(datum: Datum, wanted: SizeSeries) -> bool:
    conditions = datum.conditions
    same = (conditions.benchmark, conditions.plus, conditions.k) == (wanted.benchmark, wanted.plus, wanted.k)
    origin = (
        not datum.recomputed and conditions.source == wanted.source if wanted.source else datum.recomputed
    )
    return same and origin and conditions.estimand in wanted.estimands


def _told_apart(datum: Datum) -> str:
    return f"{version(datum.origin)}, {decoding(datum.origin)}"


def _panel(wanted: SizePanel, curves: tuple[Curve, ...]) -> Panel:
    sentences = (course(each.series.label, each.data) for each in curves)
    drawn = panel(wanted.title, curves, f"{wanted.title}: {'; '.join(sentences)}.", wanted.y_label)
    return with_bands(drawn, curves)
