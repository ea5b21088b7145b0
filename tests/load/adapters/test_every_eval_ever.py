"""Every Eval Ever: records, and lines of samples."""

import json
from collections.abc import Callable

from generator.load.adapters import Found
from generator.model.run import Decoding, StatedScore

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
    assert [(run.benchmark, None if run.base is None else run.base.tolist()) for run in runs] == [
        ("arc", [1]),
        ("mmlu", [0]),
        ("arc", [1]),
    ]


def test_a_record_alone_states_scores(found: Files) -> None:
    (aside,) = found({"x.json": record("humaneval", "humaneval_plus", score=45.5, largest=100)}).scores
    assert (aside.model, aside.benchmark) == ("ada/toy-7b", "humaneval")
    assert aside.scores == (
        StatedScore(plus=False, k=1, value=0.455),
        StatedScore(plus=True, k=1, value=0.455),
    )


def test_what_is_not_in_order_is_told(told: Told) -> None:
    assert told(line("1", "pass", version="0.9.0") + line(3, "pass") + '{"a": 1}\n', "r.jsonl") == [
        "r.jsonl:1: schema_version: found `0.9.0`; expected 0.2 or 0.3, the versions that are known here",
        "r.jsonl:2: sample_id: found a whole number; expected text",
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
