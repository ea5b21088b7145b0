"""What the rows of tables say: whole rows of small reports."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from generator.errors import Place
from generator.model.corpus import Corpus
from generator.render.data.conclusions import CONCLUSIONS, EFFECTS
from generator.render.data.findings import FINDINGS
from generator.render.data.pairs import PAIRS
from generator.render.data.published import PUBLISHED
from generator.render.data.runs import RUNS
from generator.render.data.scores import SCORES, ks_of
from generator.render.data.table import Table, Value, as_csv, filled
from generator.render.data.tallies import TALLIES, tallies_as_csv
from tests.analyse.test_gains import FAMILIES
from tests.analyse.test_gains import report as tuned
from tests.render.data.released import site_of
from tests.render.figures.corpora import card, corpus, run, score
from tests.render.views.test_conclusions import conclusion
from tests.render.views.test_pairs import outcomes, two

Record = Mapping[str, Value]


def records(table: Table, known: Corpus, folder: Path) -> list[Record]:
    return list(filled(table, site_of(known, folder)).as_objects())


def some(record: Record, names: str) -> list[Value]:
    return [record[name] for name in names.split()]


@pytest.mark.parametrize(
    ("samples", "ks"),
    [
        (1, [1]),
        (2, [1, 2]),
        (3, [1, 2, 3]),
        (10, [1, 2, 5, 10]),
        (40, [1, 2, 5, 10, 20, 40]),
        (200, [1, 2, 5, 10, 20, 50, 100, 200]),
    ],
)
def test_the_ks_of_a_run_end_with_the_fewest_samples_of_a_task(samples: int, ks: list[int]) -> None:
    one = run("A", 1)
    more = np.full(len(one.tasks), samples + 1, dtype=np.int32)
    more[0] = samples
    assert list(ks_of(replace(one, samples=more))) == ks


def test_a_score_has_its_interval_and_the_one_that_ranks_its_rank(tmp_path: Path) -> None:
    base, plus, *_ = records(SCORES, two(), tmp_path)
    assert some(base, "run model tests k tasks samples strategy") == [
        "Toy-Instruct",
        "Toy-Instruct",
        "base",
        1,
        103,
        1,
        "greedy",
    ]
    assert base["value"] == plus["value"] == 59 / 103
    assert some(base, "level method resampled absence") == [0.95, "Wilson", "tasks", None]
    assert some(base, "rank_best rank_worst rank_among perhaps_first letters") == [None] * 5
    assert some(plus, "rank_best rank_worst rank_among perhaps_first letters") == [1, 1, 2, True, "a"]
    assert plus["board"] == "humaneval-v0.1.10-greedy-harness2024-103"


def test_a_score_that_was_not_measured_says_so_once(tmp_path: Path) -> None:
    one = run("A", 1)
    several = replace(one, samples=one.samples * 5, plus=None)
    found = records(SCORES, corpus([card("A")], (), [several]), tmp_path)
    assert [some(each, "tests k absence") for each in found] == [
        ["base", 1, None],
        ["base", 2, None],
        ["base", 5, None],
        ["plus", 1, "not measured"],
    ]
    assert some(found[3], "value low high level method") == [None] * 5


def test_a_pair_has_its_difference_and_its_tests(tmp_path: Path) -> None:
    base, plus = records(PAIRS, two(), tmp_path)
    assert {**base, "tests": "plus"} == plus
    assert some(
        plus, "first second only_first only_second test adjustment family told_apart tasks_alone"
    ) == [
        "Toy-Instruct",
        "Toy",
        19,
        4,
        "exact McNemar",
        "Holm",
        1,
        True,
        88,
    ]
    assert plus["difference"] == -15 / 103
    assert some(plus, "level method absence samples_alone") == [0.95, "Bonett-Price, paired", None, None]


def test_a_run_has_its_sums_and_each_of_its_tasks(tmp_path: Path) -> None:
    known = corpus([card("A")], (), [replace(outcomes("A", [1, 0, 1]), plus=None)])
    (found,) = records(RUNS, known, tmp_path)
    assert some(found, "tasks samples_least samples_most samples base plus") == [3, 1, 1, 3, 2, None]
    tallies = [list(each.values()) for each in records(TALLIES, known, tmp_path)]
    assert tallies == [
        ["A", "humaneval", task, 1, solved, None, None]
        for task, solved in zip(known.runs[0].tasks, (1, 0, 1), strict=True)
    ]


def test_tallies_are_written_as_any_table_is(tmp_path: Path) -> None:
    named = replace(outcomes("A", [1, 0]), id="=a,b", tasks=('=1"', "x,\ny"), plus=None)
    runs = [named, outcomes("B", [1, 0, 1])]
    rows = filled(TALLIES, site_of(corpus([card("A")], (), runs), tmp_path)).rows
    assert len(rows) == 5
    assert tallies_as_csv(runs) == as_csv(TALLIES.columns, rows)


def test_a_printed_score_keeps_its_text_and_says_which_model_it_is(tmp_path: Path) -> None:
    scores = [score("A", "30.0", ci95_half=2.0), score("B", "40.0", tasks=None)]
    first, second = records(PUBLISHED, corpus([card("A")], scores), tmp_path)
    assert some(first, "named_as model printed value low high ci95_half absence") == [
        "A",
        "A",
        "30.0",
        0.3,
        pytest.approx(0.28),
        pytest.approx(0.32),
        2.0,
        None,
    ]
    assert some(second, "named_as model value low absence") == [
        "B",
        None,
        0.4,
        None,
        "the source does not say how many tasks",
    ]


def test_a_conclusion_has_its_effect_in_every_reading(tmp_path: Path) -> None:
    known = tuned(FAMILIES)
    concluded = replace(known, report=replace(known.report, conclusions=(conclusion("gain"),)))
    (stated,) = records(CONCLUSIONS, concluded, tmp_path)
    assert some(stated, "id certainty reasons effect") == [
        "it-helps",
        "low",
        "few families; one source",
        "gain",
    ]
    found = [
        some(each, "reading scale primary count rests_on") for each in records(EFFECTS, concluded, tmp_path)
    ]
    left_out = ("without flagged scores", "without A", "without B", "without C")
    assert found == [
        ["all families", "logit", True, 3, "A; B; C"],
        ["all families", "points", False, 3, None],
        ["interval at least as wide as chance", "logit", False, 3, None],
        ["interval at least as wide as chance", "points", False, 3, None],
        *([reading, scale, False, 0, None] for reading in left_out for scale in ("logit", "points")),
    ]


def test_an_effect_that_cannot_be_computed_says_why(tmp_path: Path) -> None:
    known = corpus([card("A")])
    concluded = replace(known, report=replace(known.report, conclusions=(conclusion("gain"),)))
    (found,) = records(EFFECTS, concluded, tmp_path)
    assert (found["value"], bool(found["absence"]), found["primary"], found["count"]) == (None, True, True, 0)


def test_a_finding_has_its_place_and_what_it_is_about(tmp_path: Path) -> None:
    drafted = replace(card("A"), unconfirmed=True, place=Place("results/models.yaml", 3))
    assert records(FINDINGS, corpus([drafted]), tmp_path) == [
        {
            "code": "unconfirmed-model",
            "severity": "note",
            "sentence": "A: nobody has confirmed yet what its entry says; remove `unconfirmed` once it is right",
            "about": "A",
            "file": "results/models.yaml",
            "line": 3,
            "column": None,
        }
    ]
