"""LiveCodeBench's list of problems."""

import json
from collections.abc import Callable

from generator.load.adapters import Found
from generator.model.run import Decoding

Told = Callable[..., list[str]]
Files = Callable[[dict[str, str]], Found]


def problem(name: str, graded: str) -> dict[str, object]:
    """Give a problem with a sample for each sign: `+` passes, `-` fails, `?` is none."""
    outcomes = [{"+": True, "-": False, "?": "yes"}[sign] for sign in graded]
    return {"question_id": name, "code_list": [""] * len(graded), "graded_list": outcomes, "pass@1": 0.5}


def test_problems_are_tasks_and_the_name_says_the_temperature(found: Files) -> None:
    text = json.dumps([problem("abc301_a", "+-"), problem("2727", "--")])
    (run,) = found({"Scenario.codegeneration_2_0.2_eval_all.json": text}).runs
    assert (run.format, run.harness, run.benchmark) == ("LiveCodeBench", "livecodebench", "livecodebench")
    assert (run.tasks, run.samples.tolist()) == (("2727", "abc301_a"), [2, 2])
    assert run.base is not None
    assert (run.base.tolist(), run.decoding) == ([0, 1], Decoding("sampling", 0.2))


def test_another_name_says_nothing_of_decoding(found: Files) -> None:
    (run,) = found({"r.json": json.dumps([problem("abc301_a", "+")])}).runs
    assert run.decoding is None


def test_a_problem_twice_one_without_samples_and_a_word_for_an_outcome_are_told(told: Told) -> None:
    assert told(json.dumps([problem("a", "+"), problem("a", "+")])) == [
        "r.json: `a` stands twice; expected each problem once"
    ]
    assert told(json.dumps([problem("a", ""), problem("b", "+")])) == [
        "r.json: `a`: found 0 samples; expected between 1 and 1,000,000"
    ]
    assert told(json.dumps([problem("a", "?")])) == [
        "r.json: [1].graded_list[1]: found text; expected true or false"
    ]
