"""MultiPL-E: a file a problem."""

import json
from collections.abc import Callable

from generator.load.adapters import Found
from generator.model.run import Decoding

Told = Callable[..., list[str]]
Files = Callable[[dict[str, str]], Found]
FOLDER = "humaneval-lua-ada_toy_7b-0.2-reworded"


def results(name: str = "HumanEval_2_truncate", *statuses: str, **others: object) -> str:
    told = [{"program": "", "status": status, "exit_code": int(status != "OK")} for status in statuses]
    said = {"name": name, "language": "lua", "prompt": "", "tests": "", "temperature": 0.2, "top_p": 0.95}
    return json.dumps(said | {"results": told} | others)


def test_the_problems_of_a_folder_are_one_run(found: Files) -> None:
    read = found(
        {
            f"{FOLDER}/HumanEval_10_make.results.json": results("HumanEval_10_make", "OK", "Timeout"),
            f"{FOLDER}/HumanEval_2_truncate.results.json": results(
                "HumanEval_2_truncate", "SyntaxError", "Exception"
            ),
            "other/HumanEval_2_truncate.results.json": results("HumanEval_2_truncate", "OK"),
        }
    )
    one, other = read.runs
    assert (one.format, one.harness, one.benchmark, one.model) == (
        "MultiPL-E",
        "multipl-e",
        "humaneval-lua",
        "ada/toy_7b",
    )
    assert (one.tasks, one.samples.tolist(), one.timed_out) == (
        ("HumanEval_2_truncate", "HumanEval_10_make"),
        [2, 2],
        1,
    )
    assert one.base is not None
    assert (one.base.tolist(), one.decoding, len(one.files)) == ([0, 1], Decoding("sampling", 0.2, 0.95), 2)
    assert (other.model, other.tasks) == ("", ("HumanEval_2_truncate",))


def test_a_sample_that_says_ok_and_ends_with_an_error_fails(found: Files) -> None:
    odd = json.loads(results("HumanEval_2_truncate", "OK"))
    odd["results"][0]["exit_code"] = 1
    (run,) = found({"r.json": json.dumps(odd)}).runs
    assert run.base is not None
    assert run.base.tolist() == [0]


def test_a_problem_twice_and_another_temperature_are_told(told: Told) -> None:
    assert told(results("HumanEval_2_a", "OK"), s=results("HumanEval_2_a", "OK", temperature=0.8)) == [
        "s.jsonl: was drawn in another way than r.json beside it; expected one temperature a folder",
        "s.jsonl: holds `HumanEval_2_a`, which another file of its folder holds; expected each problem once",
    ]


def test_another_problem_is_told(told: Told) -> None:
    assert told(results("mine", "OK")) == [
        "r.json: name: found `mine`; expected a problem such as HumanEval_53_add or mbpp_3_is_not_prime"
    ]
