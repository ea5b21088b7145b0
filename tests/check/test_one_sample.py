"""Printed one-sample scores: those that whole numbers of tasks give, and those that none gives."""

from collections import Counter
from pathlib import Path

import pytest

from generator.check.one_sample import averaged_scores, impossible_scores, one_sample_scores
from generator.load.corpus import read_corpus
from generator.model.corpus import Corpus
from generator.model.published import PublishedScore
from tests.check.corpora import corpus, score

ROOT = Path(__file__).parents[2]


def told(of: Corpus) -> list[str]:
    return [str(finding) for finding in impossible_scores(of)]


def test_scores_of_whole_tasks_are_in_order() -> None:
    assert told(corpus(score("24.4"), score("0.0", id="s2"), score("23.1707", id="s3"))) == []


def test_an_impossible_score_is_told_with_what_is_next_to_it() -> None:
    (finding,) = impossible_scores(corpus(score("30.0")))
    assert str(finding) == (
        "results/published/paper.csv:2: warning: paper prints 30.0% for Toy at pass@1 on HumanEval: "
        "no whole number of 164 tasks gives that (49 give 29.9% and 50 give 30.5%) [grim]"
    )
    assert finding.about == ("s1",)


def test_a_score_that_was_cut_off_is_only_noted() -> None:
    assert told(corpus(score("48.7", plus=True))) == [
        (
            "results/published/paper.csv:2: note: paper prints 48.7% for Toy at pass@1 on HumanEval+: "
            "80 of 164 tasks are 48.78%, so the print seems cut off and not rounded [grim-truncated]"
        )
    ]


def test_a_version_whose_tasks_would_give_the_score_is_named() -> None:
    of_378 = score("69.7", benchmark="mbpp", plus=True, dataset_version="v0.2.0", tasks=None)
    assert told(corpus(of_378)) == [
        (
            "results/published/paper.csv:2: warning: paper prints 69.7% for Toy at pass@1 on MBPP+: "
            "no whole number of 378 tasks gives that (263 give 69.6% and 264 give 69.8%); "
            "278 of 399, the tasks of v0.1.0, would [grim]"
        )
    ]


@pytest.mark.parametrize(
    "untested",
    [
        score("30.0", estimand="sampled"),
        score("30.0", estimand="unknown"),
        score("30.0", estimand="selected"),
        score("30.0", read="by-eye"),
        score("30.0", k=10),
        score("30.0", tasks=None),
        score("30.0", tasks=974),
        score("33"),
    ],
)
def test_what_the_digits_and_the_source_do_not_tell_is_not_tested(untested: PublishedScore) -> None:
    assert told(corpus(untested)) == []


def test_a_source_of_unstated_decoding_is_told_once() -> None:
    mixed = [
        score(value, id=f"s{at}", estimand="unknown") for at, value in enumerate(("24.4", "30.0", "30.7"))
    ]
    (finding,) = averaged_scores(corpus(*mixed))
    assert str(finding) == (
        "results/published/paper.csv:2: note: paper: 2 of 3 scores at k = 1 whose decoding is not stated are no whole "
        "number of tasks: averaged over several samples, cut off, or mistyped [not-one-sample]"
    )
    assert finding.about == ("s1", "s2")
    assert list(averaged_scores(corpus(mixed[0]))) == []


def test_this_report_prints_379_of_385_possible_greedy_scores_on_humaneval() -> None:
    """Six are not: all in their sources. Ruled in: greedy, pass@1, printed with one decimal, HumanEval and HumanEval+."""
    tested = [each for each in one_sample_scores(read_corpus(ROOT)) if each.score.benchmark == "humaneval"]
    short = [each for each in tested if len(each.score.printed.partition(".")[2]) == 1]
    assert Counter(each.grim.verdict for each in short) == {"possible": 379, "truncated": 2, "impossible": 4}
    odd = {each.score.id for each in short if each.grim.verdict != "possible"}
    assert odd == {"r0088", "r0260", "r0571", "r0783", "r1478", "r1482"}
    assert all(each.grim.verdict == "possible" for each in tested if each not in short)


def test_all_impossible_scores_on_mbpp_are_shares_of_its_older_version() -> None:
    tested = [each for each in one_sample_scores(read_corpus(ROOT)) if each.score.benchmark == "mbpp"]
    odd = [each for each in tested if each.grim.verdict == "impossible"]
    assert len(odd) == 6
    assert {version for each in odd for version, *_ in each.elsewhere} == {"v0.1.0"}
    assert all(each.elsewhere for each in odd)
