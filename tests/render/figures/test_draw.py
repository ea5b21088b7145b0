"""Drawings, by what a page needs of them."""

import math
import os
import re
import subprocess
import sys
from pathlib import Path

import html5lib
import markdown
import pytest

from generator.render.figures import FIGURES
from generator.render.figures.axes import PERCENT, count_axis, points_axis
from generator.render.figures.draw import draw_svgs
from generator.render.figures.inline import Drawing, inline_svg
from generator.render.figures.spec import Axis, Forest, ForestRow, Panel, Plot, Point, Series
from tests.render.figures.corpora import codet5p, line, panel, plot, point

ROOT = Path(__file__).parents[3]
CSS = (ROOT / "generator/render/assets/figures.css").read_text(encoding="utf-8")
HOSTILE = '<script>alert(1)</script> & "x" $y$ _z_ [a](b) 模型'


def codet5p_plot() -> Plot:
    found = FIGURES["codet5p-scaling"](codet5p())
    assert isinstance(found, Plot)
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
        'role="img" aria-label="A figure: One" aria-describedby="fig-a-figure-1-alt">\n'
        '<desc id="fig-a-figure-1-alt">It rises.</desc>'
    ) in first
    assert (
        'role="img" aria-label="A figure: Two" aria-describedby="fig-a-figure-2-alt">\n'
        '<desc id="fig-a-figure-2-alt">It falls.</desc>'
    ) in second


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
    assert svg.count(shown) == 2  # to be heard, and on the point
    assert (
        '>&lt;script&gt;alert(1)&lt;/script&gt; &amp; "x" $y$ _z_ [a](b…</text>' in svg
    )  # as far as its panel is wide
    assert 'aria-label="{}"'.format(shown.replace('"', "&quot;")) in svg
    assert "<script" not in svg


def test_markdown_leaves_a_drawing_alone() -> None:
    (svg,) = draw_svgs(plot(panel(line(marked=HOSTILE), title=HOSTILE)))
    page = markdown.markdown(f"Before.\n\n<div>\n{svg}\n</div>\n\nAfter.", extensions=["attr_list", "tables"])
    assert page == f"<p>Before.</p>\n<div>\n{svg}\n</div>\n\n<p>After.</p>"


def test_bands_are_filled_shapes_that_stay_within_the_axes_and_hover_as_their_series() -> None:
    points = tuple(point(x, 0.5, low=low, high=0.9) for x, low in ((1e9, -5.0), (2e9, 0.2), (4e9, 0.3)))
    inner = Series("over tasks", points, 2, band=True)
    outer = Series("", points, 3, band=True, line=False, marks=False)
    (svg,) = draw_svgs(plot(panel(inner, outer)))
    shapes = re.findall(
        r'<g class="sb-band">\n<title>over tasks</title>\n<path d="([^"]*)" style="([^"]*)"', svg
    )
    assert [style for _, style in shapes] == [
        "fill:var(--sb-c2);opacity:0.18",
        "fill:var(--sb-c3);opacity:0.18",
    ]
    heights = [float(number) for number in re.findall(r"[\d.]+ ([\d.]+)", shapes[0][0])]
    assert (min(heights), max(heights)) == (66.0, 246.0)  # 0.9 and 0 on an axis from 0 to 1


def test_a_band_is_broken_where_no_interval_is() -> None:
    points = tuple(
        point(x, 0.5, low=low, high=high)
        for x, low, high in ((1, 0.4, 0.6), (2, 0.4, 0.6), (3, None, None), (4, 0.4, 0.6), (5, 0.4, 0.6))
    )
    (svg,) = draw_svgs(plot(panel(Series("base", points, 0, band=True))))
    assert svg.count("opacity:0.18") == 2


def test_four_curves_of_a_hundred_points_with_two_bands_each_are_small() -> None:
    def wave(colour: int, half: float, *, line: bool) -> Series:
        ys = [(k, 0.5 + 0.3 * math.sin(k / 17 + colour)) for k in range(1, 101)]
        points = tuple(point(k, y, low=y - half, high=y + half, title="pass@k " * 9) for k, y in ys)
        return Series(f"s{colour}" if line else "", points, colour, line=line, band=True, marks=line)

    series = [wave(colour, half, line=half < 0.1) for colour in range(4) for half in (0.05, 0.12)]
    shown = Panel("Curves", count_axis(1, 100), PERCENT, tuple(series), "Four curves.")
    (svg,) = draw_svgs(plot(shown))
    assert len(svg.encode()) < 60_000


def test_a_flagged_point_is_a_cross_and_says_why() -> None:
    odd = Point(2e9, 0.5, None, None, "pass@1 50.0% (40.0–60.0)", "no tallies give this curve")
    sound = Series("base", (point(1e9, 0.4), point(2e9, 0.5)), 0)
    (plain,) = draw_svgs(plot(panel(sound)))
    (marked,) = draw_svgs(plot(panel(Series("base", (sound.points[0], odd), 0))))
    assert "<title>pass@1 50.0% (40.0–60.0); no tallies give this curve</title>" in marked
    cross = r'<path id="[^"]*" d="M -4 4 4 -4 M -4 -4 4 4"'
    assert (len(re.findall(cross, plain)), len(re.findall(cross, marked))) == (0, 1)


def test_an_interval_that_leaves_the_axes_ends_in_an_arrowhead() -> None:
    def marks(low: float, high: float) -> int:
        (svg,) = draw_svgs(plot(panel(Series("base", (point(1e9, 0.5, low=low, high=high),), 0))))
        return svg.count("<use ")

    inside = marks(0.4, 0.6)
    assert (marks(-0.2, 0.6), marks(-0.2, math.inf)) == (inside + 1, inside + 2)


def test_differences_have_a_line_at_0() -> None:
    def lines(axis: Axis) -> int:
        shown = Panel("Gain", Axis("k", 1, 2, ()), axis, (Series("a", (point(1, 0.05),), 0),), "")
        return draw_svgs(plot(shown))[0].count("<path ")

    across, above = points_axis(-0.1, 0.1), Axis("points", 0, 0.2, points_axis(-0.1, 0.1).ticks[5:])
    assert lines(across) > lines(above)


FOREST = Forest(
    "Gain a decade",
    points_axis(-0.1, 0.2),
    (
        ForestRow("HumanEval+", None, None, None, "", kind="heading"),
        ForestRow("Llama 3.1", -0.047, -0.08, 0.5, "Llama 3.1: −4.7", "−4.7 (−8.0 to +50.0)"),
        ForestRow("Gemma", 0.1, None, None, "Gemma: +10.0", "no interval", flagged="sources disagree"),
        ForestRow("Qwen", None, None, None, "Qwen: two sizes", "fewer than three sizes"),
        ForestRow("Together", 0.05, 0.01, 0.09, "Together: +5.0", "+5.0 (+1.0 to +9.0)", kind="summary"),
        ForestRow("Next family", None, -0.05, 0.15, "Next: −5 to +15", "−5.0 to +15.0", kind="prediction"),
    ),
    "Tuning gains little.",
)


def test_a_forest_says_each_row_in_words_and_hovers() -> None:
    (svg,) = draw_svgs(plot(FOREST))
    words = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    assert words == [
        *("−10", "−5", "0", "+5", "+10", "+15", "+20"),
        *("Gain a decade", "percentage points", "HumanEval+"),
        *("Llama 3.1", "−4.7 (−8.0 to +50.0)", "Gemma", "no interval", "Qwen", "fewer than three sizes"),
        *("Together", "+5.0 (+1.0 to +9.0)", "Next family", "−5.0 to +15.0"),
    ]
    assert re.findall(r'<g class="sb-point">\n<title>(.*?)</title>', svg) == [
        "Llama 3.1: −4.7",
        "Gemma: +10.0; sources disagree",
        "Qwen: two sizes",
        "Together: +5.0",
        "Next: −5 to +15",
    ]


def test_a_forest_dashes_what_is_predicted_and_points_to_what_leaves_its_axis() -> None:
    (svg,) = draw_svgs(plot(FOREST))
    assert svg.count("stroke-dasharray") == 1
    assert len(re.findall(r'<path id="[^"]*" d="M 3 0 -3 -3 -3 3', svg)) == 1  # to the right


def test_a_forest_is_drawn_alike_twice_and_stands_beside_other_panels() -> None:
    both = plot(panel(line()), FOREST)
    first, second = draw_svgs(both)
    assert (first, second) == draw_svgs(both)
    assert 'aria-label="A figure: Gain a decade"' in second
    assert '<desc id="fig-a-figure-2-alt">Tuning gains little.</desc>' in second
    parser = html5lib.HTMLParser()
    parser.parseFragment(first + second)
    assert parser.errors == []
