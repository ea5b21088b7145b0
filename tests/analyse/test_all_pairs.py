"""All pairs of many runs against each pair alone, brute force and a simulated family."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from generator.analyse.all_pairs import AllPairs, pairs_of_means, pairs_of_outcomes
from generator.analyse.mcnemar import exact_p
from generator.analyse.multiplicity import benjamini_hochberg, holm
from generator.analyse.passk import Shares

steady = settings(deadline=None)
RUNS, TASKS = 6, 40
boards = arrays(
    np.float64, st.tuples(st.integers(2, 6), st.integers(2, 15)), elements=st.sampled_from([0.0, 1.0])
)


def outcomes(runs: int = RUNS, tasks: int = TASKS, seed: int = 1) -> Shares:
    dice = np.random.default_rng(seed)
    ability, difficulty = dice.normal(0, 1, (runs, 1)), dice.normal(0, 1, tasks)
    return (dice.random((runs, tasks)) < 1 / (1 + np.exp(difficulty - ability))).astype(float)


def shares(runs: int = RUNS, tasks: int = TASKS, seed: int = 1, gap: float = 0.0) -> Shares:
    dice = np.random.default_rng(seed)
    chances = np.clip(dice.beta(0.7, 0.7, tasks) + gap * np.arange(runs)[:, None], 0, 1)
    found: Shares = dice.binomial(10, chances, (runs, tasks)) / 10
    return found


def test_each_pair_is_what_its_own_counts_say() -> None:
    solved = outcomes()
    found = pairs_of_outcomes(solved)
    assert found.lost is not None
    for first in range(RUNS):
        for second in range(RUNS):
            a, b = solved[first], solved[second]
            lost, won = int((a > b).sum()), int((b > a).sum())
            assert int(found.lost[first, second]) == lost
            assert found.difference[first, second] == pytest.approx(b.mean() - a.mean())
            assert found.p[first, second] == pytest.approx(float(exact_p(lost, won)))
            error = (b - a).std(ddof=1) / TASKS**0.5
            assert found.standard_error[first, second] == pytest.approx(error, abs=1e-12)
    family = holm(found.each(found.p))
    assert found.each(found.adjusted) == pytest.approx(family)
    assert (found.family, found.separated) == (15, int((family <= 0.05).sum()))
    assert found.separated_by_fdr == int((benjamini_hochberg(found.each(found.p)) <= 0.05).sum())


def test_means_are_tested_as_scipy_does() -> None:
    from scipy.stats import ttest_rel

    means = shares(gap=0.05)
    found = pairs_of_means(means, seed=0)
    for first, second in ((0, 1), (0, 5), (4, 2)):
        assert found.p[first, second] == pytest.approx(ttest_rel(means[second], means[first]).pvalue)
    assert (found.test, found.adjustment, found.lost, found.family) == ("paired t", "max-T", None, 15)


def test_two_means_alone_need_no_adjustment() -> None:
    found = pairs_of_means(shares(2, gap=0.04), seed=0)
    assert found.adjusted[0, 1] == pytest.approx(found.p[0, 1], abs=0.02)


def test_max_t_is_never_above_what_bonferroni_takes_and_never_below_the_test_alone() -> None:
    found = pairs_of_means(shares(gap=0.02), seed=0)
    alone, family = found.each(found.p), found.each(found.adjusted)
    assert (family >= alone - 0.01).all()
    assert (family <= np.minimum(1, 15 * alone) + 0.02).all()


def test_max_t_holds_its_level_over_families_without_a_difference() -> None:
    wrong = 0
    for seed in range(200):
        found = pairs_of_means(shares(5, 60, seed=seed), seed=seed)
        wrong += found.separated > 0
    assert 0.02 <= wrong / 200 <= 0.09


def test_max_t_is_less_strict_than_holm_where_runs_are_alike() -> None:
    found = pairs_of_means(shares(12, gap=0.012), seed=0)
    assert (found.separated, int((holm(found.each(found.p)) <= 0.05).sum())) == (17, 13)


def test_runs_that_never_differ_are_not_told_apart() -> None:
    same = np.tile(outcomes()[0], (3, 1))
    found = pairs_of_outcomes(same)
    assert found.p.tolist() == found.adjusted.tolist() == np.ones((3, 3)).tolist()
    assert found.standard_error.tolist() == np.zeros((3, 3)).tolist()
    means = np.array([[0.1, 0.7, 0.3], [0.1, 0.7, 0.3], [0.2, 0.8, 0.4]])
    by_mean = pairs_of_means(means, seed=0)
    assert by_mean.p.tolist() == by_mean.adjusted.tolist() == np.ones((3, 3)).tolist()
    assert by_mean.standard_error.tolist() == np.zeros((3, 3)).tolist()


def test_the_same_seed_gives_the_same_family() -> None:
    first, again, other = (pairs_of_means(shares(), seed=seed).adjusted for seed in (1, 1, 2))
    assert (first == again).all()
    assert not (first == other).all()


@steady
@given(boards, st.randoms(use_true_random=False))
def test_relabelling_runs_and_reordering_tasks_says_nothing(board: Shares, dice: Random) -> None:
    runs, tasks = list(range(len(board))), list(range(board.shape[1]))
    dice.shuffle(runs)
    dice.shuffle(tasks)
    found, moved = pairs_of_outcomes(board), pairs_of_outcomes(board[runs][:, tasks])
    for name in ("difference", "standard_error", "p", "adjusted", "lost", "won"):
        square = getattr(found, name)
        assert getattr(moved, name) == pytest.approx(square[np.ix_(runs, runs)], abs=1e-12)


@steady
@given(boards)
def test_exchanging_first_and_second_turns_the_difference_and_nothing_else(board: Shares) -> None:
    found: AllPairs = pairs_of_outcomes(board)
    assert (found.difference == -found.difference.T).all()
    for square in (found.p, found.adjusted, found.standard_error):
        assert (square == square.T).all()
    assert found.lost is not None
    assert found.won is not None
    assert (found.lost == found.won.T).all()


@pytest.mark.parametrize("wrong", [np.ones((1, 4)), np.ones(4), np.full((2, 4), 0.5)])
def test_what_is_no_board_of_outcomes_is_refused(wrong: Shares) -> None:
    with pytest.raises(ValueError, match=r"^all pairs need two or more runs of outcomes that are 0 or 1$"):
        pairs_of_outcomes(wrong)


@pytest.mark.parametrize("wrong", [np.ones((1, 4)), np.ones((3, 1))])
def test_what_is_no_board_of_means_is_refused(wrong: Shares) -> None:
    message = r"^all pairs of means need two or more runs on two or more tasks$"
    with pytest.raises(ValueError, match=message):
        pairs_of_means(wrong, seed=0)
