"""What the studies find, in short, and that docs/methods.md holds what they found in full."""

import re
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulations import families, paired_samples, rejected_share, sampling, score_interval, size
from simulations.difficulty import SPREADS, Difficulty, difficulty
from simulations.paired_outcomes import pair_coverages, sizes
from simulations.score_interval import Design
from simulations.studies import STUDIES
from simulations.study import held

METHODS = (Path(__file__).parents[2] / "docs" / "methods.md").read_text(encoding="utf-8")


def lines(name: str, rows: Iterable[Any]) -> list[str]:
    """Rows as the table of their study shows them."""
    columns = STUDIES[name].columns.values()
    return [f"| {' | '.join(show(row) for show in columns)} |" for row in rows]


def in_methods(name: str) -> list[str]:
    head, rule, *rows = held(METHODS, name).splitlines()
    assert (head, rule.count("---")) == (
        f"| {' | '.join(STUDIES[name].columns)} |",
        len(STUDIES[name].columns),
    )
    return rows


def test_every_study_has_its_table_in_the_methods_and_every_table_its_study() -> None:
    assert sorted(re.findall(r"<!-- simulated: (.*) -->", METHODS)) == sorted(STUDIES)
    assert {name: len(in_methods(name)) > 0 for name in STUDIES} == dict.fromkeys(STUDIES, True)


def test_what_is_summed_exactly_stands_in_the_methods() -> None:
    assert lines("one-sample", score_interval.exact_coverage()) == in_methods("one-sample")
    assert lines("mcnemar-size", sizes([164])) == in_methods("mcnemar-size")[:6]
    assert lines("bonett-price", pair_coverages([164])) == in_methods("bonett-price")[:6]


@pytest.mark.slow
def test_what_is_simulated_of_scores_stands_in_the_methods() -> None:
    rows = score_interval.coverage(score_interval.REPLICATES, score_interval.DESIGNS[:2])
    assert lines("score-interval", rows) == in_methods("score-interval")[:2]
    contrast = score_interval.contrast(score_interval.CONTRASTED, [0.996])
    assert lines("bootstrap-of-scores", contrast) == in_methods("bootstrap-of-scores")[-4:]


@pytest.mark.slow
def test_what_is_simulated_of_differences_stands_in_the_methods() -> None:
    rows = paired_samples.coverage(paired_samples.REPLICATES, paired_samples.DESIGNS[:1])
    assert lines("paired-t", rows) == in_methods("paired-t")[:1]


@pytest.mark.slow
def test_what_is_simulated_of_rejected_shares_stands_in_the_methods() -> None:
    rows = rejected_share.coverage(rejected_share.REPLICATES, rejected_share.DESIGNS[:1])
    assert lines("rejected-share", rows) == in_methods("rejected-share")[:1]


def test_the_interval_of_a_rejected_share_covers_although_samples_of_a_task_are_alike() -> None:
    (found,) = rejected_share.coverage(30, [rejected_share.Design(164, 40)])
    assert found.small >= 0.93
    assert 0.92 <= found.mean <= 0.98


@pytest.mark.slow
def test_what_is_simulated_of_equivalent_k_stands_in_the_methods() -> None:
    rows = sampling.run_coverage(samples=[10], truths=[1.2])
    assert lines("equivalent-k", rows) == in_methods("equivalent-k")[:1]


def test_the_interval_of_equivalent_k_covers_about_as_often_as_it_says() -> None:
    (found,) = sampling.run_coverage(3, samples=[40], truths=[2.0])
    assert found.covered >= 0.8  # of 27


def test_the_interval_of_a_printed_equivalent_k_is_an_upper_bound() -> None:
    (found,) = sampling.printed_coverage(1, truths=[2.0])
    assert found.covered == 1.0


@pytest.mark.slow
def test_what_is_simulated_of_sizes_and_families_stands_in_the_methods() -> None:
    assert (
        lines("size-intervals", size.coverage(size.REPLICATES, size.DESIGNS[:1]))
        == in_methods("size-intervals")[:1]
    )
    rows = families.coverage(families.REPLICATES, [3], [0.0])
    assert lines("random-effects", rows) == in_methods("random-effects")[:1]


def test_tasks_have_the_pass_at_k_that_is_wanted() -> None:
    for spread in SPREADS:
        for true, k in ((0.001, 1), (0.3, 10), (0.98, 100)):
            found = difficulty(true, spread, k)
            assert (found.pass_at_k(k), found.a + found.b) == pytest.approx((true, spread))


def test_pass_at_k_of_tasks_is_the_mean_over_their_chances() -> None:
    draws = np.random.default_rng(4).beta(0.6, 1.4, size=400_000)
    assert Difficulty(0.6, 1.4).pass_at_k(5) == pytest.approx(float((1 - (1 - draws) ** 5).mean()), abs=0.003)
    assert Difficulty(0.6, 1.4).chances(2)[2] == pytest.approx(float((draws**2).mean()), abs=0.003)


@pytest.mark.parametrize("design", [Design(10, 1), Design(200, 100)])
def test_the_interval_of_a_score_covers_as_often_as_it_says(design: Design) -> None:
    (found,) = score_interval.coverage(25, [design])
    assert 0.93 <= found.inner <= 0.98
    assert found.wider >= 0.93
    assert found.ends >= 0.93


def test_the_percentile_bootstrap_covers_too_little_near_the_top() -> None:
    (found,) = islice(score_interval.contrast(100, [0.996]), 1)
    assert found.bootstrap == pytest.approx(0.48, abs=0.06)  # 1 - 0.996^164: all passed, no doubt left
    assert found.ours >= 0.93


def test_the_exact_test_is_conservative_and_mid_p_nearer_to_its_level() -> None:
    found = {row.discordant: (row.exact, row.mid) for row in sizes([164])}
    assert all(exact < mid <= 0.05 for exact, mid in found.values())
    within = [exact for discordant, (exact, _) in found.items() if 0.05 <= discordant <= 0.3]
    assert (min(within), max(within)) == pytest.approx((0.019, 0.037), abs=0.0006)


def test_the_paired_interval_covers_at_every_difference() -> None:
    assert min(row.lowest for row in pair_coverages([164])) >= 0.945


def test_the_paired_t_interval_covers_as_often_as_it_says() -> None:
    (found,) = paired_samples.coverage(20, [Design(20, 10)])
    assert [found.equal, found.apart, found.ends] == pytest.approx([0.95] * 3, abs=0.03)


@pytest.mark.parametrize("design", [size.DESIGNS[0], size.DESIGNS[3], size.DESIGNS[5]])
def test_intervals_by_size_cover_and_are_no_narrower_without_outcomes(design: size.Design) -> None:
    (found,) = size.coverage(12, [design])
    assert found.outcomes == pytest.approx(0.95, abs=0.05)
    assert found.printed >= 0.93
    assert found.wider > 1


def test_hartung_and_knapp_cover_where_weights_alone_do_not() -> None:
    (found,) = families.coverage(150, [4], [2.0])
    assert found.normal < 0.9 < found.knapp <= found.modified
    assert found.tau_interval == pytest.approx(0.95, abs=0.05)
    assert found.narrower <= found.prediction


def test_the_same_seed_gives_the_same_rows_whichever_others_are_made() -> None:
    alone = list(score_interval.coverage(2, [Design(20, 10)]))
    assert list(score_interval.coverage(2, [Design(10, 1), Design(20, 10)]))[1:] == alone
