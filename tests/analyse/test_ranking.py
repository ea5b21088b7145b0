"""Rank intervals and letters, by hand, by brute force and by simulation."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analyse.absence import Absence
from generator.analyse.all_pairs import AllPairs, pairs_of_outcomes
from generator.analyse.letters import compact_letters
from generator.analyse.ranking import RankInterval, groups_not_separated, rank_intervals

steady = settings(deadline=None, max_examples=60)


def told_apart(scores: list[float], apart: set[tuple[int, int]]) -> AllPairs:
    """Make a board of which these pairs (by position) are separated."""
    values, size = np.array(scores), len(scores)
    adjusted = np.ones((size, size))
    for first, second in apart:
        adjusted[first, second] = adjusted[second, first] = 0.01
    nothing = np.zeros((size, size))
    difference = values[None, :] - values[:, None]
    return AllPairs(100, values, difference, nothing, adjusted, adjusted, "test", "none")


def test_a_rank_is_bounded_by_who_is_better_and_who_is_worse() -> None:
    found = rank_intervals(told_apart([0.9, 0.8, 0.7, 0.3], {(0, 2), (0, 3), (1, 3)}))
    assert found == (
        RankInterval(1, 2, 4, perhaps_first=True),
        RankInterval(1, 3, 4, perhaps_first=True),
        RankInterval(2, 4, 4, perhaps_first=False),
        RankInterval(3, 4, 4, perhaps_first=False),
    )


def test_a_tie_at_the_top_must_not_be_lost_to_either() -> None:
    found = rank_intervals(told_apart([0.9, 0.9, 0.8], {(1, 2)}))
    assert [one.perhaps_first for one in found] == [True, True, False]


def test_runs_that_are_all_alike_may_have_any_rank() -> None:
    found = rank_intervals(pairs_of_outcomes(np.ones((3, 5))))
    assert found == (RankInterval(1, 3, 3, perhaps_first=True),) * 3


def test_letters_join_what_is_not_told_apart() -> None:
    pairs = told_apart([0.9, 0.8, 0.7, 0.3], {(0, 2), (0, 3), (1, 3)})
    assert compact_letters(pairs) == ("a", "ab", "bc", "c")
    assert compact_letters(told_apart([0.2, 0.9], {(0, 1)})) == ("b", "a")
    assert compact_letters(told_apart([0.2, 0.9], set())) == ("a", "a")


def test_more_than_six_letters_are_not_given() -> None:
    apart = set(combinations(range(7), 2))
    six = [0.9 - at / 10 for at in range(6)]
    assert compact_letters(told_apart(six, set(combinations(range(6), 2)))) == ("a", "b", "c", "d", "e", "f")
    reason = "7 letters would be needed, with up to 1 runs sharing one"
    assert compact_letters(told_apart([*six, 0.3], apart)) == Absence(reason)


@steady
@given(
    st.integers(2, 8).flatmap(
        lambda size: st.tuples(st.just(size), st.sets(st.sampled_from(list(combinations(range(size), 2)))))
    )
)
def test_two_runs_share_a_group_exactly_where_they_are_not_told_apart(
    case: tuple[int, set[tuple[int, int]]],
) -> None:
    size, apart = case
    groups = groups_not_separated(told_apart([1 - at / 10 for at in range(size)], apart))
    for first, second in combinations(range(size), 2):
        assert any({first, second} <= group for group in groups) == ((first, second) not in apart)
    assert all(any(at in group for group in groups) for at in range(size))
    assert not any(one < other for one in groups for other in groups)


@steady
@given(st.permutations(range(4)))
def test_the_order_of_the_runs_changes_no_rank(order: list[int]) -> None:
    scores, apart = [0.9, 0.8, 0.7, 0.3], {(0, 2), (0, 3), (1, 3)}
    place = {run: at for at, run in enumerate(order)}
    moved = told_apart([scores[run] for run in order], {(place[a], place[b]) for a, b in apart})
    expected = rank_intervals(told_apart(scores, apart))
    assert rank_intervals(moved) == tuple(expected[run] for run in order)


def test_all_rank_intervals_hold_together_in_nearly_every_board() -> None:
    dice, held = np.random.default_rng(8), 0
    chances = np.array([0.75, 0.7, 0.6, 0.6, 0.45, 0.3])
    ranks = [(1 + int((chances > one).sum()), len(chances) - int((chances < one).sum())) for one in chances]
    for _ in range(300):
        found = rank_intervals(pairs_of_outcomes((dice.random((6, 164)) < chances[:, None]).astype(float)))
        held += all(
            one.best <= low and high <= one.worst for one, (low, high) in zip(found, ranks, strict=True)
        )
    assert held / 300 >= 0.95


@pytest.mark.parametrize("runs", [2, 5])
def test_a_clear_order_is_ranked_to_the_place(runs: int) -> None:
    ladder = (np.arange(400) < 80 * np.arange(runs, 0, -1)[:, None]).astype(float)
    found = rank_intervals(pairs_of_outcomes(ladder))
    assert [(one.best, one.worst) for one in found] == [(at, at) for at in range(1, runs + 1)]
