"""Scalebook's own form."""

import json
from collections.abc import Callable

Told = Callable[..., list[str]]

SHA = "ab" * 32


def stored(**others: object) -> str:
    content = {
        "format": "scalebook-run/1",
        "model": "toy",
        "benchmark": "humaneval",
        "dataset_version": "v0.1.10",
        "decoding": {"strategy": "greedy", "temperature": 0.0, "top_p": None},
        "provenance": {"files": [{"name": "toy.json", "sha256": SHA}]},
        "tasks": ["HumanEval/0", "HumanEval/1"],
        "samples": [4, 4],
        "base": [3, 0],
        "plus": [2, 0],
        **others,
    }
    return (
        "{\n"
        + ",\n".join(f"{json.dumps(key)}: {json.dumps(each)}" for key, each in content.items())
        + "\n}\n"
    )


def test_a_stored_run_that_is_in_order_is_read(told: Told) -> None:
    assert told(stored()) == []


def test_more_passes_than_samples_are_refused(told: Told) -> None:
    assert told(stored(base=[3, 5], plus=[4, 0])) == [
        "r.json:10:1: base: found 5 for `HumanEval/1`; expected between 0 and 4, the samples",
        "r.json:11:1: plus: found 4 for `HumanEval/0`; expected between 0 and 3, the base passes",
    ]


def test_negative_counts_are_refused(told: Told) -> None:
    assert told(stored(samples=[4, 0], base=[3, -1])) == [
        "r.json:9:1: samples: found 0 for `HumanEval/1`; expected between 1 and 1000000",
        "r.json:10:1: base: found -1 for `HumanEval/1`; expected between 0 and 0, the samples",
    ]


def test_nan_is_no_count(told: Told) -> None:
    assert told(stored().replace("[3, 0]", "[NaN, 0]")) == [
        "r.json:10:10: found NaN at byte 370; expected a number"
    ]


def test_a_fraction_is_no_count(told: Told) -> None:
    assert told(stored(base=[3, 0.5])) == ["r.json: base[2]: found a number; expected a whole number"]


def test_a_row_of_another_length_is_refused(told: Told) -> None:
    assert told(stored(base=[3])) == ["r.json:10:1: base: found 1 counts for 2 tasks; expected one for each"]


def test_a_task_that_stands_twice_is_named(told: Told) -> None:
    assert told(stored(tasks=["HumanEval/0", "HumanEval/0"])) == [
        "r.json:8:1: tasks: found `HumanEval/0` twice; expected each task once"
    ]


def test_a_run_without_tasks_is_refused(told: Told) -> None:
    assert told(stored(tasks=[], samples=[], base=[], plus=[])) == [
        "r.json:8:1: tasks: found none; expected at least one"
    ]


def test_a_key_that_stands_twice_is_named_at_its_second_place(told: Told) -> None:
    assert told(stored().replace('"base": [3, 0]', '"base": [3, 0],\n"base": [4, 4]')) == [
        "r.json:11:1: `base` stands twice in an object; expected each key once"
    ]


def test_an_unknown_key_is_named(told: Told) -> None:
    assert told(stored(bases=[1])) == ["r.json: unknown key `bases`; expected only those of docs/formats.md"]


def test_what_is_stated_beside_the_tallies_is_checked(told: Told) -> None:
    provenance = {
        "files": [{"name": "x", "sha256": "../../x"}],
        "dataset_md5": "x",
        "date": "May",
        "url": "javascript:alert(1)",
    }
    decoding = {"strategy": "sampling", "temperature": -1.0}
    assert told(stored(provenance=provenance, decoding=decoding, timed_out=9, plus_without_base=-1)) == [
        "r.json:6:38: temperature: found -1; expected between 0 and 10",
        "r.json:7:40: sha256: found `../../x`; expected 64 hexadecimal digits",
        "r.json:7:63: dataset_md5: found `x`; expected 32 hexadecimal digits",
        "r.json:7:83: date: found `May`; expected a date such as 2026-06-12",
        "r.json:7:98: url: found `javascript:alert(1)`; expected an address that starts with http:// or https://",
        "r.json:12:1: timed_out: found 9; expected between 0 and 8, the samples",
        "r.json:13:1: plus_without_base: found -1; expected between 0 and 8, the samples",
    ]


def test_a_run_without_its_file_is_refused(told: Told) -> None:
    assert told(stored(provenance={"files": []})) == [
        "r.json:7:16: files: found none; expected the file that the run was read from"
    ]


def test_another_version_of_the_form_is_named(told: Told) -> None:
    assert told(stored(format="scalebook-run/2")) == [
        "r.json: format: found 'scalebook-run/2'; expected one of the values in docs/formats.md"
    ]


def test_a_day_that_the_calendar_lacks_is_refused(told: Told) -> None:
    provenance = {"files": [{"name": "x", "sha256": SHA}], "date": "2026-02-30"}
    assert [line.partition("date: ")[2] for line in told(stored(provenance=provenance))] == [
        "found `2026-02-30`; expected a date such as 2026-06-12"
    ]


def test_a_stated_score_that_cannot_be_is_refused(told: Told) -> None:
    assert told(stored(stated=[{"plus": False, "k": 0, "value": 1.5}])) == [
        "r.json:12:1: stated: found pass@0 of 1.5; expected k from 1, and a value between 0 and 1"
    ]


def test_greedy_decoding_with_a_temperature_is_refused(told: Told) -> None:
    assert told(stored(decoding={"strategy": "greedy", "temperature": 0.8, "top_p": 3})) == [
        "r.json:6:1: decoding: found greedy with a temperature of 0.8; expected 0, or none",
        "r.json:6:56: top_p: found 3; expected between 0 and 1",
    ]
