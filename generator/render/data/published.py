"""The tables of what publications print: their scores, and their figures on resampling."""

from collections.abc import Iterator
from typing import get_args

from generator.analyse.scores import published_score
from generator.model.published import Estimand, Reading
from generator.render.data.column import Column
from generator.render.data.estimates import INTERVAL, estimate_cells, joined, tests_of
from generator.render.data.table import Row, Table
from generator.render.site import Site


def _rows(site: Site) -> Iterator[Row]:
    for score in site.corpus.published:
        card = site.corpus.card_of(score)
        yield (
            score.id,
            score.source,
            score.model,
            card.id if card else None,
            score.benchmark,
            tests_of(plus=score.plus),
            score.dataset_version,
            score.k,
            score.printed,
            *estimate_cells(published_score(score)),
            score.estimand,
            score.temperature,
            score.samples,
            score.tasks,
            score.harness,
            score.ci95_half,
            score.read,
            score.locator,
            score.url,
            joined(site.flags.get(score.id, ())),
            score.note,
        )


def _resampling_rows(site: Site) -> Iterator[Row]:
    for each in site.corpus.resampling:
        yield (
            each.id,
            each.source,
            each.model,
            each.quantity,
            each.k,
            each.cost,
            each.value,
            each.locator,
            each.note,
        )


PUBLISHED = Table(
    name="published",
    holds="Every score that a publication prints, with its source and its place there.",
    columns=(
        Column("id", "string", "id of the score", needed=True),
        Column("source", "string", "citation key", needed=True),
        Column("named_as", "string", "the model's name in the source", needed=True),
        Column("model", "string", "id of the model, where it is known which it is", refers="models"),
        Column("benchmark", "string", "id of the benchmark", needed=True),
        Column(
            "tests", "string", "base tests alone, or base and plus tests", needed=True, of=("base", "plus")
        ),
        Column("dataset_version", "string", "version of its data, where the source states it"),
        Column("k", "integer", "the k of pass@k", needed=True),
        Column("printed", "string", "the score to the letter", "percent", needed=True),
        Column("value", "number", "the score", "share", needed=True),
        *INTERVAL,
        Column("estimand", "string", "what it estimates", needed=True, of=get_args(Estimand)),
        Column("temperature", "number", "temperature, where it is stated"),
        Column("samples", "integer", "samples a task, where they are stated", "samples"),
        Column("tasks", "integer", "tasks, where they are stated", "tasks"),
        Column("harness", "string", "the program that ran the tests"),
        Column("ci95_half", "number", "half the width of the interval that the source prints", "points"),
        Column("read", "string", "how it was read from the source", needed=True, of=get_args(Reading)),
        Column("locator", "string", "where it stands in the source"),
        Column("url", "string", "address of that place"),
        Column("flags", "string", "codes of the errors and warnings about it, set apart by semicolons"),
        Column("note", "string", "what should be known of it"),
    ),
    rows=_rows,
    key=("id",),
)
RESAMPLING = Table(
    name="resampling",
    holds="What publications print of resampling against imperfect tests, which is not pass@k.",
    columns=(
        Column("id", "string", "id of the figure", needed=True),
        Column("source", "string", "citation key", needed=True),
        Column("named_as", "string", "the model's name in the source", needed=True),
        Column("quantity", "string", "what it measures", needed=True),
        Column("k", "integer", "number of samples", "samples"),
        Column("cost", "number", "what a wrong answer costs, against 1 for a right one", "rewards"),
        Column("value", "number", "the figure; a reward may be negative", "share", needed=True),
        Column("locator", "string", "where it stands in the source"),
        Column("note", "string", "what should be known of it"),
    ),
    rows=_resampling_rows,
    key=("id",),
)
