"""What tuning adds at the largest k that printed curves reach."""

from dataclasses import replace

import pytest

from generator.analyse.absence import Absence
from generator.analyse.compare import unpaired_difference
from generator.analyse.effect import Effect
from generator.analyse.large_k import large_k_effect
from generator.analyse.scores import published_score
from generator.model.corpus import Corpus
from generator.model.published import PublishedScore
from tests.render.figures.corpora import card, corpus, score


def curve(model: str, **values: str) -> list[PublishedScore]:
    return [
        replace(
            score(model, printed, k=int(k[1:]), estimand="sampled", temperature=0.6, plus=True), samples=100
        )
        for k, printed in values.items()
    ]


def report(*scores: PublishedScore) -> Corpus:
    base = card("base", family="F")
    return corpus([base, card("tuned", family="F", training="rlhf", base_model="base")], scores)


CURVES = (
    *curve("base", k1="40.0", k10="60.0", k100="80.0"),
    *curve("tuned", k1="50.0", k10="61.0", k100="79.0"),
)


def test_the_largest_k_that_both_print_counts_and_the_smallest_stands_beside_it() -> None:
    found = large_k_effect(report(*CURVES), frozenset())
    assert isinstance(found, Effect)
    assert [each.label for each in found.readings] == [
        "tuned, HumanEval+ pass@100",
        "tuned, HumanEval+ pass@1",
    ]
    assert [each.value for each in found.readings] == pytest.approx([-0.01, 0.1])
    expected = unpaired_difference(published_score(CURVES[2]), published_score(CURVES[5]))
    assert found.primary.interval == expected.interval
    assert found.primary.interval is not None
    assert found.primary.interval.upper_bound
    assert found.rests_on == ("tuned",)


def test_a_score_that_a_check_finds_fault_with_gives_no_reading() -> None:
    found = large_k_effect(report(*CURVES), frozenset({CURVES[3].id}))
    assert isinstance(found, Effect)
    assert found.others[0].value == Absence("a check finds fault with a printed score")


def test_without_the_number_of_tasks_there_is_a_value_and_the_reason_for_no_interval() -> None:
    unknown = [replace(each, tasks=None) for each in CURVES]
    found = large_k_effect(report(*unknown), frozenset())
    assert isinstance(found, Effect)
    assert (found.primary.interval, found.primary.absence) == (None, "the source does not say how many tasks")


def test_no_pair_of_curves_gives_no_effect() -> None:
    reason = "no publication here prints curves of a base model and its tuned form at the same k"
    assert large_k_effect(report(*CURVES[:3]), frozenset()) == Absence(reason)
    assert large_k_effect(report(), frozenset()) == Absence(reason)
