"""Which scores a figure may show."""

from generator.analyse.datum import Conditions, printed, recomputed
from tests.render.figures.corpora import card, corpus, run, score


def test_a_printed_score_keeps_what_another_must_share_with_it() -> None:
    found = list(printed(corpus([card("a")], [score("a", "25.0", temperature=0.8, harness="evalplus")])))
    assert [(datum.card.id, datum.parameters, datum.estimate.value, datum.conditions) for datum in found] == [
        (
            "a",
            2e9,
            0.25,
            Conditions(
                "paper",
                "humaneval",
                plus=False,
                k=1,
                dataset_version="",
                harness="evalplus",
                estimand="greedy",
                temperature=0.8,
            ),
        )
    ]


def test_a_score_read_by_eye_is_not_drawn() -> None:
    assert list(printed(corpus([card("a")], [score("a", "25.0", read="by-eye")]))) == []


def test_a_model_without_a_size_is_not_drawn() -> None:
    assert list(printed(corpus([card("a", None)], [score("a", "25.0")]))) == []
    assert list(recomputed(corpus([card("a", None)], runs=[run("a", 50)]), plus=True)) == []


def test_a_name_that_no_alias_knows_is_not_drawn() -> None:
    assert list(printed(corpus([card("a")], [score("b", "25.0")]))) == []


def test_a_run_whose_plus_tests_were_not_measured_has_no_plus_score() -> None:
    known = corpus([card("a")], runs=[run("a", 50, plus=False)])
    assert list(recomputed(known, plus=True)) == []
    assert [datum.estimate.value for datum in recomputed(known, plus=False)] == [0.5]


def test_a_run_has_no_score_for_more_samples_than_it_drew() -> None:
    assert list(recomputed(corpus([card("a")], runs=[run("a", 50)]), 10, plus=True)) == []
