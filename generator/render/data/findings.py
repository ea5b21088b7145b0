"""The table of findings: what the checks see in data that are in order."""

from collections.abc import Iterator
from typing import get_args

from generator.model.finding import Severity
from generator.render.data.column import Column
from generator.render.data.estimates import joined
from generator.render.data.table import Row, Table
from generator.render.site import Site


def _rows(site: Site) -> Iterator[Row]:
    for each in site.findings:
        place = each.place
        yield (
            each.code,
            each.severity,
            each.sentence,
            joined(each.about),
            place.file,
            place.line or None,
            place.column or None,
        )


FINDINGS = Table(
    name="findings",
    holds="What the checks find in the data, a row each; what pages leave uncited is told by `gen check` alone.",
    columns=(
        Column("code", "string", "the kind of finding", needed=True),
        Column("severity", "string", "how grave it is", needed=True, of=get_args(Severity)),
        Column("sentence", "string", "what was found", needed=True),
        Column("about", "string", "ids of runs, scores, models and claims, set apart by semicolons"),
        Column("file", "string", "the file of the report that it is about"),
        Column("line", "integer", "the line there, where it is known"),
        Column("column", "integer", "the column there, where it is known"),
    ),
    rows=_rows,
)
