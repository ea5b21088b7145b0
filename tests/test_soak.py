"""A little of what `make soak` and `make fuzz` do at length."""

from pathlib import Path

import pytest

from generator.errors import InputError
from tests.soak.crowds import crowd
from tests.soak.edits import edit_reports
from tests.soak.fuzzing import fuzz, kept, loaders
from tests.soak.kills import kill_builds
from tests.soak.record import record


@pytest.mark.slow
def test_a_build_that_is_killed_leaves_a_whole_site(tmp_path: Path) -> None:
    counts = kill_builds(tmp_path, 10)
    assert sum(counts.values()) == 10


@pytest.mark.slow
def test_commands_that_meet_lose_nothing(tmp_path: Path) -> None:
    assert crowd(tmp_path, 8, at_once=4) == {"adds": 8, "adds of claims": 2, "builds": 2}


@pytest.mark.slow
def test_a_build_from_the_last_one_has_the_bytes_of_a_build_from_nothing(tmp_path: Path) -> None:
    counts = edit_reports(tmp_path, 30, always_alike=True)
    assert counts["compared"] >= counts["reports"] >= 30


def test_what_once_broke_a_loader_is_read_or_told(tmp_path: Path) -> None:
    known = {name.replace("/", "_"): loader for name, (loader, _) in loaders(tmp_path / "report").items()}
    for name, content in kept():
        if name in known:
            try:
                known[name](content, tmp_path / "report")
            except InputError:
                continue


def test_broken_files_are_read_or_told(tmp_path: Path) -> None:
    assert sum(fuzz(tmp_path, 3).values()) > 0


def test_each_trial_has_a_row_which_the_next_takes_the_place_of(tmp_path: Path) -> None:
    file = tmp_path / "results" / "soak.md"
    record("kills 200", "a fault", 60, file=file)
    record("crowd 200", "no fault: 200 adds", 1200, file=file)
    record("kills 10", "no fault: 4 old, 6 new", 1800, file=file)
    rows = [line.split(" | ")[:3] for line in file.read_text(encoding="utf-8").splitlines()[-3:]]
    assert rows == [
        ["|---|---|---:|---|---|"],
        ["| crowd 200", "no fault: 200 adds", "20 min"],
        ["| kills 10", "no fault: 4 old, 6 new", "30 min"],
    ]
