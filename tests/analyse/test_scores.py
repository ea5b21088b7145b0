"""Scores of runs and of printed lines: each value with its interval, or why there is none."""

import re
from collections.abc import Sequence

import numpy as np
import pytest

from generator.analyse.absence import Absence
from generator.analyse.interval import Interval, wilson
from generator.analyse.passk import mean_interval
from generator.analyse.scores import Estimate, published_score, run_score
from generator.model.published import Estimand, PublishedScore, Reading
from tests.analyse.runs import run


def printed(
    share: float = 0.5,
    *,
    estimand: Estimand = "greedy",
    tasks: int | None = 164,
    ci95_half: float | None = None,
    read: Reading = "printed",
) -> PublishedScore:
    return PublishedScore(
        id="r0001",
        source="paper",
        model="toy",
        benchmark="humaneval",
        plus=False,
        dataset_version="",
        tasks=tasks,
        harness="",
        k=1,
        printed=f"{100 * share:.1f}",
        share=share,
        estimand=estimand,
        temperature=None,
        samples=None,
        ci95_half=ci95_half,
        read=read,
        locator="Table 1",
        url="",
        note="",
    )


def of_shares(*shares: float) -> Interval:
    return mean_interval(np.array(shares), one_sample=False)


def test_one_sample_a_task_scores_its_passes() -> None:
    assert run_score(run(base=[1, 1, 0, 1]), plus=False) == Estimate(0.75, wilson(0.75, 4), tasks=4)


def test_plus_scores_count_the_plus_tests() -> None:
    both = run(base=[1, 1, 0, 1], plus=[1, 0, 0, 0])
    assert run_score(both, plus=True) == Estimate(0.25, wilson(0.25, 4), tasks=4)
    assert run_score(both, plus=False) == Estimate(0.75, wilson(0.75, 4), tasks=4)


@pytest.mark.parametrize(("k", "shares"), [(1, (0.25, 0.0, 1.0)), (2, (0.5, 0.0, 1.0)), (4, (1.0, 0.0, 1.0))])
def test_several_samples_score_the_mean_over_tasks(k: int, shares: Sequence[float]) -> None:
    found = run_score(run(base=[1, 0, 4], samples=4), k, plus=False)
    assert found == Estimate(sum(shares) / 3, of_shares(*shares), tasks=3)


def test_a_task_with_more_samples_weighs_as_much_as_any_other() -> None:
    ragged = run(base=[1, 1], samples=[1, 4])
    assert run_score(ragged, plus=False) == Estimate(0.625, of_shares(1.0, 0.25), tasks=2)


@pytest.mark.parametrize(("samples", "k", "least"), [(1, 2, 1), (4, 5, 4), ([9, 3], 4, 3)])
def test_a_k_beyond_any_task_s_samples_is_absent(samples: int | list[int], k: int, least: int) -> None:
    found = run_score(run(base=[1, 0], samples=samples), k, plus=False)
    assert found == Absence(f"needs {k} samples a task, this run has {least}")


@pytest.mark.parametrize("plus", [True, False])
def test_tests_that_were_not_run_have_no_score(*, plus: bool) -> None:
    only = run(base=[1, 0]) if plus else run(base=None, plus=[1, 0])
    assert run_score(only, plus=plus) == Absence("not measured")


def test_k_below_1_is_refused() -> None:
    with pytest.raises(ValueError, match=f"^{re.escape('pass@0: k counts samples and starts at 1')}$"):
        run_score(run(), 0, plus=False)


def test_a_printed_greedy_score_has_wilson_s_interval_over_its_tasks() -> None:
    assert published_score(printed(0.5)) == Estimate(0.5, wilson(0.5, 164), tasks=164, absence="")


@pytest.mark.parametrize("estimand", ["sampled", "unknown"])
def test_a_printed_score_that_may_be_sampled_has_an_upper_bound(estimand: Estimand) -> None:
    assert published_score(printed(0.5, estimand=estimand)) == Estimate(
        0.5, wilson(0.5, 164, upper_bound=True), tasks=164, absence=""
    )


@pytest.mark.parametrize("estimand", ["greedy", "sampled", "selected", "unknown"])
def test_the_source_s_own_interval_is_kept_whatever_the_decoding(estimand: Estimand) -> None:
    assert published_score(printed(0.5, estimand=estimand, ci95_half=25.0, tasks=None)) == Estimate(
        0.5, Interval(0.25, 0.75, "as the source prints it", "as the source states"), tasks=None, absence=""
    )


@pytest.mark.parametrize(("share", "low", "high"), [(0.125, 0.0, 0.375), (0.875, 0.625, 1.0)])
def test_the_source_s_own_interval_ends_at_0_and_1(share: float, low: float, high: float) -> None:
    assert published_score(printed(share, ci95_half=25.0)).interval == Interval(
        low, high, "as the source prints it", "as the source states"
    )


def test_a_printed_interval_is_scaled_to_another_level_as_a_normal_one() -> None:
    found = published_score(printed(0.5, ci95_half=19.6), 0.99).interval
    assert found is not None
    assert (round(found.low, 5), round(found.high, 5), found.level) == (0.24241, 0.75759, 0.99)


@pytest.mark.parametrize("ci95_half", [None, 5.0])
def test_nothing_is_computed_from_a_score_that_was_read_by_eye(ci95_half: float | None) -> None:
    assert published_score(printed(0.5, read="by-eye", ci95_half=ci95_half)) == Estimate(
        0.5, None, tasks=164, absence="read off a chart by eye: nothing is computed from it"
    )


def test_a_score_that_was_decoded_from_a_vector_figure_counts_as_printed() -> None:
    assert published_score(printed(0.5, read="vector")) == Estimate(0.5, wilson(0.5, 164), tasks=164)


def test_no_interval_covers_the_choice_of_a_selected_score() -> None:
    assert published_score(printed(0.5, estimand="selected")) == Estimate(
        0.5,
        None,
        tasks=164,
        absence="the best of several settings or filtered samples: no interval covers the choice",
    )


def test_a_score_over_an_unknown_number_of_tasks_has_no_interval() -> None:
    assert published_score(printed(0.5, tasks=None)) == Estimate(
        0.5, None, tasks=None, absence="the source does not say how many tasks"
    )


@pytest.mark.parametrize(
    ("share", "half"),
    [
        (0.726, 6.826),
        (0.671, 7.191),
        (0.805, 6.064),
        (0.744, 6.679),
        (0.89, 4.789),
        (0.823, 5.841),
        (0.372, 7.398),
        (0.585, 7.541),
        (0.61, 7.465),
    ],
)
def test_wilson_is_as_wide_as_the_normal_intervals_that_llama_3_prints(share: float, half: float) -> None:
    # 1.96 sqrt(S(1-S)/164) [dubey2024llama3, section 5.1]: ours differs by little, and is not centred on the score
    interval = published_score(printed(share)).interval
    assert interval is not None
    assert 50 * (interval.high - interval.low) == pytest.approx(half, abs=0.1)
