"""What shows when runs are held against each other."""

import numpy as np

from generator.check.between_runs import (
    MOST_IN_PAIRS,
    doubled_run,
    doubled_runs,
    faulty_tasks,
    foreign_tasks,
    plus_without_base,
)
from tests.check.corpora import corpus, run

MIXED = [1, 0] * 82
NEARLY = [0, 0] + [1, 0] * 81


def test_runs_with_different_outcomes_are_no_doubles() -> None:
    assert list(doubled_runs(corpus(run(MIXED), run(NEARLY, name="b", model="other")))) == []


def test_one_run_under_two_names_is_told_with_how_alike_others_are() -> None:
    runs = (run(MIXED), run(MIXED, name="b", model="other"), run([0] * 81 + [1] * 83, name="c"))
    (finding,) = doubled_runs(corpus(*runs))
    assert str(finding) == (
        "results/runs/humaneval/b.json: warning: b: has the same outcomes as toy--v1 on all 164 tasks that both have; "
        "no other two runs of this benchmark agree on more than 49.4% [doubled-run]"
    )
    assert finding.about == ("toy--v1", "b")


def test_a_repetition_of_one_model_is_only_noted() -> None:
    (finding,) = doubled_runs(corpus(run(MIXED), run(MIXED, name="b")))
    assert str(finding) == (
        "results/runs/humaneval/b.json: note: b: has the same outcomes as toy--v1 on all 164 tasks that both have "
        "[doubled-run]"
    )


def test_many_doubles_are_one_finding() -> None:
    doubles = [run(MIXED, name=name, model="other") for name in "bcdef"]
    (finding,) = doubled_runs(corpus(run(MIXED), *doubles, run(NEARLY, name="g", model="third")))
    assert str(finding) == (
        "results/runs/humaneval/b.json: warning: b, c, d and 2 more: have the same outcomes as toy--v1 on all 164 "
        "tasks that they all have; no other two runs of this benchmark agree on more than 99.4% [doubled-run]"
    )
    assert finding.about == ("toy--v1", "b", "c", "d", "e", "f")


def test_doubles_of_two_kinds_are_two_findings() -> None:
    runs = [run(MIXED), run(MIXED, name="b"), run(NEARLY, name="c"), run(NEARLY, name="d")]
    assert [finding.about for finding in doubled_runs(corpus(*runs))] == [("c", "d"), ("toy--v1", "b")]


def test_a_run_alone_is_held_against_another() -> None:
    first, second = run(MIXED), run(MIXED, name="b", model="other")
    (finding,) = doubled_run(second, first)
    assert (str(finding), finding.about) == (
        "results/runs/humaneval/b.json: warning: b: has the same outcomes as toy--v1 on all 164 tasks that both have [doubled-run]",
        ("toy--v1", "b"),
    )
    assert [finding.severity for finding in doubled_run(run(MIXED, name="b"), first)] == ["note"]
    assert list(doubled_run(run(NEARLY, name="b"), first)) == []
    nothing = run([0] * 164)
    assert list(doubled_run(run([0] * 164, name="b"), nothing)) == []


def test_doubles_are_found_on_shared_tasks_in_any_order() -> None:
    tasks = [f"HumanEval/{at}" for at in range(163, 63, -1)]
    part = run(list(reversed(MIXED))[:100], name="b", model="other", version="v2", tasks=tasks)
    assert [finding.code for finding in doubled_runs(corpus(run(MIXED), part))] == ["doubled-run"]


def test_of_very_many_runs_those_of_the_same_tasks_are_held_against_each_other() -> None:
    dice = np.random.default_rng(0)
    others = [run(dice.integers(0, 2, 164).tolist(), name=f"x{at:03}") for at in range(MOST_IN_PAIRS)]
    tasks = [f"HumanEval/{at}" for at in range(163, -1, -1)]
    turned = run(list(reversed(MIXED)), name="b", model="other", tasks=tasks)
    none = [run([0] * 164, name=name) for name in "cd"]
    part = run(MIXED[:100], name="e", model="third", tasks=[f"HumanEval/{at}" for at in range(100)])
    (finding,) = doubled_runs(corpus(run(MIXED), turned, *none, part, *others))
    assert str(finding) == (
        "results/runs/humaneval/b.json: warning: b: has the same outcomes as toy--v1 on all 164 tasks that both have [doubled-run]"
    )


def test_runs_that_agree_by_nature_are_no_doubles() -> None:
    few, none = [1, 0] * 9, [0] * 164
    assert list(doubled_runs(corpus(run(few), run(few, name="b", model="other")))) == []
    assert list(doubled_runs(corpus(run(none), run(none, name="b", model="other")))) == []
    assert list(doubled_runs(corpus(run(MIXED), run(MIXED, name="b", samples=2)))) == []


def test_a_task_that_no_whole_run_has_is_told() -> None:
    odd = run([1, 0, 1, 1, 0], name="b", tasks=["HumanEval/0", "HumanEval/9a", "X/1", "X/2", "X/3"])
    (finding,) = foreign_tasks(corpus(run(MIXED), odd))
    assert str(finding) == (
        "results/runs/humaneval/b.json: warning: b: 4 tasks (HumanEval/9a, X/1 and X/2 and more) that no whole run of "
        "HumanEval v1 has [foreign-task]"
    )
    assert list(foreign_tasks(corpus(run(MIXED), run([1, 0], name="b")))) == []
    assert list(foreign_tasks(corpus(odd))) == []


def test_samples_that_pass_plus_and_not_base_are_told_once_a_source() -> None:
    assert list(plus_without_base(corpus(run(MIXED, plus=MIXED)))) == []
    (finding,) = plus_without_base(
        corpus(
            run(MIXED, plus=MIXED, plus_without_base=2, source="paper"),
            run(NEARLY, plus=NEARLY, name="b", plus_without_base=1, source="paper"),
            run(NEARLY, plus=NEARLY, name="c", source="paper"),
        )
    )
    assert str(finding) == (
        "results/runs/humaneval/toy--v1.json: note: paper: 3 of 492 samples on HumanEval pass the plus tests and fail the "
        "base tests, in 2 runs; counted as failed [plus-without-base]"
    )
    assert finding.about == ("toy--v1", "b")


def test_a_task_that_the_harness_fails_whatever_the_solution_is_told_where_its_version_may_be_at_work() -> (
    None
):
    fails = [1] * 32 + [0] + [1] * 131
    version = "0.2.1-0.3.1"
    found = corpus(
        run(fails, harness="evalplus", harness_version=version), run(MIXED, name="b"), run(fails, name="c")
    )
    (finding,) = faulty_tasks(found)
    assert str(finding) == (
        "results/benchmarks.yaml:2: note: HumanEval/32: evalplus 0.3.1 fails its reference solution too; 1 of the 3 runs "
        "with this task passes it, 1 run that failed may be of that version, and 1 do not state their harness [faulty-task]"
    )
    assert list(faulty_tasks(corpus(run(fails)))) == []
    assert list(faulty_tasks(corpus(run([1] * 164, harness="evalplus", harness_version=version)))) == []
    assert list(faulty_tasks(corpus(run(fails, harness="evalplus", harness_version="0.1.1-0.2.0")))) == []
