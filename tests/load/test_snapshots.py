"""Snapshots are read back, and their mistakes told at their places."""

import json
from pathlib import Path
from typing import Any

import pytest

from generator.load.problems import Problems
from generator.load.snapshots import read_snapshots
from generator.model.state import ClaimState, FindingState, RunState, ScoreState, Snapshot, State
from generator.store.snapshots import snapshot_file

STATE = State(
    (RunState("toy", "toy", "humaneval", "v1", "board", "greedy", 0.0),),
    (ScoreState("toy", "base", 0.5, 0.25, 1e-05, 1, 2, 3, "ab"), ScoreState("toy", "plus")),
    (ClaimState("C1", "supported", "contradicted", drifted=True), ClaimState("C2", "mixed")),
    ("doe:2024/a",),
    (FindingState("part", "warning", 'A "sentence" — of \\ two 😀 signs'),),
)


def read(folder: Path, **files: bytes) -> tuple[tuple[Snapshot, ...], list[str]]:
    (folder / "results/snapshots").mkdir(parents=True)
    for name, content in files.items():
        (folder / f"results/snapshots/{name.replace('_', '-')}.json").write_bytes(content)
    found = read_snapshots(folder, problems := Problems())
    return found, [str(each) for each in sorted(problems.found)]


def test_what_is_written_is_read_back_the_oldest_first(tmp_path: Path) -> None:
    old, new = Snapshot("2025-12-31", State()), Snapshot("2026-06-12", STATE)
    files = {"2026_06_12": snapshot_file(new), "2025_12_31": snapshot_file(old)}
    assert read(tmp_path, **files) == ((old, new), [])


def test_no_folder_is_no_snapshot(tmp_path: Path) -> None:
    assert read_snapshots(tmp_path, Problems()) == ()


def spoilt(**parts: Any) -> bytes:
    return json.dumps({"snapshot": 1, "date": "2026-06-12", **parts}, indent=0).encode()


SCORE = {"run": "toy", "tests": "base"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (spoilt(snapshot=2), ["2:13: snapshot: found `2`; expected at most 1"]),
        (
            spoilt(date="2026-06-13"),
            [" holds the snapshot of 2026-06-13; expected it in results/snapshots/2026-06-13.json"],
        ),
        (spoilt(date="2026"), ["3:9: date: found `2026`; expected a whole day, such as 2026-06-12"]),
        (
            spoilt(scores=[SCORE | {"value": 1.5, "lwo": 0}]),
            [
                "8:10: value: found `1.5`; expected at most 1",
                "9:1: unknown key `lwo`; did you mean `low`?",
            ],
        ),
        (b"{", ["2:1: did not find expected node content; expected YAML"]),
        (b"[]", ["1:1: the file: found a list; expected a mapping of names to values"]),
    ],
)
def test_mistakes_are_told_at_their_places(tmp_path: Path, content: bytes, said: list[str]) -> None:
    lines = [f"results/snapshots/2026-06-12.json:{line}" for line in said]
    assert read(tmp_path, **{"2026_06_12": content}) == ((), lines)
