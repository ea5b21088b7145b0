"""A little of what `make soak` and `make fuzz` do at length."""

from pathlib import Path

import pytest

from generator.errors import InputError
from tests.soak.crowds import crowd
from tests.soak.fuzzing import fuzz, kept, loaders
from tests.soak.kills import kill_builds


@pytest.mark.slow
def test_a_build_that_is_killed_leaves_a_whole_site(tmp_path: Path) -> None:
    counts = kill_builds(tmp_path, 10)
    assert sum(counts.values()) == 10


@pytest.mark.slow
def test_commands_that_meet_lose_nothing(tmp_path: Path) -> None:
    assert crowd(tmp_path, 8, at_once=4) == {"adds": 8, "adds of claims": 2, "builds": 2}


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
