"""What the packaged tables show: rows made ready, in the order in which they are read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.analyse.board import PrintedBoard
from generator.analyse.scores import published_score, run_score
from generator.check.conditions import decoding, estimand, version
from generator.check.oddities import run_oddities
from generator.model.catalogue import UNSTATED, ModelCard
from generator.model.corpus import Corpus
from generator.model.published import PublishedScore
from generator.model.run import Run
from generator.render.cells import Cell, cell, samples_range, where
from generator.render.links import run_anchor, slug
from generator.render.site import Site
from generator.render.views.picking import Picking, picking
from generator.render.views.run_curve import RunCurve, drawn_curve
from generator.render.views.run_tasks import RunTasks, run_tasks

KS = (1, 10, 100)


@dataclass(frozen=True, slots=True)
class RunScores:
    """One run on a model's page: its pass@k for the k that its samples allow."""

    run: Run
    anchor: str
    benchmark: str
    plus_name: str
    version: str
    decoding: str
    samples: str
    scores: tuple[tuple[int, Cell, Cell], ...]  # k, base, plus
    odd: tuple[str, ...]
    picking: Picking | None
    curve: RunCurve
    tasks: RunTasks | None


def run_scores(site: Site, model: str) -> tuple[RunScores, ...]:
    """Make a model's runs ready."""
    return tuple(_run_scores(site.corpus, run) for run in site.runs_of.get(model, ()))


def _run_scores(corpus: Corpus, run: Run) -> RunScores:
    known = corpus.benchmarks[run.benchmark]
    scores = tuple(
        (k, cell(run_score(run, k, plus=False)), cell(run_score(run, k, plus=True)))
        for k in KS
        if k <= run.samples.min()
    )
    return RunScores(
        run,
        run_anchor(run.id),
        known.name,
        known.plus_name,
        version(run),
        decoding(run),
        samples_range(run),
        scores,
        odd_of(corpus, run, "error", "warning", "note"),
        picking(run, (k for k, *_ in scores)),
        drawn_curve(corpus, run, run_anchor(run.id)),
        run_tasks(run, known.name, known.plus_name),
    )


def odd_of(corpus: Corpus, run: Run, *severities: str) -> tuple[str, ...]:
    """Say what is odd about a run, in sentences without its id."""
    found = (
        finding
        for finding in run_oddities(run, corpus.benchmarks[run.benchmark])
        if finding.severity in severities
    )
    return tuple(finding.sentence.removeprefix(f"{run.id}: ") for finding in found)


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One score as a publication prints it."""

    score: PublishedScore
    model: ModelCard | None
    benchmark: str
    version: str
    cell: Cell
    decoding: str
    where: str


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """Scores of one source that may stand in one table."""

    title: str
    anchor: str
    source: str
    benchmark: str
    version: str
    decoding: str
    ks: str
    harness: str
    rows: tuple[PrintedRow, ...]


def printed_tables(site: Site, source: str | None = None) -> tuple[PrintedTable, ...]:
    """Make the printed scores of a source, or of all, ready by benchmark; the largest table of each comes first."""
    wanted = (board for board in site.printed_boards if source in {None, board.key.source})
    return tuple(_printed_table(site.corpus, board) for board in wanted)


def _printed_table(corpus: Corpus, board: PrintedBoard) -> PrintedTable:
    key, rows = board.key, tuple(_printed_row(corpus, score) for score in board.scores)
    first, how = rows[0], estimand(key.estimand)
    separated = "" if first.version == key.dataset_version else ","
    return PrintedTable(
        title=f"{first.benchmark}{separated} {first.version}, {how}",
        anchor=slug(f"{first.benchmark}-{key.dataset_version or UNSTATED}-{key.estimand}-{key.harness}"),
        source=key.source,
        benchmark=first.benchmark,
        version=first.version,
        decoding=how,
        ks=_ks(sorted({score.k for score in board.scores})),
        harness=key.harness or "not stated",
        rows=rows,
    )


def _ks(ks: Sequence[int]) -> str:
    """List the k of a table: `1, 10, 100`, or `1 to 128` where there are many."""
    return ", ".join(map(str, ks)) if len(ks) <= 4 else f"{ks[0]} to {ks[-1]}"


def printed_rows(corpus: Corpus, scores: tuple[PublishedScore, ...]) -> tuple[PrintedRow, ...]:
    """Make printed scores ready, by benchmark, k and value."""
    rows = (_printed_row(corpus, score) for score in scores)
    return tuple(sorted(rows, key=lambda row: (row.benchmark, row.score.k, -row.score.share, row.score.id)))


def _printed_row(corpus: Corpus, score: PublishedScore) -> PrintedRow:
    known = corpus.benchmarks[score.benchmark]
    name = known.plus_name if score.plus else known.name
    estimate = cell(published_score(score))
    shown = replace(estimate, value=score.printed)
    return PrintedRow(
        score, corpus.card_of(score), name, version(score), shown, decoding(score), where(score)
    )


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One model in the index."""

    card: ModelCard
    runs: int
    printed: int


def model_rows(site: Site) -> tuple[ModelRow, ...]:
    """Make the index of models ready, by family, size and name; models without a family come last."""
    rows = (
        ModelRow(card, len(site.runs_of.get(card.id, ())), len(site.printed_of.get(card.id, ())))
        for card in site.corpus.models.values()
    )
    return tuple(sorted(rows, key=_by_family))


def _by_family(row: ModelRow) -> tuple[bool, str, float, str]:
    card = row.card
    return not card.family, card.family.casefold(), card.parameters or float("inf"), card.name.casefold()
