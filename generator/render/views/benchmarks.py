"""Benchmarks: which versions have runs, and what the boards of each can tell, in one table."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.analyse.absence import Absence
from generator.analyse.study import BoardStudy, ScoreStudy, Spread
from generator.analyse.tasks import LEAST_MODELS, Kind
from generator.model.catalogue import UNSTATED, Benchmark
from generator.model.corpus import Corpus, derived
from generator.render.cells import Cell
from generator.render.formats import percent
from generator.render.links import slug
from generator.render.scope import PageScope, block
from generator.render.site import Site
from generator.render.views.boards import BoardTable, board_tables


@dataclass(frozen=True, slots=True)
class Edition:
    """A benchmark in one state of its data, as the page of an item shows it."""

    id: str
    title: str
    benchmark: Benchmark
    version: str

    @property
    def released(self) -> str:
        """The day on which the benchmark was published; empty = not known."""
        return self.benchmark.released


@derived
def editions(corpus: Corpus) -> tuple[Edition, ...]:
    """List the benchmarks and versions that have runs, in the order of benchmarks.yaml, the most runs first."""
    counts: dict[tuple[str, str], int] = {}
    for run in corpus.runs:
        key = run.benchmark, run.dataset_version
        counts[key] = counts.get(key, 0) + 1
    places = {name: at for at, name in enumerate(corpus.benchmarks)}
    ranked = sorted(counts, key=lambda key: (places[key[0]], -counts[key], key))
    return tuple(_edition(corpus.benchmarks[benchmark], version) for benchmark, version in ranked)


def _edition(known: Benchmark, version: str) -> Edition:
    named = ", version not stated" if version == UNSTATED else f" {version}"
    return Edition(slug(f"{known.id}-{version}"), f"{known.name}{named}", known, version)


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One board in the index of benchmarks."""

    edition: Edition
    title: str
    anchor: str
    runs: int
    tasks: int
    score: str
    unsolved: str
    suspect: str
    detectable: Cell


def benchmarks_table(scope: PageScope) -> Markup:
    """List every board by benchmark and version, with its tasks and the difference that it can tell."""
    rows = tuple(row for edition in editions(scope.site.corpus) for row in _index_rows(scope.site, edition))
    return block(scope, "benchmarks.html", {"rows": rows})


def studied_boards(site: Site, edition: Edition) -> Iterator[tuple[BoardTable, BoardStudy]]:
    """Go through the boards of an edition with their titles; both lists have the site's order."""
    of_benchmark = site.boards_of.get(edition.benchmark.id, ())
    tables = board_tables(site, edition.benchmark.id)
    for board, table in zip(of_benchmark, tables, strict=True):
        if board.key.dataset_version == edition.version:
            yield table, site.studies[board.key]


def measured(table: BoardTable, studied: BoardStudy) -> Iterator[tuple[str, ScoreStudy]]:
    """Go through the scores that were measured, plus before base."""
    for name, found in ((table.plus_name or "plus", studied.plus), (table.benchmark, studied.base)):
        if not isinstance(found, Absence):
            yield name, found


def spread_cell(found: Spread | Absence) -> Cell:
    """Put the median and the range of the pairs into words, in points."""
    if isinstance(found, Absence):
        return Cell(found.reason)
    if found.pairs == 1:
        return Cell(percent(found.median), "one pair", method="the only pair")
    ends = f"{percent(found.least)}–{percent(found.most)}"
    return Cell(percent(found.median), ends, method="median and range over the pairs")


def why_unmeasured(studied: BoardStudy) -> str:
    """Say why a board tells nothing of its tasks; empty where it does."""
    found = (studied.plus, studied.base)
    reasons = [each.reason for each in found if isinstance(each, Absence)]
    return reasons[-1] if len(reasons) == len(found) else ""


def _index_rows(site: Site, edition: Edition) -> Iterator[IndexRow]:
    for table, studied in studied_boards(site, edition):
        scores = [*measured(table, studied)]
        name, main = scores[0] if scores else ("", None)
        yield IndexRow(
            edition=edition,
            title=table.title,
            anchor=table.anchor,
            runs=table.runs,
            tasks=studied.board.key.tasks,
            score=name or "–",
            unsolved=_of_kind(main, "unsolved", least=2),
            suspect=_of_kind(main, "suspect", least=LEAST_MODELS),
            detectable=spread_cell(main.detectable) if main else Cell(why_unmeasured(studied)),
        )


def _of_kind(score: ScoreStudy | None, kind: Kind, *, least: int) -> str:
    if score is None:
        return "–"
    if score.models < least:
        return "one model" if score.models == 1 else f"fewer than {least} models"
    return f"{len(score.of_kind(kind)):,}"
