"""The tables of conclusions, and of the effects that are computed for them."""

from collections.abc import Iterator
from typing import get_args

from generator.analyse.absence import Absence
from generator.analyse.effect import Reading, Scale
from generator.model.claim import CertaintyLevel
from generator.model.report import Directness, EffectName
from generator.render.data.column import Column
from generator.render.data.estimates import INTERVAL, interval_cells, joined
from generator.render.data.table import Row, Table
from generator.render.site import Site


def _rows(site: Site) -> Iterator[Row]:
    for each in site.corpus.report.conclusions:
        sure = each.certainty
        yield (
            each.id,
            each.statement,
            sure.level,
            joined(sure.reasons),
            sure.rated_by,
            sure.rated_on,
            each.directness,
            joined(each.evidence),
            each.effect,
        )


def _effect_rows(site: Site) -> Iterator[Row]:
    for name, effect in site.effects.items():
        if isinstance(effect, Absence):
            yield (name, None, None, True, None, *interval_cells(None, effect.reason), 0, None)
            continue
        for each in effect.readings:
            rests_on = joined(effect.rests_on) if each is effect.primary else None
            yield (name, *_reading(each, primary=each is effect.primary), rests_on)


def _reading(each: Reading, *, primary: bool) -> Row:
    none = isinstance(each.value, Absence)
    value = None if isinstance(each.value, Absence) else each.value
    why = each.value.reason if isinstance(each.value, Absence) else each.absence
    cells = interval_cells(None if none else each.interval, why)
    return (each.label, each.scale, primary, value, *cells, each.count)


CONCLUSIONS = Table(
    name="conclusions",
    holds="What the report answers, a statement each.",
    columns=(
        Column("id", "string", "id of the conclusion", needed=True),
        Column("statement", "string", "the answer in a sentence", needed=True),
        Column("certainty", "string", "how sure it is, by GRADE", needed=True, of=get_args(CertaintyLevel)),
        Column("reasons", "string", "why, set apart by semicolons"),
        Column("rated_by", "string", "who rated that"),
        Column("rated_on", "string", "when"),
        Column("directness", "string", "how directly it is known", needed=True, of=get_args(Directness)),
        Column("evidence", "string", "citation keys, set apart by semicolons"),
        Column("effect", "string", "the effect that is computed for it", of=get_args(EffectName)),
    ),
    rows=_rows,
    key=("id",),
)
EFFECTS = Table(
    name="effects",
    holds="The effects that conclusions name, a row for each way to compute one.",
    columns=(
        Column("effect", "string", "name of the effect", needed=True, of=get_args(EffectName)),
        Column("reading", "string", "how it was computed"),
        Column("scale", "string", "scale of the value", of=get_args(Scale)),
        Column("primary", "boolean", "whether the report reads this one first", needed=True),
        Column("value", "number", "difference of shares for points, of log odds for logit", "as the scale"),
        *INTERVAL,
        Column("count", "integer", "families or curves that it is computed from", needed=True),
        Column("rests_on", "string", "which they are, of the primary one, set apart by semicolons"),
    ),
    rows=_effect_rows,
)
