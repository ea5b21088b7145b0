"""A new site is laid over an older one: nothing of it stays, and nothing of others is touched."""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from generator.publish.laying import on_top_of
from tests.publish.toy_report import content

OLD = {"a/index.html": b"old", "b.csv": b"the same", "gone/deep/x.txt": b"x", "c": b"a file"}


def folder(where: Path, files: dict[str, bytes]) -> Path:
    """Write files into a folder."""
    for name, text in files.items():
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        (where / name).write_bytes(text)
    return where


def test_what_differs_is_written_over_and_the_rest_goes(tmp_path: Path) -> None:
    spare = folder(tmp_path / "spare", OLD)
    before = {name: (spare / name).stat() for name in OLD}
    laid = on_top_of(spare, tmp_path / "new")
    new = {"a/index.html": b"new", "b.csv": b"the same", "c/index.html": b"in a folder", "d/e/f": b""}
    assert [laid.lay(name, text) for name, text in new.items()] == [
        sha256(each).hexdigest() for each in new.values()
    ]
    laid.prune()
    assert content(tmp_path / "new") == new
    assert (spare.exists(), (tmp_path / "new/gone").exists()) == (False, False)
    after = {name: (tmp_path / "new" / name).stat() for name in ("a/index.html", "b.csv")}
    assert {name: each.st_ino for name, each in after.items()} == {
        name: before[name].st_ino for name in after
    }
    assert after["b.csv"].st_mtime_ns == before["b.csv"].st_mtime_ns


def test_what_was_a_folder_can_become_a_file(tmp_path: Path) -> None:
    laid = on_top_of(folder(tmp_path / "spare", OLD), tmp_path / "new")
    laid.lay("gone", b"a file")
    laid.lay("c", b"first")
    laid.leave_out("c")
    laid.prune()
    assert content(tmp_path / "new") == {"gone": b"a file"}


def test_files_of_others_are_not_written_to(tmp_path: Path) -> None:
    others = folder(tmp_path / "others", {"linked": b"mine", "folder/index.html": b"mine"})
    spare = folder(tmp_path / "spare", {"copied": b"mine"})
    (spare / "linked").symlink_to(others / "linked")
    (spare / "folder").symlink_to(others / "folder")
    os.link(spare / "copied", others / "copied")
    laid = on_top_of(spare, tmp_path / "new")
    new = {"linked": b"new", "folder/index.html": b"new", "copied": b"new"}
    for name, text in new.items():
        laid.lay(name, text)
    laid.prune()
    assert content(tmp_path / "new") == new
    assert content(others) == {"linked": b"mine", "folder/index.html": b"mine", "copied": b"mine"}


@pytest.mark.parametrize("spare", ["none", "a link"])
def test_without_an_older_site_the_folder_is_empty_at_first(tmp_path: Path, spare: str) -> None:
    if spare == "a link":
        folder(tmp_path / "others", {"mine": b""})
        (tmp_path / "spare").symlink_to(tmp_path / "others")
    laid = on_top_of(tmp_path / "spare", tmp_path / "new")
    laid.lay("x", b"1")
    assert content(tmp_path / "new") == {"x": b"1"}
    assert (tmp_path / "others/mine").exists() == (spare == "a link")


def test_a_file_that_cannot_be_written_to_is_replaced(tmp_path: Path) -> None:
    spare = folder(tmp_path / "spare", {"a": b"old"})
    (spare / "a").chmod(0o444)
    laid = on_top_of(spare, tmp_path / "new")
    laid.lay("a", b"new")
    assert content(tmp_path / "new") == {"a": b"new"}
