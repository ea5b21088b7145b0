"""Task-by-model map of a board: what each run passes, as a few paths of one small SVG."""

import csv
import io
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from generator.analyse.absence import Absence
from generator.analyse.outcomes import Outcomes
from generator.analyse.study import BoardStudy, ScoreStudy
from generator.render.cut import first_of
from generator.render.formats import plural
from generator.render.site import Site

_WIDTH, _ROW, _LETTER = 700, 13, 5.4  # pixels: at most for tasks, a row, a letter of a name
MOST_DRAWN = 100  # runs
Levels = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Layer:
    """All cells of one kind: its class, its path in cells, and what it means."""

    style: str
    path: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Label:
    """A run's name beside its row."""

    text: str
    y: int


@dataclass(frozen=True, slots=True)
class HeatMap:
    """What the template draws, in pixels; `finding` says what the map shows."""

    id: str
    title: str
    finding: str
    width: int
    height: int
    left: int
    transform: str  # from cells to pixels
    layers: tuple[Layer, ...]
    empty: str  # what a cell without colour means
    labels: tuple[Label, ...]
    shown: str  # how many runs of how many; empty = all


def heat_map(site: Site, studied: BoardStudy, anchor: str, title: str) -> HeatMap | None:
    """Make the map of a board ready, its runs by score and its tasks by difficulty; None for a single run."""
    main = studied.base if isinstance(studied.plus, Absence) else studied.plus
    if isinstance(main, Absence) or len(main.outcomes.runs) < 2:
        return None
    outcomes, order = main.outcomes.first(MOST_DRAWN), _by_difficulty(main)
    levels, kinds = _levels(outcomes, studied)
    layers = tuple(
        Layer(f"sb-cells sb-cells-{style}", _path(levels[:, order] == level), meaning)
        for level, (style, meaning) in enumerate(kinds, 1)
        if (levels == level).any()
    )
    cell = max(1.0, min(12.0, _WIDTH / len(order)))
    names = [site.corpus.models[run.model].name for run in outcomes.runs]
    left = 12 + round(_LETTER * min(52, max(map(len, names))))
    return HeatMap(
        id=anchor,
        title=title,
        finding=_finding(main, order),
        width=round(left + cell * len(order)),
        height=_ROW * len(names),
        left=left,
        transform=f"translate({left} {_ROW / 2:g}) scale({cell:.3f} {_ROW})",
        layers=layers,
        empty="fails" if outcomes.samples.max() == 1 else "no sample passes",
        labels=tuple(Label(name, _ROW * at + 10) for at, name in enumerate(names)),
        shown=first_of(MOST_DRAWN, len(main.outcomes.runs), "run"),
    )


def outcomes_csv(studied: BoardStudy) -> bytes:
    """Write what the map shows: a line a task, hardest first, and the samples of each run that pass, of how many."""
    main = studied.base if isinstance(studied.plus, Absence) else studied.plus
    if isinstance(main, Absence):
        return b""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["task", *(run.id for run in main.outcomes.runs)])
    for at in _by_difficulty(main):
        counts = zip(main.outcomes.passed[:, at], main.outcomes.samples[:, at], strict=True)
        writer.writerow([main.outcomes.tasks[at], *(f"{passed}/{samples}" for passed, samples in counts)])
    return file.getvalue().encode()


def _by_difficulty(studied: ScoreStudy) -> list[int]:
    places = {task: at for at, task in enumerate(studied.outcomes.tasks)}
    return [places[result.task] for result in studied.tasks]


def _levels(outcomes: Outcomes, studied: BoardStudy) -> tuple[Levels, tuple[tuple[str, str], ...]]:
    """Sort the cells into kinds, 0 for those that stay empty."""
    full = np.asarray(outcomes.shares)
    if outcomes.samples.max() > 1:
        quarters = np.ceil(full * 4).astype(np.int8)
        names = ("up to a quarter", "up to a half", "up to three quarters", "more")
        kinds = tuple((f"{at}", f"{name} of the samples pass") for at, name in enumerate(names, 1))
        return quarters, kinds
    if isinstance(studied.plus, Absence) or isinstance(studied.base, Absence):
        return full.astype(np.int8), (("4", "passes"),)
    base = {
        run.id: row for run, row in zip(studied.base.outcomes.runs, studied.base.outcomes.passed, strict=True)
    }
    place = {task: at for at, task in enumerate(studied.base.outcomes.tasks)}
    aligned = [place[task] for task in outcomes.tasks]
    passes_base = np.stack([base[run.id][aligned] for run in outcomes.runs])
    levels = np.where(full > 0, 1, np.where(passes_base > 0, 2, 0)).astype(np.int8)
    return levels, (("4", "passes base and plus tests"), ("base", "passes base tests only"))


def _path(cells: NDArray[np.bool_]) -> str:
    """Draw neighbouring cells of a row as one line, in cells."""
    parts: list[str] = []
    for y, row in enumerate(cells):
        x = 0
        for filled, group in groupby(row.tolist()):
            length = len(list(group))
            if filled:
                parts.append(f"M{x} {y}h{length}")
            x += length
    return "".join(parts)


def _finding(studied: ScoreStudy, order: list[int]) -> str:
    """Say how near the map is to a staircase, which it would be if tasks differed in difficulty only."""
    shares = studied.outcomes.shares[:, order]
    runs, tasks = shares.shape
    never = sum(task.passing == 0 for task in studied.tasks)
    always = sum(task.passing == 1 for task in studied.tasks)
    single = studied.outcomes.samples.max() == 1
    everyone = f"all {runs:,} runs" if single else f"every sample of all {runs:,} runs"
    said = f"{_are(never, tasks)} solved by no run, {always:,} by {everyone}."
    if not single:
        return said
    passed = shares.sum(axis=1).astype(int)
    stairs = np.arange(tasks) >= tasks - passed[:, np.newaxis]
    off = int((stairs != (shares > 0)).sum())
    return (
        f"{said} If models differed in one ability and tasks in difficulty alone, each row would be filled from some"
        f" task on to the right; {off:,} of {shares.size:,} outcomes lie elsewhere."
    )


def _are(count: int, tasks: int) -> str:
    """Begin a sentence about some of the tasks."""
    return f"{count:,} of {plural(tasks, 'task')} {'is' if count == 1 else 'are'}"
