"""OpenAI's human-eval: a line a sample."""

import json
from collections.abc import Callable

from generator.load.adapters import Found
from generator.load.adapters.protocol import RawRun

Told = Callable[..., list[str]]
Read = Callable[..., tuple[RawRun, ...]]
Corpus = Callable[..., tuple[Found, list[str]]]


def line(task: object = "HumanEval/0", **others: object) -> str:
    return json.dumps({"task_id": task, "completion": "", "result": "passed", "passed": True} | others) + "\n"


def test_samples_are_counted_by_task(read: Read) -> None:
    (run,) = read("human_eval_results.jsonl")
    assert (run.format, run.harness, run.tasks) == (
        "human-eval",
        "human-eval",
        ("HumanEval/2", "HumanEval/10"),
    )
    assert run.samples.tolist() == [2, 2]
    assert run.base is not None
    assert run.base.tolist() == [0, 1]
    assert (run.plus, run.plus_alone, run.timed_out) == (None, None, 1)
    assert (run.model, run.benchmark, run.decoding) == ("", "", None)


def test_tasks_may_have_different_numbers_of_samples_and_lines_may_be_empty(told: Told) -> None:
    assert told(line() + "\n" + line("HumanEval/1") + line() + "\r\n", "r.jsonl") == []


def test_all_lines_that_are_not_in_order_are_told(told: Told) -> None:
    content = line() + line(passed=False) + line(passed="yes") + line(7) + '{"passed": true}\n' + line()[:30]
    assert told(content, "r.jsonl") == [
        "r.jsonl:2: passed: found false with the result `passed`; expected both to say the same",
        "r.jsonl:3: passed: found text; expected true or false",
        "r.jsonl:4: task_id: found a whole number; expected text",
        "r.jsonl:5: has no `task_id`; expected one",
        "r.jsonl:6:31: the JSON ends at byte 30 inside `HumanEval/0`, before it is closed: the line is cut off",
    ]


def test_a_passed_sample_whose_result_is_a_failure_is_told(told: Told) -> None:
    assert told(line(result="timed out"), "r.jsonl") == [
        "r.jsonl:1: passed: found true with the result `timed out`; expected both to say the same"
    ]


def test_a_real_file_is_read(corpus: Corpus) -> None:
    read, problems = corpus("human_eval/example_samples.jsonl_results.jsonl")
    (run,) = read.runs
    assert problems == []
    assert run.base is not None
    assert (run.tasks, run.samples.tolist(), run.base.tolist()) == (("test/0",), [6], [0])
