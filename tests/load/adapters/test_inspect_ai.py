"""Inspect's logs."""

import io
import json
import zipfile
from collections.abc import Callable

from generator.load.adapters import Found
from generator.model.run import Decoding, StatedScore

Told = Callable[..., list[str]]
Files = Callable[[dict[str, str | bytes]], Found]
Corpus = Callable[..., tuple[Found, list[str]]]


def sample(task: object = "HumanEval/0", epoch: int = 1, **scores: object) -> dict[str, object]:
    scores = scores or {"verify": "C"}
    return {
        "id": task,
        "epoch": epoch,
        "input": "",
        "scores": {name: {"value": value, "answer": ""} for name, value in scores.items()},
    }


def log(*samples: dict[str, object], status: str = "success", **evaluated: object) -> str:
    said = {
        "created": "2026-10-21T01:12:03+02:00",
        "task": "inspect_evals/humaneval",
        "model": "ada/toy-7b",
        "packages": {"inspect_ai": "0.3.138"},
        "model_generate_config": {"temperature": 0.5, "top_p": 0.95},
    }
    metrics = {"accuracy": {"name": "accuracy", "value": 0.5}, "stderr": {"name": "stderr", "value": 0.1}}
    return json.dumps(
        {
            "version": 2,
            "status": status,
            "eval": {"run_id": "x"} | said | evaluated,
            "plan": {"config": {}},
            "results": {"scores": [{"name": "verify", "metrics": metrics}]},
            "samples": samples,
        }
    )


def test_epochs_are_the_samples_of_a_task(found: Files) -> None:
    samples = [
        sample("HumanEval/10"),
        sample("HumanEval/10", 2, verify="I"),
        sample("HumanEval/2", verify=1.0),
        sample("HumanEval/2", 2, verify=False),
    ]
    (run,) = found({"log.json": log(*samples)}).runs
    assert (run.format, run.harness, run.harness_version) == ("Inspect", "inspect", "0.3.138")
    assert (run.model, run.benchmark, run.date) == ("ada/toy-7b", "humaneval", "2026-10-21")
    assert run.decoding == Decoding("sampling", 0.5, 0.95)
    assert (run.tasks, run.samples.tolist()) == (("HumanEval/2", "HumanEval/10"), [2, 2])
    assert run.base is not None
    assert run.base.tolist() == [1, 1]
    assert run.stated == (StatedScore(plus=False, k=1, value=0.5),)


def test_a_log_that_is_packed_as_a_zip_is_the_same(found: Files) -> None:
    whole = json.loads(log(sample("HumanEval/10"), sample("HumanEval/2", verify="I")))
    samples = whole.pop("samples")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_journal/start.json", "{}")
        for each in samples:
            archive.writestr(f"samples/{each['id'].replace('/', '_')}_epoch_1.json", json.dumps(each))
        archive.writestr("summaries.json", "[]")
        archive.writestr("header.json", json.dumps(whole))
    (run,) = found({"log.eval": made.getvalue()}).runs
    assert (run.files[0].name, run.tasks, run.model) == (
        "log.eval",
        ("HumanEval/2", "HumanEval/10"),
        "ada/toy-7b",
    )
    assert run.base is not None
    assert run.base.tolist() == [0, 1]


def test_an_unfinished_log_is_told(told: Told) -> None:
    assert told(log(status="cancelled")) == [
        "r.json: holds no samples; expected a log that keeps them",
        "r.json: status: found `cancelled`; expected success",
    ]


def test_samples_without_a_score_and_with_half_of_one_are_told(told: Told) -> None:
    odd = sample("HumanEval/1")
    odd["scores"] = None
    assert told(
        log(
            sample(),
            odd,
            sample("HumanEval/2", verify=0.5),
            sample("HumanEval/3", verify={"a": 1}),
            sample(4),
        )
    ) == [
        "r.json: sample `HumanEval/1`: has no score of `verify`; expected one",
        "r.json: sample `HumanEval/2`: verify: found `0.5`; expected C or I, 1 or 0",
        "r.json: sample `HumanEval/3`: verify: found `{'a': 1}`; expected C or I, 1 or 0",
    ]


def test_a_log_of_two_scorers_or_of_none_is_told(told: Told) -> None:
    assert told(log(sample(verify="C", style="C"))) == [
        "r.json: its samples have scores of 2 scorers, `verify`, `style`; expected one"
    ]
    bare = sample()
    bare["scores"] = {}
    assert told(log(bare)) == ["r.json: its samples have scores of no scorer; expected one"]


def test_a_real_log_is_read(corpus: Corpus) -> None:
    read, problems = corpus("inspect/data_arc_qwen.json")
    (run,) = read.runs
    assert problems == []
    assert (run.model, run.benchmark, run.tasks) == ("ollama/qwen2.5:0.5b", "arc_easy", ("1", "2", "3"))
    assert run.base is not None
    assert (run.base.tolist(), run.stated[0].value) == ([1, 0, 0], 0.3333333333333333)
