"""McNemar's test against scipy, statsmodels, a simulated posterior and its symmetries."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analyse.mcnemar import chance_second_better, exact_p, mid_p

steady = settings(deadline=None)
counts = st.integers(0, 400)
GRID = [(a, b) for a in range(25) for b in range(25)]
A, B = np.array(GRID).T


# reference_values.yaml, mcnemar_exact; the first also in a test of EvalPlus, commit 7c4d96b
@pytest.mark.parametrize(
    ("lost", "won", "p"),
    [
        (1, 9, 0.021484375),
        (0, 0, 1.0),
        (4, 59, 1.382125751e-13),
        (13, 29, 0.01952047278),
        (20, 5, 0.004077315331),
        (25, 56, 0.0007521260646),
        (51, 49, 0.9204107626),
        (55, 45, 0.3682016173),
    ],
)
def test_every_published_p_value_is_met(lost: int, won: int, p: float) -> None:
    assert float(exact_p(lost, won)) == pytest.approx(p, rel=1e-9)


def test_exact_p_is_that_of_scipy_and_of_statsmodels() -> None:
    from scipy.stats import binomtest
    from statsmodels.stats.contingency_tables import mcnemar

    found = exact_p(A, B)
    by_scipy = [binomtest(a, a + b, 0.5).pvalue if a + b else 1.0 for a, b in GRID]
    by_statsmodels = [mcnemar([[9, a], [b, 9]], exact=True).pvalue if a + b else 1.0 for a, b in GRID]
    assert found == pytest.approx(by_scipy, rel=1e-12)
    assert found == pytest.approx(by_statsmodels, rel=1e-12)


def test_mid_p_takes_back_the_chance_of_what_was_seen_once() -> None:
    from scipy.stats import binom

    smaller = np.minimum(A, B)
    twice = 2 * (binom.cdf(smaller - 1, A + B, 0.5) + 0.5 * binom.pmf(smaller, A + B, 0.5))
    assert mid_p(A, B) == pytest.approx(twice, rel=1e-9)


def test_equal_counts_are_no_evidence_at_all() -> None:
    same = np.arange(200)
    assert exact_p(same, same).tolist() == [1.0] * 200
    assert mid_p(same, same) == pytest.approx(np.ones(200))
    assert chance_second_better(same, same) == pytest.approx(np.full(200, 0.5))


def test_the_chance_of_being_better_is_the_beta_integral() -> None:
    from scipy.special import betainc

    assert chance_second_better(A, B) == pytest.approx(betainc(A + 1, B + 1, 0.5), rel=1e-10)


@pytest.mark.parametrize(
    ("lost", "won", "both", "neither"), [(4, 9, 30, 20), (0, 3, 10, 1), (12, 11, 80, 60)]
)
def test_the_chance_of_being_better_is_that_of_four_outcomes_drawn(
    lost: int, won: int, both: int, neither: int
) -> None:
    drawn = np.random.default_rng(5).dirichlet([lost + 1, won + 1, both + 1, neither + 1], size=200_000)
    simulated = float((drawn[:, 1] > drawn[:, 0]).mean())
    assert float(chance_second_better(lost, won)) == pytest.approx(simulated, abs=0.005)


@steady
@given(counts, counts)
def test_exchanging_the_two_changes_nothing_but_who_is_better(lost: int, won: int) -> None:
    assert float(exact_p(lost, won)) == float(exact_p(won, lost))
    assert float(mid_p(lost, won)) == float(mid_p(won, lost))
    there, back = chance_second_better(lost, won), chance_second_better(won, lost)
    assert float(there) + float(back) == pytest.approx(1.0)


@steady
@given(counts, counts)
def test_p_values_lie_between_0_and_1_and_mid_p_is_the_smaller(lost: int, won: int) -> None:
    assert 0 < float(mid_p(lost, won)) <= float(exact_p(lost, won)) <= 1


def test_thousands_of_discordant_tasks_neither_overflow_nor_vanish() -> None:
    assert float(exact_p(5000, 5000)) == 1.0
    assert 0 < float(exact_p(100, 1000)) < 1e-180


def test_arrays_keep_their_shape() -> None:
    assert exact_p([[1, 2], [3, 4]], [[9, 8], [7, 6]]).shape == (2, 2)
    assert exact_p([], []).shape == (0,)


@pytest.mark.parametrize(("lost", "won"), [(-1, 2), ([1, 2], [1])])
def test_counts_that_cannot_be_are_refused(lost: int | list[int], won: int | list[int]) -> None:
    with pytest.raises(ValueError, match=r"^discordant tasks need two counts of at least 0 each$"):
        exact_p(lost, won)


@pytest.mark.slow
def test_the_real_size_of_the_exact_test_is_below_that_of_mid_p() -> None:
    from scipy.stats import binom

    sizes: dict[str, list[float]] = {"exact": [], "mid": []}
    for share in (0.05, 0.1, 0.2, 0.3, 0.5):
        discordant = np.arange(165)
        weight = binom.pmf(discordant, 164, share)
        for name, test in (("exact", exact_p), ("mid", mid_p)):
            size = 0.0
            for n, w in zip(discordant, weight, strict=True):
                lost = np.arange(n + 1)
                size += w * float(binom.pmf(lost, n, 0.5) @ (test(lost, n - lost) <= 0.05))
            sizes[name].append(size)
    assert [round(size, 3) for size in sizes["exact"]] == [0.019, 0.028, 0.032, 0.037, 0.038]
    assert [round(size, 3) for size in sizes["mid"]] == [0.038, 0.046, 0.046, 0.049, 0.048]
