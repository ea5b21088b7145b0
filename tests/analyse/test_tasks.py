"""Tasks of a board: difficulty, and suspicion against scipy's tests, permutations and Eval-Arena's 49 models."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import false_discovery_control, kendalltau, mannwhitneyu

from generator.analyse.absence import Absence
from generator.analyse.interval import wilson_ends
from generator.analyse.kendall import kendall
from generator.analyse.outcomes import Outcomes, outcomes_of
from generator.analyse.tasks import Agreement, TaskResult, task_results
from generator.load.corpus import read_corpus
from generator.model.memory import Memory
from tests.analyse.runs import run

ROOT = Path(__file__).parents[2]


def judged(*columns: str, samples: int = 1) -> dict[str, TaskResult]:
    """Judge tasks, each written as what the models pass of it: `1100`."""
    rows = zip(*columns, strict=True)
    names = [f"t{at}" for at in range(len(columns))]
    runs = [
        run(f"m{at}", base=[int(each) for each in row], samples=samples, tasks=names)
        for at, row in enumerate(rows)
    ]
    outcomes = outcomes_of(runs, plus=False)
    assert isinstance(outcomes, Outcomes)
    return {result.task: result for result in task_results(outcomes, Memory())}


def test_what_is_remembered_is_of_these_outcomes_and_no_others() -> None:
    memory = Memory()
    several = [
        [run(f"m{at}", base=[at % 2, at // 2 % 2, at // 4 % 2], tasks=["a", "b", "c"]) for at in models]
        for models in (range(8), range(7), range(1, 8))
    ]
    for runs in (*several, *several):
        outcomes = outcomes_of(runs, plus=False)
        assert isinstance(outcomes, Outcomes)
        assert task_results(outcomes, memory) == task_results(outcomes, Memory())
    assert len(memory.asked) == 3


def agreement(of: TaskResult) -> Agreement:
    assert isinstance(of.agreement, Agreement)
    return of.agreement


def test_tasks_stand_from_hard_to_easy_with_who_solves_them() -> None:
    found = judged("111111", "000000", "000001", "110000")
    assert [(name, each.passing, each.kind) for name, each in found.items()] == [
        ("t1", 0.0, "unsolved"),
        ("t2", pytest.approx(1 / 6), "solved by one"),
        ("t3", pytest.approx(1 / 3), "weakly discriminating"),
        ("t0", 1.0, ""),
    ]
    assert [each.solved_by for each in found.values()] == [
        (),
        ("m5",),
        ("m0", "m1"),
        tuple(f"m{at}" for at in range(6)),
    ]
    assert [each.agreement for each in found.values() if not isinstance(each.agreement, Agreement)] == [
        Absence("no model passes"),
        Absence("all models pass"),
    ]


def test_the_interval_of_the_share_passing_resamples_models() -> None:
    interval = judged("110000", "000011")["t0"].interval
    assert (interval.low, interval.high) == wilson_ends(2 / 6, 6)
    assert (interval.method, interval.resampled) == ("Wilson", "models")
    several = judged("120000", "000011", samples=2)["t0"].interval
    assert several.resampled == "models"
    assert several.method.endswith("effective models")


def test_a_model_with_several_runs_counts_once() -> None:
    runs = [
        run("x", base=[1, 0], tasks=["a", "b"]),
        run("x", base=[0, 0], tasks=["a", "b"]),
        run("y", base=[0, 1], tasks=["a", "b"]),
    ]
    outcomes = outcomes_of(runs, plus=False)
    assert isinstance(outcomes, Outcomes)
    found = {
        result.task: (result.passing, result.models, result.solved_by)
        for result in task_results(outcomes, Memory())
    }
    assert found == {"a": (0.25, 2, ("x",)), "b": (0.5, 2, ("y",))}


def test_a_task_that_the_better_models_fail_is_suspect() -> None:
    good, bad = "1" * 10 + "0" * 10, "0" * 10 + "1" * 10
    graded = ["1" * n + "0" * (20 - n) for n in range(1, 20)]
    found = judged(*graded, good, bad)
    assert [name for name, each in found.items() if each.kind == "suspect"] == ["t20"]
    assert agreement(found["t20"]).tau < 0
    assert agreement(found["t19"]).tau > 0


def test_tau_and_its_p_value_are_those_of_other_tests() -> None:
    dice = np.random.default_rng(5)
    ability = dice.normal(size=30)
    columns = [
        "".join(map(str, (ability + dice.normal(size=30) > hard).astype(int)))
        for hard in np.linspace(-1, 1, 12)
    ]
    columns.append("".join(map(str, (ability + dice.normal(size=30) < 0).astype(int))))
    found = judged(*columns)
    outcomes = np.array([[int(each) for each in column] for column in columns])
    ps = []
    for at in range(len(columns)):
        passing, other = outcomes[at] == 1, outcomes.sum(axis=0) - outcomes[at]
        signs = np.sign(np.subtract.outer(outcomes[at], outcomes[at])) * np.sign(
            np.subtract.outer(other, other)
        )
        untied = [int((np.subtract.outer(each, each) != 0).sum()) for each in (outcomes[at], other)]
        assert agreement(found[f"t{at}"]).tau == pytest.approx(signs.sum() / np.sqrt(untied[0] * untied[1]))
        test = mannwhitneyu(
            other[passing], other[~passing], alternative="less", method="asymptotic", use_continuity=True
        )
        assert agreement(found[f"t{at}"]).p == pytest.approx(test.pvalue)
        ps.append(test.pvalue)
        assert agreement(found[f"t{at}"]).tau == pytest.approx(kendalltau(outcomes[at], other).statistic)
    adjusted = false_discovery_control(ps)
    assert [agreement(found[f"t{at}"]).adjusted for at in range(len(columns))] == pytest.approx(
        adjusted.tolist()
    )


def test_p_counts_the_orders_of_few_models_that_agree_as_little() -> None:
    columns = ("0111000", "1110000", "1111100", "1111110", "1000000")
    task = np.array([int(each) for each in columns[0]])
    other = np.array([[int(each) for each in column] for column in columns[1:]]).sum(axis=0)
    ranked = np.array([(other < each).sum() + (other == each).sum() / 2 for each in other])
    chosen = [ranked[list(each)].sum() for each in combinations(range(7), 3)]
    exact = np.mean([each <= ranked[task == 1].sum() for each in chosen])
    assert agreement(judged(*columns)["t0"]).p == pytest.approx(exact, abs=1e-12)


@pytest.mark.parametrize("x", [[0, 0, 1, 1, 0], [3, 1, 2, 2, 0, 1], [0, 1, 1, 0, 1, 0, 0]])
def test_without_ties_elsewhere_the_exact_p_is_scipy_s(x: list[int]) -> None:
    first, second = np.array(x, dtype=np.float64), np.arange(len(x), dtype=np.float64)
    tau, p = kendall(first, second)
    assert tau == pytest.approx(kendalltau(x, second).statistic)
    if set(x) == {0, 1}:
        test = mannwhitneyu(second[first == 1], second[first == 0], alternative="less", method="exact")
        assert p == pytest.approx(test.pvalue)


def test_what_does_not_differ_has_no_tau() -> None:
    with pytest.raises(ValueError, match=r"^tau needs values that differ$"):
        kendall(np.ones(4), np.arange(4.0))


def test_too_few_models_are_not_judged_and_one_of_few_is_no_news() -> None:
    found = judged("1100", "1000")
    assert found["t0"].agreement == Absence("needs 5 models, this board has 4")
    assert [each.kind for each in found.values()] == ["", ""]


def test_models_that_score_the_same_elsewhere_are_not_judged() -> None:
    found = judged("10000", "11111")
    assert found["t0"].agreement == Absence("all models score the same on the other tasks")
    assert judged("11111", "11000", samples=2)["t0"].agreement == Absence("all models pass equally often")


@pytest.mark.parametrize(
    ("plus", "negative", "smallest"),
    [
        (True, ["HumanEval/137", "HumanEval/122", "HumanEval/54", "HumanEval/154"], 0.109),
        (False, ["HumanEval/126", "HumanEval/54", "HumanEval/55"], 0.137),
    ],
)
def test_no_task_of_humaneval_is_suspect_among_the_49_models_of_eval_arena(
    *, plus: bool, negative: list[str], smallest: float
) -> None:
    runs = [each for each in read_corpus(ROOT).runs if each.provenance.source == "wang2024evalarena"]
    outcomes = outcomes_of([each for each in runs if each.benchmark == "humaneval"], plus=plus)
    assert isinstance(outcomes, Outcomes)
    assert outcomes.passed.shape == (49, 164)
    found = task_results(outcomes, Memory())
    below = [each for each in found if isinstance(each.agreement, Agreement) and each.agreement.tau < 0]
    assert [each.task for each in below] == negative
    assert min(agreement(each).p for each in below) == pytest.approx(smallest, abs=5e-4)
    assert [each.task for each in found if each.kind == "suspect"] == []
    assert sum(each.kind == "unsolved" for each in found) == (8 if plus else 6)
    assert sum(each.kind == "weakly discriminating" for each in found) == 3


def test_shares_of_several_samples_are_judged_as_scipy_does_but_for_the_continuity_correction() -> None:
    dice = np.random.default_rng(2)
    columns = ["".join(map(str, dice.integers(0, 5, 20))) for _ in range(6)]
    found = judged(*columns, samples=4)
    counts = np.array([[int(each) for each in column] for column in columns])
    for at in range(len(columns)):
        other = kendalltau(
            counts[at], counts.sum(axis=0) - counts[at], method="asymptotic", alternative="less"
        )
        mine = agreement(found[f"t{at}"])
        assert mine.tau == pytest.approx(other.statistic)
        assert other.pvalue < mine.p < other.pvalue + 0.02
