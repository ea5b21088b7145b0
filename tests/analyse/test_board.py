"""Boards: what stands together, and in which order."""

from itertools import permutations

import pytest

from generator.analyse.absence import Absence
from generator.analyse.board import Board, BoardKey, Row, boards
from generator.analyse.scores import run_score
from generator.model.catalogue import UNSTATED
from generator.model.run import Run, Strategy
from tests.analyse.runs import run


def keys(*runs: Run) -> list[BoardKey]:
    return [board.key for board in boards(runs)]


def order(*runs: Run) -> list[str]:
    (board,) = boards(runs)
    return [row.run.id for row in board.rows]


def key(
    *,
    benchmark: str = "humaneval",
    version: str = "v1",
    strategy: Strategy = "greedy",
    harness: str = "evalplus",
    tasks: int = 2,
    origin: str = "",
) -> BoardKey:
    return BoardKey(benchmark, version, strategy, harness, tasks, origin)


def test_a_board_holds_its_runs_with_both_scores() -> None:
    only = run(base=[1, 1, 0, 0], plus=[1, 0, 0, 0])
    assert boards([only]) == (
        Board(key(tasks=4), (Row(only, run_score(only, plus=False), run_score(only, plus=True)),)),
    )


def test_no_runs_make_no_boards() -> None:
    assert boards([]) == ()


def test_runs_that_share_everything_share_a_board_whatever_their_source() -> None:
    assert keys(run("a", source="one"), run("b", source="two")) == [key()]


@pytest.mark.parametrize(
    ("other", "its_key"),
    [
        (run("b", benchmark="mbpp"), key(benchmark="mbpp")),
        (run("b", version="v2"), key(version="v2")),
        (run("b", harness="bigcode"), key(harness="bigcode")),
        (run("b", strategy="sampling"), key(strategy="sampling")),
        (run("b", strategy="unknown"), key(strategy="unknown")),
        (run("b", [1, 0, 1]), key(tasks=3)),
    ],
)
def test_what_estimates_something_else_has_a_board_of_its_own(other: Run, its_key: BoardKey) -> None:
    first = run("a")
    assert keys(first, other) == sorted([key(), its_key])
    assert keys(other, first) == sorted([key(), its_key])


@pytest.mark.parametrize(("version", "harness"), [(UNSTATED, "evalplus"), ("v1", ""), (UNSTATED, "")])
def test_two_sources_that_leave_something_unsaid_do_not_share_a_board(version: str, harness: str) -> None:
    sources = (("a", "one"), ("b", "two"), ("c", "one"))
    runs = [run(name, source=source, version=version, harness=harness) for name, source in sources]
    assert [(board.key, len(board.rows)) for board in boards(runs)] == [
        (key(version=version, harness=harness, origin="one"), 2),
        (key(version=version, harness=harness, origin="two"), 1),
    ]


def test_without_a_source_the_files_tell_such_boards_apart() -> None:
    found = keys(run("a", source="", harness=""), run("b", source="", harness=""))
    assert found == [key(harness="", origin="a.json"), key(harness="", origin="b.json")]


def test_the_best_plus_score_stands_first_whatever_the_base_score() -> None:
    best, second = run("z", [1, 1, 0], plus=[1, 1, 0]), run("a", [1, 1, 1], plus=[1, 0, 0])
    assert order(second, best) == ["z", "a"]


def test_runs_with_the_same_plus_score_stand_by_their_base_score() -> None:
    better, worse = run("z", [1, 1, 0], plus=[1, 0, 0]), run("a", [1, 0, 0], plus=[0, 0, 0])
    tied = run("b", [1, 0, 0], plus=[1, 0, 0])
    assert order(worse, tied, better) == ["z", "b", "a"]


def test_runs_with_the_same_scores_stand_by_their_ids() -> None:
    runs = [run(name, [1, 0], plus=[1, 0]) for name in ("c", "a", "b")]
    assert order(*runs) == ["a", "b", "c"]


def test_scores_of_the_same_samples_over_other_tasks_are_a_tie() -> None:
    # the means are 0.30000000000000004 and 0.3 in floating point
    spread = run("z", [3, 3, 3], samples=10, strategy="sampling")
    uneven = run("a", [1, 2, 6], samples=10, strategy="sampling")
    assert order(spread, uneven) == ["a", "z"]


def test_runs_whose_plus_tests_were_not_run_stand_last_by_their_base_score() -> None:
    runs = [
        run("solves-none", [0, 0], plus=[0, 0]),
        run("unmeasured-good", [1, 1]),
        run("unmeasured-bad", [1, 0]),
        run("nothing", None, plus=[0, 0]),
    ]
    assert order(*runs) == ["solves-none", "nothing", "unmeasured-good", "unmeasured-bad"]


def test_an_unmeasured_score_is_shown_as_absent() -> None:
    (board,) = boards([run(base=[1, 0])])
    assert board.rows[0].plus == Absence("not measured")


def test_the_largest_board_of_a_benchmark_comes_first() -> None:
    runs = [run("a"), run("b", version="v2"), run("c", version="v2"), run("d", benchmark="mbpp")]
    assert keys(*runs) == [key(version="v2"), key(), key(benchmark="mbpp")]


def test_the_order_in_which_runs_are_given_changes_nothing() -> None:
    runs = [run("a", [1, 0]), run("b", [1, 0]), run("c", [1, 1]), run("d", [0, 1], version="v2")]
    found = {boards(each) for each in permutations(runs)}
    assert len(found) == 1
