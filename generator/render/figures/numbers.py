"""The numbers of a figure: as a table below it, as CSV, and how the columns of that are described."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from markupsafe import Markup

from generator.render.data import column as data
from generator.render.data.table import as_csv
from generator.render.escape import escape
from generator.render.figures.spec import Column, Kind, Plot, Value
from generator.render.formats import parameters, percent, points, signed

_NUMBERS: Mapping[Kind, Callable[[float], str]] = {
    "text": "{:,}".format,
    "whole": "{:,}".format,
    "parameters": parameters,
    "share": percent,
    "points": points,
    "logit": partial(signed, digits=2),
}
_TYPES: Mapping[Kind, data.Kind] = {"text": "string", "whole": "integer"}  # the others are numbers
_UNITS: Mapping[Kind, str] = {
    "parameters": "parameters",
    "share": "share",
    "points": "share",
    "logit": "logits",
}


def described(columns: Iterable[Column]) -> tuple[data.Column, ...]:
    """Describe the columns of a figure's CSV; shares and their differences are 0..1 and -1..1 there."""
    return tuple(
        data.Column(each.key, _TYPES.get(each.kind, "number"), each.holds, _UNITS.get(each.kind, ""))
        for each in columns
    )


def csv_bytes(plot: Plot) -> bytes:
    """Write a figure's numbers in full precision; shares are 0..1, no cell starts a formula in a spreadsheet."""
    return as_csv(described(plot.columns), plot.rows)


def table(plot: Plot) -> Iterator[Markup]:
    """Write a figure's numbers as a table, and above it what is the same in every row."""
    keys = [column.key for column in plot.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in plot.rows]
    known = [column for column in plot.columns if column.title]
    same = [column for column in known if _same(column, rows)]
    shown = [column for column in known if column not in same]
    if same:
        parts = [
            Markup("{} {}").format(escape(each.title), _shown(rows[0][each.key], each.kind)) for each in same
        ]
        yield Markup("<p>In every row: {}.</p>").format(Markup("; ").join(parts))
    label = escape(f"The numbers of {plot.title}")
    yield Markup('<div class="sb-frame" tabindex="0" role="region" aria-label="{}">').format(label)
    head = Markup().join(_cell("th", column, escape(column.title), ' scope="col"') for column in shown)
    yield Markup('<table class="sb-table"><thead><tr>{}</tr></thead>').format(head)
    yield Markup("<tbody>")
    for row in rows:
        cells = (_cell("td", column, _with_interval(row, column)) for column in shown)
        yield Markup("<tr>{}</tr>").format(Markup().join(cells))
    yield Markup("</tbody></table></div>")


def _same(column: Column, rows: list[dict[str, Value]]) -> bool:
    """Say whether a column that is no measured number has one value, and that one in each of several rows."""
    values = {row[column.key] for row in rows}
    return column.interval is None and len(rows) > 1 and len(values) == 1 and not values & {None, ""}


def _cell(tag: str, column: Column, content: Markup, scope: str = "") -> Markup:
    number = ' class="sb-num"' if column.kind != "text" else ""
    return Markup("<{0}{1}{2}>{3}</{0}>").format(tag, Markup(scope), Markup(number), content)  # noqa: S704 - ours


def _with_interval(values: Mapping[str, Value], column: Column) -> Markup:
    """Show a value, and beside it the interval that belongs to it, or the reason why there is none."""
    value = values[column.key]
    if column.interval is None:
        return _shown(value, column.kind)
    low, high, method = (values[key] for key in column.interval)
    why = escape(str(method or "not known"))
    if value is None:
        return Markup('<span class="sb-absent">{}</span>').format(why)
    number = Markup('<span class="sb-value">{}</span>').format(_shown(value, column.kind))
    if low is None or high is None:
        return number + Markup(' <span class="sb-interval" title="{}">no interval</span>').format(why)
    between = "–" if column.kind == "share" else " to "
    ends = _shown(low, column.kind) + between + _shown(high, column.kind)
    return number + Markup(' <span class="sb-interval">{}</span>').format(ends)


def _shown(value: Value, kind: Kind) -> Markup:
    if isinstance(value, str):
        return escape(value)
    if value is None:
        return Markup("–")
    if math.isinf(value):
        return escape("−∞" if value < 0 else "∞")
    return Markup(_NUMBERS[kind](value))  # noqa: S704 - digits
