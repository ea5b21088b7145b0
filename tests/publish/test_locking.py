"""Only one process builds at a time."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.publish.locking import build_lock

PROGRAM = """
import sys
from pathlib import Path
from generator.publish.locking import build_lock

def say(word):
    with Path(sys.argv[2]).open("a") as log:
        log.write(f"{sys.argv[3]} {word}\\n")

with build_lock(Path(sys.argv[1]), lambda holder: say(f"waits for {holder}")):
    say("holds")
    sys.stdin.readline()
    say("ends")
"""


@contextmanager
def builder(build: Path, name: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process that takes the lock, keeps it until it is told anything, and writes that into `log`."""
    command = [sys.executable, "-c", PROGRAM, str(build), str(log_of(build)), name]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        try:
            yield process
        finally:
            process.kill()


def log_of(build: Path) -> Path:
    return build.with_name("log")


def said(build: Path, lines: int) -> list[str]:
    """Give what was written, once it is at least so much."""
    end = time.monotonic() + 20
    while not log_of(build).exists() or log_of(build).read_text().count("\n") < lines:
        assert time.monotonic() < end
        time.sleep(0.01)
    return log_of(build).read_text().splitlines()


def plain(lines: list[str]) -> list[str]:
    """Leave out what differs each time: the time since when, and the paths that the program was called with."""
    return [re.sub(r", -c .*, since [0-9:]{8}$", ", -c, since TIME", line) for line in lines]


def test_a_second_build_says_that_it_waits_and_for_whom_until_the_first_ends(tmp_path: Path) -> None:
    build = tmp_path / "build"
    with builder(build, "first") as first:
        assert said(build, 1) == ["first holds"]
        with builder(build, "second") as second:
            waits = f"second waits for process {first.pid}, -c, since TIME"
            assert plain(said(build, 2)) == ["first holds", waits]
            time.sleep(0.1)
            first.communicate(b"end\n", timeout=20)
            said(build, 4)
            second.communicate(b"end\n", timeout=20)
            expected = ["first holds", waits, "first ends", "second holds", "second ends"]
            assert plain(said(build, 5)) == expected
            assert (first.returncode, second.returncode) == (0, 0)


def test_a_killed_build_leaves_no_lock_behind(tmp_path: Path) -> None:
    build = tmp_path / "build"
    with builder(build, "first") as first:
        assert said(build, 1) == ["first holds"]
        first.kill()
        first.wait(20)
        waits: list[str] = []
        assert "process" in json.loads((build / ".holder").read_text())
        with build_lock(build, waits.append):
            assert waits == []
        assert not (build / ".holder").exists()


def test_builds_of_different_reports_do_not_wait(tmp_path: Path) -> None:
    one, two = tmp_path / "one/build", tmp_path / "two/build"
    one.parent.mkdir()
    two.parent.mkdir()
    with builder(one, "first"), builder(two, "second"):
        assert (said(one, 1), said(two, 1)) == (["first holds"], ["second holds"])


def test_a_file_in_the_place_of_the_build_folder_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("mine")
    with pytest.raises(InputError) as caught, build_lock(tmp_path / "build", lambda _: None):
        pass
    assert str(caught.value) == (
        "build: cannot be written to (File exists); expected a folder that is ours, or none"
    )
    assert (tmp_path / "build").read_text() == "mine"


def test_a_lock_that_is_a_link_is_a_problem_and_nothing_is_made_behind_it(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / ".lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError) as caught, build_lock(tmp_path / "build", lambda _: None):
        pass
    assert str(caught.value) == (
        "build: cannot be written to (Too many levels of symbolic links); expected a folder that is ours, or none"
    )
    assert not (tmp_path / "elsewhere").exists()
