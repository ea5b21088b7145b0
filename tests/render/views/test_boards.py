"""The ranks of a leaderboard, as a reader sees them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from generator.model.run import Run, Strategy
from tests.render.figures.corpora import card, corpus, run
from tests.render.small_site import words
from tests.render.test_tables import known, page, tables


def board(folder: Path, *runs: Run) -> tuple[list[list[str]], list[str]]:
    made = known(corpus([card(one.model) for one in runs], (), list(runs)))
    body = page(folder, "{{ leaderboards('humaneval') }}", made)
    (table,) = tables(body)
    return table, [words(each) for each in body.iter("p")]


def test_a_rank_is_a_range_as_wide_as_what_is_not_told_apart(tmp_path: Path) -> None:
    table, said = board(tmp_path, run("A", 80), run("B", 78), run("C", 40))
    assert table[1][:2] == ["Model", "Rank, letters"]
    assert [row[1] for row in table[2:]] == [
        "1–2 a not separable from the first",
        "1–2 a not separable from the first",
        "3 b",
    ]
    assert said[1] == (
        "Rank: 1 + the number of runs that are significantly better, to the number of runs less those that are significantly "
        "worse, by exact McNemar tests of the 3 pairs on HumanEval+, adjusted together by Holm at 5% for the family: 2 told "
        "apart. Runs that share a letter are not told apart."
    )


def test_seven_letters_are_too_many_to_help(tmp_path: Path) -> None:
    table, said = board(tmp_path, *(run(f"M{at}", 98 - 16 * at) for at in range(7)))
    assert table[1][1] == "Rank"
    assert [row[1] for row in table[2:]] == ["1 not separable from the first", "2", "3", "4", "5", "6", "7"]
    assert "letter" not in said[1]


@pytest.mark.parametrize(
    ("strategy", "said"),
    [
        (
            "unknown",
            "No ranks are given: how samples were drawn is not stated and may differ from run to run. The order says nothing.",
        ),
        ("greedy", ""),
    ],
)
def test_a_board_without_ranks_says_why_and_a_run_alone_needs_none(
    tmp_path: Path, strategy: Strategy, said: str
) -> None:
    runs = [run("A", 80, strategy=strategy), run("B", 40, strategy=strategy)]
    table, paragraphs = board(tmp_path, *(runs if said else runs[:1]))
    assert (table[1][:2], len(paragraphs)) == (["Model", "Size"], 1)
    assert paragraphs[0].endswith(f"the unit resampled is the task. {said}".strip())


def test_a_run_whose_score_was_not_measured_has_no_rank(tmp_path: Path) -> None:
    table, _ = board(tmp_path, run("A", 80), run("B", 40), run("C", 90, plus=False))
    assert [row[1] for row in table[2:]] == [
        "1 a not separable from the first",
        "2 b",
        "– [its score was not measured]",
    ]


def test_several_samples_a_task_are_ranked_by_means(tmp_path: Path) -> None:
    def drawn(name: str, seed: int, chance: float) -> Run:
        one, dice = run(name, 50, strategy="sampling"), np.random.default_rng(seed)
        passed = dice.binomial(10, chance, 100).astype(np.int32)
        return replace(one, samples=np.full(100, 10, np.int32), base=passed, plus=passed)

    table, said = board(tmp_path, drawn("A", 1, 0.8), drawn("B", 2, 0.5))
    assert [row[1] for row in table[2:]] == ["1 a not separable from the first", "2 b"]
    assert table[2][5] == "100 × 10"
    assert "paired t tests of the 1 pair on HumanEval+, adjusted together by max-T" in said[1]
