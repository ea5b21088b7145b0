"""The table of tallies: each task of each run with its samples, and how many of them passed."""

from collections.abc import Iterator

from generator.model.run import Counts, Run
from generator.render.data.column import Column
from generator.render.data.table import Row, Table
from generator.render.site import Site


def _rows(site: Site) -> Iterator[Row]:
    for run in site.corpus.runs:
        counts = (_counts(run, each) for each in (run.samples, run.base, run.plus, run.plus_alone))
        for task, *row in zip(run.tasks, *counts, strict=True):
            yield (run.id, run.benchmark, task, *row)


def _counts(run: Run, counts: Counts | None) -> list[int] | list[None]:
    if counts is None:
        return [None] * len(run.tasks)
    found: list[int] = counts.tolist()
    return found


TALLIES = Table(
    name="tallies",
    holds="Every task of every run: how many samples there are, and how many passed.",
    columns=(
        Column("run", "string", "id of the run", needed=True, refers="runs"),
        Column("benchmark", "string", "id of the benchmark", needed=True),
        Column("task", "string", "id of the task", needed=True),
        Column("samples", "integer", "samples of the task", "samples", needed=True),
        Column("base", "integer", "samples that pass the base tests; empty where not measured", "samples"),
        Column("plus", "integer", "samples that pass base and plus tests", "samples"),
        Column(
            "plus_alone",
            "integer",
            "samples that pass the plus tests, base outcome of the same not known",
            "samples",
        ),
    ),
    rows=_rows,
    key=("run", "task"),
)
