"""What stands around the drawings of a figure: what it finds, what is plotted, its numbers, notes, sources and links."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.render.escape import escape
from generator.render.figures.numbers import table
from generator.render.figures.spec import Plot
from generator.render.formats import plural


@dataclass(frozen=True, slots=True)
class Words:
    """A figure's caption and its sources, with their citations as links."""

    caption: Markup
    cites: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the numbers of a figure lie, and where it is told how they are computed, where that is told."""

    csv: str
    method: str | None = None


def figure_html(
    plot: Plot, svgs: Sequence[str], addresses: Addresses, *, words: Words | None = None
) -> Markup:
    """Give the figure as one block of HTML without blank lines; without `words` its caption cites nothing."""
    lines = (
        Markup('<figure class="sb-figure" id="fig-{}">').format(escape(plot.id)),
        _heading(plot),
        Markup('<div class="sb-panels" data-search-exclude>'),
        *(Markup(svg) for svg in svgs),  # noqa: S704 - drawn by us, its texts escaped there
        Markup("</div>"),
        *_foot(plot, addresses, words),
        Markup("</figure>"),
    )
    return Markup("\n").join(line for line in lines if line)


def _heading(plot: Plot) -> Markup:
    if plot.said is None:
        return Markup('<figcaption><strong class="sb-finding">{}</strong></figcaption>').format(
            escape(plot.title)
        )
    return Markup(
        '<figcaption><strong class="sb-finding">{}</strong> <span class="sb-plotted">{}</span></figcaption>'
    ).format(escape(plot.said.finding), escape(plot.said.plotted))


def _foot(plot: Plot, addresses: Addresses, words: Words | None) -> Iterator[Markup]:
    links = [Markup('<a href="{}" download>Data (CSV)</a>').format(addresses.csv)]
    if addresses.method is not None:
        links.append(Markup('<a href="{}">How this was computed</a>').format(addresses.method))
    links.append(Markup('<a href="#fig-{}">Link to this figure</a>').format(escape(plot.id)))
    yield Markup('<div class="sb-figure-foot">')
    yield Markup('<p class="sb-figure-links">{}</p>').format(Markup(" ").join(links))
    count = plural(len(plot.rows), "row")
    yield Markup("<details data-search-exclude><summary>The numbers as a table, {}</summary>").format(count)
    yield from table(plot)
    yield Markup("</details>")
    sources = Markup(", ").join(words.cites if words else ())
    counted = plot.said.counted if plot.said else ""
    parts = (
        Markup("<strong>n:</strong> {}.").format(escape(counted)) if counted else Markup(),
        Markup("<strong>Sources:</strong> {}.").format(sources) if sources else Markup(),
    )
    if any(parts):
        yield Markup("<p>{}</p>").format(Markup(" ").join(part for part in parts if part))
    caption = words.caption if words else escape(plot.caption)
    if caption:
        yield Markup('<p class="sb-figure-note"><strong>Note:</strong> {}</p>').format(caption)
    yield Markup("</div>")
