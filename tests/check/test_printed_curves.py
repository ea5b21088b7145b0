"""Printed curves of pass@k: those that some tallies give, and those that none give."""

from collections.abc import Mapping
from typing import Any

from generator.check.printed_curves import (
    audited_curves,
    falling_curves,
    impossible_curves,
    plus_above_base,
)
from generator.model.corpus import Corpus
from tests.check.corpora import corpus, score


def curve(shares: Mapping[int, str], **fields: Any) -> Corpus:
    stated: dict[str, Any] = {"estimand": "sampled", "temperature": 0.6, "samples": 10} | fields
    return corpus(*(score(printed, id=f"k{k}", k=k, **stated) for k, printed in shares.items()))


def test_a_curve_of_tallies_is_in_order() -> None:
    found = curve({1: "50.0", 2: "66.7", 10: "100.0"}, tasks=10)
    assert list(impossible_curves(found)) == []
    (printed,) = audited_curves(found)
    assert (printed.audit.possible, printed.suspect) == (True, ())


def test_a_curve_that_no_tallies_give_is_told_with_the_points_that_have_to_go() -> None:
    (finding,) = impossible_curves(curve({1: "50.0", 2: "70.0", 3: "65.0", 10: "90.0"}, tasks=None))
    assert str(finding) == (
        "results/published/paper.csv:2: warning: paper prints pass@k of Toy on HumanEval for 4 values of k: "
        "no outcomes of 10 samples a task give them, the nearest are off by 4.141 points; "
        "without k = 2 the rest is possible [curve]"
    )
    assert finding.about == ("k2",)


def test_a_total_that_is_no_whole_number_is_told() -> None:
    (finding,) = impossible_curves(curve({1: "50.30", 2: "60.0"}, tasks=20))
    assert str(finding) == (
        "results/published/paper.csv:2: warning: paper prints pass@k of Toy on HumanEval for 2 values of k, "
        "which shares of tasks with 10 samples give, but no whole numbers do; "
        "pass@1 comes to 100.60 of 200 passing samples, which is no whole number [curve]"
    )
    assert finding.about == ("k1",)


def test_points_of_different_or_unstated_conditions_are_no_curve() -> None:
    points = (score("50.0", k=1, estimand="sampled", temperature=0.2, samples=10),)
    other = score("40.0", id="s2", k=2, estimand="sampled", temperature=0.8, samples=10)
    assert list(audited_curves(corpus(*points, other))) == []
    assert list(audited_curves(curve({1: "50.0", 2: "40.0"}, temperature=None))) == []
    assert list(audited_curves(curve({1: "50.0", 2: "40.0"}, samples=None))) == []
    assert list(audited_curves(curve({1: "50.0", 2: "40.0"}, read="by-eye"))) == []


def test_a_score_that_falls_in_k_is_told_whatever_is_known_of_the_samples() -> None:
    (finding,) = falling_curves(curve({1: "50.0", 10: "49.9"}, samples=None, temperature=None))
    assert str(finding) == (
        "results/published/paper.csv:2: warning: paper prints 50.0% for Toy at pass@1 on HumanEval and 49.9% at pass@10: "
        "more samples cannot solve fewer tasks [falls-in-k]"
    )
    assert finding.about == ("k1", "k10")
    assert list(falling_curves(curve({1: "50.0", 10: "50.0"}))) == []


def test_a_plus_score_above_its_base_score_is_told() -> None:
    base, plus = score("50.0"), score("50.6", id="s2", plus=True, dataset_version="v1")
    (finding,) = plus_above_base(corpus(base, plus))
    assert str(finding) == (
        "results/published/paper.csv:2: warning: paper prints 50.6% for Toy at pass@1 on HumanEval+ "
        "and 50.0% without the plus tests: more tests cannot pass more [plus-above-base]"
    )
    assert finding.about == ("s1", "s2")
    assert list(plus_above_base(corpus(score("50.6"), score("50.6", id="s2", plus=True)))) == []
    other_table = score("50.6", id="s2", plus=True, locator="Table 9")
    assert list(plus_above_base(corpus(base, other_table))) == []
