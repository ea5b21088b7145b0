"""The tasks of a run by what became of them."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from generator.render.views.run_tasks import RunTasks, TaskGroup, run_tasks
from tests.render.small_site import shown, words
from tests.render.views.test_run_curve import page, sampled


def test_tasks_of_one_sample_are_passed_on_base_alone_or_failed() -> None:
    one = sampled([1] * 4, [1, 1, 0, 1], [1, 0, 0, 1])
    assert run_tasks(one, "HumanEval", "HumanEval+") == RunTasks(
        "2 of 4 tasks solved, 1 on the base tests alone",
        "HumanEval/",
        (
            TaskGroup("Passes HumanEval+", ("0", "3")),
            TaskGroup("Passes HumanEval but not HumanEval+", ("1",)),
            TaskGroup("Fails", ("2",)),
        ),
    )


def test_of_many_samples_it_says_how_many_pass_where_some_do() -> None:
    one = sampled([10, 10, 5], [10, 3, 0])
    assert run_tasks(one, "HumanEval", "HumanEval+") == RunTasks(
        "2 of 3 tasks solved",
        "HumanEval/",
        (
            TaskGroup("Every sample passes HumanEval", ("0",)),
            TaskGroup("Some samples pass HumanEval", ("1 (3 of 10)",)),
            TaskGroup("No sample passes", ("2",)),
        ),
    )


def test_names_without_a_common_start_stay_whole() -> None:
    one = replace(sampled([1, 1], [1, 0]), tasks=("a/1", "b/1"))
    made = run_tasks(one, "X", "")
    assert made is not None
    assert (made.called, [group.tasks for group in made.groups]) == ("", [("a/1",), ("b/1",)])


def test_without_base_outcomes_nothing_is_said() -> None:
    one = replace(sampled([5], [1]), base=None, plus_alone=np.array([1], dtype=np.int32))
    assert run_tasks(one, "HumanEval", "HumanEval+") is None


def test_the_page_of_a_model_tells_them_in_a_fold(tmp_path: Path) -> None:
    body = shown(page(tmp_path, sampled([1] * 3, [1, 1, 0], [1, 0, 0])))
    (fold,) = [each for each in body.iter("details") if each.get("class") == "sb-tasks"]
    assert words(fold) == (
        "Its tasks: 1 of 3 tasks solved, 1 on the base tests alone "
        "Passes HumanEval+1 task: HumanEval/ 0 "
        "Passes HumanEval but not HumanEval+1 task: HumanEval/ 1 "
        "Fails1 task: HumanEval/ 2"
    )
