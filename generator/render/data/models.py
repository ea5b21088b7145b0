"""The table of models."""

from collections.abc import Iterator
from typing import get_args

from generator.model.catalogue import Training
from generator.render.data.column import Column
from generator.render.data.estimates import joined
from generator.render.data.table import Row, Table
from generator.render.site import Site


def _rows(site: Site) -> Iterator[Row]:
    for card in site.corpus.models.values():
        yield (
            card.id,
            card.name,
            card.family,
            card.parameters,
            card.active_parameters,
            card.training,
            card.base_model,
            card.unconfirmed,
            joined(tuple(f"{alias.source}: {alias.name}" for alias in card.aliases)),
            card.url,
            card.reference,
            card.note,
            len(site.runs_of.get(card.id, ())),
            len(site.printed_of.get(card.id, ())),
        )


MODELS = Table(
    name="models",
    holds="Every model, a row each.",
    columns=(
        Column("id", "string", "id of the model", needed=True),
        Column("name", "string", "its name on the site", needed=True),
        Column("family", "string", "its family"),
        Column("parameters", "number", "parameters in all", "parameters"),
        Column("active_parameters", "number", "active ones, of a mixture of experts", "parameters"),
        Column("training", "string", "how it was trained last", needed=True, of=get_args(Training)),
        Column("base_model", "string", "the model that it was tuned from", refers="models"),
        Column("unconfirmed", "boolean", "whether nobody has confirmed this entry yet", needed=True),
        Column("aliases", "string", "its other names, `source: name`, set apart by semicolons"),
        Column("url", "string", "where it is published"),
        Column("reference", "string", "citation key"),
        Column("note", "string", "what should be known of it"),
        Column("runs", "integer", "how many runs of it there are", "runs", needed=True),
        Column("published", "integer", "how many printed scores of it there are", "scores", needed=True),
    ),
    rows=_rows,
    key=("id",),
)
