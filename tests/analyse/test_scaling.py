"""Fits of a score by model size, against printed values and independent libraries."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analyse.absence import Absence
from generator.analyse.fit_checks import LeftOut, lack_of_fit, leave_largest_out
from generator.analyse.interval import Interval
from generator.analyse.scaling import OVER_TASKS, SizeFit, fit_sizes
from generator.analyse.size_target import size_for
from generator.analyse.sizes import SizePoint, logit

CODET5P = {220e6: (12.0, 20.7, 31.6), 770e6: (15.5, 27.2, 42.7), 2e9: (24.2, 38.2, 57.8)} | {
    6e9: (28.0, 47.2, 69.8),
    16e9: (30.9, 51.6, 76.7),
}  # wang2023codet5plus, Table 1
CODEX = {
    12e6: (2.0, 3.62, 8.58),
    25e6: (3.21, 7.1, 12.89),
    42e6: (5.06, 8.8, 15.55),
    85e6: (8.22, 12.81, 22.4),
} | {
    300e6: (13.17, 20.37, 36.27),
    679e6: (16.22, 25.7, 40.95),
    2.5e9: (21.36, 35.42, 59.5),
    12e9: (28.81, 46.81, 72.31),
}  # chen2021codex, Table 1
CODE_LLAMA = {
    7e9: (33.5, 59.6, 85.9),
    13e9: (36.0, 69.4, 89.8),
    34e9: (48.8, 76.8, 93.0),
    70e9: (53.0, 84.6, 96.2),
}
INSTRUCT = {
    7e9: (34.8, 64.3, 88.1),
    13e9: (42.7, 71.6, 91.6),
    34e9: (41.5, 77.2, 93.5),
    70e9: (67.8, 90.3, 97.3),
}
# roziere2023codellama, Table 2


def points(shares: dict[float, float], tasks: int | None = 164) -> list[SizePoint]:
    return [SizePoint(size, share, tasks) for size, share in shares.items()]


def fitted(shares: dict[float, float], tasks: int | None = 164) -> SizeFit:
    fit = fit_sizes(points(shares, tasks))
    assert isinstance(fit, SizeFit)
    return fit


@pytest.mark.parametrize(
    ("family", "column", "expected"),
    [
        (CODET5P, 0, (0.6771, -7.6143, 0.9483, 0.0913)),
        (CODET5P, 1, (0.7985, -7.9994, 0.9795, 0.0666)),
        (CODET5P, 2, (1.0947, -9.9279, 0.9924, 0.0552)),
        (CODEX, 0, (0.9797, -10.4801, 0.941, 0.1001)),
        (CODEX, 1, (1.007, -10.0682, 0.9703, 0.0719)),
        (CODEX, 2, (1.1115, -10.1332, 0.9938, 0.0359)),
        (CODE_LLAMA, 0, (0.874, -9.3294, 0.9664, 0.1152)),
        (CODE_LLAMA, 1, (1.2544, -11.9358, 0.9866, 0.1032)),
        (CODE_LLAMA, 2, (1.3634, -11.6389, 0.9768, 0.1485)),
        (INSTRUCT, 0, (1.1646, -12.1647, 0.7344, 0.4952)),
        (INSTRUCT, 1, (1.5152, -14.4169, 0.8956, 0.3659)),
        (INSTRUCT, 2, (1.455, -12.3756, 0.914, 0.3156)),
    ],
)
def test_the_listed_fits_of_logits_are_reproduced(
    family: dict[float, tuple[float, float, float]], column: int, expected: tuple[float, ...]
) -> None:
    fit = fitted({size: values[column] / 100 for size, values in family.items()})
    found = (fit.slope, fit.intercept, fit.r2, fit.slope_se)
    assert tuple(round(value or math.nan, 4) for value in found) == expected


def test_the_prediction_band_is_that_of_an_independent_library() -> None:
    import statsmodels.api as sm

    shares = {size: values[0] / 100 for size, values in CODET5P.items()}
    fit, x = fitted(shares, 5000), sm.add_constant(np.log10(list(shares)))
    other = sm.OLS([logit(share) for share in shares.values()], x).fit()
    low, high = other.get_prediction([[1.0, 10.0]]).conf_int(obs=True, alpha=0.05)[0]
    band = fit.prediction_at(1e10)
    assert isinstance(band, Interval)
    assert (logit(band.low), logit(band.high)) == pytest.approx((low, high), abs=1e-9)


def test_another_checkpoint_is_never_surer_than_tasks_allow() -> None:
    """Three sizes that lie on a line by chance: their scatter says nothing, tasks still do."""
    fit = fitted({1e9: 0.2689414, 1e10: 0.5, 1e11: 0.7310586})  # logits -1, 0, 1
    line, another = fit.band_at(1e12), fit.prediction_at(1e12)
    assert isinstance(line, Interval)
    assert isinstance(another, Interval)
    assert isinstance(fit.covariance, np.ndarray)
    place = np.array([1.0, 12.0])
    alone = np.mean([1 / (164 * p * (1 - p)) for p in (0.2689414, 0.5, 0.7310586)])
    half = 1.959964 * math.sqrt(place @ fit.covariance @ place + alone)
    assert (logit(another.low), logit(another.high)) == pytest.approx((2 - half, 2 + half), abs=1e-5)
    assert another.low < line.low < line.high < another.high


@given(st.lists(st.integers(1, 163), min_size=3, max_size=7), st.floats(7, 13))
def test_the_band_of_another_checkpoint_holds_that_of_the_line(passed: list[int], decade: float) -> None:
    fit = fitted({10.0 ** (8 + at): count / 164 for at, count in enumerate(passed)})
    line, another = fit.band_at(10**decade), fit.prediction_at(10**decade)
    assert isinstance(line, Interval)
    assert isinstance(another, Interval)
    assert another.low <= line.low <= fit.value_at(10**decade) <= line.high <= another.high


def test_the_slope_is_an_upper_bound_without_the_outcomes_of_tasks() -> None:
    fit = fitted({1e9: 0.2, 1e10: 0.4, 1e11: 0.6})
    assert isinstance(fit.slope_interval, Interval)
    assert fit.slope_interval.upper_bound


def test_the_binomial_regression_is_that_of_an_independent_library() -> None:
    import statsmodels.api as sm

    shares, tasks = {1e8: 0.0, 1e9: 20 / 164, 1e10: 80 / 164, 1e11: 1.0}, 164
    fit, x = fitted(shares), sm.add_constant(np.log10(list(shares)))
    passed = np.array([round(share * tasks) for share in shares.values()])
    other = sm.GLM(np.column_stack([passed, tasks - passed]), x, family=sm.families.Binomial()).fit(tol=1e-12)
    assert (fit.intercept, fit.slope) == pytest.approx(tuple(other.params), rel=1e-8)
    assert not isinstance(fit.covariance, Absence)
    np.testing.assert_allclose(fit.covariance, other.cov_params(), rtol=1e-6)
    assert (fit.method, fit.residual, fit.r2) == ("binomial regression", None, None)
    assert fit.prediction_at(1e10) == Absence(
        "a score of 0 or 1 has no logit, so that nothing tells how checkpoints scatter"
    )


@pytest.mark.parametrize(
    ("shares", "tasks", "reason"),
    [
        ({}, 164, "0 sizes: a fit needs at least 3"),
        ({1e9: 0.2}, 164, "1 size: a fit needs at least 3"),
        ({1e9: 0.2, 2e9: 0.3}, 164, "2 sizes: a fit needs at least 3"),
        ({1e9: 0.0, 2e9: 0.0, 3e9: 0.0}, 164, "all tasks are failed at every size: there is no slope"),
        ({1e9: 1.0, 2e9: 1.0, 3e9: 1.0}, 164, "all tasks are passed at every size: there is no slope"),
        (
            {1e9: 0.0, 2e9: 0.1, 3e9: 0.2},
            None,
            "a score of 0 or 1 needs the number of tasks, which a source does not give",
        ),
        (
            {1e9: 0.0, 2e9: 0.5, 3e9: 1.0},
            164,
            "the score jumps from 0 to 1 between two sizes: no slope is steep enough",
        ),
        (
            {1e9: 0.0, 2e9: 0.0, 3e9: 0.3},
            164,
            "the score jumps from 0 to 1 between two sizes: no slope is steep enough",
        ),
        (
            {1e9: 1.0, 2e9: 0.5, 3e9: 0.0},
            164,
            "the score jumps from 0 to 1 between two sizes: no slope is steep enough",
        ),
    ],
)
def test_what_cannot_be_fitted_is_absent_with_its_reason(
    shares: dict[float, float], tasks: int | None, reason: str
) -> None:
    assert fit_sizes(points(shares, tasks)) == Absence(reason)


def test_two_models_of_one_size_are_one_size() -> None:
    same = [SizePoint(1e9, 0.2, 164), SizePoint(1e9, 0.3, 164), SizePoint(2e9, 0.4, 164)]
    assert fit_sizes(same) == Absence("2 sizes: a fit needs at least 3")


def test_without_the_number_of_tasks_the_line_stands_and_its_doubt_is_absent() -> None:
    fit = fitted({1e9: 0.2, 1e10: 0.3, 1e11: 0.5}, tasks=None)
    reason = Absence("a source does not say over how many tasks")
    assert (fit.slope_interval, fit.band_at(1e9), lack_of_fit(fit)) == (reason, reason, reason)


def test_the_band_over_tasks_is_how_lines_vary_when_tasks_are_drawn_anew() -> None:
    rng, sizes, tasks = np.random.default_rng(5), (1e9, 1e10, 1e11), 400
    truth = [0.3, 0.5, 0.7]
    fits = [
        fitted({n: rng.binomial(tasks, p) / tasks for n, p in zip(sizes, truth, strict=True)}, tasks)
        for _ in range(2000)
    ]
    spread = np.std([fit.slope for fit in fits])
    fit = fitted(dict(zip(sizes, truth, strict=True)), tasks)
    assert not isinstance(fit.covariance, Absence)
    assert spread == pytest.approx(math.sqrt(fit.covariance[1, 1]), rel=0.05)
    band, found = fit.band_at(3e9), sorted(each.value_at(3e9) for each in fits)
    assert isinstance(band, Interval)
    assert (band.low, band.high) == pytest.approx((found[50], found[1949]), abs=0.01)
    assert band.resampled == OVER_TASKS


def test_shared_tasks_count_jointly() -> None:
    """Models that pass the same tasks: their slope hardly varies, though each score does."""
    base = np.array([1.0] * 30 + [0.0] * 70)
    more = np.array([1.0] * 45 + [0.0] * 55)
    most = np.array([1.0] * 60 + [0.0] * 40)
    alike = [
        SizePoint(size, float(row.mean()), 100, row)
        for size, row in ((1e9, base), (1e10, more), (1e11, most))
    ]
    apart = [SizePoint(each.parameters, each.share, each.tasks) for each in alike]
    joint, single = fit_sizes(alike), fit_sizes(apart)
    assert isinstance(joint, SizeFit)
    assert isinstance(single, SizeFit)
    assert joint.slope == single.slope
    assert isinstance(joint.covariance, np.ndarray)
    assert isinstance(single.covariance, np.ndarray)
    assert joint.covariance[1, 1] < 0.6 * single.covariance[1, 1]


def test_the_joint_covariance_is_that_of_a_bootstrap_over_tasks() -> None:
    from generator.analyse.bootstrap import task_weights

    rng = np.random.default_rng(3)
    hard = rng.beta(1, 1, 150)
    rows = [rng.binomial(20, hard**power) / 20 for power in (2.0, 1.0, 0.5)]
    sizes = (1e9, 1e10, 1e11)
    fit = fit_sizes([SizePoint(n, float(row.mean()), 150, row) for n, row in zip(sizes, rows, strict=True)])
    assert isinstance(fit, SizeFit)
    means = task_weights(150, seed=7, replicates=4000) @ np.stack(rows).T
    slopes = np.polyfit(np.log10(sizes), np.log(means / (1 - means)).T, 1)[0]
    assert isinstance(fit.covariance, np.ndarray)
    assert math.sqrt(fit.covariance[1, 1]) == pytest.approx(float(slopes.std()), rel=0.06)


def test_lack_of_fit_is_pearsons_chi_square() -> None:
    from scipy.stats import chi2

    fit = fitted({1e9: 0.2, 1e10: 0.5, 1e11: 0.3, 1e12: 0.6}, 200)
    lines = [fit.value_at(size) for size in (1e9, 1e10, 1e11, 1e12)]
    expected = sum(
        200 * (p - q) ** 2 / (q * (1 - q)) for p, q in zip((0.2, 0.5, 0.3, 0.6), lines, strict=True)
    )
    found = lack_of_fit(fit)
    assert not isinstance(found, Absence)
    assert found.chi2 == pytest.approx(expected)
    assert found.freedom == 2
    assert found.p == pytest.approx(float(chi2.sf(expected, 2)))


def test_the_largest_size_is_foretold_by_the_line_through_the_others() -> None:
    fit = fitted({1e9: 0.2, 1e10: 0.4, 1e11: 0.5})
    slope = logit(0.4) - logit(0.2)
    predicted = 1 / (1 + math.exp(-(logit(0.4) + slope)))
    found = leave_largest_out(fit)
    assert isinstance(found, LeftOut)
    assert (found.parameters, found.observed) == (1e11, 0.5)
    assert (found.predicted, found.error) == pytest.approx((predicted, predicted - 0.5))
    # var(2 y2 - y1) of the logits, carried to the share, and the observed score's own variance
    variance = (predicted * (1 - predicted)) ** 2 * (4 / (164 * 0.24) + 1 / (164 * 0.16)) + 0.25 / 164
    assert isinstance(found.interval, Interval)
    assert (found.interval.high - found.interval.low) / 2 == pytest.approx(
        1.959964 * math.sqrt(variance), rel=1e-6
    )


def test_the_largest_size_is_judged_by_where_the_others_expect_it() -> None:
    shares = {size: values[0] / 100 for size, values in INSTRUCT.items()}
    found = leave_largest_out(fitted(shares))
    assert isinstance(found, LeftOut)
    others = fitted({size: share for size, share in shares.items() if size < 70e9})
    assert found.expected == others.prediction_at(70e9)
    assert found.surprising is False  # three sizes expect next to anything
    far = leave_largest_out(fitted({1e8: 0.1, 1e9: 0.2, 1e10: 0.35, 1e11: 0.55, 1e12: 0.2}, 2000))
    assert isinstance(far, LeftOut)
    assert far.surprising is True
    three = leave_largest_out(fitted({1e9: 0.2, 1e10: 0.4, 1e11: 0.6}))
    assert isinstance(three, LeftOut)
    assert three.surprising is None
    assert three.expected == Absence(
        "a line through two sizes leaves nothing to tell how far another checkpoint may lie"
    )


def test_the_largest_size_is_not_foretold_from_one() -> None:
    two = [SizePoint(1e9, 0.2, 164), SizePoint(2e9, 0.4, 164), SizePoint(3e9, 0.5, 164)]
    fit = fit_sizes(two)
    assert isinstance(fit, SizeFit)
    assert not isinstance(leave_largest_out(fit), Absence)
    bounded = fitted({1e8: 0.0, 1e9: 0.1, 1e10: 0.4})
    assert leave_largest_out(bounded) == Absence("a score of 0 or 1 has no logit to foretell")


def test_a_target_is_reached_where_the_line_is_as_high() -> None:
    fit = fitted({1e9: 0.2, 1e10: 0.4, 1e11: 0.6}, 2000)
    found = size_for(fit, 0.5)
    assert not isinstance(found, Absence)
    assert fit.value_at(found.parameters) == pytest.approx(0.5)
    assert found.beyond is False
    assert isinstance(found.interval, Interval)
    assert 1e9 < found.interval.low < found.parameters < found.interval.high < 1e11
    for end in (found.interval.low, found.interval.high):  # there the band just reaches the target
        band = fit.band_at(end)
        assert isinstance(band, Interval)
        assert min(abs(band.low - 0.5), abs(band.high - 0.5)) < 1e-9


def test_a_size_is_unbounded_where_the_slope_may_be_zero() -> None:
    found = size_for(fitted({1e9: 0.30, 1e10: 0.31, 1e11: 0.33}), 0.9)
    assert not isinstance(found, Absence)
    assert found.interval == Interval(0.0, math.inf, "Fieller", OVER_TASKS)
    assert found.beyond is True


def test_no_size_reaches_a_target_where_scores_fall() -> None:
    falling = fitted({1e9: 0.4, 1e10: 0.3, 1e11: 0.2})
    assert size_for(falling, 0.5) == Absence("the score does not rise with size: no size reaches it")
    flat = fitted({1e9: 0.3, 1e10: 0.3, 1e11: 0.3 + 1e-12})
    assert size_for(flat, 0.9) == Absence("the score hardly rises with size: no size reaches it")


@given(
    st.lists(st.integers(1, 163), min_size=3, max_size=6),
    st.randoms(use_true_random=False),
)
def test_the_order_of_sizes_does_not_matter(passed: list[int], random: np.random.Generator) -> None:
    rows = [SizePoint(10.0 ** (8 + at), count / 164, 164) for at, count in enumerate(passed)]
    mixed = list(rows)
    random.shuffle(mixed)
    one, other = fit_sizes(rows), fit_sizes(mixed)
    assert isinstance(one, SizeFit)
    assert isinstance(other, SizeFit)
    assert (one.intercept, one.slope) == (other.intercept, other.slope)
    assert one.slope_interval == other.slope_interval


def test_a_line_so_steep_that_it_reaches_one_still_has_a_chi_square() -> None:
    shares = {6.7e9: 0.0, 7e9: 1 / 29, 8e9: 7 / 29, 13e9: 1.0, 405e9: 1.0}
    found = lack_of_fit(fitted(shares, 29))
    assert not isinstance(found, Absence)
    assert 0 <= found.chi2 < 1
    assert found.freedom == 3
