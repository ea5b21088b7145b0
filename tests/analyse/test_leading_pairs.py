"""The leading runs with all others, against all pairs tested one by one."""

import numpy as np
import pytest

from generator.analyse.absence import Absence
from generator.analyse.all_pairs import AllPairs, pairs_of_means, pairs_of_outcomes
from generator.analyse.leading_pairs import LeadingPairs, leading_pairs
from generator.analyse.letters import compact_letters
from generator.analyse.passk import Shares
from generator.analyse.ranking import rank_intervals

RUNS, TASKS, LEADING = 14, 200, 4


def board(samples: int, seed: int = 3) -> Shares:
    """Make runs of steadily lower scores, the best first, but for the last two that lead with it."""
    dice = np.random.default_rng(seed)
    chances = dice.beta(0.8, 0.8, TASKS) * np.linspace(1, 0.3, RUNS)[:, None]
    chances[-1], chances[-2] = chances[0], chances[1]
    found: Shares = dice.binomial(samples, chances) / samples
    return found


def both(samples: int) -> tuple[AllPairs, LeadingPairs]:
    shares = board(samples)
    whole = pairs_of_outcomes(shares) if samples == 1 else pairs_of_means(shares, seed=0)
    return whole, leading_pairs(shares, LEADING, one_sample=samples == 1)


@pytest.mark.parametrize("samples", [1, 10])
def test_the_runs_of_the_highest_scores_lead(samples: int) -> None:
    whole, leading = both(samples)
    assert leading.leaders.tolist() == np.argsort(-whole.scores, kind="stable")[:LEADING].tolist()
    assert (leading.scores == whole.scores).all()
    assert (leading.tasks, leading.family, leading.tested) == (TASKS, 91, 6 + 4 * 10)


@pytest.mark.parametrize("samples", [1, 10])
def test_each_tested_pair_is_what_it_is_among_all_pairs(samples: int) -> None:
    whole, leading = both(samples)
    assert leading.p == pytest.approx(whole.p[leading.leaders])
    assert leading.median_error == pytest.approx(
        float(np.median([whole.standard_error[pair] for pair in pairs_of(leading)]))
    )
    for first, second in ((0, 13), (5, 2), (7, 8)):  # the last is not one of those tested
        one, other = whole.at(first, second), leading.at(first, second)
        for name in ("difference", "standard_error", "p", "lost", "won", "mid_p", "chance"):
            assert getattr(other, name) == pytest.approx(getattr(one, name)), name
        assert other.adjusted == pytest.approx(min(1.0, 91 * one.p))


def pairs_of(leading: LeadingPairs) -> list[tuple[int, int]]:
    leaders = leading.leaders.tolist()
    return [(a, b) for a in range(RUNS) for b in range(a + 1, RUNS) if a in leaders or b in leaders]


@pytest.mark.parametrize("samples", [1, 10])
def test_ranks_count_the_tested_pairs_and_take_no_other_for_told_apart(samples: int) -> None:
    whole, leading = both(samples)
    apart = [pair for pair in pairs_of(leading) if 91 * whole.at(*pair).p <= 0.05]
    better = {pair if whole.at(*pair).difference > 0 else pair[::-1] for pair in apart}  # worse, better
    expected = [
        (
            1 + sum(worse == run for worse, _ in better),
            RUNS - sum(ahead == run for _, ahead in better),
            (run, int(leading.leaders[0])) not in better,
        )
        for run in range(RUNS)
    ]
    found = rank_intervals(leading)
    assert [(each.best, each.worst, each.perhaps_first) for each in found] == expected
    assert leading.separated == len(apart) > 10


def test_false_discoveries_are_counted_as_if_no_other_pair_differed() -> None:
    whole, leading = both(1)
    p = sorted(whole.at(*pair).p for pair in pairs_of(leading))
    below = [at for at, each in enumerate(p, 1) if each * 91 / at <= 0.05]
    assert leading.separated_by_fdr == max(below)
    assert leading.separated <= leading.separated_by_fdr <= whole.separated_by_fdr


def test_runs_that_are_all_alike_are_not_told_apart() -> None:
    alike = leading_pairs(np.tile(board(1)[0], (5, 1)), 2, one_sample=True)
    assert (alike.separated, alike.separated_by_fdr, alike.median_error) == (0, 0, 0.0)
    assert [(each.best, each.worst) for each in rank_intervals(alike)] == [(1, 5)] * 5


def test_letters_are_given_only_where_all_pairs_are_tested() -> None:
    assert compact_letters(both(1)[1]) == Absence("not all pairs were tested")


@pytest.mark.parametrize("leading", [0, RUNS])
def test_some_runs_lead_and_not_all(leading: int) -> None:
    with pytest.raises(ValueError, match=rf"^expected some of 14 runs to lead, found {leading}$"):
        leading_pairs(board(1), leading, one_sample=True)


def test_what_is_held_grows_with_the_runs_and_not_with_their_square() -> None:
    shares = np.random.default_rng(0).integers(0, 2, (2_000, 20)).astype(float)
    assert leading_pairs(shares, 10, one_sample=True).p.shape == (10, 2_000)
