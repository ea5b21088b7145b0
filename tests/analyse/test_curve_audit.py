"""Whether a printed curve of pass@k can be: curves of real tallies can, bent ones cannot."""

import os
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement
from math import comb
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analyse.curve_audit import CurvePoint, curve_audit
from generator.analyse.passk import pass_at_k

CORPUS = Path(os.environ.get("SCALEBOOK_CORPUS", "not-set"))
needs_corpus = pytest.mark.skipif(
    not (CORPUS / "published" / "passk_curves.yaml").exists(),
    reason="SCALEBOOK_CORPUS names no folder of published curves",
)

# HumanEval+ after reinforcement learning, printed by yue2025limit in Figure 4 (left)
BENT = {
    1: 0.830877, 2: 0.841814, 3: 0.853839, 4: 0.85828, 5: 0.863644, 6: 0.867958, 8: 0.874843, 9: 0.877725,
    11: 0.882734, 13: 0.886988, 16: 0.892328, 19: 0.896714, 22: 0.900367, 26: 0.904357, 32: 0.908966, 38: 0.912444,
    45: 0.915578, 53: 0.918387, 64: 0.921449, 76: 0.924174, 90: 0.926883, 107: 0.929761, 128: 0.932927,
}  # fmt: skip


def points(shares: Mapping[int, float], rounding: float = 5e-7) -> list[CurvePoint]:
    return [CurvePoint(k, share, rounding) for k, share in shares.items()]


def curve(passed: Sequence[int], samples: int, digits: int = 6) -> dict[int, float]:
    """Round the pass@k of tallies for every k."""
    n = np.full(len(passed), samples)
    return {k: round(float(pass_at_k(n, passed, k).mean()), digits) for k in range(1, samples + 1)}


@given(
    st.integers(1, 24).flatmap(
        lambda n: st.lists(st.integers(0, n), min_size=1, max_size=30).map(lambda c: (n, c))
    )
)
@settings(max_examples=25, deadline=None)
def test_a_curve_of_tallies_is_possible(drawn: tuple[int, list[int]]) -> None:
    samples, passed = drawn
    audit = curve_audit(points(curve(passed, samples)), samples, len(passed))
    assert (audit.possible, audit.missed, audit.remainders, audit.broken_totals) == (True, (), (), ())
    assert audit.deviation <= 5e-7 + 1e-9


def test_every_histogram_of_a_small_case_is_judged_as_by_brute_force() -> None:
    """Two samples: pass@1 = mean c/2, pass@2 = share with c > 0; possible if and only if pass@1 <= pass@2 <= 2 pass@1."""
    for first in range(11):
        for second in range(11):
            audit = curve_audit(points({1: first / 10, 2: second / 10}, 1e-9), 2)
            assert audit.fits == (first <= second <= 2 * first)


def test_the_smallest_deviation_is_that_of_the_best_of_many_histograms() -> None:
    """Three samples, every share of 12 tasks: none comes nearer than the programme, and one comes nearly as near."""
    printed = {1: 0.5, 2: 0.55, 3: 0.8}
    audit = curve_audit(points(printed, 1e-9), 3)
    nearest = 1.0
    for passed in combinations_with_replacement(range(4), 12):
        of = [float(sum(1 - Fraction(comb(3 - c, k), comb(3, k)) for c in passed) / 12) for k in printed]
        nearest = min(nearest, max(abs(a - b) for a, b in zip(of, printed.values(), strict=True)))
    assert audit.deviation <= nearest
    assert nearest - audit.deviation < 0.02


def test_a_curve_that_falls_is_not_possible_and_says_where() -> None:
    audit = curve_audit(points({1: 0.5, 2: 0.4}, 0.0005), 2)
    assert not audit.possible
    assert dict(audit.missed) == pytest.approx({1: 0.05, 2: -0.05})
    assert [(each.without, each.fits) for each in audit.remainders] == [((1,), True)]


def test_a_curve_that_rises_ever_faster_is_not_possible() -> None:
    assert not curve_audit(points({1: 0.1, 2: 0.2, 3: 0.4}, 0.0005), 3).possible
    assert curve_audit(points({1: 0.1, 2: 0.2, 3: 0.3}, 0.0005), 3).possible


def test_a_coarse_rounding_excuses_what_a_fine_one_does_not() -> None:
    bent = {1: 0.5, 2: 0.499}
    assert curve_audit(points(bent, 0.0005), 10).possible
    assert not curve_audit(points(bent, 0.0004), 10).possible


def test_each_point_is_given_its_own_rounding() -> None:
    fine, coarse = CurvePoint(1, 0.52341, 5e-6), CurvePoint(2, 0.52, 0.005)
    assert curve_audit([fine, coarse], 2).possible


def test_pass_at_1_and_at_n_must_be_whole_numbers_of_samples_and_tasks() -> None:
    audit = curve_audit(points({1: 0.2525, 4: 0.4444}, 0.00005), 4, 10)
    assert audit.fits
    assert not audit.possible
    assert [(each.k, round(each.total, 6), each.of) for each in audit.broken_totals] == [
        (1, 10.1, 40),
        (4, 4.444, 10),
    ]


def test_digits_too_coarse_to_tell_break_no_total() -> None:
    assert curve_audit(points({1: 0.253, 2: 0.3}, 0.0005), 200, 164).broken_totals == ()


@pytest.mark.parametrize(
    ("shares", "message"),
    [
        ({}, "a curve needs points, one for each k"),
        ({0: 0.5}, "pass@k of 4 samples is known for k from 1 to 4"),
        ({5: 0.5}, "pass@k of 4 samples is known for k from 1 to 4"),
    ],
)
def test_what_is_no_curve_is_refused(shares: Mapping[int, float], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        curve_audit(points(shares), 4)


def test_the_same_k_twice_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^a curve needs points, one for each k$"):
        curve_audit([*points({1: 0.5}), *points({1: 0.6})], 4)


def test_the_printed_curve_that_fails_says_which_points_have_to_go() -> None:
    audit = curve_audit(points(BENT), 128, 164)
    assert not audit.possible
    assert audit.deviation == pytest.approx(1.253e-3, abs=1e-6)
    assert [k for k, _ in audit.missed][:4] == [3, 2, 4, 1]
    assert [(each.without, each.fits) for each in audit.remainders] == [
        ((3,), False),
        ((1, 3), False),
        ((1, 2, 3), True),
    ]
    assert [each.deviation for each in audit.remainders] == pytest.approx([3.145e-4, 1.05e-5, 0], abs=3e-7)
    assert [(each.k, round(each.total, 2), each.of) for each in audit.broken_totals] == [(1, 17441.77, 20992)]


@cache
def printed_curves() -> Mapping[str, Any]:
    parsed: Mapping[str, Any] = yaml.safe_load((CORPUS / "published" / "passk_curves.yaml").read_bytes())
    return parsed


@needs_corpus
@pytest.mark.parametrize(
    ("benchmark", "trained", "possible"),
    [
        ("humaneval+", "base", True),
        ("mbpp+", "base", True),
        ("mbpp+", "rl", True),
        ("humaneval+", "rl", False),
    ],
)
def test_three_of_four_printed_curves_fit_within_their_rounding(
    benchmark: str, trained: str, *, possible: bool
) -> None:
    printed = printed_curves()[benchmark]
    shares = dict(zip(printed[trained]["k"], printed[trained]["pass_at_k"], strict=True))
    audit = curve_audit(points(shares), 128, printed["problems"])
    assert audit.possible == possible
    assert (audit.deviation < 4e-7) == possible
