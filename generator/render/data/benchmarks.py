"""The table of benchmarks, a row for each version of their data."""

from collections.abc import Iterator

from generator.render.data.column import Column
from generator.render.data.table import Row, Table
from generator.render.site import Site


def _rows(site: Site) -> Iterator[Row]:
    runs = [(run.benchmark, run.dataset_version) for run in site.corpus.runs]
    for known in site.corpus.benchmarks.values():
        for version in known.versions:
            yield (
                known.id,
                version.id,
                known.name,
                known.plus_name,
                version.tasks,
                version.md5,
                known.released,
                known.reference,
                known.plus_reference,
                version.note,
                runs.count((known.id, version.id)),
            )


BENCHMARKS = Table(
    name="benchmarks",
    holds="Every benchmark, a row for each version of its data.",
    columns=(
        Column("benchmark", "string", "id of the benchmark", needed=True),
        Column("dataset_version", "string", "id of the version", needed=True),
        Column("name", "string", "name of the benchmark with its base tests", needed=True),
        Column("plus_name", "string", "name of the benchmark with base and plus tests"),
        Column("tasks", "integer", "how many tasks this version has", "tasks"),
        Column("dataset_md5", "string", "md5 of the dataset, decompressed"),
        Column("released", "string", "when the benchmark was released"),
        Column("reference", "string", "citation key"),
        Column("plus_reference", "string", "citation key of the plus tests"),
        Column("note", "string", "what should be known of this version"),
        Column("runs", "integer", "how many runs on it there are", "runs", needed=True),
    ),
    rows=_rows,
    key=("benchmark", "dataset_version"),
)
