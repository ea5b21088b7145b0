"""Win rates against a count of every contest."""

import numpy as np
import pytest

from generator.analyse.passk import mean_interval
from generator.analyse.win_rates import win_rates


def test_a_win_rate_counts_what_it_solves_and_a_random_other_does_not() -> None:
    solved = np.random.default_rng(2).integers(0, 2, (4, 30)).astype(float)
    for at, found in enumerate(win_rates(solved, seed=1)):
        others = [other for other in range(4) if other != at]
        assert found.won == pytest.approx(np.mean([solved[at] > solved[other] for other in others]))
        assert found.lost == pytest.approx(np.mean([solved[at] < solved[other] for other in others]))
        assert found.interval.low <= found.won <= found.interval.high
        assert found.lost_interval.low <= found.lost <= found.lost_interval.high


def test_samples_count_as_chances() -> None:
    (first, _) = win_rates(np.array([[0.5, 1.0], [0.2, 1.0]]), seed=1)
    assert (first.won, first.lost) == pytest.approx((0.5 * 0.8 / 2, 0.5 * 0.2 / 2))


def test_what_one_of_two_runs_wins_the_other_loses() -> None:
    solved = np.random.default_rng(3).integers(0, 2, (2, 40)).astype(float)
    first, second = win_rates(solved, seed=1)
    assert (first.lost, first.lost_interval) == (second.won, second.interval)
    assert first.lost_interval.low < first.lost < first.lost_interval.high


def test_won_less_lost_is_the_lead_over_the_others() -> None:
    shares = np.random.default_rng(3).random((5, 20))
    means = shares.mean(axis=1)
    for at, found in enumerate(win_rates(shares, seed=1)):
        assert found.won - found.lost == pytest.approx(means[at] - np.delete(means, at).mean())


def test_the_interval_covers_the_win_rate_over_all_such_tasks() -> None:
    dice, covered = np.random.default_rng(6), 0
    chances = np.array([[0.8], [0.5], [0.4]])
    for seed in range(100):
        solved = (dice.random((3, 100)) < chances).astype(float)
        interval = win_rates(solved, seed)[0].interval
        covered += interval.low <= 0.8 * (0.5 + 0.6) / 2 <= interval.high
    assert 0.88 <= covered / 100 <= 1.0


def test_one_run_alone_wins_nothing() -> None:
    with pytest.raises(ValueError, match=r"^a win rate needs another run on the same tasks$"):
        win_rates(np.ones((1, 4)), seed=1)


def test_where_all_tasks_agree_the_interval_is_that_of_a_score() -> None:
    first, last = win_rates(np.array([np.ones(100), np.zeros(100)]), seed=1)
    assert (first.won, first.lost, last.won, last.lost) == (1.0, 0.0, 0.0, 1.0)
    sure, never = (
        mean_interval(np.ones(100), one_sample=False),
        mean_interval(np.zeros(100), one_sample=False),
    )
    assert (first.interval, first.lost_interval) == (sure, never)
    assert 0.9 < sure.low < sure.high == 1.0
