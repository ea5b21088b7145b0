"""Recomputed scores against the size of their models."""

from generator.analyse.absence import Absence
from generator.render.figures.scores_by_size import spec
from generator.render.figures.spec import Plot
from tests.render.figures.corpora import card, corpus, curves_of, run

CARDS = [
    card("a", 1e9),
    card("b", 7e9, training="instruct"),
    card("c", 70e9, training="instruct"),
    card("d", None),
]


def test_runs_of_one_board_are_grouped_by_training_and_not_joined() -> None:
    found = spec(corpus(CARDS, runs=[run("a", 20), run("b", 50), run("c", 80), run("d", 90)]))
    assert isinstance(found, Plot)
    assert [
        (series.label, series.line, [(point.x, point.y) for point in series.points])
        for series in curves_of(found)[0].series
    ] == [
        ("base", False, [(1e9, 0.2)]),
        ("tuned by mixed or unstated means", False, [(7e9, 0.5), (70e9, 0.8)]),
    ]
    assert found.alt == "HumanEval+ pass@1, v0.1.10, greedy: 3 models from 20.0% (a, 1B) to 80.0% (c, 70B)."


def test_fewer_than_three_models_make_no_figure() -> None:
    runs = [run("a", 20), run("a", 21), run("b", 50), run("d", 50)]
    assert spec(corpus(CARDS, runs=runs)) == Absence(
        "no leaderboard has runs of three models whose size is known"
    )


def test_runs_of_different_boards_do_not_add_up_to_a_figure() -> None:
    runs = [run("a", 20), run("b", 50, version="v0.1.9"), run("c", 80, strategy="sampling")]
    assert spec(corpus(CARDS, runs=runs)) == Absence(
        "no leaderboard has runs of three models whose size is known"
    )


def test_base_scores_are_shown_where_plus_was_not_measured() -> None:
    found = spec(corpus(CARDS, runs=[run(name, 40, plus=False) for name in ("a", "b", "c")]))
    assert isinstance(found, Plot)
    assert found.panels[0].title == "HumanEval pass@1, v0.1.10, greedy"
