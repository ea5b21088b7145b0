"""What stands around the drawings of a figure: its caption, its numbers as a table, and the same numbers as CSV."""

import csv
import io
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from generator.render.escape import escape
from generator.render.figures.spec import Column, Kind, Plot, Value
from generator.render.formats import parameters, percent, points, signed
from generator.render.spreadsheet import defused

_NUMBERS: Mapping[Kind, Callable[[float], str]] = {
    "text": "{:,}".format,
    "whole": "{:,}".format,
    "parameters": parameters,
    "share": percent,
    "points": points,
    "logit": partial(signed, digits=2),
}


@dataclass(frozen=True, slots=True)
class Words:
    """A figure's caption and its sources, with their citations as links."""

    caption: Markup
    cites: tuple[Markup, ...]


def csv_bytes(plot: Plot) -> bytes:
    """Write a figure's numbers in full precision; shares are 0..1, no cell starts a formula in a spreadsheet."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(column.key for column in plot.columns)
    writer.writerows([_csv_cell(value) for value in row] for row in plot.rows)
    return target.getvalue().encode()


def figure_html(
    plot: Plot,
    svgs: Sequence[str],
    csv_href: str,
    method_href: str | None = None,
    *,
    words: Words | None = None,
) -> Markup:
    """Give the figure as one block of HTML without blank lines; without `words` its caption cites nothing."""
    caption = words.caption if words else escape(plot.caption)
    sources = Markup(", ").join(words.cites if words else ())
    links = [Markup('<a href="{}" download>Data (CSV)</a>').format(csv_href)]
    if method_href is not None:
        links.append(Markup('<a href="{}">How this was computed</a>').format(method_href))
    lines = (
        Markup('<figure class="sb-figure" id="fig-{}">').format(escape(plot.id)),
        Markup('<div class="sb-panels{}" data-search-exclude>').format("" if len(svgs) > 1 else " sb-single"),
        *(Markup(svg) for svg in svgs),  # noqa: S704 - drawn by us, its texts escaped there
        Markup("</div>"),
        *_table(plot),
        Markup("<figcaption><strong>{}.</strong> {}").format(escape(plot.title), caption),
        Markup("<span>Sources: {}.</span>").format(sources) if sources else Markup(),
        Markup('<span class="sb-figure-links">{}</span></figcaption>').format(Markup(" · ").join(links)),
        Markup("</figure>"),
    )
    return Markup("\n").join(line for line in lines if line)


def _table(plot: Plot) -> Iterable[Markup]:
    shown = [column for column in plot.columns if column.title]
    head = Markup().join(_cell("th", column, escape(column.title), ' scope="col"') for column in shown)
    label = escape(f"The numbers of {plot.title}")
    yield Markup("<details data-search-exclude><summary>The numbers as a table</summary>")
    yield Markup('<div class="sb-frame" tabindex="0" role="region" aria-label="{}">').format(label)
    yield Markup('<table class="sb-table"><thead><tr>{}</tr></thead>').format(head)
    yield Markup("<tbody>")
    for row in plot.rows:
        values = dict(zip((column.key for column in plot.columns), row, strict=True))
        cells = (_cell("td", column, _with_interval(values, column)) for column in shown)
        yield Markup("<tr>{}</tr>").format(Markup().join(cells))
    yield Markup("</tbody></table></div></details>")


def _cell(tag: str, column: Column, content: Markup, scope: str = "") -> Markup:
    number = ' class="sb-num"' if column.kind != "text" else ""
    return Markup("<{0}{1}{2}>{3}</{0}>").format(tag, Markup(scope), Markup(number), content)  # noqa: S704 - ours


def _with_interval(values: Mapping[str, Value], column: Column) -> Markup:
    """Show a value, and beside it the interval that belongs to it, or the reason why there is none."""
    value = values[column.key]
    if column.interval is None:
        return _shown(value, column.kind)
    low, high, method = (values[key] for key in column.interval)
    if value is None:
        return Markup('<span class="sb-absent">{}</span>').format(escape(str(method or "not known")))
    if low is None or high is None:
        words, why = escape("no interval"), escape(str(method or "not known"))
    else:
        between = "–" if column.kind == "share" else " to "
        words = _shown(low, column.kind) + between + _shown(high, column.kind)
        why = escape(str(method or ""))
    texts = (_shown(value, column.kind), why, words)
    return Markup('<span class="sb-value">{}</span> <span class="sb-interval" title="{}">{}</span>').format(
        *texts
    )


def _shown(value: Value, kind: Kind) -> Markup:
    if isinstance(value, str):
        return escape(value)
    if value is None:
        return Markup("–")
    if math.isinf(value):
        return escape("−∞" if value < 0 else "∞")
    return Markup(_NUMBERS[kind](value))  # noqa: S704 - digits


def _csv_cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return defused(value)
    return repr(value)
