"""Drawings, by what a page needs of them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import html5lib
import markdown
import pytest

from generator.render.figures import FIGURES
from generator.render.figures.draw import draw_svgs
from generator.render.figures.inline import Drawing, inline_svg
from generator.render.figures.spec import Plot, Series
from tests.render.figures.corpora import codet5p, line, panel, plot, point

ROOT = Path(__file__).parents[3]
CSS = (ROOT / "generator/render/assets/figures.css").read_text(encoding="utf-8")
HOSTILE = '<script>alert(1)</script> & "x" $y$ _z_ [a](b) 模型'


def codet5p_plot() -> Plot:
    found = FIGURES["codet5p-scaling"](codet5p())
    assert found is not None
    return found


def test_two_draws_give_the_same_bytes() -> None:
    assert draw_svgs(codet5p_plot()) == draw_svgs(codet5p_plot())


def test_another_process_with_another_hash_seed_gives_the_same_bytes() -> None:
    program = (
        "import sys; from tests.render.figures.test_draw import *;"
        "sys.stdout.buffer.write(''.join(draw_svgs(codet5p_plot())).encode())"
    )
    settings = {**os.environ, "PYTHONHASHSEED": "4711", "PYTHONPATH": str(ROOT)}
    made = subprocess.run([sys.executable, "-c", program], env=settings, check=True, capture_output=True)
    assert made.stdout.decode() == "".join(draw_svgs(codet5p_plot()))


def test_a_user_s_own_settings_of_matplotlib_change_nothing() -> None:
    import matplotlib as mpl

    plain = draw_svgs(plot())
    with mpl.rc_context(
        {"lines.linewidth": 9, "axes.facecolor": "red", "svg.fonttype": "path", "font.size": 30}
    ):
        assert draw_svgs(plot()) == plain


def test_a_figure_is_small() -> None:
    assert sum(len(svg.encode()) for svg in draw_svgs(codet5p_plot())) < 60_000


def test_every_panel_is_a_drawing_that_begins_at_its_svg_and_holds_no_blank_line() -> None:
    for svg in draw_svgs(codet5p_plot()):
        assert svg.startswith('<svg viewBox="0 0 360 ')
        assert svg.endswith("</svg>")
        assert "" not in [each.strip() for each in svg.splitlines()]


def test_words_stay_words() -> None:
    (svg,) = draw_svgs(plot(panel(line("base"), title="Gemma: HumanEval+ pass@1")))
    words = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    assert words == [
        "1e+09",
        "4e+09",
        "0",
        "100",
        "Gemma: HumanEval+ pass@1",
        "pass@1, %",
        "parameters",
        "base",
    ]


def test_a_legend_names_what_lines_do_not() -> None:
    (svg,) = draw_svgs(plot(panel(line("a name of many letters"), line("another", joined=False, colour=1))))
    words = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    assert words[-2:] == ["a name of many letters", "another"]


def test_all_colours_are_the_theme_s() -> None:
    series = [Series(f"s{colour}", (point(1e9, 0.5),), colour, filled=colour % 2 == 0) for colour in range(8)]
    (svg,) = draw_svgs(plot(panel(*series)))
    roles = {"--sb-text", "--sb-grid", "--sb-ground", *(f"--sb-c{number}" for number in range(8))}
    assert set(re.findall(r"var\((.*?)\)", svg)) == roles
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?!-)", re.sub(r'href="[^"]*"', "", svg)) == []
    assert roles <= set(re.findall(r"(--sb-[\w]+):", CSS))


def test_a_colour_that_no_theme_knows_is_refused() -> None:
    with pytest.raises(KeyError, match="#123456"):
        inline_svg(Drawing('<svg><path style="fill: #123456"/></svg>', "x", "", "", {}))


def test_each_point_shows_its_text_when_a_pointer_rests_on_it() -> None:
    (svg,) = draw_svgs(plot(panel(line(marked="the first point"))))
    assert re.findall(r'<g class="sb-point">\n<title>(.*?)</title>', svg) == ["the first point", "a point"]


def test_a_drawing_has_a_name_and_says_what_it_shows() -> None:
    first, second = draw_svgs(
        plot(panel(line(), title="One", alt="It rises."), panel(line(), title="Two", alt="It falls."))
    )
    assert (
        '<title id="fig-a-figure-1-title">A figure: One</title>\n<desc id="fig-a-figure-1-alt">It rises.</desc>'
        in first
    )
    assert (
        '<title id="fig-a-figure-2-title">A figure: Two</title>\n<desc id="fig-a-figure-2-alt">It falls.</desc>'
        in second
    )
    assert 'role="img" aria-labelledby="fig-a-figure-1-title fig-a-figure-1-alt"' in first


def test_no_id_stands_twice_on_a_page_and_every_reference_leads_to_one() -> None:
    page = "".join(draw_svgs(codet5p_plot()))
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(ids)


def test_a_drawing_is_html_without_mistakes() -> None:
    page = "".join(draw_svgs(codet5p_plot()))
    parser = html5lib.HTMLParser()
    parser.parseFragment(page)
    assert parser.errors == []
    assert "xlink" not in page
    assert "<style" not in page


def test_names_from_data_show_as_they_are() -> None:
    hostile = panel(line(HOSTILE[:14], marked=HOSTILE), title=HOSTILE, alt=HOSTILE)
    (svg,) = draw_svgs(plot(hostile, title=HOSTILE))
    shown = '&lt;script&gt;alert(1)&lt;/script&gt; &amp; "x" $y$ _z_ [a](b) 模型'
    assert svg.count(shown) == 4
    assert "<script" not in svg


def test_markdown_leaves_a_drawing_alone() -> None:
    (svg,) = draw_svgs(plot(panel(line(marked=HOSTILE), title=HOSTILE)))
    page = markdown.markdown(f"Before.\n\n<div>\n{svg}\n</div>\n\nAfter.", extensions=["attr_list", "tables"])
    assert page == f"<p>Before.</p>\n<div>\n{svg}\n</div>\n\n<p>After.</p>"


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_every_ink_can_be_read_on_its_ground(scheme: str) -> None:
    block = re.search(rf'\[data-md-color-scheme="{scheme}"\] \{{(.*?)\}}', CSS, re.DOTALL)
    assert block is not None
    colours = dict(re.findall(r"--sb-(\w+): (#[0-9a-f]{6})", block.group(1)))
    ground = luminance(colours.pop("ground"))
    del colours["grid"]
    assert len(colours) == 9
    contrasts = {
        name: (max(luminance(colour), ground) + 0.05) / (min(luminance(colour), ground) + 0.05)
        for name, colour in colours.items()
    }
    assert {name: contrast for name, contrast in contrasts.items() if contrast < 4.5} == {}
