"""Whatever lies in a file, reading it ends with runs or with problems."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import Place
from generator.load.adapters import read_results
from generator.load.adapters.protocol import ResultFile
from generator.load.metadata import Metadata
from generator.load.placing import Catalogue, place_run
from generator.load.problems import Problems
from generator.model.catalogue import Benchmark, DatasetVersion, ModelCard

Told = Callable[..., list[str]]

FIXTURES = Path(__file__).parents[2] / "fixtures" / "runs"
VALID = [path.read_bytes() for path in sorted(FIXTURES.glob("*.json*"))]
VALID.append(
    b'{"format": "scalebook-run/1", "model": "toy", "benchmark": "humaneval", "dataset_version": "v1", "decoding": '
    b'{"strategy": "greedy"}, "provenance": {"files": [{"name": "x", "sha256": "' + b"0" * 64 + b'"}]}, '
    b'"tasks": ["HumanEval/0"], "samples": [2], "base": [1], "plus": [0], "stated": [{"plus": true, "k": 1, "value": 0}]}'
)
VERSIONS = (DatasetVersion("v1"),)
KNOWN = Catalogue(
    models={"toy": ModelCard("toy", "Toy")},
    benchmarks={
        "humaneval": Benchmark("humaneval", "HumanEval", task_prefix="HumanEval/", versions=VERSIONS),
        "mbpp": Benchmark("mbpp", "MBPP", task_prefix="Mbpp/", versions=VERSIONS),
    },
)
PIECES = st.one_of(
    st.binary(max_size=6),
    st.sampled_from(
        [
            b'"',
            b"{",
            b"}",
            b"[",
            b"]",
            b",",
            b":",
            b"null",
            b"-1",
            b"9" * 30,
            b"1e999",
            b"0.5",
            b"NaN",
            b'"base":',
        ]
    ),
)


def reads_or_tells(content: bytes) -> None:
    problems = Problems()
    file = ResultFile("r.json", content, Place("r.json"), hashlib.sha256(content).hexdigest())
    raws = read_results([file], problems)
    assert raws or problems or not content.strip()
    stated = Metadata(model="toy", dataset_version="v1")
    placed = [place_run(raw, stated, KNOWN, problems) for raw in raws]
    assert problems or all(placed)


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_told(content: bytes) -> None:
    reads_or_tells(content)


@given(st.data())
@settings(max_examples=600, deadline=None)
def test_any_damage_to_a_sound_file_is_read_or_told(data: st.DataObject) -> None:
    content = data.draw(st.sampled_from(VALID))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(len(content), start + 12)))
        content = content[:start] + data.draw(PIECES) + content[end:]
    reads_or_tells(content)


@given(st.sampled_from(VALID), st.integers(0, 1500))
@settings(max_examples=300, deadline=None)
def test_any_part_of_a_sound_file_is_read_or_told(content: bytes, end: int) -> None:
    reads_or_tells(content[:end])
