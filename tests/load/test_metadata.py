"""What is stated about a result file: in a sidecar, or in options by the same rules."""

from pathlib import Path

import pytest

from generator.load.metadata import Metadata, decoding_of, read_options, read_sidecar
from generator.load.problems import Problems
from generator.model.run import Decoding

WHOLE = Metadata(
    model="phi-1",
    dataset_version="v0.1.9",
    decoding=Decoding("sampling", 0.8, 0.95),
    harness="evalplus",
    harness_version="0.2.0",
    date="2024-01-29",
    source="doe2024",
    url="https://e.org",
    note="n",
)


def sidecar(folder: Path, text: str) -> tuple[Metadata, list[str]]:
    (folder / "r.json.meta.yaml").write_text(text)
    problems = Problems()
    return read_sidecar(folder / "r.json", folder, problems), [str(each) for each in sorted(problems.found)]


def test_a_sidecar_is_read_whole(tmp_path: Path) -> None:
    text = (
        "model: phi-1\ndataset_version: v0.1.9\ndecoding: {strategy: sampling, temperature: 0.8, top_p: 0.95}\n"
        "harness: evalplus\nharness_version: '0.2.0'\ndate: 2024-01-29\nsource: doe2024\nurl: https://e.org\nnote: n\n"
    )
    assert sidecar(tmp_path, text) == (WHOLE, [])


def test_no_sidecar_states_nothing(tmp_path: Path) -> None:
    problems = Problems()
    assert read_sidecar(tmp_path / "r.json", tmp_path, problems) == Metadata()
    assert problems.found == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("modle: x", ["r.json.meta.yaml:1:1: unknown key `modle`; did you mean `model`?"]),
        ("model: 1", ["r.json.meta.yaml:1:8: model: found `1`; expected text: write it in quotes"]),
        (
            "decoding: {strategy: beam, temperature: -1, top_p: 2}",
            [
                "r.json.meta.yaml:1:22: decoding.strategy: found `beam`; expected one of greedy, sampling, unknown",
                "r.json.meta.yaml:1:41: decoding.temperature: found `-1`; expected at least 0",
                "r.json.meta.yaml:1:52: decoding.top_p: found `2`; expected at most 1",
            ],
        ),
        ("decoding: greedy", ["r.json.meta.yaml:1:11: decoding: found `greedy`; expected a mapping of names to values"]),
        ("decoding: {temperature: 0.2}", ["r.json.meta.yaml:1:11: decoding has no `strategy`; expected one"]),
        ("date: 29 January", ["r.json.meta.yaml:1:7: date: found `29 January`; expected a date such as 2026-06-12"]),
        ("", ["r.json.meta.yaml: is empty; expected content, or no file"]),
    ],
)  # fmt: skip
def test_a_slip_in_a_sidecar_is_told(tmp_path: Path, text: str, told: list[str]) -> None:
    assert sidecar(tmp_path, text) == (Metadata(), told)


def test_a_sidecar_that_leads_to_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "r.json.meta.yaml").symlink_to(tmp_path / "nothing")
    problems = Problems()
    assert read_sidecar(tmp_path / "r.json", tmp_path, problems) == Metadata()
    assert [str(each) for each in problems.found] == ["r.json.meta.yaml: is not there; expected a file"]


def test_options_are_read_as_a_sidecar_is() -> None:
    problems = Problems()
    options = {"model": "phi-1", "date": "2024-01-29", "note": None}
    assert read_options(options, problems) == Metadata(model="phi-1", date="2024-01-29")
    assert problems.found == []
    assert read_options({"url": "e.org", "date": "January"}, problems) == Metadata()
    assert [str(each) for each in sorted(problems.found)] == [
        "options: date: found `January`; expected a date such as 2026-06-12",
        "options: url: found `e.org`; expected an address that starts with http:// or https://",
    ]


def test_what_is_stated_first_wins_and_the_rest_is_kept() -> None:
    stated = Metadata(model="phi-2", decoding=Decoding("greedy"))
    assert stated.over(WHOLE) == Metadata(
        model="phi-2",
        dataset_version="v0.1.9",
        decoding=Decoding("greedy"),
        harness="evalplus",
        harness_version="0.2.0",
        date="2024-01-29",
        source="doe2024",
        url="https://e.org",
        note="n",
    )
    assert Metadata().over(WHOLE) == WHOLE
    assert Metadata(note="").over(WHOLE).note == ""  # said to be nothing


@pytest.mark.parametrize(
    ("stated", "decoding"),
    [
        ({}, None),
        ({"temperature": 0.0}, Decoding("greedy", 0.0)),
        ({"temperature": 0.8}, Decoding("sampling", 0.8)),
        ({"top_p": 0.9}, Decoding("unknown", None, 0.9)),
        ({"strategy": "sampling"}, Decoding("sampling")),
        ({"strategy": "greedy", "temperature": 0.5}, Decoding("greedy", 0.5)),
    ],
)
def test_a_temperature_tells_greedy_from_sampling(
    stated: dict[str, float], decoding: Decoding | None
) -> None:
    assert decoding_of(**stated) == decoding  # type: ignore[arg-type]  # one case names a strategy
