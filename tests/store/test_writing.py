"""Files are written together or not at all."""

from pathlib import Path

import pytest

from generator.errors import InputError
from generator.store.writing import write_together, write_whole


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_files_are_written_replaced_and_removed_in_one_go(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"1")
    (tmp_path / "gone").write_bytes(b"2")
    write_together({tmp_path / "old": b"3", tmp_path / "gone": None, tmp_path / "a" / "new": b"4"})
    assert held(tmp_path) == {"old": b"3", "a/new": b"4"}
    assert (tmp_path / "old").stat().st_mode & 0o777 == 0o644


def test_where_one_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"1")
    (tmp_path / "file").write_bytes(b"2")
    with pytest.raises(InputError) as refused:
        write_together({tmp_path / "old": b"3", tmp_path / "file" / "below": b"4"})
    assert str(refused.value).replace(str(tmp_path), "") == (
        "/file/below: cannot be written (File exists); expected room, and leave to write there"
    )
    assert held(tmp_path) == {"old": b"1", "file": b"2"}


def test_where_one_cannot_take_its_place_the_others_go_back(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"1")
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError) as refused:
        write_together({tmp_path / "old": b"3", tmp_path / "new": b"5", tmp_path / "folder": b"4"})
    assert str(refused.value).replace(str(tmp_path), "") == (
        "/folder: cannot be written (Is a directory); expected room, and leave to write there"
    )
    assert held(tmp_path) == {"old": b"1"}


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
    assert held(tmp_path) == {"old": b"1"}
