"""The pages of benchmarks: what a reader sees of tasks, maps, noise and absences."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from generator.load.corpus import read_corpus
from generator.model.corpus import Corpus
from generator.render.engine import environment
from generator.render.site import Site
from generator.render.views.benchmarks import editions, studied_boards
from generator.render.views.heatmap import HeatMap, heat_map, outcomes_csv
from tests.analyse.runs import run
from tests.render.figures.corpora import card, corpus
from tests.render.small_site import ROOT, citing, reference, refused, rendered, shown, words

PAGES = {
    "benchmarks/index.md": "{{ benchmarks_table() }}",
    "benchmarks/_benchmark.md": "# {{ benchmark.title }}\n\n{{ benchmark_body(benchmark.id) }}",
}

SPLIT_UNKNOWN = (
    "Each run has tasks with one sample, so that what is due to tasks and what to sampling cannot be told apart: the split"
    " is unknown, not 0."
)


def made(*passing: str, plus: str = "", samples: int = 1, version: str = "v1") -> Corpus:
    """Make a corpus of models A, B ... Z, A1, B1 ..., each written as the samples that pass each task: `1100`."""
    names = [f"{chr(ord('A') + at % 26)}{at // 26 or ''}" for at in range(len(passing))]
    runs = [
        run(
            name,
            base=[int(each) for each in row],
            plus=[int(each) for each in plus] if plus else None,
            samples=samples,
            version=version,
            strategy="greedy" if samples == 1 else "sampling",
        )
        for name, row in zip(names, passing, strict=True)
    ]
    return citing(corpus([card(name) for name in names], (), runs), reference("paper", "Liu"))


def drawn(of: Corpus) -> HeatMap | None:
    site = Site(of, environment(ROOT / "site_src"))
    ((table, studied),) = studied_boards(site, editions(of)[0])
    return heat_map(site, studied, "map", table.title)


def cells(body: ET.Element, label: str) -> list[list[str]]:
    frames = [each for each in body.iter("div") if str(each.get("aria-label")).startswith(label)]
    return [[words(cell) for cell in row] for frame in frames for row in frame.iter("tr")]


def test_the_index_has_a_line_for_each_board_and_says_what_cannot_be_told(tmp_path: Path) -> None:
    body = shown(rendered(tmp_path, PAGES, made("110"))["benchmarks/index.md"])
    assert cells(body, "Benchmarks")[1:] == [
        [
            "HumanEval v1, greedy",
            "HumanEval",
            "1",
            "3",
            "one model",
            "one model",
            "one run: there is no pair",
        ]
    ]
    assert [link.get("href") for link in body.iter("a")] == ["humaneval-v1/#humaneval-v1-greedy-evalplus-3"]


def test_a_page_names_the_tasks_that_stand_out_and_orders_all_by_difficulty(tmp_path: Path) -> None:
    of = made("11000", "11010", "11001", "11000", "11000", "01100")
    body = shown(rendered(tmp_path, PAGES, of)["benchmarks/humaneval-v1.md"])
    assert cells(body, "Tasks that stand out")[1:] == [
        ["Suspect", "HumanEval", "0", "none"],
        ["Solved by no model", "HumanEval", "0", "none"],
        ["Solved by one model", "HumanEval", "3", "HumanEval/2 (F), HumanEval/3 (B), HumanEval/4 (C)"],
        ["Weakly discriminating", "HumanEval", "1", "HumanEval/0 (τ −0.45, p 0.50)"],
    ]
    assert [row[0] for row in cells(body, "All tasks")[1:]] == [f"HumanEval/{at}" for at in (2, 3, 4, 0, 1)]
    assert cells(body, "All tasks")[-1] == ["HumanEval/1", "100.0 61.0–100.0", "–", ""]


def test_one_run_has_no_map_no_difficulty_and_no_pairs(tmp_path: Path) -> None:
    files = rendered(tmp_path, PAGES, made("110"))
    body = shown(files["benchmarks/humaneval-v1.md"])
    assert list(body.iter("svg")) == []
    assert [words(each) for each in body.iter("p")] == [
        "1 run; harness: evalplus; 3 tasks, 1 sample a task.",
        "One model: how hard a task is for models, and which tasks are odd, cannot be told from it.",
        "One run: there is no pair to compare.",
        SPLIT_UNKNOWN,
    ]


def test_several_samples_split_the_noise_of_runs_and_pairs(tmp_path: Path) -> None:
    files = rendered(tmp_path, PAGES, made("4200", "4310", samples=4))
    body = shown(files["benchmarks/humaneval-v1.md"])
    assert [row[0] for row in cells(body, "Noise of each score")[1:]] == ["B", "A"]
    (pairs,) = cells(body, "Detectable differences")[1:]
    assert pairs[:2] == ["HumanEval", "1"]
    assert all(each.endswith("one pair") for each in pairs[2:])
    assert files["data/v1/outcomes/humaneval-v1-sampling-evalplus-4.csv"].splitlines()[:2] == [
        "task,B,A",
        "HumanEval/3,0/4,0/4",
    ]


def test_a_map_draws_neighbours_as_one_line_hardest_task_first() -> None:
    found = drawn(made("1101", "0101", plus="0101"))
    assert found is not None
    assert [(each.style, each.path, each.meaning) for each in found.layers] == [
        ("sb-cells sb-cells-4", "M2 0h2M2 1h2", "passes base and plus tests"),
        ("sb-cells sb-cells-base", "M0 0h1", "passes base tests only"),
    ]
    assert [each.text for each in found.labels] == ["A", "B"]
    assert found.finding == (
        "2 of 4 tasks are solved by no run, 2 by all 2 runs. If models differed in one ability and tasks in difficulty"
        " alone, each row would be filled from some task on to the right; 0 of 8 outcomes lie elsewhere."
    )


def test_a_map_of_shares_has_four_shades() -> None:
    found = drawn(made("01234", "01234", samples=4))
    assert found is not None
    assert [each.meaning.partition(" of the")[0] for each in found.layers] == [
        "up to a quarter",
        "up to a half",
        "up to three quarters",
        "more",
    ]
    assert found.finding == "1 of 5 tasks is solved by no run, 1 by every sample of all 2 runs."


def test_a_map_of_49_models_stays_small_and_holds_every_outcome() -> None:
    of = read_corpus(ROOT)
    site = Site(of, environment(ROOT / "site_src"))
    first = next(each for each in editions(of) if each.id == "humaneval-unstated")
    table, studied = next(studied_boards(site, first))
    found = heat_map(site, studied, "map", table.title)
    assert found is not None
    assert sum(len(each.path) for each in found.layers) < 20_000
    lengths = [sum(int(part.partition("h")[2]) for part in each.path.split("M")[1:]) for each in found.layers]
    rows = [(row.run.plus, row.run.base) for row in studied.board.rows]
    passed = [int(np.sum(plus)) for plus, _ in rows if plus is not None]
    assert lengths == [
        sum(passed),
        sum(int(np.sum(base)) for _, base in rows if base is not None) - sum(passed),
    ]
    assert len(outcomes_csv(studied).splitlines()) == 165


def test_a_map_of_a_hundred_models_is_drawn_in_bare_numbers(tmp_path: Path) -> None:
    body = shown(rendered(tmp_path, PAGES, made(*["110", "100"] * 50))["benchmarks/humaneval-v1.md"])
    drawing = next(each for each in body.iter() if each.get("class") == "sb-heat")
    assert (drawing.get("viewBox"), drawing.get("height")) == ("0 0 59 1320", "1320")
    heights = [each.get("y") for each in drawing.iter() if each.tag.endswith("text")]
    assert heights == [*(str(13 * at + 10) for at in range(100)), "1315", "1315"]


def test_versions_never_share_a_page(tmp_path: Path) -> None:
    both = made("110", "100")
    other = made("111", version="v2")
    files = rendered(tmp_path, PAGES, corpus(both.models.values(), (), [*both.runs, *other.runs]))
    assert [name for name in files if name.endswith(".md")] == [
        "benchmarks/humaneval-v1.md",
        "benchmarks/humaneval-v2.md",
        "benchmarks/index.md",
    ]


def test_runs_on_different_tasks_tell_nothing_of_tasks_and_pairs(tmp_path: Path) -> None:
    of = made("110", "100")
    apart = replace(of, runs=(of.runs[0], replace(of.runs[1], tasks=("x", "y", "z"))))
    files = rendered(tmp_path, PAGES, apart)
    assert cells(shown(files["benchmarks/index.md"]), "Benchmarks")[1][1:] == [
        *("–", "2", "3", "–", "–"),
        "the runs did not run on the same tasks",
    ]
    said = [words(each) for each in shown(files["benchmarks/humaneval-v1.md"]).iter("p")]
    assert said[-1] == "Nothing is told of tasks and pairs here: the runs did not run on the same tasks."


def test_a_page_that_asks_for_no_benchmark_is_wrong_at_its_line(tmp_path: Path) -> None:
    assert refused(tmp_path, {"page.md": "\n{{ benchmark_body('humaneval-v2') }}"}, made("110")) == [
        "site_src/page.md:2: there is no benchmark with runs `humaneval-v2`: did you mean `humaneval-v1`?"
    ]


def test_a_models_page_says_what_plus_tests_take_away(tmp_path: Path) -> None:
    page = {"page.md": "{{ model_runs('A') }}"}
    body = shown(rendered(tmp_path, page, made("4400", plus="4200", samples=4))["page.md"])
    assert [words(each) for each in body.iter("th")][:5] == [
        "k",
        "HumanEval+ pass@k, %",
        "HumanEval pass@k, %",
        "verified@k, %",
        "HumanEval+ pass^k, %",
    ]
    (said,) = [words(each) for each in body.iter("dd") if "lower pass@1" in words(each)]
    assert said.startswith("lower pass@1 by 12.5 (")
    assert "they reject 25.0% (" in said
    assert "is right in 75.0% (" in said


def test_a_run_that_passes_nothing_has_no_rejected_share(tmp_path: Path) -> None:
    page = {"page.md": "{{ model_runs('A') }}"}
    body = shown(rendered(tmp_path, page, made("000", plus="000"))["page.md"])
    (said,) = [words(each) for each in body.iter("dd") if "lower pass@1" in words(each)]
    assert said.endswith("they reject no number: no sample passes the base tests")


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7*7 }}", "a|b*c"])
def test_names_of_models_show_as_they_are(text: str, tmp_path: Path) -> None:
    of = made("110", "100")
    hostile = corpus([card("A"), card("B")], (), of.runs)
    models = {name: replace(each, name=text) for name, each in hostile.models.items()}
    files = rendered(tmp_path, PAGES, Corpus(of.report, models, of.benchmarks, runs=of.runs))
    body = shown(files["benchmarks/humaneval-v1.md"])
    assert list(body.iter("script")) == []
    assert text in words(body)
