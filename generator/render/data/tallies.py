"""The table of tallies: each task of each run with its samples, and how many of them passed."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from generator.model.run import Counts, Run
from generator.render.data.column import Column
from generator.render.data.table import Row, Table, Value, cells_as_csv, head_as_csv
from generator.render.site import Site


def tallies_by_column(runs: Iterable[Run]) -> tuple[list[Value], ...]:
    """Give the columns of the table: there are more rows than in any other, one a task of each run."""
    columns: tuple[list[Value], ...] = tuple([] for _ in TALLIES.columns)
    for run in runs:
        for column, cells in zip(columns, _of_run(run), strict=True):
            column.extend(cells)
    return columns


def tallies_as_csv(runs: Iterable[Run]) -> bytes:
    """Write the table as `as_csv` does, of which a row is little more than its task: what rows repeat is written once."""
    tasks, counts = cache(_tasks), cache(cells_as_csv)
    parts = [head_as_csv(TALLIES.columns)]
    for run in runs:
        start = f"{cells_as_csv((run.id, run.benchmark))},"
        of_each = zip(*tuple(_of_run(run))[3:], strict=True)
        parts += (
            f"{start}{task}{rest}\n"
            for task, rest in zip(tasks(run.tasks), map(counts, of_each), strict=True)
        )
    return "".join(parts).encode()


def _tasks(names: tuple[str, ...]) -> list[str]:
    return [f"{cells_as_csv((name,))}," for name in names]


def _of_run(run: Run) -> Iterator[Sequence[Value]]:
    yield [run.id] * len(run.tasks)
    yield [run.benchmark] * len(run.tasks)
    yield run.tasks
    for counts in (run.samples, run.base, run.plus, run.plus_alone):
        yield _counts(run, counts)


def _counts(run: Run, counts: Counts | None) -> list[Value]:
    return [None] * len(run.tasks) if counts is None else counts.tolist()


def _rows(site: Site) -> Iterator[Row]:
    return zip(*tallies_by_column(site.corpus.runs), strict=True)


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
