"""pass@k against counting, exact fractions, printed values and the properties that make it pass@k."""

import math
import re
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analyse.passk import Shares, pass_at_k

steady = settings(deadline=None)  # a machine may be busy

# n, c, k, pass@k by the formula of chen2021codex, section 2.1; an exact fraction of binomials gives each
UNBIASED = [
    (1, 0, 1, 0.0),
    (1, 1, 1, 1.0),
    (5, 3, 1, 0.6),
    (5, 3, 2, 0.9),
    (5, 4, 2, 1.0),
    (10, 3, 1, 0.3),
    (10, 3, 5, 0.916666666667),
    (10, 3, 8, 1.0),
    (10, 0, 10, 0.0),
    (20, 1, 10, 0.5),
    (100, 5, 10, 0.416247633074),
    (200, 1, 1, 0.005),
    (200, 1, 10, 0.05),
    (200, 1, 100, 0.5),
    (200, 10, 10, 0.408547866081),
    (200, 62, 1, 0.31),
    (200, 62, 10, 0.977980459441),
    (200, 62, 100, 1.0),
    (200, 199, 100, 1.0),
    (200, 200, 200, 1.0),
]
# n, p, k, mean and variance of the estimate of one task that passes with chance p
ONE_TASK = [
    (10, 0.1, 1, 0.1, 0.009),
    (10, 0.1, 10, 0.6513215599, 0.2271017855),
    (20, 0.1, 10, 0.6513215599, 0.0858234688),
    (50, 0.1, 10, 0.6513215599, 0.0296243275),
    (200, 0.1, 10, 0.6513215599, 0.0069088342),
    (200, 0.01, 100, 0.6339676587, 0.0876126636),
    (200, 0.31, 1, 0.31, 0.0010695),
    (200, 0.31, 10, 0.9755380594, 0.0001473228),
]


def exact(n: int, c: int, k: int) -> Fraction:
    return 1 - Fraction(math.comb(n - c, k), math.comb(n, k))


def one(n: int, c: int, k: int) -> float:
    return float(pass_at_k([n], [c], k)[0])


def product_form(n: int, c: int, k: int) -> float:
    """Write the estimator as the product over passing samples, the other way round than our product over draws."""
    return 1.0 if n - c < k else 1.0 - float(np.prod(1.0 - k / np.arange(n - c + 1, n + 1)))


@st.composite
def tallies(draw: st.DrawFn, most: int = 300) -> tuple[int, int, int]:
    n = draw(st.integers(1, most))
    return n, draw(st.integers(0, n)), draw(st.integers(1, n))


@pytest.mark.parametrize("n", range(1, 9))
def test_pass_at_k_is_the_share_of_all_draws_of_k_samples_that_hold_a_pass(n: int) -> None:
    for c in range(n + 1):
        outcomes = [True] * c + [False] * (n - c)
        for k in range(1, n + 1):
            hits = [any(drawn) for drawn in combinations(outcomes, k)]
            counted = Fraction(sum(hits), len(hits))
            assert exact(n, c, k) == counted
            assert one(n, c, k) == pytest.approx(float(counted), abs=1e-15)


@pytest.mark.parametrize(("n", "c", "k", "value"), UNBIASED)
def test_known_values_are_met(n: int, c: int, k: int, value: float) -> None:
    assert one(n, c, k) == pytest.approx(value, abs=5e-13)


@pytest.mark.parametrize("row", ONE_TASK)
def test_one_task_s_estimate_has_the_known_mean_and_variance(
    row: tuple[int, float, int, float, float],
) -> None:
    n, p, k, mean, variance = row
    assert moments(n, p, k) == pytest.approx((mean, variance), abs=6e-11)
    assert mean == pytest.approx(1 - (1 - p) ** k, abs=6e-11)


def moments(n: int, p: float, k: int) -> tuple[float, float]:
    """Enumerate every number of passes that n samples can have, with its chance."""
    from scipy.stats import binom

    passed = np.arange(n + 1)
    chances = binom.pmf(passed, n, p)
    shares = pass_at_k(np.full(n + 1, n), passed, k)
    mean = float(chances @ shares)
    return mean, float(chances @ (shares - mean) ** 2)


def test_two_tasks_of_five_samples_give_the_values_that_scorio_documents() -> None:
    # scorio at dedc415, scorio/eval/pass_at_k.py: the package of hariri2026dont
    passed = [sum(row) for row in ([0, 1, 1, 0, 1], [1, 1, 0, 1, 1])]
    assert [float(pass_at_k([5, 5], passed, k).mean()) for k in (1, 2)] == pytest.approx([0.7, 0.95])


@steady
@given(tallies())
def test_any_tallies_agree_with_exact_fractions_and_the_product_form(tally: tuple[int, int, int]) -> None:
    n, c, k = tally
    assert one(n, c, k) == pytest.approx(float(exact(n, c, k)), abs=1e-13)
    assert one(n, c, k) == pytest.approx(product_form(n, c, k), abs=1e-12)


@steady
@given(tallies())
def test_a_share_never_leaves_0_to_1(tally: tuple[int, int, int]) -> None:
    assert 0.0 <= one(*tally) <= 1.0


@steady
@given(tallies())
def test_no_passes_give_0_and_all_passes_give_1_exactly(tally: tuple[int, int, int]) -> None:
    n, _, k = tally
    assert pass_at_k([n, n], [0, n], k).tolist() == [0.0, 1.0]


@steady
@given(tallies(most=40))
def test_another_sample_drawn_never_lowers_the_share(tally: tuple[int, int, int]) -> None:
    n, c, _ = tally
    shares = [one(n, c, k) for k in range(1, n + 1)]
    assert shares == sorted(shares)


@steady
@given(tallies())
def test_another_pass_never_lowers_the_share(tally: tuple[int, int, int]) -> None:
    n, _, k = tally
    shares = pass_at_k(np.full(n + 1, n), np.arange(n + 1), k).tolist()
    assert shares == sorted(shares)


@steady
@given(tallies())
def test_pass_at_1_is_the_share_of_passes_and_pass_at_n_whether_there_is_one(
    tally: tuple[int, int, int],
) -> None:
    n, c, _ = tally
    assert one(n, c, 1) == pytest.approx(c / n, abs=1e-15)
    assert one(n, c, n) == float(c > 0)


def test_half_of_a_thousand_samples_lose_no_digits() -> None:
    n, k = 1000, 500
    shares: Shares = pass_at_k(np.full(n + 1, n), np.arange(n + 1), k)
    true = [float(exact(n, c, k)) for c in range(n + 1)]
    assert float(np.abs(shares - true).max()) < 1e-13
    assert shares.min() == 0.0
    assert shares.max() == 1.0


def test_tasks_may_differ_in_their_samples() -> None:
    assert pass_at_k([2, 4, 10], [1, 1, 0], 2).tolist() == pytest.approx([1.0, 0.5, 0.0])


def test_no_tasks_have_no_shares() -> None:
    assert pass_at_k([], [], 1).tolist() == []


@pytest.mark.parametrize(
    ("samples", "passed", "k", "message"),
    [
        ([5], [3], 6, "pass@6 needs at least 6 samples a task, found 5"),
        ([9, 4, 7], [1, 1, 1], 5, "pass@5 needs at least 5 samples a task, found 4"),
        ([5], [3], 0, "pass@0: k counts samples and starts at 1"),
        ([5], [3], -1, "pass@-1: k counts samples and starts at 1"),
        ([5], [6], 1, "a task cannot have fewer than 0 or more passes than samples"),
        ([5, 5], [5, -1], 1, "a task cannot have fewer than 0 or more passes than samples"),
        ([-2], [0], 1, "pass@1 needs at least 1 samples a task, found -2"),
    ],
)
def test_what_cannot_be_estimated_is_refused(
    samples: list[int], passed: list[int], k: int, message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        pass_at_k(samples, passed, k)
