"""Which scores may stand in one fit by size."""

from dataclasses import replace

import numpy as np
import pytest

from generator.analyse.absence import Absence
from generator.analyse.datum import Datum, printed, recomputed
from generator.analyse.size_series import SizeSeries, paired_points, size_points, size_series, unlike
from generator.analyse.tuning import Pair
from generator.model.run import Run
from tests.render.figures.corpora import card, corpus, run, score


def data(*sizes: float, active: float | None = None, shown: tuple[str, ...] = ()) -> list[Datum]:
    cards = [card(f"m{at}", size) for at, size in enumerate(sizes)]
    cards = [replace(each, active_parameters=active) for each in cards]
    values = shown or tuple(f"{20 + 5 * at}.0" for at in range(len(sizes)))
    scores = [score(each.id, value) for each, value in zip(cards, values, strict=True)]
    return list(printed(corpus(cards, scores)))


def test_scores_taken_alike_are_one_series_by_size() -> None:
    (found,) = size_series(reversed(data(1e9, 3e9, 9e9)))
    assert found.parameters == (1e9, 3e9, 9e9)
    assert not isinstance(found.points, Absence)
    assert [(each.parameters, each.share, each.tasks, each.outcomes) for each in found.points] == [
        (1e9, 0.2, 164, None),
        (3e9, 0.25, 164, None),
        (9e9, 0.3, 164, None),
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"source": "other"},
        {"version": "v0.1.10"},
        {"harness": "evalplus"},
        {"estimand": "unknown"},
        {"temperature": 0.8},
        {"k": 10},
        {"plus": True},
    ],
)
def test_scores_that_were_not_taken_alike_are_series_of_their_own(other: dict[str, object]) -> None:
    cards = [card(name, size, sources=("paper", "other")) for name, size in (("a", 1e9), ("b", 2e9))]
    scores = [score("a", "20.0"), score("b", "30.0", **other)]  # type: ignore[arg-type] # one word each
    known = tuple(printed(corpus(cards, scores)))
    assert [len(each.data) for each in size_series(known)] == [1, 1]
    assert unlike(known) == "the scores were not taken alike"


def test_models_without_a_family_are_not_one_family() -> None:
    cards = [card(name, size, family="") for name, size in (("a", 1e9), ("b", 2e9))]
    known = printed(corpus(cards, [score("a", "20.0"), score("b", "30.0")]))
    assert [each.parameters for each in size_series(known)] == [(1e9,), (2e9,)]


def test_total_and_active_parameters_are_never_mixed() -> None:
    series = SizeSeries(tuple(data(1e9, 3e9, 9e9, active=0.5e9)))
    reason = "a mixture of experts: its total and its active parameters are two sizes, which no fit mixes"
    assert series.points == Absence(reason)
    assert unlike(data(1e9, active=1e9)) == ""


def test_two_checkpoints_of_one_size_are_told_apart_by_nobody() -> None:
    series = SizeSeries(tuple(data(1e9, 1e9, 9e9)))
    reason = "several scores of one size: nothing says which of them belongs to the series"
    assert series.points == Absence(reason)


def test_runs_on_the_same_tasks_bring_their_outcomes_in_one_order() -> None:
    cards = [card("a", 1e9), card("b", 2e9)]
    first, second = run("a", 3, tasks=5), run("b", 4, tasks=5)
    assert second.base is not None
    turned = replace(
        second, tasks=second.tasks[::-1], base=second.base[::-1].copy(), plus=second.base[::-1].copy()
    )
    known = tuple(recomputed(corpus(cards, runs=[first, turned]), plus=True))
    points = size_points(known)
    np.testing.assert_array_equal([point.outcomes for point in points], [[1, 1, 1, 0, 0], [1, 1, 1, 1, 0]])
    (pair,) = paired_points([Pair(*known)])
    assert pair.base.outcomes is not None
    assert (pair.base.share, pair.tuned.share) == (0.6, 0.8)


def test_runs_on_different_tasks_and_printed_scores_share_nothing() -> None:
    cards = [card("a", 1e9), card("b", 2e9)]
    apart = tuple(recomputed(corpus(cards, runs=[run("a", 3, tasks=5), run("b", 4, tasks=6)]), plus=True))
    assert [point.outcomes for point in size_points(apart)] == [None, None]
    mixed = [apart[0], *printed(corpus(cards, [score("b", "30.0")]))]
    assert [point.outcomes for point in size_points(mixed)] == [None, None]


def test_outcomes_are_those_of_the_k_and_the_tests_that_are_asked_for() -> None:
    cards, runs = [card("a", 1e9), card("b", 2e9)], list[Run]()
    for name in "ab":
        one = run(name, 0, tasks=2)
        counts = [np.array(each, dtype=np.int32) for each in ([4, 4], [2, 4], [1, 0])]
        runs.append(replace(one, samples=counts[0], base=counts[1], plus=counts[2]))
    for plus, expected in ((False, [5 / 6, 1.0]), (True, [0.5, 0.0])):  # 1 - C(4 - c, 2) / C(4, 2)
        points = size_points(tuple(recomputed(corpus(cards, runs=runs), 2, plus=plus)))
        for point in points:
            assert point.outcomes is not None
            assert point.outcomes.tolist() == pytest.approx(expected)
        assert points[0].share == pytest.approx(sum(expected) / 2)
