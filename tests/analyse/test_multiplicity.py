"""Adjusted p-values against statsmodels, scipy and their own definitions."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analyse.multiplicity import benjamini_hochberg, holm

families = st.lists(st.floats(0, 1), min_size=1, max_size=30)
steady = settings(deadline=None)
few = settings(deadline=None, max_examples=12)  # statsmodels takes 80 ms a family


@few
@given(families)
def test_holm_is_that_of_statsmodels(p: list[float]) -> None:
    from statsmodels.stats.multitest import multipletests

    assert holm(p) == pytest.approx(multipletests(p, method="holm")[1])


@few
@given(families)
def test_benjamini_hochberg_is_that_of_scipy_and_of_statsmodels(p: list[float]) -> None:
    from scipy.stats import false_discovery_control
    from statsmodels.stats.multitest import multipletests

    found = benjamini_hochberg(p)
    assert found == pytest.approx(false_discovery_control(p, method="bh"))
    assert found == pytest.approx(multipletests(p, method="fdr_bh")[1])


def test_a_family_worked_by_hand() -> None:
    p = [0.01, 0.04, 0.03, 0.005]
    assert holm(p) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert benjamini_hochberg(p) == pytest.approx([0.02, 0.04, 0.04, 0.02])


@steady
@given(families, st.randoms(use_true_random=False))
def test_the_order_of_a_family_says_nothing(p: list[float], dice: Random) -> None:
    order = list(range(len(p)))
    dice.shuffle(order)
    for adjust in (holm, benjamini_hochberg):
        shuffled = adjust([p[at] for at in order])
        assert shuffled == pytest.approx(adjust(p)[order])


def test_a_family_of_none_is_empty() -> None:
    assert holm([]).tolist() == []
    assert benjamini_hochberg([]).tolist() == []


@pytest.mark.parametrize("p", [[0.5, 1.1], [-0.1], [float("nan")], [[0.5]]])
def test_what_is_no_p_value_is_refused(p: list[float]) -> None:
    for adjust in (holm, benjamini_hochberg):
        with pytest.raises(ValueError, match=r"^a family needs a row of p-values, each from 0 to 1$"):
            adjust(p)
