"""EvalPlus 0.1.1 to 0.2.0."""

import json
from collections.abc import Callable

from generator.load.adapters.protocol import RawRun

Told = Callable[..., list[str]]
Read = Callable[..., tuple[RawRun, ...]]

V019 = "84f4b93a1270b492e4c54d5212da7a5b"


def task(base: list[str], plus: list[str], n: int = 1) -> dict[str, object]:
    return {"nfiles": n, "base": [[each, []] for each in base], "plus": [[each, []] for each in plus]}


def nested(**tasks: object) -> str:
    named = {f"HumanEval/{name.removeprefix('t')}": each for name, each in tasks.items()}
    return json.dumps({"date": "2024-01-29 14:47", "hash": V019, "eval": named})


def test_a_sample_passes_plus_if_it_passes_base_and_plus(read: Read) -> None:
    (run,) = read("nested_eval_results.json")
    assert run.tasks == ("HumanEval/0", "HumanEval/2", "HumanEval/10")
    assert run.samples.tolist() == [2, 2, 2]
    assert run.base is not None
    assert run.base.tolist() == [0, 2, 1]
    assert run.plus is not None
    assert run.plus.tolist() == [0, 2, 0]
    assert run.plus_without_base == 1
    assert (run.timed_out, run.dataset_md5, run.date) == (1, V019, "2024-01-29")
    assert (run.harness, run.harness_version) == ("evalplus", "0.1.1-0.2.0")


def test_empty_plus_results_mean_not_measured(read: Read) -> None:
    (run,) = read("nested_base_only_eval_results.json")
    assert run.plus is None
    assert run.base is not None
    assert run.base.tolist() == [1, 0]


def test_results_that_do_not_match_the_number_of_samples_are_refused(told: Told) -> None:
    text = nested(t0=task(["success"], ["success"], n=2), t1=task(["failed"], ["failed"]))
    assert told(text) == [
        (
            "r.json:1:83: `HumanEval/0`: found 1 plus results for nfiles 2; "
            "expected as many, or none in the whole file"
        ),
        "r.json:1:83: `HumanEval/0`: found 1 base results for nfiles 2; expected as many",
    ]


def test_a_negative_number_of_samples_is_refused(told: Told) -> None:
    assert told(nested(t0=task([], [], n=-1))) == [
        "r.json:1:83: `HumanEval/0`: found -1 samples; expected between 1 and 1,000,000",
        "r.json:1:83: `HumanEval/0`: found 0 base results for nfiles -1; expected as many",
    ]


def test_an_unknown_status_is_named_with_its_task(told: Told) -> None:
    assert told(nested(t0=task(["pass"], ["success"]))) == [
        "r.json:1:83: `HumanEval/0`: base: found `pass`; expected success, failed, timed out"
    ]


def test_an_outcome_of_another_shape_is_named_with_its_task(told: Told) -> None:
    text = nested(t0=task(["success"], ["success"])).replace('["success", []]', '["success"]', 1)
    assert told(text) == ["r.json:1:83: `HumanEval/0`: base[1]: expected a list of length 2"]


def test_a_task_that_stands_twice_is_named_at_its_second_place(told: Told) -> None:
    text = nested(t0=task(["success"], ["success"]), t1=task(["failed"], ["failed"]))
    assert told(text.replace("HumanEval/1", "HumanEval/0")) == [
        "r.json:1:167: `HumanEval/0` stands twice in an object; expected each key once"
    ]
