"""Differences against printed examples, other implementations and the properties of an interval."""

import math
import re
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analyse.compare import Difference, paired_difference, unpaired_difference
from generator.analyse.interval import Interval, wilson
from generator.analyse.passk import shares_of
from generator.analyse.scores import Estimate
from generator.model.run import Run
from tests.analyse.runs import run

steady = settings(deadline=None)  # a machine may be busy


def estimate(passed: int, tasks: int, *, upper_bound: bool = False) -> Estimate:
    share = passed / tasks
    return Estimate(share, wilson(share, tasks, upper_bound=upper_bound), tasks)


def pair(lost: int, won: int, both: int = 0, neither: int = 0) -> tuple[Run, Run]:
    """Make two runs: tasks that the first alone solved, that the second alone solved, that both and that neither did."""
    first = [1] * lost + [0] * won + [1] * both + [0] * neither
    second = [0] * lost + [1] * won + [1] * both + [0] * neither
    return run("first", first), run("second", second)


def ends(difference: Difference) -> tuple[float, float]:
    assert difference.interval is not None
    return difference.interval.low, difference.interval.high


# Newcombe (1998), Statistics in Medicine 17, 873-890, Table II, method 10: the second share minus the first
@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        ((48, 80), (56, 70), 0.0524, 0.3339),
        ((3, 10), (9, 10), 0.1705, 0.8090),
        ((2, 7), (6, 7), 0.0582, 0.8062),
        ((0, 29), (5, 56), -0.0381, 0.1926),
        ((0, 20), (0, 10), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((0, 20), (10, 10), 0.6791, 1.0),
        ((0, 10), (10, 10), 0.6075, 1.0),
    ],
)
def test_unpaired_differences_have_the_intervals_that_newcombe_prints(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    found = unpaired_difference(estimate(*first), estimate(*second))
    assert ends(found) == pytest.approx((low, high), abs=6e-5)


@pytest.mark.parametrize(("x", "n", "y", "m"), [(44, 164, 105, 164), (1, 378, 0, 164), (163, 164, 164, 164)])
def test_unpaired_differences_are_those_of_statsmodels(x: int, n: int, y: int, m: int) -> None:
    from statsmodels.stats.proportion import confint_proportions_2indep

    theirs = confint_proportions_2indep(y, m, x, n, method="newcomb", compare="diff")
    assert ends(unpaired_difference(estimate(x, n), estimate(y, m))) == pytest.approx(theirs, abs=1e-12)


def test_an_unpaired_difference_says_what_it_is() -> None:
    found = unpaired_difference(estimate(2, 8), estimate(6, 8))
    low, high = ends(found)
    interval = Interval(low, high, "Newcombe, unpaired", "tasks", level=0.95, upper_bound=False)
    assert found == Difference(0.5, interval, paired=False, tasks=8)


def test_an_upper_bound_on_either_side_makes_the_difference_one() -> None:
    exact, bound = estimate(41, 164), estimate(41, 164, upper_bound=True)
    found = [unpaired_difference(*both).interval for both in ((exact, bound), (bound, exact), (exact, exact))]
    assert [interval.upper_bound for interval in found if interval] == [True, True, False]


def test_scores_over_different_numbers_of_tasks_share_no_number() -> None:
    found = unpaired_difference(estimate(1, 4), estimate(5, 10))
    assert (found.value, found.tasks) == (0.25, None)


def test_a_source_s_own_interval_keeps_what_it_says_was_resampled() -> None:
    own = Estimate(0.5, Interval(0.4, 0.6, "as the source prints it", "as the source states"), 164)
    found = unpaired_difference(estimate(41, 164), own)
    assert found.interval is not None
    assert found.interval.resampled == "tasks; as the source states"


@pytest.mark.parametrize("first_has", [True, False])
def test_without_one_of_the_intervals_the_difference_has_none(*, first_has: bool) -> None:
    known, bare = estimate(1, 4), Estimate(0.5, None, 4, "read off a chart by eye")
    first, second = (known, bare) if first_has else (bare, known)
    value = 0.25 if first_has else -0.25
    reason = "one of the two scores has none"
    assert unpaired_difference(first, second) == Difference(
        value, None, paired=False, tasks=4, absence=reason
    )


@steady
@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_exchanging_two_scores_mirrors_their_difference(a: int, b: int, both: int, neither: int) -> None:
    if a + b + both + neither == 0:
        return
    first, second = pair(a, b, both, neither)
    there, back = paired_difference(first, second, plus=False), paired_difference(second, first, plus=False)
    assert ends(back) == pytest.approx((-ends(there)[1], -ends(there)[0]), abs=1e-12)
    assert back.value == -there.value
    total = a + b + both + neither
    one, other = estimate(a + both, total), estimate(b + both, total)
    apart, mirrored = unpaired_difference(one, other), unpaired_difference(other, one)
    assert ends(mirrored) == pytest.approx((-ends(apart)[1], -ends(apart)[0]), abs=1e-12)


@steady
@given(st.integers(0, 200), st.integers(0, 200), st.integers(1, 200))
def test_a_paired_difference_follows_the_formula_and_lies_in_its_interval(
    lost: int, won: int, rest: int
) -> None:
    found = paired_difference(*pair(lost, won, neither=rest), plus=False)
    low, high = ends(found)
    assert (low, high) == pytest.approx(bonett_price(lost, won, lost + won + rest), abs=1e-12)
    assert -1.0 <= low <= found.value <= high <= 1.0


def bonett_price(lost: int, won: int, tasks: int) -> tuple[float, float]:
    """Write the interval out in counts: (won - lost) and (won + lost + 2) of tasks + 2."""
    z, more = NormalDist().inv_cdf(0.975), tasks + 2
    centre = (won - lost) / more
    half = z * math.sqrt(((won + lost + 2) * more - (won - lost) ** 2) / more**3)
    return max(-1.0, centre - half), min(1.0, centre + half)


def test_a_paired_difference_has_the_interval_that_a_textbook_prints() -> None:
    # Complete response before and after consolidation (Cavo et al. 2012): 59 both, 6 and 16 discordant, 80 neither.
    # Fagerland, Lydersen and Laake, Statistical Analysis of Contingency Tables (2017), chapter 8, and its R package
    # contingencytables print -0.0621 (-0.1195 to -0.0032) for before minus after.
    found = paired_difference(*pair(16, 6, 59, 80), plus=False)
    low, high = ends(found)
    assert (round(found.value, 4), round(low, 4), round(high, 4)) == (-0.0621, -0.1195, -0.0032)


def test_a_small_paired_table_has_the_interval_of_the_formula() -> None:
    # Airway hyper-responsiveness before and after transplantation (Bentur et al. 2009): 1, 1, 7 and 12 of 21
    found = paired_difference(*pair(7, 1, 1, 12), plus=False)
    low, high = ends(found)
    assert (round(found.value, 4), round(low, 4), round(high, 4)) == (-0.2857, -0.5084, -0.0134)


def test_a_paired_difference_says_what_it_is() -> None:
    found = paired_difference(*pair(1, 3, 2, 2), plus=False)
    low, high = ends(found)
    interval = Interval(low, high, "Bonett-Price, paired", "tasks", level=0.95, upper_bound=False)
    assert found == Difference(0.25, interval, paired=True, tasks=8)


def test_two_runs_with_the_same_outcomes_differ_by_0_and_leave_doubt() -> None:
    found = paired_difference(*pair(0, 0, 82, 82), plus=False)
    assert found.value == 0.0
    assert ends(found) == pytest.approx((-0.01670, 0.01670), abs=1e-5)


def test_plus_outcomes_are_compared_where_they_are_asked_for() -> None:
    first, second = (
        run("first", [1, 1, 1, 1], plus=[0, 0, 0, 1]),
        run("second", [1, 1, 1, 1], plus=[1, 1, 0, 1]),
    )
    assert paired_difference(first, second, plus=True).value == 0.5
    assert paired_difference(first, second, plus=False).value == 0.0


@pytest.mark.parametrize(
    ("first", "second", "plus", "message"),
    [
        (
            run("first", [1, 0], tasks=["HumanEval/0", "HumanEval/1"]),
            run("second", [1, 0], tasks=["HumanEval/0", "HumanEval/2"]),
            False,
            "first and second ran on different tasks: no paired comparison",
        ),
        (
            run("first", [1, 0, 1]),
            run("second", [1, 0]),
            False,
            "first and second ran on different tasks: no paired comparison",
        ),
        (run("first", [1, 0], plus=[1, 0]), run("second", [1, 0]), True, "second: not measured"),
        (run("first", [1, 0]), run("second", [1, 0], plus=[1, 0]), True, "first: not measured"),
    ],
)
def test_what_cannot_be_paired_is_refused(first: Run, second: Run, message: str, *, plus: bool) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        paired_difference(first, second, plus=plus)


def test_k_above_the_samples_of_a_task_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^pass@2 needs at least 2 samples a task, found 1$"):
        paired_difference(
            run("first", [1, 0], samples=[2, 1]), run("second", [1, 0], samples=2), plus=False, k=2
        )


@pytest.mark.parametrize("k", [1, 3])
def test_several_samples_a_task_are_compared_by_a_paired_t_interval(k: int) -> None:
    from scipy.stats import ttest_rel

    first, second = run("first", [0, 3, 7, 1, 10], samples=10), run("second", [2, 3, 9, 4, 10], samples=10)
    found = paired_difference(first, second, plus=False, k=k)
    shares = [shares_of(each, first.tasks, plus=False, k=k) for each in (second, first)]
    expected = ttest_rel(*shares).confidence_interval(0.95)
    assert found.value == pytest.approx(shares[0].mean() - shares[1].mean())
    assert ends(found) == pytest.approx((expected.low, expected.high))
    assert (found.paired, found.tasks, found.interval and found.interval.method) == (True, 5, "paired t")


@pytest.mark.parametrize("second", [[2, 6], [4, 8]])
def test_a_difference_that_no_task_varies_has_no_interval_and_says_why(second: list[int]) -> None:
    found = paired_difference(run("first", [2, 6], samples=10), run("second", second, samples=10), plus=False)
    reason = "the difference is the same on every task: how much it varies is not known"
    assert (found.interval, found.absence) == (None, reason)
    assert found.value == pytest.approx((second[0] - 2) / 10)


@given(st.permutations(range(6)), st.sampled_from([1, 10]))
@steady
def test_the_order_of_tasks_says_nothing(order: list[int], samples: int) -> None:
    a, b = [1, 0, 1, 1, 0, 0], [0, 0, 1, 1, 1, 0]
    first, second = run("first", a, samples=samples), run("second", b, samples=samples)
    shuffled = run(
        "second", [b[at] for at in order], samples=samples, tasks=[f"HumanEval/{at}" for at in order]
    )
    found = [paired_difference(first, each, plus=False) for each in (second, shuffled)]
    assert ends(found[0]) == pytest.approx(ends(found[1]))


@pytest.mark.parametrize("level", [0.8, 0.95, 0.975, 0.999])
def test_a_difference_has_the_level_that_is_asked_for_as_statsmodels_computes_it(level: float) -> None:
    from statsmodels.stats.proportion import confint_proportions_2indep

    low, high = confint_proportions_2indep(
        82, 164, 33, 164, method="newcomb", compare="diff", alpha=1 - level
    )
    scores = [Estimate(passed / 164, wilson(passed / 164, 164, level=level), 164) for passed in (33, 82)]
    found = unpaired_difference(*scores)
    assert ends(found) == pytest.approx((low, high), abs=1e-12)
    assert found.interval is not None
    assert found.interval.level == level


def test_two_levels_give_no_interval_together() -> None:
    with pytest.raises(ValueError, match=r"intervals of levels 0\.95 and 0\.99 give none together"):
        unpaired_difference(estimate(3, 9), Estimate(0.5, wilson(0.5, 9, level=0.99), 9))


@pytest.mark.parametrize("level", [0.8, 0.975, 0.999])
def test_a_paired_difference_has_the_level_that_is_asked_for(level: float) -> None:
    from scipy import stats

    one, other = pair(4, 9, both=20, neither=7)
    z = stats.norm.ppf(0.5 + level / 2)
    lost, won = 5 / 42, 10 / 42
    half = z * math.sqrt((lost + won - (won - lost) ** 2) / 42)
    found = paired_difference(one, other, plus=False, level=level)
    assert ends(found) == pytest.approx((won - lost - half, won - lost + half), abs=1e-12)

    several = [run(name, passed, samples=5) for name, passed in (("a", [0, 2, 5, 4]), ("b", [1, 2, 4, 5]))]
    gaps = [0.2, 0.0, -0.2, 0.2]
    by_scipy = stats.ttest_1samp(gaps, 0).confidence_interval(level)
    found = paired_difference(*several, plus=False, level=level)
    clipped = max(-1.0, by_scipy.low), min(1.0, by_scipy.high)
    assert ends(found) == pytest.approx(clipped, abs=1e-12)
