"""Sources that agree with each other and with the runs, and sources that do not."""

from generator.check.sources import (
    comparable_prints,
    disagreeing_sources,
    odd_intervals,
    recomputed_otherwise,
    recomputed_prints,
)
from tests.check.corpora import corpus, run, score


def test_sources_that_print_the_same_number_agree_whatever_their_digits() -> None:
    found = corpus(score("24.4"), score("24.3902", id="s2", source="b"), score("24", id="s3", source="c"))
    assert [each.agree for each in comparable_prints(found)] == [True]
    assert list(disagreeing_sources(found)) == []


def test_sources_that_print_different_numbers_are_told_once_a_model() -> None:
    pairs = [
        score(value, id=f"{source}{k}", source=source, k=k, estimand="sampled")
        for k, values in ((1, ("35.0", "36.1")), (10, ("54.5", "57.1")))
        for source, value in zip(("a", "b"), values, strict=True)
    ]
    (finding,) = disagreeing_sources(corpus(*pairs))
    assert str(finding) == (
        "results/published/paper.csv:2: note: Toy on HumanEval: at pass@1 a prints 35.0% and b prints 36.1%; "
        "at pass@10 a prints 54.5% and b prints 57.1%, though nothing stated differs [sources-disagree]"
    )
    assert finding.about == ("toy", "a1", "b1", "a10", "b10")


def test_scores_that_may_differ_are_not_compared() -> None:
    first = score("35.0")
    for other in (
        score("36.1", id="s2", harness="evalplus"),
        score("36.1", id="s2", estimand="unknown"),
        score("36.1", id="s2", dataset_version="v1"),
        score("36.1", id="s2", plus=True),
        score("36.1", id="s2", k=2),
        score("36.1", id="s2", read="by-eye"),
        score("36.1", id="s2", model="Nobody"),
    ):
        assert list(disagreeing_sources(corpus(first, other))) == []


HALF = [1] * 82 + [0] * 82


def test_a_print_that_the_tasks_give_is_in_order() -> None:
    found = corpus(score("50.0"), run(HALF))
    assert [each.same for each in recomputed_prints(found)] == [True]
    assert list(recomputed_otherwise(found)) == []


def test_another_source_within_the_interval_is_in_order_and_one_outside_is_told() -> None:
    assert list(recomputed_otherwise(corpus(score("55.5"), run(HALF)))) == []
    (finding,) = recomputed_otherwise(corpus(score("60.4"), run(HALF)))
    assert str(finding) == (
        "results/runs/humaneval/toy--v1.json: note: toy--v1: its tasks give 50.0% (42.4 to 57.6) at pass@1 on HumanEval, "
        "where paper prints 60.4% [printed-otherwise]"
    )
    assert finding.about == ("toy--v1", "s1")


def test_a_run_whose_own_source_prints_another_number_is_told() -> None:
    (finding,) = recomputed_otherwise(corpus(score("50.6"), run(HALF, source="paper")))
    assert str(finding) == (
        "results/runs/humaneval/toy--v1.json: warning: toy--v1: its tasks give 50.0% (42.4 to 57.6) at pass@1 on "
        "HumanEval, where its source prints 50.6% [printed-otherwise]"
    )


def test_a_run_of_other_conditions_is_not_held_against_a_print() -> None:
    for printed in (
        score("60.4", estimand="sampled"),
        score("60.4", tasks=150),
        score("60.4", harness="other"),
        score("60.4", estimand="selected"),
        score("60.4", k=10),
        score("60.4", plus=True, dataset_version="subset-150"),
    ):
        measured = run(HALF, plus=HALF, harness="evalplus")
        assert list(recomputed_prints(corpus(printed, measured))) == []


def test_an_interval_that_its_number_of_tasks_does_not_give_is_told() -> None:
    assert list(odd_intervals(corpus(score("50.0", estimand="unknown", ci95_half=7.7)))) == []
    assert list(odd_intervals(corpus(score("50.0", estimand="sampled", ci95_half=3.0)))) == []
    (finding,) = odd_intervals(corpus(score("50.0", estimand="unknown", ci95_half=4.4)))
    assert str(finding) == (
        "results/published/paper.csv:2: note: paper prints 50.0% ± 4.4 for Toy on HumanEval; "
        "164 tasks with one sample give ± 7.7 [interval-and-tasks]"
    )
    assert finding.about == ("s1",)
