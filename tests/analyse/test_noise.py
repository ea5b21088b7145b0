"""Noise components: unbiased by enumeration of every outcome, and by simulation; parts and total add up."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from generator.analyse.absence import Absence
from generator.analyse.noise import Noise, Parts, pair_noise, run_noise
from generator.analyse.outcomes import Outcomes, outcomes_of
from generator.model.run import Run
from tests.analyse.runs import run

steady = settings(deadline=None)  # a machine may be busy
ONE_SAMPLE = Absence(
    "some tasks have one sample: what is due to tasks and what to sampling cannot be told apart"
)


def noise(of: Run) -> Noise:
    found = run_noise(of, plus=False)
    assert isinstance(found, Noise)
    return found


def parts(of: Noise) -> Parts:
    assert isinstance(of.parts, Parts)
    return of.parts


def laid(*runs: Run) -> Outcomes:
    found = outcomes_of(runs, plus=False)
    assert isinstance(found, Outcomes)
    return found


@pytest.mark.parametrize("samples", [[2, 2], [3, 3, 3], [2, 4, 3]])
def test_the_parts_of_a_score_have_no_bias(samples: list[int]) -> None:
    # tasks drawn from three kinds of equal chance; every draw of kinds and of outcomes with its probability
    kinds = (0.1, 0.5, 0.8)
    task = sampling = variance = 0.0
    for drawn in product(kinds, repeat=len(samples)):
        for passed in product(*(range(n + 1) for n in samples)):
            weight = float(np.prod(binom.pmf(passed, samples, drawn))) / len(kinds) ** len(samples)
            found = noise(run(base=passed, samples=samples))
            task += weight * parts(found).task
            sampling += weight * parts(found).sampling
            variance += weight * found.error**2
    true_task, true_sampling = np.var(kinds), float(np.mean([q * (1 - q) for q in kinds]))
    assert (task, sampling) == pytest.approx((true_task, true_sampling), abs=1e-12)
    averaged = true_sampling * np.mean([1 / n for n in samples])
    assert variance == pytest.approx((true_task + averaged) / len(samples), abs=1e-12)


def test_the_parts_of_a_difference_have_no_bias() -> None:
    kinds = ((0.1, 0.3), (0.6, 0.5), (0.9, 0.2))  # chances of the first and second run on a kind of task
    samples, tasks = (2, 3), 2
    task = sampling = 0.0
    for drawn in product(kinds, repeat=tasks):
        first, second = zip(*drawn, strict=True)
        for a in product(range(samples[0] + 1), repeat=tasks):
            for b in product(range(samples[1] + 1), repeat=tasks):
                chances = (binom.pmf(a, samples[0], first), binom.pmf(b, samples[1], second))
                weight = float(np.prod(chances)) / len(kinds) ** tasks
                pair = pair_noise(
                    laid(run("a", base=a, samples=samples[0]), run("b", base=b, samples=samples[1]))
                )
                assert not isinstance(pair, Absence)
                found = parts(pair.pair(0, 1))
                task, sampling = task + weight * found.task, sampling + weight * found.sampling
    true_task = np.var([a - b for a, b in kinds])
    true_sampling = np.mean([a * (1 - a) + b * (1 - b) for a, b in kinds])
    assert (task, sampling) == pytest.approx((true_task, true_sampling), abs=1e-12)


@pytest.mark.parametrize("samples", [2, 10])
def test_the_standard_error_is_that_of_simulated_scores(samples: int) -> None:
    dice, tasks = np.random.default_rng(3), 164
    passed = dice.binomial(samples, dice.beta(0.5, 0.5, (3000, tasks)))
    scores = (passed / samples).mean(axis=1)
    variances = [noise(run(base=row.tolist(), samples=samples)).error ** 2 for row in passed[:300]]
    assert np.mean(variances) == pytest.approx(scores.var(), rel=0.08)


@steady
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=20))
def test_a_pair_agrees_with_the_differences_written_out(rows: list[tuple[int, int]]) -> None:
    first, second = (np.array(column) / 5 for column in zip(*rows, strict=True))
    outcomes = laid(*(run(f"r{at}", base=[row[at] for row in rows], samples=5) for at in (0, 1)))
    found = pair_noise(outcomes)
    assert not isinstance(found, Absence)
    pair = found.pair(0, 1)
    assert pair.error**2 == pytest.approx(np.var(first - second, ddof=1) / len(rows), abs=1e-12)
    one, other = (parts(noise(each)) for each in outcomes.runs)
    assert parts(pair).sampling == pytest.approx(one.sampling + other.sampling, abs=1e-12)
    drawn = (one.sampling + other.sampling) / 5
    assert pair.error**2 == pytest.approx((parts(pair).task + drawn) / len(rows), abs=1e-12)
    assert found.error.tolist() == found.error.T.tolist()
    assert found.errors.tolist() == [pair.error]
    assert parts(pair).total == parts(pair).task + parts(pair).sampling


def test_a_known_run_has_the_parts_that_hand_gives() -> None:
    found = noise(run(base=[2, 1, 0], samples=2))
    # means 1, .5, 0: variance .25; within 0, .5, 0: mean 1/6; averaged over two samples 1/12
    assert (parts(found).task, parts(found).sampling) == pytest.approx((0.25 - 1 / 12, 1 / 6))
    assert found.error == pytest.approx((0.25 / 3) ** 0.5)
    assert found.task_error == pytest.approx((1 / 6 / 3) ** 0.5)
    assert found.sampling_error == pytest.approx((1 / 6 / 3) ** 0.5)


def test_with_one_sample_a_task_the_split_is_undefined_and_not_0() -> None:
    found = noise(run(base=[1, 0, 1, 0]))
    assert found == Noise(4, float(np.sqrt(np.var([1, 0, 1, 0], ddof=1) / 4)), ONE_SAMPLE)
    assert found.task_error == found.sampling_error == ONE_SAMPLE
    pair = pair_noise(laid(run("a", base=[1, 0, 1]), run("b", base=[0, 2, 4], samples=4)))
    assert not isinstance(pair, Absence)
    assert pair.parts == pair.pair(0, 1).parts == ONE_SAMPLE


def test_a_part_below_0_is_no_standard_error() -> None:
    found = noise(run(base=[1, 1, 1], samples=2))
    assert parts(found).task == pytest.approx(-0.25)
    assert found.task_error == Absence("too small to be told from 0 with these samples")


def test_what_has_no_noise_to_estimate_says_why() -> None:
    one_task = Absence("one task: how tasks differ cannot be told")
    assert run_noise(run(base=[3], samples=5), plus=False) == one_task
    assert run_noise(run(base=[1, 0]), plus=True) == Absence("not measured")
    assert pair_noise(laid(run())) == Absence("one run: there is no pair")
    assert pair_noise(laid(run("a", base=[1]), run("b", base=[0]))) == one_task


def test_runs_are_laid_side_by_side_in_the_order_of_the_first_ones_tasks() -> None:
    first = run("a", base=[1, 0, 1], tasks=["x", "y", "z"])
    second = run("b", base=[3, 2, 0], samples=[4, 2, 1], tasks=["z", "x", "y"])
    unmeasured = run("c", base=None, plus=[0, 0, 0], tasks=["x", "y", "z"])
    found = laid(first, unmeasured, second)
    assert (found.runs, found.tasks) == ((first, second), ("x", "y", "z"))
    assert found.samples.tolist() == [[1, 1, 1], [2, 1, 4]]
    assert found.shares.tolist() == [[1, 0, 1], [1, 0, 0.75]]


def test_runs_on_other_tasks_are_not_laid_side_by_side() -> None:
    runs = [run("a", tasks=["x", "y"]), run("b", tasks=["x", "z"])]
    assert outcomes_of(runs, plus=False) == Absence("the runs did not run on the same tasks")
    assert outcomes_of(runs, plus=True) == outcomes_of([], plus=False) == Absence("not measured")
