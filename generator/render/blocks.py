"""The larger parts that a page can call for: tables, figures, claims, the bibliography."""

from markupsafe import Markup

from generator.render.bibliography import entries
from generator.render.engine import PageError, nearest
from generator.render.figures import FIGURES
from generator.render.figures.files import csv_bytes, figure_html
from generator.render.figures.spec import Plot
from generator.render.formulas import FORMULAS
from generator.render.scope import PageScope, block, cite_one, href, item_href
from generator.render.tables import board_tables, model_rows, printed_rows, run_scores


class NeedsAllPages(Exception):  # noqa: N818 - a request to come back later, not an error
    """A page lists what the others cite, so it is rendered after them."""


def leaderboards(scope: PageScope, benchmark: str) -> Markup:
    """Show every leaderboard of a benchmark; scores that may not share a ranking stand in different ones."""
    known = scope.site.corpus.benchmarks
    if benchmark not in known:
        raise PageError(f"there is no benchmark `{benchmark}`{nearest(benchmark, list(known))}")
    return block(scope, "leaderboards.html", {"boards": board_tables(scope.site, benchmark)})


def printed_index(scope: PageScope) -> Markup:
    """List the publications whose printed scores the report holds."""
    return block(scope, "printed_index.html", {"sources": scope.site.printed_by})


def printed_scores(scope: PageScope, source: str) -> Markup:
    """Show the scores that one publication prints."""
    rows = printed_rows(scope.site.corpus, scope.site.printed_by.get(source, ()))
    return block(scope, "printed.html", {"rows": rows, "of_model": False})


def models_table(scope: PageScope) -> Markup:
    """List all models."""
    return block(scope, "models.html", {"rows": model_rows(scope.site)})


def model_facts(scope: PageScope, model_id: str) -> Markup:
    """Say what a model is, and what it was tuned from and into."""
    models = scope.site.corpus.models
    values = {"model": models[model_id], "models": models, "tuned": scope.site.tuned_from.get(model_id, ())}
    return block(scope, "model_facts.html", values)


def model_runs(scope: PageScope, model_id: str) -> Markup:
    """Show a model's runs with their scores and where their outcomes come from."""
    return block(scope, "model_runs.html", {"runs": run_scores(scope.site, model_id)})


def model_printed(scope: PageScope, model_id: str) -> Markup:
    """Show what publications print about a model."""
    rows = printed_rows(scope.site.corpus, scope.site.printed_of.get(model_id, ()))
    return block(scope, "printed.html", {"rows": rows, "of_model": True})


def claims_table(scope: PageScope) -> Markup:
    """Show all claims with their verdicts."""
    return block(scope, "claims.html", {"claims": scope.site.corpus.claims})


def claim_body(scope: PageScope, claim_id: str) -> Markup:
    """Show a claim's verdict, what is said of it, and the evidence for and against."""
    claims = {claim.id: claim for claim in scope.site.corpus.claims}
    return block(scope, "claim.html", {"claim": claims[claim_id], "claims": claims})


def synthesis_facts(scope: PageScope) -> Markup:
    """Show what the synthesis behind the report says of itself."""
    return block(scope, "synthesis.html", {"synthesis": scope.site.corpus.report.synthesis})


def bibliography(scope: PageScope) -> Markup:
    """Show all references, each with links back to the pages that cite it."""
    if not scope.last_round:
        raise NeedsAllPages
    listed = entries(scope.site.corpus.references.values(), scope.site.cited_by)
    return block(scope, "bibliography.html", {"entries": listed})


def has_figure(scope: PageScope, name: str) -> bool:
    """Say whether the data are there that a figure needs."""
    return _plot(scope, name) is not None


def figure(scope: PageScope, name: str) -> Markup:
    """Show a figure, with its numbers as a table and as a CSV file beside it; nothing where the data are not there."""
    plot = _plot(scope, name)
    if plot is None:
        return Markup()
    path = f"figures/{name}.csv"
    scope.site.add_file(path, csv_bytes(plot), "results")
    cites = [cite_one(scope, key) for key in plot.sources]
    svgs = scope.site.drawings.of(plot)
    return figure_html(plot, svgs, href(scope, path), item_href(scope, "page", "method.md"), cites=cites)


def formula(_scope: PageScope, name: str) -> Markup:
    """Show a formula of the Method page as MathML, which browsers draw by themselves."""
    if name not in FORMULAS:
        raise PageError(f"there is no formula `{name}`{nearest(name, list(FORMULAS))}")
    return FORMULAS[name]


def _plot(scope: PageScope, name: str) -> Plot | None:
    if name not in FIGURES:
        raise PageError(f"there is no figure `{name}`{nearest(name, list(FIGURES))}")
    return FIGURES[name](scope.site.corpus)
