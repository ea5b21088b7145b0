"""Only one process builds at a time."""

import subprocess
import sys
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
with build_lock(Path(sys.argv[1]), lambda: sys.stdout.write("waits\\n") and sys.stdout.flush()):
    sys.stdout.write("holds\\n")
    sys.stdout.flush()
    sys.stdin.readline()
"""


@contextmanager
def builder(build: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a process that takes the lock, and gives it back when it is told anything."""
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(build)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def says(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_second_build_says_that_it_waits_until_the_first_ends(tmp_path: Path) -> None:
    with builder(tmp_path / "build") as first:
        assert says(first) == "holds"
        with builder(tmp_path / "build") as second:
            assert says(second) == "waits"
            assert second.poll() is None
            assert first.communicate("end\n", timeout=20)[0] == ""
            assert says(second) == "holds"
            assert second.communicate("end\n", timeout=20)[0] == ""
            assert (first.returncode, second.returncode) == (0, 0)


def test_a_killed_build_leaves_no_lock_behind(tmp_path: Path) -> None:
    with builder(tmp_path / "build") as first:
        assert says(first) == "holds"
        first.kill()
        first.wait(20)
        waits: list[str] = []
        with build_lock(tmp_path / "build", lambda: waits.append("waits")):
            assert waits == []


def test_builds_of_different_reports_do_not_wait(tmp_path: Path) -> None:
    with builder(tmp_path / "a/build") as first, builder(tmp_path / "b/build") as second:
        assert (says(first), says(second)) == ("holds", "holds")


def test_a_file_in_the_place_of_the_build_folder_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("mine")
    with pytest.raises(InputError) as caught, build_lock(tmp_path / "build", lambda: None):
        pass
    assert str(caught.value) == (
        "build: cannot be written to (File exists); expected a folder that is ours, or none"
    )
    assert (tmp_path / "build").read_text() == "mine"
