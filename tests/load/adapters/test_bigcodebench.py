"""BigCodeBench: a list of samples for each task, each with one status."""

import json
from collections.abc import Callable

from generator.load.adapters import Found
from generator.load.adapters.protocol import RawRun

Told = Callable[..., list[str]]
Read = Callable[..., tuple[RawRun, ...]]
Corpus = Callable[..., tuple[Found, list[str]]]


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
