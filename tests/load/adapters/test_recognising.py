"""Formats are told apart by structure; what is of none is told with what it holds."""

from collections.abc import Callable

Told = Callable[..., list[str]]
ANY = "expected one of those in docs/harnesses.md"


def test_another_format_is_told_with_its_keys_and_those_that_share_one(told: Told) -> None:
    assert told('{"results": {}, "config": {}}') == [
        (
            "r.json: holds a JSON object with the keys `results`, `config`, which is no known format; "
            f"nearest are EvalPerf (`config`) and MultiPL-E (`results`); {ANY}"
        )
    ]


def test_a_format_that_shares_no_key_is_told_where_all_are_listed(told: Told) -> None:
    assert told('{"accuracy": 0.5}') == [
        f"r.json: holds a JSON object with the keys `accuracy`, which is no known format; {ANY}"
    ]


def test_a_similar_format_is_told_with_the_nearest(told: Told) -> None:
    assert told('{"date": "", "eval": {"HumanEval/0": [{"task_id": "x", "verdict": "pass"}]}}') == [
        (
            "r.json: holds a JSON object with the keys `date`, `eval`, which is no known format; "
            "nearest is EvalPlus 0.2.1 and later: expected an `eval` of tasks, each with a list of samples that have "
            "`base_status` and `plus_status`"
        )
    ]


def test_lines_of_another_format_are_told_with_their_keys(told: Told) -> None:
    assert told('{"problem": "HumanEval/0", "ok": true}\n{"problem": "HumanEval/1"}\n', "r.jsonl") == [
        f"r.jsonl: holds lines of JSON with the keys `problem`, `ok`, which is no known format; {ANY}"
    ]


def test_samples_are_no_results(told: Told) -> None:
    assert told('{"task_id": "HumanEval/0", "solution": ""}\n', "r.jsonl") == [
        "r.jsonl: holds tasks or samples, no outcomes; expected results: gen evaluate runs the samples"
    ]


def test_json_that_is_no_object_is_told(told: Told) -> None:
    assert told("[1, 2]") == [f"r.json: holds JSON, but no object, which is no known format; {ANY}"]


def test_text_that_is_no_json_is_told_with_its_start(told: Told) -> None:
    assert told("model,score\ntoy,0.5\n") == [
        f"r.json: holds text that starts with `model,score`, which is no known format; {ANY}"
    ]


def test_json_that_is_nested_too_deep_is_told(told: Told) -> None:
    assert told("[" * 200_000) == [
        "r.json:1:1: the JSON is nested too deep to be read; expected results, a few levels deep"
    ]


def test_an_empty_file_is_told(told: Told) -> None:
    assert told("") == ["r.json: is empty; expected content, or no file"]


def test_a_binary_file_is_told(told: Told) -> None:
    assert told(b'{"eval": {}}\n\0\1\2')[0].startswith("r.json:2:1: ")


def test_latin_1_is_told(told: Told) -> None:
    assert told('{"model": "Müller"}'.encode("latin-1"))[0].startswith("r.json:1:13: ")
