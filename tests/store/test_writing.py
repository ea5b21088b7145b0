"""Several files are one step: all of them change or none, whatever stops the writing."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.store.writing import write_together, write_whole


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder with two files, one of which others may not read."""
    (tmp_path / "models.yaml").write_bytes(b"old")
    (tmp_path / "models.yaml").chmod(0o600)
    (tmp_path / "replaced.json").write_bytes(b"to go")
    return tmp_path


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Give all that lies below a folder, folders and hidden files too."""
    below = sorted(folder.rglob("*"))
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mode,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in below
    }


def changes(folder: Path) -> dict[Path, bytes | None]:
    return {
        folder / "models.yaml": b"new",
        folder / "runs" / "humaneval" / "a.json": b"a",
        folder / "runs" / "humaneval" / "b.json": b"b",
        folder / "runs" / "mbpp" / "c.json": b"c",
        folder / "replaced.json": None,
    }


def contents(folder: Path) -> dict[str, bytes]:
    return {name: content for name, (_, content) in state(folder).items() if content}


WRITTEN = {
    "models.yaml": b"new",
    "runs/humaneval/a.json": b"a",
    "runs/humaneval/b.json": b"b",
    "runs/mbpp/c.json": b"c",
}


def test_all_files_change_and_nothing_else_is_left(folder: Path) -> None:
    write_together(changes(folder))
    assert contents(folder) == WRITTEN
    assert [name for name, (_, content) in state(folder).items() if not content] == [
        "runs",
        "runs/humaneval",
        "runs/mbpp",
    ]


def counted_down(
    call: Callable[..., object], stopped_at: int, stop: Callable[[], None]
) -> Callable[..., object]:
    """Call a function as before, and something else in front of one of the calls."""
    calls = iter(range(1, 100))

    def counted(*arguments: object, **named: object) -> object:
        if next(calls) == stopped_at:
            stop()
        return call(*arguments, **named)

    return counted


def interrupt() -> None:
    raise KeyboardInterrupt


def fill_the_disk() -> None:
    raise OSError(28, "No space left on device")


STEPS = [*((os, "fsync", at) for at in range(1, 5)), *((Path, "replace", at) for at in range(1, 5))]


@pytest.mark.parametrize("stop", [interrupt, fill_the_disk])
@pytest.mark.parametrize("step", STEPS)
def test_what_stops_before_any_step_is_undone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: tuple[object, str, int], stop: Callable[[], None]
) -> None:
    before, (owner, name, stopped_at) = state(folder), step
    monkeypatch.setattr(owner, name, counted_down(getattr(owner, name), stopped_at, stop))
    with pytest.raises((KeyboardInterrupt, InputError)):
        write_together(changes(folder))
    assert state(folder) == before


def signalled(number: signal.Signals) -> Callable[[], None]:
    def send() -> None:
        os.kill(os.getpid(), number)

    return send


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signals_at_every_step_are_one_and_stop_no_undoing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    """The user presses Ctrl-C, and again at every exchange of the undoing."""
    before, handler, exchange = state(folder), signal.getsignal(number), Path.replace
    calls: list[Path] = []

    def replace(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) >= 3:
            os.kill(os.getpid(), number)
        return exchange(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        write_together(changes(folder))
    assert state(folder) == before
    assert [path.name for path in calls] == ["models.yaml", "a.json", "b.json", "models.yaml"]
    assert signal.getsignal(number) is handler


def test_a_signal_after_the_last_file_undoes_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(folder)
    monkeypatch.setattr(Path, "unlink", counted_down(Path.unlink, 1, signalled(signal.SIGINT)))
    with pytest.raises(KeyboardInterrupt):
        write_together(changes(folder))
    assert state(folder) == before


def test_a_signal_that_is_ignored_stays_ignored(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that goes on when its terminal is closed goes on here too."""
    handler = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    monkeypatch.setattr(Path, "replace", counted_down(Path.replace, 2, signalled(signal.SIGHUP)))
    try:
        write_together(changes(folder))
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, handler)
    assert contents(folder) == WRITTEN


def test_a_folder_that_somebody_else_uses_is_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop() -> None:
        (folder / "runs" / "mbpp" / "theirs.json").write_bytes(b"theirs")
        raise KeyboardInterrupt

    before = contents(folder)
    monkeypatch.setattr(Path, "replace", counted_down(Path.replace, 4, stop))
    with pytest.raises(KeyboardInterrupt):
        write_together(changes(folder))
    assert contents(folder) == before | {"runs/mbpp/theirs.json": b"theirs"}
    assert not (folder / "runs" / "humaneval").exists()


def test_one_file_is_replaced_as_a_whole(folder: Path) -> None:
    write_whole(folder / "models.yaml", b"new")
    assert contents(folder) == {"models.yaml": b"new", "replaced.json": b"to go"}


def test_files_are_written_replaced_and_removed_in_one_go(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"1")
    (tmp_path / "gone").write_bytes(b"2")
    write_together({tmp_path / "old": b"3", tmp_path / "gone": None, tmp_path / "a" / "new": b"4"})
    assert contents(tmp_path) == {"old": b"3", "a/new": b"4"}
    assert (tmp_path / "old").stat().st_mode & 0o777 == 0o644


def test_where_one_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"1")
    (tmp_path / "file").write_bytes(b"2")
    with pytest.raises(InputError) as refused:
        write_together({tmp_path / "old": b"3", tmp_path / "file" / "below": b"4"})
    assert str(refused.value).replace(str(tmp_path), "") == (
        "/file/below: cannot be written (File exists); expected room, and leave to write there"
    )
    assert contents(tmp_path) == {"old": b"1", "file": b"2"}


def test_where_one_cannot_take_its_place_the_others_go_back(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"1")
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError) as refused:
        write_together({tmp_path / "old": b"3", tmp_path / "new": b"5", tmp_path / "folder": b"4"})
    assert str(refused.value).replace(str(tmp_path), "") == (
        "/folder: cannot be written (Is a directory); expected room, and leave to write there"
    )
    assert contents(tmp_path) == {"old": b"1"}


def test_a_disk_that_is_full_is_told_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "old").write_bytes(b"1")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(InputError) as refused:
        write_whole(tmp_path / "old", b"2")
    assert str(refused.value).replace(str(tmp_path), "") == (
        "/old: cannot be written (No space left on device); expected room, and leave to write there"
    )
    assert contents(tmp_path) == {"old": b"1"}
