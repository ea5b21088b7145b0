"""The table of runs: what was run, how, and where its outcomes come from."""

from collections.abc import Iterator
from typing import get_args

from generator.analyse.board import board_key
from generator.model.run import Counts, Run, Strategy
from generator.render.data.column import Column
from generator.render.data.estimates import joined
from generator.render.data.table import Row, Table
from generator.render.site import Site
from generator.render.views.boards import board_anchor


def _rows(site: Site) -> Iterator[Row]:
    for run in site.corpus.runs:
        known = run.provenance
        yield (
            run.id,
            run.model,
            run.benchmark,
            run.dataset_version,
            board_anchor(site.corpus, board_key(run)),
            run.decoding.strategy,
            run.decoding.temperature,
            run.decoding.top_p,
            *_tallies(run),
            known.harness,
            known.harness_version,
            known.dataset_md5,
            known.date,
            known.source,
            known.url,
            known.named_as,
            joined(tuple(file.name for file in known.files)),
            joined(tuple(file.sha256 for file in known.files)),
            run.digest,
            known.note,
        )


def _tallies(run: Run) -> Row:
    return (
        len(run.tasks),
        int(run.samples.min()),
        int(run.samples.max()),
        int(run.samples.sum()),
        _sum(run.base),
        _sum(run.plus),
        run.timed_out,
        run.plus_without_base,
    )


def _sum(counts: Counts | None) -> int | None:
    return None if counts is None else int(counts.sum())


RUNS = Table(
    name="runs",
    holds="Every run, one model on one benchmark under one decoding, with where its outcomes come from.",
    columns=(
        Column("id", "string", "id of the run", needed=True),
        Column("model", "string", "id of the model", needed=True, refers="models"),
        Column("benchmark", "string", "id of the benchmark", needed=True),
        Column("dataset_version", "string", "id of the version of its data", needed=True),
        Column("board", "string", "runs of one board may be ranked together", needed=True),
        Column("strategy", "string", "how samples were drawn", needed=True, of=get_args(Strategy)),
        Column("temperature", "number", "temperature, where it is stated"),
        Column("top_p", "number", "top-p, where it is stated"),
        Column("tasks", "integer", "how many tasks were done", "tasks", needed=True),
        Column("samples_least", "integer", "samples of the task that has the fewest", "samples", needed=True),
        Column("samples_most", "integer", "samples of the task that has the most", "samples", needed=True),
        Column("samples", "integer", "samples of all tasks", "samples", needed=True),
        Column("base", "integer", "samples that pass the base tests; empty where not measured", "samples"),
        Column("plus", "integer", "samples that pass base and plus tests", "samples"),
        Column(
            "timed_out", "integer", "samples that timed out, where the source tells", "samples", needed=True
        ),
        Column(
            "plus_without_base",
            "integer",
            "samples that pass plus and fail base tests",
            "samples",
            needed=True,
        ),
        Column("harness", "string", "the program that ran the tests"),
        Column("harness_version", "string", "its version"),
        Column("dataset_md5", "string", "md5 of the dataset, as the file states it"),
        Column("date", "string", "date of the run: a day, a month or a year"),
        Column("source", "string", "citation key"),
        Column("url", "string", "where the raw file is from"),
        Column("named_as", "string", "the model's name in the raw file"),
        Column("files", "string", "names of the raw files, set apart by semicolons"),
        Column("sha256", "string", "sha256 of each raw file, in the same order"),
        Column("digest", "string", "sha256 over tasks and counts, whatever the run is called", needed=True),
        Column("note", "string", "what should be known of it"),
    ),
    rows=_rows,
    key=("id",),
)
