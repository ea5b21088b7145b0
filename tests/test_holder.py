"""Who holds a lock is told where it is held, by a process that lives, and never of one that ended."""

import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.holder import Holder, held
from generator.store.scaffolding import scaffold

HERE = os.uname().nodename
NOW = time.mktime((2026, 6, 12, 14, 2, 11, 0, 0, -1))


@pytest.fixture
def lock(tmp_path: Path) -> Iterator[int]:
    descriptor = os.open(tmp_path, os.O_RDONLY)
    yield descriptor
    os.close(descriptor)


@pytest.fixture
def taken(tmp_path: Path) -> Iterator[int]:
    """Hold the lock by another open file, which may be let go."""
    descriptor = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    yield descriptor
    os.close(descriptor)


def told(lock: int, taken: int, note: Path) -> list[str]:
    """Ask for a lock that is taken, let it go once somebody waits, and give what was told of its holder."""
    heard: list[str] = []

    def waiting(holder: str) -> None:
        heard.append(holder)
        fcntl.flock(taken, fcntl.LOCK_UN)

    with held(lock, note, waiting):
        return heard


def writes(note: Path, **changes: object) -> None:
    stored = {"process": os.getppid(), "machine": HERE, "since": NOW, "command": "gen build"}
    note.write_text(json.dumps(stored | changes), encoding="utf-8")


def test_the_holder_is_named_with_its_command_and_its_time(lock: int, taken: int, tmp_path: Path) -> None:
    writes(tmp_path / "note")
    expected = f"process {os.getppid()}, gen build, since 2026-06-12 14:02:11"
    assert told(lock, taken, tmp_path / "note") == [expected]
    assert not (tmp_path / "note").exists()


def test_the_day_is_left_out_today() -> None:
    now = time.time()
    assert str(Holder(7, HERE, now, "gen add a")) == (
        f"process 7, gen add a, since {time.strftime('%H:%M:%S', time.localtime(now))}"
    )


def test_a_holder_on_another_machine_is_named_with_it(lock: int, taken: int, tmp_path: Path) -> None:
    writes(tmp_path / "note", machine="other", process=1 << 40)
    expected = f"process {1 << 40} on other, gen build, since 2026-06-12 14:02:11"
    assert told(lock, taken, tmp_path / "note") == [expected]


def ended() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.parametrize(
    "changes",
    [
        {"process": None},
        {"process": 1 << 80},
        {"process": 0},
        {"process": -1},
        {"since": 1e300},
        {"since": None},
    ],
)
def test_a_note_of_a_process_that_cannot_be_is_not_believed(
    lock: int, taken: int, tmp_path: Path, changes: dict[str, object]
) -> None:
    writes(tmp_path / "note", **changes)
    assert told(lock, taken, tmp_path / "note") == [""]


def test_a_note_of_a_process_that_ended_is_not_believed(lock: int, taken: int, tmp_path: Path) -> None:
    writes(tmp_path / "note", process=ended())
    assert told(lock, taken, tmp_path / "note") == [""]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000])
def test_what_is_no_note_is_not_believed(lock: int, taken: int, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "note").write_bytes(content)
    assert told(lock, taken, tmp_path / "note") == [""]


def test_a_note_is_told_in_one_short_line_whatever_it_says(lock: int, taken: int, tmp_path: Path) -> None:
    writes(tmp_path / "note", command="gen \x1b[2J\n" + "x" * 100, machine="a\nb")
    expected = (
        f"process {os.getppid()} on a b, gen  [2J {'x' * 71}…, since 2026-06-12 14:02:11"  # 80 signs of it
    )
    assert told(lock, taken, tmp_path / "note") == [expected]


def test_a_note_that_nobody_holds_is_never_read(lock: int, tmp_path: Path) -> None:
    writes(tmp_path / "note")
    with held(lock, tmp_path / "note", lambda _: pytest.fail("waits")):
        stored = json.loads((tmp_path / "note").read_bytes())
        assert (stored["process"], stored["machine"]) == (os.getpid(), HERE)
    assert not (tmp_path / "note").exists()


def test_a_note_is_not_written_through_a_link(lock: int, tmp_path: Path) -> None:
    (tmp_path / "theirs").write_text("theirs")
    (tmp_path / "note").symlink_to(tmp_path / "theirs")
    with held(lock, tmp_path / "note", lambda _: pytest.fail("waits")):
        pass
    assert (tmp_path / "theirs").read_text() == "theirs"


def test_a_note_that_cannot_be_written_keeps_nobody_from_work(lock: int, tmp_path: Path) -> None:
    with held(lock, tmp_path / "no folder" / "note", lambda _: pytest.fail("waits")):
        pass
    assert list(tmp_path.iterdir()) == []


def command(root: Path, *words: str) -> "subprocess.Popen[str]":
    program = [sys.executable, "-m", "generator", "-C", str(root), *words]
    return subprocess.Popen(program, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize(
    ("words", "locked", "doing"),
    [
        (["build", "--fresh"], "build/.lock", "another build of this report is running"),
        (["add", "none.json"], "results", "another command is adding to this report"),
        (["add", "claims", "mkdocs.yml"], "results", "another command is adding to this report"),
        (["snapshot"], "results", "another command is adding to this report"),
    ],
)
def test_a_command_that_waits_says_for_whom(
    tmp_path: Path, words: list[str], locked: str, doing: str
) -> None:
    report = tmp_path / "toy"
    scaffold(report, "Toy")
    (report / "build").mkdir()
    (report / "build/.lock").touch()
    descriptor = os.open(report / locked, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    note = report / "build" / (".adding" if locked == "results" else ".holder")
    writes(note, process=os.getpid(), command="gen build")
    with command(report, *words) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        process.kill()
    os.close(descriptor)
    expected = (
        f"{doing} (process {os.getpid()}, gen build, since 2026-06-12 14:02:11); waiting for it to end\n"
    )
    assert first == expected
