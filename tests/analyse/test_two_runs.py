"""Two runs of a board, and boards that are not compared."""

import numpy as np
import pytest

from generator.analyse.absence import Absence
from generator.analyse.all_pairs import AllPairs
from generator.analyse.board import Board, boards
from generator.analyse.board_pairs import Compared, compare_board
from generator.analyse.leading_pairs import LeadingPairs
from generator.analyse.two_runs import Discordant, compare_two
from generator.model.run import Run
from tests.analyse.runs import run


def board(*runs: Run) -> Board:
    (found,) = boards(runs)
    return found


def compared(*runs: Run, plus: bool | None = None) -> Compared:
    found = compare_board(board(*runs), seed=1, plus=plus)
    assert isinstance(found, Compared)
    return found


def pair(lost: int, won: int, both: int = 40, neither: int = 40) -> tuple[Run, Run]:
    first = [1] * lost + [0] * won + [1] * both + [0] * neither
    second = [0] * lost + [1] * won + [1] * both + [0] * neither
    return run("a", first), run("b", second)


def test_a_pair_says_all_that_its_outcomes_say() -> None:
    runs = compared(*pair(13, 32))
    first, second = (1, 0) if runs.runs[0].id == "b" else (0, 1)
    found = compare_two(runs, first, second)
    assert (found.first.id, found.second.id) == ("a", "b")
    assert found.difference.value == pytest.approx(19 / 125)
    assert found.p == found.adjusted == pytest.approx(0.00660882, abs=5e-9)
    assert found.family == 1
    assert isinstance(found.discordant, Discordant)
    assert (found.discordant.lost, found.discordant.won) == (13, 32)
    assert found.discordant.mid_p == pytest.approx(0.00454, abs=1e-5)
    assert found.discordant.second_better == pytest.approx(0.9977, abs=1e-4)
    assert found.detectable == pytest.approx(0.1461, abs=1e-4)
    assert (found.tasks_alone, found.tasks_in_family) == (127, 127)
    assert (found.separated, found.agreement) == (True, "agree")


def test_in_a_family_a_pair_needs_more_tasks() -> None:
    first, second = pair(13, 32)
    runs = compared(first, second, run("c", [0] * 125))
    at = {one.id: place for place, one in enumerate(runs.runs)}
    found = compare_two(runs, at["a"], at["b"])
    assert (found.family, found.tasks_alone, found.tasks_in_family) == (3, 127, 167)
    assert found.adjusted == pytest.approx(found.p)  # the largest of the three


def test_an_interval_that_finds_what_the_test_does_not_is_said_to() -> None:
    assert compare_two(compared(*pair(5, 14)), 1, 0).agreement == "interval alone finds a difference"
    assert compare_two(compared(*pair(5, 15)), 1, 0).agreement == "agree"


def test_equal_runs_are_not_separated_by_any_number_of_tasks() -> None:
    found = compare_two(compared(*pair(0, 0)), 0, 1)
    assert (found.p, found.separated, found.difference.value) == (1.0, False, 0.0)
    assert found.tasks_alone == Absence("with equal scores no number of tasks would")
    assert found.detectable == Absence(
        "the difference is the same on every task: nothing tells how much it varies"
    )


def test_several_samples_are_compared_by_means() -> None:
    found = compare_two(
        compared(run("a", [9, 2, 5, 7], samples=10), run("b", [6, 1, 5, 3], samples=10)), 0, 1
    )
    assert found.difference.interval is not None
    assert found.difference.interval.method == "paired t"
    assert found.discordant == Absence("tasks have several samples: no task is simply won or lost")
    assert found.difference.value == pytest.approx(-0.2)
    assert found.tasks_alone == 7


def test_samples_that_would_separate_two_runs_follow_from_their_noise() -> None:
    dice = np.random.default_rng(5)
    chances = dice.beta(1, 1, 150)
    first, second = (
        run(name, dice.binomial(4, np.clip(chances + gain, 0, 1)).tolist(), samples=4)
        for name, gain in (("a", 0.0), ("b", 0.03))
    )
    found = compare_two(compared(second, first), 1, 0)
    assert isinstance(found.samples_alone, int)
    assert 4 < found.samples_alone < 40
    once = compare_two(compared(*pair(3, 5)), 0, 1)
    assert once.samples_alone == Absence("with one sample a task nobody knows what more samples would do")
    ragged = compare_two(compared(first, run("c", [1] * 150)), 0, 1)
    assert isinstance(ragged.samples_alone, Absence)


def test_a_run_is_not_compared_with_itself() -> None:
    with pytest.raises(ValueError, match=r"^a run is not compared with itself$"):
        compare_two(compared(*pair(1, 2)), 1, 1)


def test_plus_is_compared_where_it_was_measured_and_base_where_nothing_measured_plus() -> None:
    both, bare = run("a", [1, 1], plus=[1, 0]), run("b", [1, 0])
    assert (
        compared(both, run("c", [1, 1], plus=[0, 0]), bare).plus,
        compared(bare, run("d", [1, 1])).plus,
    ) == (
        True,
        False,
    )
    runs = compared(both, run("c", [1, 1], plus=[0, 0]), bare)
    assert [one.id for one in runs.runs] == ["a", "c"]
    assert [one.id for one in compared(both, bare, plus=False).runs] == ["a", "b"]


def test_tasks_are_matched_by_name() -> None:
    tasks = ["HumanEval/1", "HumanEval/0", "HumanEval/2"]
    runs = compared(run("a", [1, 0, 0]), run("b", [0, 1, 0], tasks=tasks))
    assert runs.pairs.p.tolist() == [[1.0, 1.0], [1.0, 1.0]]
    assert runs.pairs.error(0, 1) == runs.pairs.error(1, 0) == 0


@pytest.mark.parametrize(
    ("runs", "reason"),
    [
        ([run("a")], "there is one run only"),
        ([run("a", plus=[1, 0]), run("b")], "fewer than two runs have this score"),
        (
            [run("a", strategy="unknown"), run("b", strategy="unknown")],
            "how samples were drawn is not stated and may differ from run to run",
        ),
        (
            [run("a"), run("b", tasks=["HumanEval/0", "HumanEval/7"])],
            "the runs did not all do the same tasks",
        ),
        ([run("a", [1]), run("b", [0])], "one task tells nothing about others"),
    ],
)
def test_a_board_that_cannot_be_compared_says_why(runs: list[Run], reason: str) -> None:
    assert compare_board(board(*runs), seed=1) == Absence(reason)


def test_of_a_board_of_very_many_runs_only_the_leaders_are_compared_with_all() -> None:
    few, many = (compared(*(run(f"m{at:03}") for at in range(count))) for count in (100, 101))
    assert (type(few.pairs), few.pairs.tested) == (AllPairs, 4950)
    assert isinstance(many.pairs, LeadingPairs)
    assert many.pairs.leaders.tolist() == list(range(100))
    assert (many.pairs.family, many.pairs.tested) == (5050, 5050)
