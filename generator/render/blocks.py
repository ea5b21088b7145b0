"""The larger parts that a page can call for: tables, figures, claims, the bibliography."""

from collections.abc import Collection
from dataclasses import replace

from markupsafe import Markup

from generator.analyse.absence import Absence
from generator.errors import nearest
from generator.render.addresses import data_path
from generator.render.bibliography import groups
from generator.render.cut import MOST_ROWS
from generator.render.data.files import add_table
from generator.render.data.scores import SCORES
from generator.render.engine import PageError
from generator.render.escape import escape
from generator.render.figures import FIGURES
from generator.render.figures.files import Addresses, Words, figure_html
from generator.render.figures.numbers import csv_bytes, described
from generator.render.figures.sample_curves import METHOD as METHOD_OF_CURVES
from generator.render.figures.spec import Plot
from generator.render.formulas import FORMULAS
from generator.render.page_list import METHOD
from generator.render.reference_files import EXPORTS, add_references
from generator.render.scope import NeedsAllPages, PageScope, block, cite_one, href, item_href, prose
from generator.render.site import Held
from generator.render.tables import (
    PrintedTable,
    printed_rows,
    printed_tables,
    run_scores,
)
from generator.render.views.boards import board_tables
from generator.render.views.data_check import score_marks
from generator.render.views.run_curve import RunCurve


def leaderboards(scope: PageScope, benchmark: str) -> Markup:
    """Show every leaderboard of a benchmark; scores that may not share a ranking stand in different ones."""
    _expect("benchmark", benchmark, scope.site.corpus.benchmarks)
    boards = board_tables(scope.site, benchmark)
    values = {
        "boards": boards,
        "pairs": item_href(scope, "page", "results/pairs.md"),
        "csv": href(scope, add_table(scope.site, SCORES)) if any(board.shown for board in boards) else "",
    }
    return block(scope, "leaderboards.html", values)


def printed_index(scope: PageScope) -> Markup:
    """List the tables of printed scores by benchmark, each with its source."""
    groups: dict[str, list[PrintedTable]] = {}
    for table in printed_tables(scope.site):
        groups.setdefault(table.benchmark, []).append(table)
    return block(scope, "printed_index.html", {"groups": groups})


def printed_scores(scope: PageScope, source: str) -> Markup:
    """Show the scores that one publication prints, in tables of what may be compared."""
    _expect("source of printed scores", source, scope.site.printed_by)
    tables = printed_tables(scope.site, source)
    shown = (row.score.id for table in tables for row in table.rows)
    values = {"tables": tables, "marks": score_marks(scope.site, shown)}
    return block(scope, "printed_tables.html", values)


def model_facts(scope: PageScope, model_id: str) -> Markup:
    """Say what a model is, and what it was tuned from and into."""
    models = scope.site.corpus.models
    _expect("model", model_id, models)
    values = {"model": models[model_id], "models": models, "tuned": scope.site.tuned_from.get(model_id, ())}
    return block(scope, "model_facts.html", values)


def model_runs(scope: PageScope, model_id: str) -> Markup:
    """Show a model's runs with their scores and where their outcomes come from."""
    _expect("model", model_id, scope.site.corpus.models)
    method = item_href(scope, "method", METHOD_OF_CURVES) or item_href(scope, "page", METHOD)

    def curve(drawn: RunCurve) -> Markup:
        return block(scope, "run_curve.html", {"curve": drawn, "method": method})

    return block(scope, "model_runs.html", {"runs": run_scores(scope.site, model_id), "curve": curve})


def model_printed(scope: PageScope, model_id: str) -> Markup:
    """Show what publications print about a model."""
    _expect("model", model_id, scope.site.corpus.models)
    rows = printed_rows(scope.site.corpus, scope.site.printed_of.get(model_id, ()))
    return block(
        scope,
        "printed.html",
        {"rows": rows, "marks": score_marks(scope.site, (row.score.id for row in rows))},
    )


def ran(scope: PageScope, model_id: str) -> bool:
    """Say whether there is a run of a model."""
    _expect("model", model_id, scope.site.corpus.models)
    return model_id in scope.site.runs_of


def prints(scope: PageScope, model_id: str) -> bool:
    """Say whether a publication prints a score of a model."""
    _expect("model", model_id, scope.site.corpus.models)
    return model_id in scope.site.printed_of


def bibliography(scope: PageScope) -> Markup:
    """Show all references by what they are used for, each with links back to what cites it, and give them as files."""
    if scope.turn < 1:
        raise NeedsAllPages
    site = scope.site
    references = site.corpus.references.values()
    add_references(site)
    values = {
        "count": len(references),
        "with_bibtex": len(references) <= 2 * MOST_ROWS,  # of more it is in the files only
        "downloads": [(name, path) for path, (name, _) in EXPORTS.items()],
        "groups": groups(site.corpus, site.cited_by, site.item_pages),
    }
    return block(scope, "bibliography.html", values)


def has_figure(scope: PageScope, name: str) -> bool:
    """Say whether the data are there that a figure needs."""
    return not isinstance(_plot(scope, name), Absence)


def figure(scope: PageScope, name: str) -> Markup:
    """Show a figure, with its numbers as a table and as a CSV file beside it; or say why the data have none."""
    plot = _plot(scope, name)
    if isinstance(plot, Absence):
        return Markup('<p class="sb-note">A figure is left out: {}.</p>').format(escape(plot.reason))
    path = data_path(f"figures/{name}.csv")
    sentence = f"The numbers of the figure “{plot.title}”."
    held = Held(sentence, len(plot.rows), described(plot.columns))
    scope.site.add_file(path, csv_bytes(plot), "results", held)
    within = replace(scope, cited=set())
    words = Words(prose(within, plot.caption), tuple(cite_one(within, key) for key in plot.sources))
    scope.cited.update(within.cited)
    scope.figures[name] = plot.title, frozenset(within.cited)
    addresses = Addresses(href(scope, path), _method(scope, plot))
    return figure_html(plot, scope.site.drawings.of(plot), addresses, words=words)


def _method(scope: PageScope, plot: Plot) -> str | None:
    """Give the address of the heading that tells how a figure is computed, or of the page where it has no such heading."""
    heading = item_href(scope, "method", plot.said.method) if plot.said else None
    return heading or item_href(scope, "page", METHOD)


def formula(_scope: PageScope, name: str) -> Markup:
    """Show a formula of the Method page as MathML, which browsers draw by themselves."""
    _expect("formula", name, FORMULAS)
    return FORMULAS[name]


def _plot(scope: PageScope, name: str) -> Plot | Absence:
    _expect("figure", name, FIGURES)
    return scope.site.plots[name]


def _expect(kind: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        raise PageError(f"there is no {kind} `{name}`{nearest(str(name), known)}")
