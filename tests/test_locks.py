"""The lock files agree with pyproject.toml and with each other, and bind nobody to one index."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("site", "check", "test")


def requirements(lock: str) -> list[str]:
    """The requirements of a lock, each with its hashes on one line."""
    text = (ROOT / f"locks/{lock}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if not line.startswith("#")]


def pins(lock: str) -> set[tuple[str, str]]:
    found = [Requirement(line.partition(" --hash")[0]) for line in requirements(lock)]
    return {(canonicalize_name(one.name), str(one.specifier).removeprefix("==")) for one in found}


def unmet(lock: str, wanted: list[str]) -> list[str]:
    """The wanted requirements that no pin of a lock meets."""
    versions = dict(pins(lock))
    asked = [(text, Requirement(text)) for text in wanted]
    return [
        text
        for text, one in asked
        if not one.specifier.contains(versions.get(canonicalize_name(one.name), "0"), prereleases=True)
    ]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_is_pinned_and_hashed(lock: str) -> None:
    shape = re.compile(r"\S+==\S+ (; [^-]+ )?( *--hash=sha256:[0-9a-f]{64} *)+")
    assert [line for line in requirements(lock) if not shape.fullmatch(line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index(lock: str) -> None:
    text = (ROOT / f"locks/{lock}.txt").read_text(encoding="utf-8")
    assert re.findall(r"://|--(?:extra-)?index-url|--find-links", text) == []


def test_each_lock_holds_the_one_before_it() -> None:
    site, check, test = (pins(lock) for lock in LOCKS)
    assert (site - check, check - test) == (set(), set())


def test_the_locks_meet_what_the_project_asks_for() -> None:
    project = PYPROJECT["project"]
    extras = project["optional-dependencies"]
    assert {
        "site": unmet("site", [*project["dependencies"], *PYPROJECT["dependency-groups"]["backend"]]),
        "check": unmet("check", [*project["dependencies"], *extras["dev"]]),
        "test": unmet("test", [*project["dependencies"], *chain(*extras.values())]),
    } == {"site": [], "check": [], "test": []}
