"""Nothing on the site shows a score without its interval, or the reason for its absence."""

from pathlib import Path

import pytest
import yaml

from generator.analyse.absence import Absence
from generator.analyse.interval import Interval
from generator.analyse.scores import Estimate
from generator.render.cells import cell
from generator.render.engine import environment
from tests.scores_on_pages import scores, wrong
from tests.test_report import ROOT, built

NAMES = frozenset({"HumanEval", "HumanEval+"})


@pytest.mark.slow
def test_no_page_of_the_report_shows_a_score_alone(tmp_path: Path) -> None:
    site = built(tmp_path / "report") / "site"
    known = yaml.safe_load((ROOT / "results" / "benchmarks.yaml").read_text(encoding="utf-8"))
    names = frozenset(
        each[key] for each in known["benchmarks"] for key in ("name", "plus_name") if key in each
    )
    pages = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*.html"))
    }
    assert [f"{name}: {found}" for name, page in pages.items() for found in wrong(page, names)] == []
    shown = {name: scores(page) for name, page in pages.items()}
    assert shown["results/index.html"] > 50
    assert shown["scaling/index.html"] > 50
    assert sum(shown.values()) > 2000


def row(head: str, content: str) -> str:
    return f"<table><thead><tr><th>{head}</th></tr></thead><tbody><tr><td>{content}</td></tr></tbody></table>"


def value(shown: str, interval: str = "20.6–34.1", *, attributes: str = "", between: str = " ") -> str:
    return f'<span class="sb-value">{shown}</span>{between}<span class="sb-interval"{attributes}>{interval}</span>'


@pytest.mark.parametrize(
    "page",
    [
        row("HumanEval+", value("26.8")),
        row("HumanEval+", value("26.8", "≤ 20.6–34.1")),
        row("Difference, points", value("−4.7", "−10.0 to +2.0")),
        row("Slope, logits", value("+0.50", "−∞ to ∞")),
        row("Equivalent k", value("3.4", "<1 to >40")),
        row("Size for 50%", value("6.7B", "2.1B to unbounded")),
        row("HumanEval+", value("26.8", "no interval", attributes=' title="read off a chart by eye"')),
        row("HumanEval+", '<span class="sb-absent">not measured</span>'),
        row("HumanEval+", "–"),
        row("Model", "GPT-4.1 v0.1.10"),
        row("p", "0.03"),
        row("Tasks of HumanEval+", "164"),
        row("Note", "<q>it scores 26.8%</q>"),
        f"<p>It passes {value('26.8%', '(20.6–34.1)')} of them; all intervals are 95%, and T=0.8.</p>",
        f"<p>It passes {value('26.8%', '(one source, which does not say how)')}.</p>",
        "<p>The others would allow it any pass@1 from 73.2 to 82.0%, and more.</p>",
        "<p>It gains +5.2 points (+1.0 to +9.4).</p>",
        row("τ, HumanEval+", "−0.12"),
        "<p>None recorded.</p>",
        '<ul class="sb-evidence"><li>It costs 7.4 points <a>Bai 2022</a></li></ul>',
        '<svg><g class="sb-point"><title>A: pass@1 26.8% (20.6–34.1, Wilson); greedy</title></g></svg>',
        '<svg><g class="sb-point"><title>A: +5.2 points (1.0 to 9.4); +0.3 logits (0.1 to 0.5)</title></g></svg>',
    ],
)
def test_a_score_with_its_interval_or_a_reason_is_in_order(page: str) -> None:
    assert list(wrong(page, NAMES)) == []


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (row("HumanEval+", "26.8"), "26.8 stands alone under `HumanEval+`"),
        (row("pass@k, %", "27"), "27 stands alone under `pass@k, %`"),
        (row("HumanEval+", f"{value('26.8')} 33.1"), "33.1 stands alone under `HumanEval+`"),
        (row("Note", "26.8%"), "26.8% stands alone under `Note`"),
        (row("Slope, logits a decade", "0.5"), "0.5 stands alone under `Slope, logits a decade`"),
        (row("Change", "+5.2"), "+5.2 stands alone under `Change`"),
        (row("A", '<span class="sb-value">26.8</span>'), "26.8: no interval follows"),
        (row("A", value("26.8", between=" or ")), "26.8: no interval follows"),
        (row("A", value("26.8", "")), "26.8: `` is neither an interval nor a reason"),
        (row("A", value("26.8", "no interval")), "26.8: `no interval` is neither an interval nor a reason"),
        (row("A", value("26.8", "20.6")), "26.8: `20.6` is neither an interval nor a reason"),
        (row("A", '<span class="sb-absent">26.8</span>'), "`26.8` is no reason"),
        ("<p>It passes 26.8% of them.</p>", "26.8% stands alone in `It passes 26.8% of them.`"),
        ("<p>It gains 5.2 points.</p>", "5.2 points stands alone in `It gains 5.2 points.`"),
        ("<p>It changes by −5.2.</p>", "−5.2 stands alone in `It changes by −5.2.`"),
        (
            '<svg><g class="sb-point"><title>A: pass@1 26.8%; greedy (T=0)</title></g></svg>',
            "A: pass@1 26.8%; greedy (T=0): no interval after 26.8%",
        ),
        (row("A", "nan"), "`nan` is shown in `nan`"),
        (row("A", "None"), "`None` is shown in `None`"),
        ("<p>It has None of it.</p>", "`None` is shown in `It has None of it.`"),
        ('<p title="up to inf">It.</p>', "`inf` is shown in `up to inf`"),
        ("<p>0.0 ± 0.0</p>", "`0.0 ± 0.0` is shown in `0.0 ± 0.0`"),
    ],
)
def test_a_score_that_stands_alone_is_found(page: str, found: str) -> None:
    assert list(wrong(page, NAMES)) == [found]


def test_a_page_s_frame_is_not_looked_at() -> None:
    assert list(wrong("<nav><p>26.8%</p></nav><article><p>Words.</p></article><p>26.8%</p>")) == []


def test_the_macro_of_a_score_s_cell_is_in_order_for_everything_that_a_score_can_be(tmp_path: Path) -> None:
    env = environment(tmp_path)
    template = env.from_string(
        '{% from "scalebook/macros.html" import score_cell %}'
        "<table><thead><tr><th>HumanEval+</th></tr></thead><tbody>"
        "{% for each in cells %}<tr>{{ score_cell(each) }}</tr>{% endfor %}</tbody></table>"
    )
    estimates = (
        Estimate(0.268, Interval(0.206, 0.341, "Wilson", "tasks"), 164),
        Estimate(0.268, Interval(0.206, 0.341, "Wilson", "tasks", upper_bound=True), 164),
        Estimate(0.268, None, None, "the source does not say how many tasks"),
        Absence("not measured"),
    )
    page = template.render(cells=[cell(each) for each in estimates])
    assert list(wrong(page, NAMES)) == []
    assert scores(page) == 3
