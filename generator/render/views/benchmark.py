"""The page of one benchmark and version: for each board its map, notable tasks, noise and all tasks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from generator.analyse.absence import Absence
from generator.analyse.board import Board
from generator.analyse.board_pairs import MOST_RUNS
from generator.analyse.noise import Noise, run_noise
from generator.analyse.study import BoardStudy, ScoreStudy
from generator.analyse.tasks import LEAST_MODELS, Agreement, Kind, TaskResult
from generator.errors import nearest
from generator.model.corpus import Corpus
from generator.model.run import Run
from generator.render.addresses import data_path
from generator.render.cells import Cell
from generator.render.cut import MOST_ROWS
from generator.render.engine import PageError
from generator.render.formats import decimals, interval_ends, percent, plural
from generator.render.links import run_anchor
from generator.render.scope import PageScope, block
from generator.render.site import Held, Site
from generator.render.views.benchmarks import editions, measured, spread_cell, studied_boards, why_unmeasured
from generator.render.views.boards import BoardTable
from generator.render.views.heatmap import HeatMap, heat_map, outcomes_csv

_KINDS: tuple[tuple[Kind, str], ...] = (
    ("suspect", "Suspect"),
    ("unsolved", "Solved by no model"),
    ("solved by one", "Solved by one model"),
    ("weakly discriminating", "Weakly discriminating"),
)
_NAMED = 12  # more tasks of a kind than this are counted here and marked in the table of all tasks


@dataclass(frozen=True, slots=True)
class Notable:
    """The tasks of one kind under one score: how many, and which."""

    kind: str
    score: str
    count: int
    tasks: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """What the pairs of a board can tell apart, for one score, in points."""

    score: str
    pairs: int
    error: Cell
    parts: tuple[Cell, ...]  # by tasks, by sampling; none where they are not told
    detectable: Cell


@dataclass(frozen=True, slots=True)
class NoiseRow:
    """Standard errors of one run's score, in points, by what gives rise to them."""

    model: str
    model_id: str
    anchor: str
    score: str
    error: str
    task: str
    sampling: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task with the share of models that pass it, and what is notable about it."""

    task: str
    shares: tuple[Cell, ...]  # by score
    notes: tuple[str, ...]
    taus: tuple[Cell, ...]  # by score


@dataclass(frozen=True, slots=True)
class Section:
    """One board on the page of its benchmark."""

    table: BoardTable
    samples: str
    models: int
    absence: str  # why nothing is told of its tasks
    scores: tuple[str, ...]
    judged: bool
    map: HeatMap | None
    csv: str
    notable: tuple[Notable, ...]
    pairs: tuple[Pairs, ...]
    pairs_shown: str  # of which runs, where not of all
    noise: tuple[NoiseRow, ...]
    noise_shown: str  # how many rows of how many; empty = all
    tasks: tuple[TaskRow, ...]


def benchmark_body(scope: PageScope, edition_id: str) -> Markup:
    """Show the boards of one benchmark and version; runs that may not be compared stand in sections of their own."""
    known = {edition.id: edition for edition in editions(scope.site.corpus)}
    if edition_id not in known:
        text = f"there is no benchmark with runs `{edition_id}`{nearest(str(edition_id), known)}"
        raise PageError(text)
    sections = tuple(_section(scope.site, *each) for each in studied_boards(scope.site, known[edition_id]))
    return block(scope, "benchmark.html", {"sections": sections, "least": LEAST_MODELS})


def _section(site: Site, table: BoardTable, studied: BoardStudy) -> Section:
    scores = tuple(measured(table, studied))
    models = max((score.models for _, score in scores), default=0)
    drawn = heat_map(site, studied, f"map-{table.anchor}", table.title)
    csv = data_path(f"outcomes/{table.anchor}.csv")
    if drawn is not None:
        held = Held(f"{table.title}: the outcomes of all runs, a line a task.", studied.board.key.tasks)
        site.add_file(csv, outcomes_csv(studied), "results", held)
    several, noise = models > 1, list(islice(_noise_rows(scores), MOST_ROWS + 1))
    return Section(
        table=table,
        samples=_samples(studied.board),
        models=models,
        absence=why_unmeasured(studied),
        scores=tuple(name for name, _ in scores),
        judged=models >= LEAST_MODELS,
        map=drawn,
        csv=csv,
        notable=tuple(_notable(scores, site.corpus)) if several else (),
        pairs=tuple(_pairs(scores)),
        pairs_shown=_of_first(max((len(each.outcomes.runs) for _, each in scores), default=0)),
        noise=tuple(_noise_row(*each, site.corpus) for each in noise[:MOST_ROWS]),
        noise_shown=f"Shown: the first {MOST_ROWS}." if len(noise) > MOST_ROWS else "",
        tasks=_task_rows(scores) if several else (),
    )


def _of_first(runs: int) -> str:
    return f"Compared are the first {MOST_RUNS} of {runs:,} runs." if runs > MOST_RUNS else ""


def _samples(board: Board) -> str:
    low = min(int(row.run.samples.min()) for row in board.rows)
    high = max(int(row.run.samples.max()) for row in board.rows)
    return f"{plural(high, 'sample')} a task" if low == high else f"{low} to {high} samples a task"


def _notable(scores: Sequence[tuple[str, ScoreStudy]], corpus: Corpus) -> Iterator[Notable]:
    for kind, words in _KINDS:
        for name, score in scores:
            if kind != "unsolved" and score.models < LEAST_MODELS:
                continue
            tasks = score.of_kind(kind)
            named = "marked in the table of all tasks"
            if len(tasks) <= _NAMED:
                named = ", ".join(_with_reason(task, corpus) for task in tasks) or "none"
            yield Notable(words, name, len(tasks), named)


def _with_reason(task: TaskResult, corpus: Corpus) -> str:
    if task.kind == "solved by one":
        return f"{task.task} ({corpus.models[task.solved_by[0]].name})"
    if task.kind in {"suspect", "weakly discriminating"} and isinstance(task.agreement, Agreement):
        return f"{task.task} (τ {decimals(task.agreement.tau, 2)}, p {decimals(task.agreement.p, 2)})"
    return task.task


def _tau(task: TaskResult) -> Cell:
    found = task.agreement
    if isinstance(found, Absence):
        return Cell("–", method=found.reason)
    return Cell(decimals(found.tau, 2), method=f"one-sided p {decimals(found.p, 2)}")


def _pairs(scores: Sequence[tuple[str, ScoreStudy]]) -> Iterator[Pairs]:
    for name, score in scores:
        errors = score.errors
        if not isinstance(errors, Absence):
            parts = score.parted
            cells = () if isinstance(parts, Absence) else tuple(map(spread_cell, parts))
            yield Pairs(name, errors.pairs, spread_cell(errors), cells, spread_cell(score.detectable))


def _noise_rows(scores: Sequence[tuple[str, ScoreStudy]]) -> Iterator[tuple[Run, str, Noise]]:
    """Go through the runs whose noise can be split."""
    for name, score in scores:
        for run in score.outcomes.runs:
            noise = run_noise(run, plus=score.plus)
            # where all samples have the same outcome, an error of 0 would be no knowledge
            if not isinstance(noise, Absence) and not isinstance(noise.parts, Absence) and noise.error > 0:
                yield run, name, noise


def _noise_row(run: Run, name: str, noise: Noise, corpus: Corpus) -> NoiseRow:
    card = corpus.models[run.model]
    parts = (
        part.reason if isinstance(part, Absence) else percent(part)
        for part in (noise.task_error, noise.sampling_error)
    )
    return NoiseRow(card.name, card.id, f"#{run_anchor(run.id)}", name, percent(noise.error), *parts)


def _task_rows(scores: Sequence[tuple[str, ScoreStudy]]) -> tuple[TaskRow, ...]:
    """Give all tasks, hardest first by the first score; each score says its own share and what is notable."""
    found = [{task.task: task for task in score.tasks} for _, score in scores]
    return tuple(
        _task_row(task, [each[task] for each in found], [name for name, _ in scores]) for task in found[0]
    )


def _task_row(task: str, results: Sequence[TaskResult], names: Sequence[str]) -> TaskRow:
    shares = tuple(
        Cell(
            percent(each.passing), interval_ends(each.interval), method=f"{each.interval.method} over models"
        )
        for each in results
    )
    kinds = {name: each.kind for name, each in zip(names, results, strict=True) if each.kind}
    if len(set(kinds.values())) == 1 and len(kinds) == len(results):
        return TaskRow(task, shares, (next(iter(kinds.values())),), tuple(map(_tau, results)))
    notes = tuple(f"{kind} on {name}" for name, kind in kinds.items())
    return TaskRow(task, shares, notes, tuple(map(_tau, results)))
