"""What the page on scaling says of lines by size: slopes, lack of fit, the largest size, and a size for a score."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.analyse.absence import Absence
from generator.analyse.datum import Datum, printed, recomputed
from generator.analyse.fit_checks import LeftOut, lack_of_fit, leave_largest_out
from generator.analyse.gains import tuned_families
from generator.analyse.scaling import FEWEST, SizeFit, fit_sizes
from generator.analyse.size_series import SizeSeries, size_series
from generator.analyse.size_target import size_for
from generator.check.conditions import decoding, version
from generator.errors import nearest
from generator.model.catalogue import Training
from generator.model.corpus import Corpus
from generator.model.run import Run
from generator.render.cells import Cell
from generator.render.cut import MOST_ROWS, first_of
from generator.render.engine import PageError
from generator.render.formats import p_value, parameters, percent, plural, points, points_ends, signed
from generator.render.scope import PageScope, block

_KS = (1, 10, 100)  # of runs; printed scores have the k that their source prints
_VAST = 1e15  # parameters; more is no size that anybody names
_TINY = 1e6
TRAINING: dict[Training, str] = {
    "base": "base",
    "sft": "supervised",
    "rlhf": "preference-tuned",
    "instruct": "tuned, means mixed or not stated",
    "unknown": "training not stated",
}


@dataclass(frozen=True, slots=True)
class FitRow:
    """One series with what its line says."""

    title: str  # of its group
    score: str
    taken: str  # version, decoding
    source: str  # citation key; empty = none
    sizes: str
    slope: Cell
    lack: Cell
    largest: Cell
    expected: str  # how the largest stands to what was expected of another checkpoint
    expected_range: str
    target: Cell
    extrapolated: bool


@dataclass(frozen=True, slots=True)
class FitGroup:
    """The series of one family and kind of training."""

    title: str
    rows: tuple[FitRow, ...]


def size_fits_table(scope: PageScope, *families: str, target: int = 50) -> Markup:
    """Show a line for each series of three sizes: of the families that are named, and of what the report sets side by side.

    Without a name, all families of three sizes. `target` is the score in percent for which a size is sought.
    """
    corpus = scope.site.corpus
    known = sorted({card.family for card in corpus.models.values() if card.family})
    for family in families:
        if family not in known:
            raise PageError(f"there is no family `{family}`{nearest(str(family), known)}")
    if not 0 < target < 100:
        raise PageError(f"target: found {target}; expected a percentage between 0 and 100")
    chosen = [each for each in _chosen(corpus, families) if len(each.parameters) >= FEWEST]
    rows = tuple(_row(each, target / 100) for each in chosen[:MOST_ROWS])
    titles = dict.fromkeys(row.title for row in rows)
    groups = tuple(FitGroup(name, tuple(row for row in rows if row.title == name)) for name in titles)
    if not groups:
        return Markup()
    shown = first_of(MOST_ROWS, len(chosen), "line")
    return block(scope, "size_fits.html", {"groups": groups, "target": target, "shown": shown})


def _chosen(corpus: Corpus, families: tuple[str, ...]) -> Iterator[SizeSeries]:
    """Give the series of named families in that order, then both sides of the report's pairs, each once."""
    every = _ordered(corpus, size_series(_scores(corpus)))
    named = families or tuple(dict.fromkeys(each.data[0].card.family for each in every))
    seen = set[frozenset[str]]()
    for family in named:
        for series in every:
            if series.data[0].card.family == family and isinstance(series.points, tuple):
                seen.add(_ids(series.data))
                yield series
    for found in tuned_families(corpus):
        for side in ([pair.base for pair in found.pairs], [pair.tuned for pair in found.pairs]):
            if _ids(side) not in seen:
                seen.add(_ids(side))
                yield SizeSeries(tuple(side))


def _scores(corpus: Corpus) -> Iterator[Datum]:
    yield from printed(corpus)
    for k in _KS:
        for plus in (False, True):
            yield from recomputed(corpus, k, plus=plus)


def _ordered(corpus: Corpus, every: Iterable[SizeSeries]) -> list[SizeSeries]:
    """Sort by benchmark as benchmarks.yaml has them, base tests first, then by source and k, base models first."""
    places = {name: at for at, name in enumerate(corpus.benchmarks)}
    trainings = {name: at for at, name in enumerate(TRAINING)}

    def key(series: SizeSeries) -> tuple[int, bool, str, int, int]:
        first = series.data[0]
        given = first.conditions
        return places[given.benchmark], given.plus, given.source, given.k, trainings[first.card.training]

    return sorted(every, key=key)


def _ids(data: Iterable[Datum]) -> frozenset[str]:
    return frozenset(f"{datum.origin.id} {datum.conditions.plus} {datum.conditions.k}" for datum in data)


def _row(series: SizeSeries, target: float) -> FitRow:
    first, known = series.data[0], series.points
    fit = known if isinstance(known, Absence) else fit_sizes(known)
    left = fit if isinstance(fit, Absence) else leave_largest_out(fit)
    size, extrapolated = _target(fit, target)
    expected, between = _expected(left)
    sizes = series.parameters
    kind = "recomputed" if isinstance(first.origin, Run) else "as printed"
    return FitRow(
        title=f"{first.card.family}, {TRAINING[first.card.training]}",
        score=f"{first.benchmark} pass@{first.conditions.k}",
        taken=f"{version(first.origin)}, {decoding(first.origin)}, {kind}",
        source=first.conditions.source,
        sizes=f"{len(sizes)}: {parameters(sizes[0])} to {parameters(sizes[-1])}",
        slope=_slope(fit),
        lack=_lack(fit),
        largest=_largest(left),
        expected=expected,
        expected_range=between,
        target=size,
        extrapolated=extrapolated,
    )


def _slope(fit: SizeFit | Absence) -> Cell:
    if isinstance(fit, Absence):
        return Cell(fit.reason)
    interval, value = fit.slope_interval, signed(fit.slope, 2)
    if isinstance(interval, Absence):
        return Cell(value, absence=interval.reason)
    words = f"{signed(interval.low, 2)} to {signed(interval.high, 2)}"
    return Cell(value, _bound(words, upper_bound=interval.upper_bound), method=interval.method)


def _bound(words: str, *, upper_bound: bool) -> str:
    return f"≤ {words}" if upper_bound else words


def _lack(fit: SizeFit | Absence) -> Cell:
    found = fit if isinstance(fit, Absence) else lack_of_fit(fit)
    if isinstance(found, Absence):
        return Cell(found.reason)
    freedom = plural(found.freedom, "degree")
    method = f"chi-square {found.chi2:.2f} on {freedom} of freedom"
    return Cell(p_value(found.p), method=method)


def _largest(left: LeftOut | Absence) -> Cell:
    if isinstance(left, Absence):
        return Cell(left.reason)
    value = points(left.error)
    if isinstance(left.interval, Absence):
        return Cell(value, absence=left.interval.reason)
    found = f"foretold {percent(left.predicted)}%, found {percent(left.observed)}%"
    method = f"{found}; {left.interval.method}"
    return Cell(value, points_ends(left.interval), method=method)


def _expected(left: LeftOut | Absence) -> tuple[str, str]:
    if isinstance(left, Absence) or isinstance(left.expected, Absence):
        return "", ""
    between = f"{percent(left.expected.low)}–{percent(left.expected.high)}"
    where = "outside" if left.surprising else "within"
    return f"{where} the band of another checkpoint", between


def _target(fit: SizeFit | Absence, target: float) -> tuple[Cell, bool]:
    found = fit if isinstance(fit, Absence) else size_for(fit, target)
    if isinstance(found, Absence):
        return Cell(found.reason), False
    value = _size(found.parameters)
    if isinstance(found.interval, Absence):
        return Cell(value, absence=found.interval.reason), found.beyond
    if found.interval.low == 0 and math.isinf(found.interval.high):
        return Cell("unbounded: the slope may be 0, so that any size may reach it"), False
    ends = f"{_size(found.interval.low)} to {_size(found.interval.high)}"
    return Cell(value, ends, method=found.interval.method), found.beyond


def _size(count: float) -> str:
    """Write a size that a line gives: `49B`, `<1M`, `unbounded`."""
    if math.isinf(count):
        return "unbounded"
    if count == 0:
        return "0"
    return (
        f">{parameters(_VAST)}"
        if count > _VAST
        else f"<{parameters(_TINY)}"
        if count < _TINY
        else parameters(count)
    )
