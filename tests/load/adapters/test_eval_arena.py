"""Eval-Arena: a line a model and task, base and plus outcomes in two files."""

import json
from collections.abc import Callable

from generator.load.adapters.protocol import RawRun

Told = Callable[..., list[str]]
Read = Callable[..., tuple[RawRun, ...]]


def line(task: str = "HumanEval/0", benchmark: str = "humaneval", **outcome: object) -> str:
    return json.dumps({"benchmark_id": benchmark, "model": "toy", "example_id": task, **outcome}) + "\n"


def test_base_and_plus_files_are_read_as_one_run_a_model(read: Read) -> None:
    single, several = read("arena_humaneval.jsonl", "arena_humaneval+.jsonl")
    assert (single.model, single.benchmark) == ("toy-7b", "humaneval")
    assert single.tasks == ("HumanEval/2", "HumanEval/10")
    assert single.base is not None
    assert single.base.tolist() == [0, 1]
    assert single.plus is not None
    assert single.plus.tolist() == [0, 1]  # what passes plus and fails base fails
    assert single.plus_alone is None
    assert single.plus_without_base == 1
    assert [file.name for file in single.files] == ["arena_humaneval.jsonl", "arena_humaneval+.jsonl"]
    assert several.samples.tolist() == [4, 4]
    assert several.base is not None
    assert several.base.tolist() == [3, 0]
    assert several.plus is None  # which samples pass both, counts do not tell
    assert several.plus_alone is not None
    assert several.plus_alone.tolist() == [2, 0]
    assert several.plus_without_base == 0  # not known


def test_a_base_file_alone_has_no_plus_results(read: Read) -> None:
    run, _ = read("arena_humaneval.jsonl")
    assert run.base is not None
    assert run.base.tolist() == [0, 1]
    assert (run.plus, run.plus_alone) == (None, None)


def test_a_plus_file_alone_holds_plus_tests_alone(read: Read) -> None:
    run, _ = read("arena_humaneval+.jsonl")
    assert (run.base, run.plus) == (None, None)
    assert run.plus_alone is not None
    assert run.plus_alone.tolist() == [1, 1]


def test_one_file_may_hold_base_and_plus_outcomes(told: Told) -> None:
    assert told(line(pass1=1) + line(benchmark="humaneval+", pass1=1), "r.jsonl") == []


def test_a_fraction_without_counts_is_refused_at_its_line(told: Told) -> None:
    assert told(line(pass1=1) + line("HumanEval/1", pass1=0.25), "r.jsonl") == [
        "r.jsonl:2: pass1: found 0.25; expected 0 or 1, or `correct` with `count` where there are more samples"
    ]


def test_counts_that_cannot_be_are_refused_at_their_lines(told: Told) -> None:
    text = "".join(
        (
            line("HumanEval/0", correct=5, count=4),
            line("HumanEval/1", correct=-1, count=4),
            line("HumanEval/2", correct=0, count=0),
            line("HumanEval/3", correct=0, count=10**7),
            line("HumanEval/4"),
        )
    )
    assert told(text, "r.jsonl") == [
        "r.jsonl:1: correct: found 5 of 4 samples; expected between 0 and 4",
        "r.jsonl:2: correct: found -1 of 4 samples; expected between 0 and 4",
        "r.jsonl:3: count: found 0; expected between 1 and 1,000,000 samples",
        "r.jsonl:4: count: found 10000000; expected between 1 and 1,000,000 samples",
        "r.jsonl:5: has neither `pass1` nor `correct`; expected one of them",
    ]


def test_lines_that_cannot_be_read_are_named_with_line_and_column(told: Told) -> None:
    text = line(pass1=1) + line("HumanEval/1", pass1=1)[:40] + "\n" + line("x", pass1=1).replace("1}", "NaN}")
    assert told(text, "r.jsonl") == [
        "r.jsonl:2:41: the JSON ends at byte 40 before it is closed: the line is cut off",
        "r.jsonl:3:75: found NaN at byte 74; expected a number",
    ]


def test_a_line_of_another_type_is_named(told: Told) -> None:
    assert told(line(pass1=1) + line("HumanEval/1", pass1="yes") + "[1]\n", "r.jsonl") == [
        "r.jsonl:2: pass1: found text; expected a number or null",
        "r.jsonl:3: found a list; expected an object",
    ]


def test_a_task_that_a_model_has_twice_is_named(told: Told) -> None:
    assert told(line(pass1=1) + line(pass1=0), "r.jsonl") == [
        "r.jsonl:2: `toy` has `HumanEval/0` twice; expected each task once"
    ]


def test_other_tasks_in_base_and_plus_are_refused(told: Told) -> None:
    base = line(pass1=1) + line("HumanEval/1", pass1=0)
    assert told(base, "a.jsonl", b=line(benchmark="humaneval+", pass1=1)) == [
        (
            "b.jsonl: `toy`: found 1 tasks of 1 samples here, 2 tasks of 1 samples in a.jsonl; "
            "expected the same tasks and samples, to read base and plus outcomes as one run"
        )
    ]


def test_files_of_several_sources_belong_together_by_name(told: Told) -> None:
    files = {
        "b+": line(benchmark="humaneval+", correct=1, count=2),
        "a+": line(benchmark="humaneval+", pass1=1),
        "b": line(correct=1, count=2),
    }
    assert told(line(pass1=1), "a.jsonl", **files) == []
