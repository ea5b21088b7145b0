"""BigCodeBench: a list of samples for each task, each with one status."""

import json
from collections.abc import Callable

import pytest

from generator.load.adapters import Found
from generator.load.adapters.protocol import RawRun
from generator.model.run import Decoding, StatedScore

Told = Callable[..., list[str]]
Read = Callable[..., tuple[RawRun, ...]]
Found_ = Callable[[dict[str, str]], Found]
Corpus = Callable[..., tuple[Found, list[str]]]


def base(k: int, value: float) -> StatedScore:
    return StatedScore(plus=False, k=k, value=value)


def written(**tasks: list[object]) -> str:
    named = {name.replace("_", "/"): found for name, found in tasks.items()}
    return json.dumps({"date": "2024-09-24 20:28", "eval": named})


def sample(status: object = "pass") -> dict[str, object]:
    return {
        "task_id": "BigCodeBench/3",
        "solution": "",
        "status": status,
        "details": {"test_case_1": '"status"'},
    }


def test_statuses_are_counted_by_task(read: Read) -> None:
    (run,) = read("bigcodebench.json")
    assert (run.format, run.harness, run.date, run.timed_out) == (
        "BigCodeBench",
        "bigcodebench",
        "2026-09-24",
        1,
    )
    assert run.tasks == ("BigCodeBench/3", "BigCodeBench/10")
    assert run.base is not None
    assert (run.samples.tolist(), run.base.tolist(), run.plus) == ([2, 2], [1, 1], None)


def test_a_status_that_is_none_and_a_task_without_samples_are_told(told: Told) -> None:
    assert told(written(BigCodeBench_3=[sample("passed"), sample(3)], BigCodeBench_4=[])) == [
        "r.json:1:39: `BigCodeBench/3`: sample 2: status: found a whole number; expected text"
    ]
    assert told(written(BigCodeBench_3=[sample("passed")], BigCodeBench_4=[])) == [
        "r.json:1:39: `BigCodeBench/3`: status: found `passed`; expected pass, fail, timeout",
        "r.json:1:168: `BigCodeBench/4`: found 0 samples; expected between 1 and 1,000,000",
    ]


def test_a_real_file_gives_the_score_that_its_harness_printed(corpus: Corpus) -> None:
    read, problems = corpus("bigcodebench/qwen2.5-coder-7b-base_hard_eval_results.json")
    (run,) = read.runs
    assert problems == []
    assert run.base is not None
    # 16.216216216216218 percent of the 148 tasks of the hard split are 24.
    assert (len(run.tasks), int(run.samples.sum()), int(run.base.sum()), run.timed_out) == (148, 148, 24, 5)


NAMED = "lab--toy-7b--main--bigcodebench-hard-complete--vllm-0.8-5-sanitized_calibrated.jsonl"


def scores(value: object = 0.25, model: str = NAMED, **said: object) -> str:
    known: dict[str, object] = {
        "calibrated": True,
        "split": "complete",
        "subset": "hard",
        "failed_tasks": ["BigCodeBench/3"],
    }
    return json.dumps({"pass@1": value, "model": model} | known | said)


def test_a_score_file_states_scores_and_what_its_name_tells(found: Found_) -> None:
    (aside,) = found({"toy_pass_at_k.json": scores(0.25, NAMED, **{"pass@5": 0.5})}).scores
    assert (aside.model, aside.benchmark, aside.dataset_version, aside.samples, aside.decoding) == (
        *("lab/toy-7b", "bigcodebench", "hard", 5),
        Decoding("sampling", 0.8),
    )
    assert aside.scores == (base(1, 0.25), base(5, 0.5))


def test_scores_beyond_1_are_percent_and_other_names_tell_nothing(found: Found_) -> None:
    text = scores(16.2, "samples.jsonl", split="instruct", subset="full")
    (aside,) = found({"toy_results.json": text}).scores
    assert (aside.model, aside.benchmark, aside.dataset_version, aside.samples, aside.decoding) == (
        *("", "bigcodebench-instruct", "full", None),
        None,
    )
    assert aside.scores == (base(1, 0.162),)


def test_scores_beside_outcomes_are_what_is_stated_of_them(found: Found_) -> None:
    outcomes = written(BigCodeBench_3=[sample()])
    read = found({"toy_eval_results.json": outcomes, "toy_pass_at_k.json": scores()})
    (run,) = read.runs
    assert (read.scores, run.stated, run.model, run.dataset_version) == (
        *((), (base(1, 0.25),)),
        *("lab/toy-7b", "hard"),
    )


def test_a_score_that_is_none_is_told(told: Told) -> None:
    assert told(scores(None)) == ["r.json: pass@1: found null; expected a number"]
    assert told(scores(-3)) == ["r.json: pass@1: found -3; expected a share from 0 to 1, or percent"]
    assert told(scores().replace("pass@1", "pass@first")) == ["r.json: states no pass@k; expected one"]


def test_a_real_score_file_says_what_the_real_outcomes_give(corpus: Corpus) -> None:
    both = ("eval_results", "results")
    read, problems = corpus(*(f"bigcodebench/qwen2.5-coder-7b-base_hard_{end}.json" for end in both))
    (run,) = read.runs
    assert (problems, read.scores, run.dataset_version) == ([], (), "hard")
    assert run.base is not None
    assert run.stated == (base(1, 0.16216216216216218),)
    assert run.base.sum() / 148 == pytest.approx(run.stated[0].value, abs=1e-15)
