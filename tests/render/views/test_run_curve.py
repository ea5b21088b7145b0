"""The small curve of pass@k on the page of a model, and the sentence that stands where there is none."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from generator.model.run import Run
from generator.render.views.run_curve import drawn_curve
from tests.render.figures.corpora import card, corpus, run
from tests.render.small_site import citing, reference, rendered, shown, words
from tests.scores_on_pages import wrong


def sampled(samples: list[int], base: list[int], plus: list[int] | None = None, *, model: str = "A") -> Run:
    counts = [np.array(each, dtype=np.int32) for each in (samples, base, plus or [])]
    tasks = tuple(f"HumanEval/{at}" for at in range(len(base)))
    return replace(
        run(model, 1, strategy="sampling"),
        tasks=tasks,
        samples=counts[0],
        base=counts[1],
        plus=counts[2] if plus else None,
    )


def page(folder: Path, one: Run) -> str:
    made = citing(corpus([card("A")], (), [one]), reference("harness2024", "Liu"))
    return rendered(folder, {"p.md": "{{ model_runs('A') }}"}, made)["p.md"]


def test_a_run_of_many_samples_has_a_curve_that_says_what_it_finds(tmp_path: Path) -> None:
    one = sampled([10] * 4, [10, 0, 5, 1], [8, 0, 5, 0])
    drawn = drawn_curve(corpus([card("A")], (), [one]), one, "run-a")
    assert (drawn.absence, drawn.id) == ("", "curve-run-a")
    assert drawn.finding == (
        "More samples solve more of HumanEval+: 32.5% (8.9–70.3) with one sample, 50.0% (15.0–85.0) with 10"
    )
    assert drawn.alt == (
        "pass@k of A on HumanEval v0.1.10, sampled: "
        "HumanEval+: 32.5% (8.9–70.3) with one sample, 50.0% (15.0–85.0) with 10; "
        "HumanEval: 40.0% (12.0–76.5) with one sample, 75.0% (30.1–95.4) with 10."
    )
    assert [(line.style, line.label, len(line.dots)) for line in drawn.lines] == [
        ("plus", "HumanEval+", 5),
        ("base", "HumanEval", 5),
    ]
    assert [tick.text for tick in drawn.across] == ["1", "2", "5", "10"]
    assert [tick.text for tick in drawn.upwards] == ["0", "20", "40", "60", "80", "100"]
    assert drawn.lines[1].dots[0].says == (
        "A: HumanEval pass@1 40.0% (12.0–76.5, Wilson on 5 effective tasks)"
    )
    page_made = page(tmp_path, one)
    assert list(wrong(page_made, frozenset({"HumanEval", "HumanEval+"}))) == []
    (svg,) = [each for each in shown(page_made).iter() if each.tag.endswith("svg")]
    assert svg.get("aria-label") == "pass@k of A on HumanEval v0.1.10, sampled"
    assert len(ET.tostring(svg)) < 6_000


def test_its_table_has_the_numbers_that_are_drawn(tmp_path: Path) -> None:
    body = shown(page(tmp_path, sampled([5] * 4, [5, 0, 2, 1])))
    table = body.findall(".//figure//table")[0]
    assert [[words(cell) for cell in row] for row in table.iter("tr")] == [
        ["k", "HumanEval pass@k, %"],
        ["1", "40.0 12.4–75.8"],
        ["2", "52.5 19.8–83.2"],
        ["3", "62.5 25.1–89.2"],
        ["5", "75.0 30.1–95.4"],
    ]


@pytest.mark.parametrize(
    ("samples", "said"),
    [
        ([1, 1], "No curve of pass@k: every task has one sample, which says nothing of k above 1."),
        ([1], "No curve of pass@k: its task has one sample, which says nothing of k above 1."),
        ([1, 5], "No curve of pass@k: 1 of 2 tasks has one sample, which says nothing of k above 1."),
        ([1, 1, 5], "No curve of pass@k: 2 of 3 tasks have one sample, which says nothing of k above 1."),
    ],
)
def test_where_a_task_has_one_sample_a_sentence_says_why_there_is_no_curve(
    samples: list[int], said: str, tmp_path: Path
) -> None:
    body = shown(page(tmp_path, sampled(samples, [1] * len(samples))))
    assert [words(each) for each in body.iter("p")] == [said]
    assert body.findall(".//figure") == []


def test_a_run_without_base_outcomes_has_no_curve() -> None:
    one = replace(sampled([5], [1]), base=None, plus_alone=np.array([1], dtype=np.int32))
    drawn = drawn_curve(corpus([card("A")], (), [one]), one, "r")
    assert drawn.absence == "No curve of pass@k: neither base nor base and plus outcomes were measured."


def test_a_curve_that_stays_where_it_is_says_so() -> None:
    one = sampled([5, 5], [5, 0])
    assert drawn_curve(corpus([card("A")], (), [one]), one, "r").finding == (
        "More samples change nothing on HumanEval: 50.0% (9.5–90.5) with one sample and with 5"
    )


def test_names_of_curves_that_end_together_stand_apart_and_long_ones_are_shortened() -> None:
    one = sampled([5] * 3, [5, 5, 5], [5, 5, 5])
    made = corpus([card("A")], (), [one])
    long = replace(made.benchmarks["humaneval"], name="A benchmark of a long name", plus_name="")
    drawn = drawn_curve(replace(made, benchmarks={"humaneval": long}), one, "r")
    assert [(line.label, line.label_y) for line in drawn.lines] == [
        ("plus tests", "26"),
        ("base tests", "41"),
    ]


def test_a_curve_of_one_sample_more_than_one_is_drawn() -> None:
    one = sampled([2, 2], [1, 2])
    drawn = drawn_curve(corpus([card("A")], (), [one]), one, "r")
    assert [tick.text for tick in drawn.across] == ["1", "2"]
