"""The index of models: one table of few, a finder of many."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from generator.analyse.board_pairs import ranked_by_plus
from generator.render.cells import cell
from generator.render.cut import MOST_ROWS
from generator.render.finder import Found, Heading, Shown, finder, shown_cell
from generator.render.formats import parameters
from generator.render.scope import PageScope, block, item_href
from generator.render.site import Site
from generator.render.tables import ModelRow, model_rows
from generator.render.views.boards import board_title, score_name

_NONE: Shown = "–"


def models_table(scope: PageScope) -> Markup:
    """List all models."""
    rows = model_rows(scope.site)
    if len(rows) <= MOST_ROWS:
        return block(scope, "models.html", {"rows": rows})
    boards = list(_largest(scope.site))
    headings = (
        Heading("Model"),
        Heading("Family"),
        Heading("Parameters", number=True),
        Heading("Training"),
        Heading("Runs", number=True),
        Heading("Printed scores", number=True),
        *(Heading(f"{title}, pass@1 in %, 95%", number=True) for title, _ in boards),
    )
    found = [
        Found(
            item_href(scope, "model", row.card.id),
            (*_facts(row), *(of.get(row.card.id, _NONE) for _, of in boards)),
        )
        for row in rows
    ]
    return finder(scope, "models", headings, found)


def _facts(row: ModelRow) -> tuple[Shown, ...]:
    card = row.card
    return (
        card.name,
        card.family or "–",
        (parameters(card.parameters), card.parameters, ""),
        "not stated" if card.training == "unknown" else card.training,
        (f"{row.runs:,}", row.runs, ""),
        (f"{row.printed:,}", row.printed, ""),
    )


def _largest(site: Site) -> Iterator[tuple[str, Mapping[str, Shown]]]:
    """Give the largest board of each benchmark with the score of each model's best run on it."""
    done: set[str] = set()
    for board in site.boards:
        if board.key.benchmark in done:
            continue
        done.add(board.key.benchmark)
        plus = ranked_by_plus(board)
        name = score_name(site.corpus.benchmarks[board.key.benchmark], plus=plus)
        scores: dict[str, Shown] = {}
        for row in board.rows:
            scores.setdefault(row.run.model, shown_cell(cell(row.plus if plus else row.base)))
        yield f"{name} ({board_title(site, board)})", scores
