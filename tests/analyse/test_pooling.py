"""Random effects, against the trials of the BCG vaccine that textbooks and the R package metafor work through."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analyse.absence import Absence
from generator.analyse.interval import Interval
from generator.analyse.pooling import FamilyEffect, Pooled, pool

# Colditz et al. (1994), JAMA 271, 698-702: cases and others, vaccinated and not
BCG = (
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
    (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232), (17, 1699, 65, 1600),
    (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
)  # fmt: skip


def log_risk_ratio(a: int, b: int, c: int, d: int) -> FamilyEffect:
    return FamilyEffect(
        "trial", math.log(a / (a + b) / (c / (c + d))), 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)
    )


def pooled(*families: FamilyEffect) -> Pooled:
    found = pool(families)
    assert isinstance(found, Pooled)
    return found


def test_the_bcg_trials_give_what_metafor_prints() -> None:
    found = pooled(*(log_risk_ratio(*row) for row in BCG))
    assert round(found.value, 4) == -0.7145
    assert round(found.tau**2, 4) == 0.3132
    assert round(100 * found.i2, 2) == 92.22
    assert (round(found.tau_interval.low**2, 4), round(found.tau_interval.high**2, 4)) == (0.1197, 1.1115)


def test_the_bcg_trials_differ_as_metafor_prints() -> None:
    found = pooled(*(log_risk_ratio(*row) for row in BCG))
    assert (round(found.q, 4), found.q_p < 0.0001) == (152.2330, True)
    error = math.sqrt(1 / sum(1 / (log_risk_ratio(*row).variance + found.tau**2) for row in BCG))
    assert (round(error, 4), round(found.tau, 4)) == (0.1798, 0.5597)
    typical = found.tau**2 * (1 - found.i2) / found.i2
    ends = found.i2_interval.low, found.i2_interval.high
    assert ends == pytest.approx(
        [end**2 / (end**2 + typical) for end in (found.tau_interval.low, found.tau_interval.high)]
    )


def test_the_odds_ratios_of_the_bcg_trials_give_the_printed_q_profile() -> None:
    """van Houwelingen, Arends, Stijnen (2002), Statistics in Medicine 21, 589-624, as worked through for metafor."""
    found = pooled(
        *(
            FamilyEffect("trial", math.log(a * d / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d)
            for a, b, c, d in BCG
        )
    )
    ends = found.tau_interval.low**2, found.tau_interval.high**2
    assert ends == pytest.approx((0.1302, 1.1812), abs=1e-4)  # metafor finds an end to about that


def test_hartung_and_knapp_are_those_of_an_independent_library() -> None:
    """Where all variances are the same, every estimate of tau is, and the two differ in nothing."""
    from statsmodels.stats.meta_analysis import combine_effects

    y, v = np.array([0.10, 0.42, 0.29, 0.71]), np.full(4, 0.01)
    found = pooled(*(FamilyEffect("x", a, b) for a, b in zip(y, v, strict=True)))
    other = combine_effects(y, v, method_re="dl", use_t=True)
    assert found.tau**2 == pytest.approx(float(other.tau2), rel=1e-6)
    assert found.value == pytest.approx(float(other.mean_effect_re), rel=1e-9)
    half = 3.1824463 * float(other.sd_eff_w_re_hksj)  # t with 3 degrees of freedom
    assert (found.interval.low, found.interval.high) == pytest.approx(
        (found.value - half, found.value + half), rel=1e-6
    )


def test_the_mean_is_that_of_an_independent_library() -> None:
    from statsmodels.stats.meta_analysis import combine_effects

    rows = [log_risk_ratio(*row) for row in BCG]
    found = pooled(*rows)
    other = combine_effects(
        np.array([r.value for r in rows]), np.array([r.variance for r in rows]), method_re="chi2"
    )
    weights = 1 / (np.array([r.variance for r in rows]) + found.tau**2)
    mean = float(weights @ [r.value for r in rows] / weights.sum())
    assert found.value == pytest.approx(mean)
    assert found.weights == pytest.approx(tuple(weights / weights.sum()))
    values = np.array([r.value for r in rows])
    hksj = math.sqrt(float(weights @ (values - mean) ** 2) / 12 / weights.sum())
    half = 2.1788128 * hksj  # t with 12 degrees of freedom
    assert (found.interval.low, found.interval.high) == pytest.approx((mean - half, mean + half), abs=1e-6)
    assert found.value == pytest.approx(float(other.mean_effect_re), abs=0.01)  # by another estimate of tau


def test_equal_families_leave_nothing_between_them() -> None:
    found = pooled(*(FamilyEffect(f"{at}", 0.2, 0.01) for at in range(4)))
    assert (found.tau, found.i2, found.tau_interval.low) == (0.0, 0.0, 0.0)
    assert (found.interval.low, found.interval.high) == pytest.approx((0.2, 0.2))
    half = 3.1824463 * math.sqrt(0.01 / 4)  # what chance over tasks leaves, t with 3 degrees of freedom
    assert (found.modified.low, found.modified.high) == pytest.approx((0.2 - half, 0.2 + half), abs=1e-6)
    further = 4.3026527 * math.sqrt(
        0.01 / 4
    )  # another family: t with 2 degrees of freedom, and never surer than that
    assert (found.prediction.low, found.prediction.high) == pytest.approx(
        (0.2 - further, 0.2 + further), abs=1e-6
    )


def test_another_family_may_lie_further_than_the_mean() -> None:
    found = pooled(*(FamilyEffect(f"{at}", value, 0.001) for at, value in enumerate((0.1, 0.3, 0.5, 0.2))))
    assert (
        found.prediction.low < found.interval.low < found.value < found.interval.high < found.prediction.high
    )


@pytest.mark.parametrize(
    ("families", "reason"),
    [
        ((), "0 families: no summary of fewer than 3"),
        ((FamilyEffect("a", 0.1, 0.01),), "1 family: no summary of fewer than 3"),
        (
            (FamilyEffect("a", 0.1, 0.01), FamilyEffect("b", 0.2, 0.01)),
            "2 families: no summary of fewer than 3",
        ),
        (
            (FamilyEffect("a", 0.1, 0.01), FamilyEffect("b", 0.2, 0.0), FamilyEffect("c", 0.2, 0.01)),
            "a family's effect has no variance, so that it would outweigh all others",
        ),
    ],
)
def test_what_cannot_be_pooled_is_absent_with_its_reason(
    families: tuple[FamilyEffect, ...], reason: str
) -> None:
    assert pool(families) == Absence(reason)


@given(
    st.lists(st.tuples(st.floats(-1, 1), st.floats(0.001, 0.5)), min_size=3, max_size=8),
    st.floats(-2, 2),
)
def test_shifting_all_families_shifts_the_summary_and_nothing_else(
    rows: list[tuple[float, float]], shift: float
) -> None:
    one = pooled(*(FamilyEffect("x", value, variance) for value, variance in rows))
    other = pooled(*(FamilyEffect("x", value + shift, variance) for value, variance in rows))
    assert other.value == pytest.approx(one.value + shift, abs=1e-4)
    assert other.tau == pytest.approx(one.tau, abs=1e-3)


def test_reml_is_the_peak_of_the_restricted_likelihood() -> None:
    y, v = np.array([0.1, 0.5, -0.2, 0.9]), np.array([0.01, 0.02, 0.015, 0.03])

    def score(tau2: float) -> float:
        """The derivative of the restricted likelihood, which is 0 at its peak."""
        w = 1 / (v + tau2)
        p = np.diag(w) - np.outer(w, w) / w.sum()
        return float(y @ p @ p @ y - np.trace(p))

    found = pooled(*(FamilyEffect("x", a, b) for a, b in zip(y, v, strict=True)))
    assert score(found.tau**2) == pytest.approx(0.0, abs=1e-4)
    assert isinstance(found.interval, Interval)
