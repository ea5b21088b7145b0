"""What a benchmark's tasks can and cannot resolve: the smallest difference that would be found, paired and unpaired."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.analyse.absence import Absence
from generator.analyse.power import detectable_difference
from generator.analyse.study import ScoreStudy, Spread
from generator.render.cells import Cell
from generator.render.formats import percent, plural
from generator.render.scope import PageScope, block
from generator.render.site import Site
from generator.render.views.benchmarks import editions, measured, spread_cell, studied_boards

_FEWEST = 3  # runs: fewer give one pair, which is typical of nothing


@dataclass(frozen=True, slots=True)
class ResolutionRow:
    """One score of one board."""

    score: str
    board: str
    tasks: str
    pairs: str
    error: Cell  # paired, over the board's pairs
    paired: Cell
    unpaired: Cell  # of two scores of 50%, each on tasks of its own
    lead: str  # the paired one, in tasks


def resolution_table(scope: PageScope) -> Markup:
    """Show, for each board of three runs or more, the difference of two scores that its tasks can tell."""
    rows = tuple(_rows(scope.site))
    return block(scope, "resolution.html", {"rows": rows}) if rows else Markup()


def _rows(site: Site) -> Iterator[ResolutionRow]:
    for edition in editions(site.corpus):
        for table, studied in studied_boards(site, edition):
            if studied.board.key.strategy == "unknown":  # its runs may differ in kind, and are not compared
                continue
            for name, found in measured(table, studied):
                errors, reach = found.errors, found.detectable
                if found.models < _FEWEST or isinstance(errors, Absence) or isinstance(reach, Absence):
                    continue
                yield _row(name, table.title, found, (errors, reach))


def _row(name: str, board: str, found: ScoreStudy, spreads: tuple[Spread, Spread]) -> ResolutionRow:
    tasks, (errors, reach) = len(found.tasks), spreads
    apart = detectable_difference(math.sqrt(0.5 / tasks))
    return ResolutionRow(
        score=name,
        board=board,
        tasks=f"{tasks:,}",
        pairs=plural(errors.pairs, "pair"),
        error=spread_cell(errors),
        paired=spread_cell(reach),
        unpaired=Cell(apart.reason if isinstance(apart, Absence) else percent(apart)),
        lead=f"{math.ceil(reach.median * tasks)} of {tasks:,}",
    )
