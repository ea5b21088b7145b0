from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.analyse.curves import (
    BELOW_ONE,
    all_fail,
    grid,
    overtaken,
    pass_curves,
    reached,
    run_pass_curves,
)
from generator.analyse.passk import pass_at_k
from tests.analyse.runs import run

TALLIES = st.integers(1, 120).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


@pytest.mark.parametrize("samples", range(1, 8))
def test_at_whole_k_every_draw_is_counted(samples: int) -> None:
    ks = range(1, samples + 1)
    table = all_fail(samples, list(ks))
    for k in ks:
        draws = list(combinations(range(samples), k))
        counted = [
            Fraction(sum(min(draw) >= passed for draw in draws), len(draws)) for passed in range(samples + 1)
        ]
        assert table[k - 1].tolist() == pytest.approx([float(share) for share in counted], abs=1e-15)


@given(tally=TALLIES)
def test_at_whole_k_it_is_the_estimate_of_pass_at_k(tally: tuple[int, int]) -> None:
    n, c = tally
    ks = np.arange(1, n + 1)
    expected = [float(pass_at_k([n], [c], int(k))[0]) for k in ks]
    assert pass_curves([n], [c], ks)[:, 0].tolist() == pytest.approx(expected, abs=1e-13)


@settings(deadline=None)  # scipy takes its time to import
@given(tally=TALLIES, share=st.floats(0, 1))
def test_at_real_k_it_is_the_extension_by_gamma_functions(tally: tuple[int, int], share: float) -> None:
    from scipy.special import gammaln

    n, c = tally
    k = share * n
    fail = float(all_fail(n, [k])[0, c])
    if k >= n - c + 1:
        assert fail == 0
    else:
        log = gammaln(n - c + 1) - gammaln(n - c - k + 1) + gammaln(n - k + 1) - gammaln(n + 1)
        assert fail == pytest.approx(np.exp(log), rel=1e-9, abs=1e-13)


@given(tally=TALLIES)
def test_a_curve_rises_and_is_concave_between_whole_k_too(tally: tuple[int, int]) -> None:
    n, c = tally
    curve = 1 - all_fail(n, np.linspace(0, n, 8 * n + 1))[:, c]
    assert (np.diff(curve) >= 0).all()
    assert (np.diff(curve, 2) <= 1e-12).all()


def test_tasks_of_different_samples_keep_their_order() -> None:
    curves = pass_curves([2, 4, 2], [1, 1, 0], [1, 1.5, 2])
    assert curves.tolist() == [[0.5, 0.25, 0.0], [0.75, 0.375, 0.0], [1.0, 0.5, 0.0]]


@pytest.mark.parametrize("k", [-0.5, 2.5])
def test_a_k_beyond_the_samples_is_refused(k: float) -> None:
    with pytest.raises(ValueError, match=r"^k lies between 0 and the 2 samples of a task$"):
        all_fail(2, [k])


def test_a_grid_holds_every_whole_k_and_is_finest_where_curves_bend() -> None:
    ks = grid(40)
    assert set(range(1, 41)) <= set(ks.tolist())
    assert np.diff(ks).max() == 1.0
    assert ks[:3].tolist() == [1.0, 1.03125, 1.0625]
    assert grid(1).tolist() == [1.0]
    assert ks[: len(grid(7))].tolist() == grid(7).tolist()


@settings(deadline=None)  # as above
@given(data=st.data())
def test_on_the_grid_a_score_is_reached_where_bisection_finds_it(data: st.DataObject) -> None:
    from scipy.optimize import brentq

    n = data.draw(st.integers(2, 100))
    passed = np.array(data.draw(st.lists(st.integers(0, n), min_size=1, max_size=12)))
    ks = grid(n)
    curve = (1 - all_fail(n, ks))[:, passed].mean(axis=1)
    if curve[-1] - curve[0] < 0.02:
        return
    target = curve[0] + data.draw(st.floats(0.05, 0.95)) * (curve[-1] - curve[0])
    exact = brentq(lambda k: (1 - all_fail(n, [k]))[0, passed].mean() - target, 1, n, xtol=1e-12)
    (found,) = reached(curve[np.newaxis], ks, np.array([target])).tolist()
    assert found == pytest.approx(exact, rel=5e-3)


def test_a_score_may_be_reached_before_the_start_at_it_or_never() -> None:
    curves = np.array([[0.5, 0.75, 0.75, 0.8]] * 5)
    targets = np.array([0.4, 0.5, 0.7, 0.75, 0.9])
    ks = np.array([1.0, 2.0, 3.0, 4.0])
    found = reached(curves, ks, targets).tolist()
    assert found == pytest.approx([BELOW_ONE, 1.0, 1.8, 2.0, np.inf])


def test_a_curve_is_overtaken_where_the_other_lies_above_and_not_where_they_touch() -> None:
    ks = np.array([1.0, 2.0, 3.0])
    leader = np.array([[0.5, 0.6, 0.6]] * 4)
    follower = np.array([[0.4, 0.7, 0.8], [0.4, 0.6, 0.6], [0.6, 0.6, 0.6], [0.5, 0.6, 0.7]])
    assert overtaken(leader, follower, ks).tolist() == pytest.approx([1.5, np.inf, BELOW_ONE, 2.0])


def test_a_run_gives_its_curve_up_to_its_smallest_n() -> None:
    ks, curves = run_pass_curves(run(base=(1, 3), samples=(2, 4)), plus=False)
    assert (ks[-1], curves[-1].tolist()) == (2.0, [1.0, 1.0])
    with pytest.raises(ValueError, match=r"^toy: not measured$"):
        run_pass_curves(run(), plus=True)
