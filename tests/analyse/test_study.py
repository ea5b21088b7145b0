"""What a board's outcomes tell beyond its scores, by hand for small boards."""

import math

import pytest

from generator.analyse.absence import Absence
from generator.analyse.board import boards
from generator.analyse.study import BoardStudy, ScoreStudy, Spread, study
from generator.model.run import Run
from tests.analyse.runs import run

MANY = 2.8015852181  # standard errors: the normal quantiles of .975 and .8


def studied(*runs: Run) -> BoardStudy:
    (board,) = boards(runs)
    return study(board)


def base(*runs: Run) -> ScoreStudy:
    found = studied(*runs).base
    assert isinstance(found, ScoreStudy)
    return found


def numbers(of: Spread | Absence) -> tuple[float, ...]:
    assert isinstance(of, Spread)
    return of.median, of.least, of.most, of.pairs


def test_pairs_are_told_by_the_median_and_the_range_of_their_standard_errors() -> None:
    # differences of a and b 0, 1, 0, 0; of a and c 1, 1, 0, 0; of b and c 1, 0, 0, 0
    found = base(run("a", [1, 1, 0, 1]), run("b", [1, 0, 0, 1]), run("c", [0, 0, 0, 1]))
    one, two = math.sqrt(0.25 / 4), math.sqrt(1 / 3 / 4)
    assert numbers(found.errors) == pytest.approx((one, one, two, 3))
    assert numbers(found.detectable) == pytest.approx((MANY * one, MANY * one, MANY * two, 3))
    assert found.parted == Absence(
        "some tasks have one sample: what is due to tasks and what to sampling cannot be told apart"
    )


@pytest.mark.parametrize(("error", "detectable"), [(0.03, 0.084), (0.04, 0.1121), (0.046, 0.1289)])
def test_the_published_detectable_differences_are_met(error: float, detectable: float) -> None:
    # mde_humaneval of the published reference values, from standard errors of pairs
    assert error * MANY == pytest.approx(detectable, abs=6e-5)


def test_several_samples_part_the_noise_of_pairs() -> None:
    found = base(run("a", [2, 1, 0], samples=2), run("b", [0, 1, 2], samples=2))
    # differences 1, 0, -1: variance 1; within 0, .5, 0 for each run: 1/3 for a pair, 1/6 averaged over two samples
    assert not isinstance(found.parted, Absence)
    task, sampling = found.parted
    assert numbers(task) == pytest.approx((*[math.sqrt(5 / 6 / 3)] * 3, 1))
    assert numbers(sampling) == pytest.approx((*[math.sqrt(1 / 3 / 3)] * 3, 1))


def test_runs_that_differ_nowhere_tell_no_detectable_difference() -> None:
    found = base(run("a", [1, 0]), run("b", [1, 0]))
    assert found.detectable == Absence(
        "each pair of runs differs alike on every task: nothing tells how much differences vary"
    )
    with_a_third = base(run("a", [1, 0, 1]), run("b", [1, 0, 1]), run("c", [1, 0, 0]))
    assert numbers(with_a_third.detectable) == pytest.approx((*[MANY * math.sqrt(1 / 3 / 3)] * 3, 2))


def test_what_a_board_lacks_is_said() -> None:
    alone = studied(run("a", [1, 0]))
    assert alone.plus == Absence("not measured")
    assert isinstance(alone.base, ScoreStudy)
    one_run = Absence("one run: there is no pair")
    assert [alone.base.errors, alone.base.parted, alone.base.detectable] == [one_run] * 3
    apart = studied(run("a", [1, 0], tasks=["x", "y"]), run("b", [1, 0], tasks=["x", "z"]))
    assert apart.base == Absence("the runs did not run on the same tasks")
