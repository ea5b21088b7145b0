"""The table, the CSV and the caption of a figure."""

import math
import re
from dataclasses import replace

import html5lib
import markdown
from markupsafe import Markup

from generator.render.data import column as data
from generator.render.figures.draw import draw_svgs
from generator.render.figures.files import Addresses, Words, figure_html
from generator.render.figures.numbers import csv_bytes, described, table
from generator.render.figures.spec import Column, Kind, Said
from tests.render.figures.corpora import plot

ROWS = (("small", 0.123456789, ""), ("large", None, "a, b"))


def test_a_csv_has_a_header_full_precision_and_plain_line_ends() -> None:
    assert csv_bytes(plot(rows=ROWS)) == b'model,share,note\nsmall,0.123456789,\nlarge,,"a, b"\n'


def test_no_cell_of_a_csv_starts_a_formula() -> None:
    texts = ("=1+1", "+1", "-1", "@x", "\t=1", "a=1")
    made = csv_bytes(plot(rows=tuple((text, -0.5, "") for text in texts)))
    assert made == b"model,share,note\n'=1+1,-0.5,\n'+1,-0.5,\n'-1,-0.5,\n'@x,-0.5,\n'\t=1,-0.5,\na=1,-0.5,\n"


def test_a_figure_stands_with_its_finding_its_links_its_numbers_and_what_a_reader_has_to_know() -> None:
    words = Words(Markup("What <i>it</i> shows."), (Markup('<a href="r">Wang 2023</a>'),))
    said = Said("It rises", "pass@1, %, by size", "2 scores of 2 models, 164 tasks each", "samples")
    addresses = Addresses("../a.csv", "../method/#samples")
    made = figure_html(replace(plot(rows=ROWS), said=said), ["<svg></svg>"], addresses, words=words)
    assert made == "\n".join(  # noqa: FLY002 - one line of the page a line
        (
            '<figure class="sb-figure" id="fig-a-figure">',
            '<figcaption><strong class="sb-finding">It rises</strong> <span class="sb-plotted">pass&#64;1, %, by size</span></figcaption>',
            '<div class="sb-panels" data-search-exclude>',
            "<svg></svg>",
            "</div>",
            '<div class="sb-figure-foot">',
            '<p class="sb-figure-links"><a href="../a.csv" download>Data (CSV)</a> <a href="../method/#samples">How this was computed</a> <a href="#fig-a-figure">Link to this figure</a></p>',
            "<details data-search-exclude><summary>The numbers as a table, 2 rows</summary>",
            '<div class="sb-frame" tabindex="0" role="region" aria-label="The numbers of A figure">',
            '<table class="sb-table"><thead><tr><th scope="col">Model</th><th scope="col" class="sb-num">pass&#64;k, %</th></tr></thead>',
            "<tbody>",
            '<tr><td>small</td><td class="sb-num">12.3</td></tr>',
            '<tr><td>large</td><td class="sb-num">–</td></tr>',
            "</tbody></table></div>",
            "</details>",
            '<p><strong>n:</strong> 2 scores of 2 models, 164 tasks each. <strong>Sources:</strong> <a href="r">Wang 2023</a>.</p>',
            '<p class="sb-figure-note"><strong>Note:</strong> What <i>it</i> shows.</p>',
            "</div>",
            "</figure>",
        )
    )


def test_what_is_the_same_in_every_row_is_said_once_above_the_table() -> None:
    rows = (("small", 0.25, "greedy"), ("small", 0.5, "greedy"))
    columns = (Column("model", "Model"), Column("share", "pass@k, %", "share"), Column("how", "Decoding"))
    made = "\n".join(table(replace(plot(rows=rows), columns=columns)))
    assert made == "\n".join(  # noqa: FLY002 - as above
        (
            "<p>In every row: Model small; Decoding greedy.</p>",
            '<div class="sb-frame" tabindex="0" role="region" aria-label="The numbers of A figure">',
            '<table class="sb-table"><thead><tr><th scope="col" class="sb-num">pass&#64;k, %</th></tr></thead>',
            "<tbody>",
            '<tr><td class="sb-num">25.0</td></tr>',
            '<tr><td class="sb-num">50.0</td></tr>',
            "</tbody></table></div>",
        )
    )


def test_a_number_in_a_csv_says_its_type_and_its_unit() -> None:
    columns = (
        Column("model", "Model", holds="name of the model"),
        Column("k", "k", "whole", holds="the k of pass@k"),
        Column("parameters", "Size", "parameters", holds="size"),
        Column("points", "Points", "points", holds="the effect"),
    )
    assert described(columns) == (
        data.Column("model", "string", "name of the model"),
        data.Column("k", "integer", "the k of pass@k"),
        data.Column("parameters", "number", "size", "parameters"),
        data.Column("points", "number", "the effect", "share"),
    )


def test_an_end_that_is_infinite_is_written_as_the_other_data_files_write_it() -> None:
    assert csv_bytes(plot(rows=(("a", -math.inf, ""),))) == b"model,share,note\na,-INF,\n"


def cells_of(kind: Kind, *rows: tuple[float | None, float | None, float | None, str]) -> list[str]:
    columns = (
        Column("value", "Value", kind, interval=("low", "high", "method")),
        Column("low", "", kind),
        Column("high", "", kind),
        Column("method", ""),
    )
    made = figure_html(replace(plot(), columns=columns, rows=rows), [], Addresses("a.csv"))
    return re.findall(r'<td class="sb-num">(.*?)</td>', made)


def test_a_number_and_its_interval_share_a_cell() -> None:
    assert cells_of("share", (0.268, 0.206, 0.341, "Wilson")) == [
        '<span class="sb-value">26.8</span> <span class="sb-interval">20.6–34.1</span>'
    ]
    assert cells_of("points", (-0.047, -0.1, 0.02, "bootstrap")) == [
        '<span class="sb-value">−4.7</span> <span class="sb-interval">−10.0 to +2.0</span>'
    ]
    assert cells_of("logit", (0.5, -math.inf, math.inf, "delta")) == [
        '<span class="sb-value">+0.50</span> <span class="sb-interval">−∞ to ∞</span>'
    ]


def test_a_number_without_an_interval_says_why() -> None:
    assert cells_of("share", (0.5, None, None, "one family only"), (None, None, None, "all passed")) == [
        '<span class="sb-value">50.0</span> <span class="sb-interval" title="one family only">no interval</span>',
        '<span class="sb-absent">all passed</span>',
    ]


def test_what_a_report_lacks_is_not_linked() -> None:
    made = figure_html(plot(), ["<svg></svg>", "<svg></svg>"], Addresses("a.csv"))
    assert "How this was computed" not in made
    assert "Sources" not in made
    assert '<figcaption><strong class="sb-finding">A figure</strong></figcaption>' in made


def test_text_from_data_is_escaped_wherever_it_lands() -> None:
    hostile = '<script>"x"</script>'
    made = figure_html(
        plot(title=hostile, caption=hostile, rows=((hostile, 0.5, ""),)), ["<svg></svg>"], Addresses("a.csv")
    )
    assert "<script" not in made
    assert made.count("&#60;script>&#34;x&#34;&#60;/script>".replace(">", "&#62;")) == 4


def test_a_figure_is_one_block_that_markdown_leaves_alone_and_html_without_mistakes() -> None:
    known = plot(rows=ROWS)
    made = str(figure_html(known, draw_svgs(known), Addresses("a.csv", "method/")))
    assert "\n\n" not in made
    page = markdown.markdown(f"Before.\n\n{made}\n\nAfter.", extensions=["attr_list", "tables", "toc"])
    assert page == f"<p>Before.</p>\n{made}\n\n<p>After.</p>"
    parser = html5lib.HTMLParser()
    parser.parseFragment(page)
    assert parser.errors == []
