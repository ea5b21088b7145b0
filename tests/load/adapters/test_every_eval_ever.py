"""Every Eval Ever: records, and lines of samples."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.load.adapters import Found, read_files, result_files
from generator.load.adapters.every_eval_ever_names import evaluation_called
from generator.load.problems import Problems
from generator.model.run import Counts, Decoding, StatedScore

Told = Callable[..., list[str]]
Files = Callable[[dict[str, str]], Found]
Corpus = Callable[..., tuple[Found, list[str]]]


def line(
    task: object, outcome: str, name: str = "humaneval", version: str = "0.3.0", **others: object
) -> str:
    said = {
        "schema_version": version,
        "evaluation_id": "lab/ada_toy/1",
        "model_id": "ada/toy-7b",
        "evaluation_name": name,
        "sample_id": task,
        "interaction_type": "single_turn",
        "evaluation": {"score": float(outcome == "pass"), "is_correct": outcome == "pass"},
    }
    return json.dumps(said | others) + "\n"


def record(*names: str, score: float = 0.5, largest: float = 1, **others: object) -> str:
    results = [
        {
            "evaluation_name": name,
            "source_data": {
                "dataset_name": "x",
                "source_type": "other",
                "additional_details": {"version": "v1"},
            },
            "metric_config": {"metric_name": "pass@1", "lower_is_better": False, "max_score": largest},
            "score_details": {"score": score},
            "generation_config": {"generation_args": {"temperature": 0.8, "top_p": 0.95}},
        }
        for name in names
    ]
    said = {
        "schema_version": "0.3.0",
        "evaluation_id": "lab/ada_toy/1",
        "evaluation_timestamp": "1750000000",
        "eval_library": {"name": "lm_eval", "version": "0.4.9"},
        "model_info": {"name": "Toy 7B", "id": "ada/toy-7b"},
        "evaluation_results": results,
    }
    return json.dumps(said | others)


def passed(row: Counts | None) -> list[int] | None:
    return None if row is None else row.tolist()


def test_lines_and_their_record_are_one_run(found: Files) -> None:
    lines = (
        line("HumanEval/10", "pass")
        + line("HumanEval/10", "fail")
        + line("HumanEval/2", "pass")
        + line("HumanEval/2", "pass")
        + line("HumanEval/10", "fail", "humaneval+") * 2
        + line("HumanEval/2", "pass", "humaneval+")
        + line("HumanEval/2", "fail", "humaneval+")
    )
    read = found({"x_samples.jsonl": lines, "x.json": record("humaneval", "humaneval+")})
    (run,) = read.runs
    assert read.scores == ()
    assert (run.format, run.harness, run.harness_version) == ("Every Eval Ever", "lm_eval", "0.4.9")
    assert (run.model, run.benchmark, run.dataset_version, run.date) == (
        "ada/toy-7b",
        "humaneval",
        "v1",
        "2025-06-15",
    )
    assert (run.tasks, run.samples.tolist()) == (("HumanEval/2", "HumanEval/10"), [2, 2])
    assert run.base is not None
    assert run.plus is not None
    assert (run.base.tolist(), run.plus.tolist(), run.plus_alone) == ([2, 1], [1, 0], None)
    assert run.decoding == Decoding("sampling", 0.8, 0.95)
    assert run.stated == (
        StatedScore(plus=False, k=1, value=0.5),
        StatedScore(plus=True, k=1, value=0.5),
    )


def test_plus_samples_that_the_base_tests_do_not_explain_stand_alone(found: Files) -> None:
    (run,) = found({"x.jsonl": line("HumanEval/2", "pass", "humaneval_plus")}).runs
    assert run.plus_alone is not None
    assert (run.base, run.plus, run.plus_alone.tolist()) == (None, None, [1])
    lines = line("HumanEval/2", "fail") + line("HumanEval/2", "pass", "humaneval+ alone")
    (run,) = found({"y.jsonl": lines}).runs
    assert run.base is not None
    assert run.plus_alone is not None
    assert (run.base.tolist(), run.plus, run.plus_alone.tolist()) == ([0], None, [1])


def test_each_evaluation_and_benchmark_of_a_file_is_a_run(found: Files) -> None:
    lines = line("1", "pass", "arc") + line("1", "fail", "mmlu") + line("1", "pass", "arc", evaluation_id="2")
    runs = found({"x.jsonl": lines}).runs
    assert sorted((run.benchmark, passed(run.base)) for run in runs) == [
        ("arc", [1]),
        ("arc", [1]),
        ("mmlu", [0]),
    ]


def test_models_of_one_evaluation_are_runs_of_their_own(found: Files) -> None:
    lines = line("HumanEval/2", "pass") + line("HumanEval/2", "fail", model_id="ada/toy-13b")
    runs = found({"x.jsonl": lines}).runs
    assert [(run.model, passed(run.base), run.samples.tolist()) for run in runs] == [
        ("ada/toy-7b", [1], [1]),
        ("ada/toy-13b", [0], [1]),
    ]


@pytest.mark.parametrize("version", ["0.2.0", "0.2.2", "instance_level_eval_0.2.1", "0.3.0"])
def test_versions_write_ids_as_text_or_numbers_and_their_own_name_before_them(
    found: Files, version: str
) -> None:
    lines = line(11, "pass", "mbpp", version) + line("12", "fail", "mbpp", version, metadata=None)
    (run,) = found({"x.jsonl": lines}).runs
    assert (run.benchmark, run.tasks, passed(run.base)) == ("mbpp", ("Mbpp/11", "Mbpp/12"), [1, 0])


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("HumanEval", ("humaneval", "base")),
        ("HumanEval+", ("humaneval", "plus")),
        ("humaneval-plus", ("humaneval", "plus")),
        ("MBPP Plus", ("mbpp", "plus")),
        ("inspect_evals/humaneval - verify", ("humaneval", "base")),
        ("humaneval_plus/create_test", ("humaneval", "plus")),
        ("lab.mbpp", ("mbpp", "base")),
        ("lab/humaneval-lua", ("humaneval-lua", "base")),
        ("HumanEval-X/python", ("python", "base")),
        ("lab/other+", ("other", "plus")),
        ("mbpp.humaneval", ("mbpp.humaneval", "base")),
    ],
)
def test_names_of_evaluations_say_which_tests_of_which_benchmark_ran(
    name: str, called: tuple[str, str]
) -> None:
    assert evaluation_called(name, "lab/1") == called


def test_a_line_may_stand_for_several_samples(found: Files) -> None:
    several: dict[str, Any] = {"evaluation": {"score": 0.285, "is_correct": False}}
    lines = line("HumanEval/2", "", **several, metadata={"samples": "200", "passed": "57"})
    (run,) = found({"x.jsonl": lines + line("HumanEval/2", "pass", metadata={"samples": "x"})}).runs
    assert (run.samples.tolist(), passed(run.base)) == ([201], [58])


def test_lines_whose_outcome_is_no_count_are_told_once(told: Told) -> None:
    def scored(score: float, said: dict[str, str] | None = None, *, correct: bool = False) -> str:
        return line("1", "", evaluation={"score": score, "is_correct": correct}, metadata=said)

    assert told(line("1", "pass") + scored(0.5) + scored(0.25), "a.jsonl") == [
        (
            "a.jsonl:2: score: found 0.5; expected 0 or 1, or `samples` and `passed` in the metadata of a line "
            "for several (a fault of 1 more)"
        )
    ]
    assert told(scored(1.0), "b.jsonl") == [
        "b.jsonl:1: is_correct: found false with a score of 1; expected both to say the same"
    ]
    assert told(scored(0.5, {"samples": "4", "passed": "1"}), "c.jsonl") == [
        "c.jsonl:1: score: found 0.5 where 1 of 4 samples passed; expected their share"
    ]
    for n, c in (("0", "0"), ("4", "5"), ("1,000,001", "0")):
        assert told(scored(0, {"samples": n.replace(",", ""), "passed": c}), "d.jsonl") == [
            f"d.jsonl:1: metadata: found {c} passed of {n} samples; expected between 1 and 1,000,000, and no more passed"
        ]
    twice = scored(0, {"samples": "600000", "passed": "0"}) * 2
    assert told(twice, "e.jsonl") == [
        "e.jsonl: `lab/ada_toy/1`: `HumanEval/1`: found 1,200,000 samples; expected 1,000,000 at most"
    ]


def test_places_in_a_list_are_not_taken_for_tasks_of_mbpp(told: Told) -> None:
    assert told(line(0, "pass", "mbpp") + line(1, "pass", "mbpp"), "r.jsonl") == [
        (
            "r.jsonl: `lab/ada_toy/1`: counts the tasks of MBPP from 0, so that which they are is not known; "
            "expected their ids"
        )
    ]


def test_base_and_plus_tests_that_are_evaluations_of_their_own_are_one_run(found: Files) -> None:
    plus: dict[str, Any] = {"evaluation_id": "lab/plus"}
    files = {
        "a/1_samples.jsonl": line("HumanEval/2", "pass") + line("HumanEval/10", "fail"),
        "a/1.json": record("HumanEval"),
        "b/2_samples.jsonl": line("HumanEval/2", "pass", "HumanEval+", **plus)
        + line("HumanEval/10", "pass", "HumanEval+", **plus),
        "b/2.json": record("HumanEval+", **plus),
    }
    (run,) = found(files).runs
    assert (passed(run.base), passed(run.plus), run.plus_without_base) == ([1, 0], [1, 0], 1)
    assert [file.name for file in run.files] == ["1_samples.jsonl", "1.json", "2_samples.jsonl", "2.json"]
    assert run.stated == (
        StatedScore(plus=False, k=1, value=0.5),
        StatedScore(plus=True, k=1, value=0.5),
    )
    files["b/2.json"] = record("HumanEval+", **plus, eval_library={"name": "another", "version": "1"})
    base, alone = found(files).runs
    assert (passed(base.base), base.plus, alone.base, passed(alone.plus_alone)) == (
        [1, 0],
        None,
        None,
        [1, 1],
    )


def test_a_file_that_lacks_lines_is_told(tmp_path: Path) -> None:
    rows: dict[str, Any] = {
        "detailed_evaluation_results": {"format": "jsonl", "file_path": "x", "total_rows": 2}
    }
    (tmp_path / "x.json").write_text(record("humaneval", **rows))
    problems = Problems()
    for lines, fault in (
        (line("HumanEval/2", "pass") + line("HumanEval/10", "pass"), []),
        (
            line("HumanEval/2", "pass"),
            [
                "x_samples.jsonl: holds 1 lines, but x.json beside it counts 2; expected all of them",
            ],
        ),
    ):
        (tmp_path / "x_samples.jsonl").write_text(lines)
        opened = [
            file
            for name in ("x_samples.jsonl", "x.json")
            for file in result_files(tmp_path / name, tmp_path, problems)
        ]
        read_files(opened, problems)
        assert [str(problem) for problem in problems.found] == fault


def test_of_one_sample_a_task_both_tests_are_what_passes_both(found: Files) -> None:
    lines = (
        line("HumanEval/2", "fail")
        + line("HumanEval/10", "pass")
        + line("HumanEval/2", "pass", "humaneval+")
        + line("HumanEval/10", "pass", "humaneval+")
    )
    (run,) = found({"x.jsonl": lines}).runs
    assert (passed(run.base), passed(run.plus), run.plus_without_base) == ([0, 1], [0, 1], 1)


def test_a_record_alone_states_scores(found: Files) -> None:
    (aside,) = found({"x.json": record("humaneval", "humaneval_plus", score=45.5, largest=100)}).scores
    assert (aside.model, aside.benchmark) == ("ada/toy-7b", "humaneval")
    assert aside.scores == (
        StatedScore(plus=False, k=1, value=0.455),
        StatedScore(plus=True, k=1, value=0.455),
    )


def test_scores_on_other_scales_and_spreads_are_not_taken_for_shares(found: Files, told: Told) -> None:
    def scored(score: float, **metric: object) -> str:
        result = json.loads(record("humaneval"))["evaluation_results"][0]
        result |= {"score_details": {"score": score}, "metric_config": {"lower_is_better": False} | metric}
        return record(evaluation_results=[result])

    for text in (
        scored(1250, metric_name="elo"),
        scored(0.03, evaluation_description="stderr"),
        scored(0.2, metric_name="error rate", lower_is_better=True),
    ):
        assert told(text) == [
            "r.json: says how a run was made (Every Eval Ever), but not what came out; expected the file of outcomes too"
        ]
    assert told(scored(73.4, min_score=0, max_score=1)) == [
        "r.json: `humaneval`: score: found 73.4; expected between 0 and 1, its own bounds"
    ]
    assert told(scored(-1, min_score=0, max_score="Infinity"))[0] == (
        "r.json: `humaneval`: score: found -1; expected between 0 and inf, its own bounds"
    )
    (aside,) = found({"x.json": scored(0.9, metric_parameters={"k": 10})}).scores
    assert aside.scores == (StatedScore(plus=False, k=10, value=0.9),)


def test_what_a_record_leaves_open_may_be_null(found: Files) -> None:
    said = json.loads(record("humaneval"))
    said |= {"evaluation_timestamp": None, "eval_library": None, "detailed_evaluation_results": None}
    said["evaluation_results"][0] |= {
        "generation_config": {"generation_args": {"temperature": None}, "additional_details": None},
        "source_data": {"additional_details": None},
    }
    (run,) = found({"x.jsonl": line("HumanEval/2", "pass"), "x.json": json.dumps(said)}).runs
    assert (run.date, run.harness, run.decoding, run.dataset_version) == ("", "", None, "")


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("1750000000.25", "2025-06-15"),
        ("2025-06-15T10:00:00+00:00", "2025-06-15"),
        ("2025-06", "2025-06"),
        ("2025", "2025"),
        ("soon", ""),
        ("99999999999", ""),
    ],
)
def test_moments_become_days(found: Files, moment: str, day: str) -> None:
    (aside,) = found({"x.json": record("humaneval", evaluation_timestamp=moment)}).scores
    assert aside.date == day


def test_what_is_not_in_order_is_told(told: Told) -> None:
    assert told(line("1", "pass", version="0.9.0") + line(None, "pass") + '{"a": 1}\n', "r.jsonl") == [
        "r.jsonl:1: schema_version: found `0.9.0`; expected 0.2 or 0.3, the versions that are known here",
        "r.jsonl:2: sample_id: found null; expected a whole number or text",
        "r.jsonl:3: has no `schema_version`; expected one",
    ]
    assert told(line("1", "pass") + line("2", "pass", "humaneval+"), "r.jsonl") == [
        "r.jsonl: `lab/ada_toy/1`: has other samples of one set of tests than of another; expected the same"
    ]
    assert told(record(), "r.json") == ["r.json: `evaluation_results` is empty; expected a result"]
    assert told(record("x", schema_version="1.0"), "r.json") == [
        "r.json: schema_version: found `1.0`; expected 0.2 or 0.3, the versions that are known here"
    ]


def test_real_records_of_three_versions_are_read(corpus: Corpus) -> None:
    read, problems = corpus(
        "every_eval_ever/98ea850e.json",
        "every_eval_ever/1d197010-2db4-4830-83ef-29b40894368b.json",
        "every_eval_ever/demo.json",
        "every_eval_ever/demo_samples.jsonl",
    )
    assert problems == []
    (run,) = read.runs
    assert (run.model, run.benchmark, run.tasks, run.stated) == (
        "demo-org/demo-model",
        "demo-source.demo_bench",
        ("demo_0001",),
        (StatedScore(plus=False, k=1, value=0.75),),
    )
    assert [(each.model, each.benchmark, each.scores[0].value) for each in read.scores] == [
        ("TencentARC/LLaMA-Pro-8B-Instruct", "IFEval", 0.4486),
        ("TencentARC/LLaMA-Pro-8B-Instruct", "BBH", 0.4224),
        ("TencentARC/LLaMA-Pro-8B-Instruct", "MATH Level 5", 0.0249),
        ("TencentARC/LLaMA-Pro-8B-Instruct", "GPQA", 0.2743),
        ("TencentARC/LLaMA-Pro-8B-Instruct", "MUSR", 0.419),
        ("TencentARC/LLaMA-Pro-8B-Instruct", "MMLU-PRO", 0.1946),
        ("anthropic/claude-3-7-sonnet-20250219", "Scicode", 0.0462),
    ]
