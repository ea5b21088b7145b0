"""What can be detected, against printed values and the exact power of the test."""

import math

import numpy as np
import pytest

from generator.analyse.absence import Absence
from generator.analyse.mcnemar import exact_p
from generator.analyse.power import (
    detectable_difference,
    samples_to_separate,
    tasks_to_separate_means,
    tasks_to_separate_outcomes,
)


# reference_values.yaml, mde_humaneval: 2.80 standard errors
@pytest.mark.parametrize(("error", "detectable"), [(0.03, 0.084), (0.04, 0.1121), (0.046, 0.1289)])
def test_every_published_detectable_difference_is_met(error: float, detectable: float) -> None:
    assert detectable_difference(error) == pytest.approx(detectable, abs=6e-5)


def test_the_sample_size_of_miller_is_met() -> None:
    # reference_values.yaml, miller2024errorbars: variance 1/9 a task, difference 0.03, 969 questions
    assert tasks_to_separate_means(0.03, math.sqrt(1 / 9)) == 969


def test_what_is_detectable_needs_as_many_tasks_as_there_are() -> None:
    found = detectable_difference(0.4 / math.sqrt(164))
    assert isinstance(found, float)
    assert tasks_to_separate_means(found, 0.4) in {164, 165}


def exact_power(tasks: int, lost: float, won: float, alpha: float) -> float:
    """Sum the chances of all outcomes that exact McNemar rejects, where these shares of tasks are discordant."""
    from scipy.stats import binom

    discordant = np.arange(tasks + 1)
    weight = binom.pmf(discordant, tasks, lost + won)
    power = 0.0
    for n in discordant[weight > 1e-8]:
        worse = np.arange(n + 1)
        rejected = exact_p(worse, n - worse) <= alpha
        power += weight[n] * float(binom.pmf(worse, n, lost / (lost + won)) @ rejected)
    return power


@pytest.mark.parametrize("alpha", [0.05, 0.05 / 15, 0.05 / 1176])
@pytest.mark.parametrize(("lost", "won"), [(4, 12), (13, 32), (8, 16)])
def test_a_pair_is_separated_with_80_percent_power_on_as_many_tasks_as_are_named(
    lost: int, won: int, alpha: float
) -> None:
    tasks = tasks_to_separate_outcomes(lost, won, 164, alpha=alpha)
    assert isinstance(tasks, int)
    assert 0.78 <= exact_power(tasks, lost / 164, won / 164, alpha) <= 0.84


def test_a_simulated_pair_is_separated_as_often_as_the_sum_says() -> None:
    tasks = tasks_to_separate_outcomes(13, 32, 164)
    assert isinstance(tasks, int)
    drawn = np.random.default_rng(3).multinomial(tasks, [13 / 164, 32 / 164, 119 / 164], size=20_000)
    assert float((exact_p(drawn[:, 0], drawn[:, 1]) <= 0.05).mean()) == pytest.approx(0.80, abs=0.02)


def test_a_simulated_mean_difference_is_separated_at_80_percent_power() -> None:
    from scipy.stats import ttest_1samp

    tasks = tasks_to_separate_means(0.1, 0.4)
    assert isinstance(tasks, int)
    drawn = np.random.default_rng(4).normal(0.1, 0.4, size=(20_000, tasks))
    assert float((ttest_1samp(drawn, 0, axis=1).pvalue <= 0.05).mean()) == pytest.approx(0.80, abs=0.01)


def test_more_samples_help_as_far_as_the_tasks_let_them() -> None:
    few = samples_to_separate(0.05, 164, task_variance=0.02, sample_variance=0.15)
    assert few == 5
    variance = 0.02 + 0.15 / few
    reachable = detectable_difference(math.sqrt(variance / 164))
    assert isinstance(reachable, float)
    assert reachable <= 0.05
    none = samples_to_separate(0.05, 164, task_variance=0.08, sample_variance=0.15)
    assert none == Absence("the tasks alone vary too much: more samples do not help, more tasks would")


def test_where_nothing_differs_nothing_separates() -> None:
    equal = Absence("with equal scores no number of tasks would")
    assert tasks_to_separate_outcomes(7, 7, 164) == equal
    assert tasks_to_separate_outcomes(0, 0, 164) == equal
    assert tasks_to_separate_means(0.0, 0.3) == equal
    assert tasks_to_separate_means(-2.7e-18, 0.3) == equal  # what floating point leaves of equal means
    assert samples_to_separate(0.0, 164, task_variance=0.1, sample_variance=0.1) == Absence(
        "with equal scores no number of samples would"
    )
    flat = Absence("the difference is the same on every task: how much it varies is not known")
    assert tasks_to_separate_means(0.1, 0.0) == flat
    unknown = Absence("the difference is the same on every task: nothing tells how much it varies")
    assert detectable_difference(0.0) == unknown


def test_one_sided_discordance_needs_few_tasks() -> None:
    assert tasks_to_separate_outcomes(0, 40, 100) == 20
