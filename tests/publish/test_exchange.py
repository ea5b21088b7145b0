"""The new site takes the place of the old one, and what a crash leaves behind is put right."""

import os
import sys
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.publish.exchange import _exchanged, _renamed_twice, clean_up, exchange, new_folder


def folder(path: Path, text: str) -> Path:
    (path / "below").mkdir(parents=True)
    (path / "below" / "page").write_text(text)
    return path


def found(top: Path) -> dict[str, str]:
    """Give every file below a folder with its text; links are not followed."""
    files = (path for path in top.rglob("*") if path.is_file())
    return {path.relative_to(top).as_posix(): path.read_text() for path in files}


def test_the_new_folder_bears_the_number_of_the_process(tmp_path: Path) -> None:
    assert new_folder(tmp_path) == tmp_path / f"site.new-{os.getpid()}"


def test_the_first_site_is_put_in_place(tmp_path: Path) -> None:
    exchange(folder(tmp_path / "build/site.new-1", "new"), tmp_path / "site")
    assert found(tmp_path) == {"site/below/page": "new"}


def test_a_later_site_replaces_the_old_one_as_a_whole(tmp_path: Path) -> None:
    live = folder(tmp_path / "site", "old")
    (live / "gone").write_text("old")
    exchange(folder(tmp_path / "build/site.new-1", "new"), live)
    assert found(tmp_path) == {"site/below/page": "new"}
    assert list((tmp_path / "build").iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges two folders in one step")
def test_two_folders_are_exchanged_in_one_step(tmp_path: Path) -> None:
    new, live = folder(tmp_path / "new", "new"), folder(tmp_path / "live", "old")
    numbers = new.stat().st_ino, live.stat().st_ino
    assert _exchanged(new, live)
    assert found(tmp_path) == {"live/below/page": "new", "new/below/page": "old"}
    assert (live.stat().st_ino, new.stat().st_ino) == numbers


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges two folders in one step")
def test_an_exchange_that_fails_is_an_error_and_no_reason_to_rename(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        _exchanged(tmp_path / "none", folder(tmp_path / "live", "old"))
    assert found(tmp_path) == {"live/below/page": "old"}


def test_where_there_is_no_such_step_two_renames_do(tmp_path: Path) -> None:
    new, live = folder(tmp_path / "new", "new"), folder(tmp_path / "live", "old")
    _renamed_twice(new, live, tmp_path / "old")
    assert found(tmp_path) == {"live/below/page": "new", "old/below/page": "old"}


def test_the_folder_behind_a_link_is_exchanged_and_the_link_stays(tmp_path: Path) -> None:
    folder(tmp_path / "served", "old")
    (tmp_path / "site").symlink_to("served")
    exchange(folder(tmp_path / "build/site.new-1", "new"), tmp_path / "site")
    assert (tmp_path / "site").readlink() == Path("served")
    assert found(tmp_path) == {"served/below/page": "new"}


def test_a_file_in_the_place_of_the_site_is_a_problem_and_stays(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(InputError) as caught:
        exchange(folder(tmp_path / "build/site.new-1", "new"), tmp_path / "site")
    assert str(caught.value) == (
        "site: the new site cannot take its place: is a file; expected a folder, or none"
    )
    assert (tmp_path / "site").read_text() == "mine"


def test_a_link_that_leads_nowhere_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "site").symlink_to("no/where")
    with pytest.raises(InputError) as caught:
        exchange(folder(tmp_path / "build/site.new-1", "new"), tmp_path / "site")
    assert str(caught.value) == "site: the new site cannot take its place: No such file or directory"


@pytest.mark.parametrize(
    ("left", "site"),
    [
        # killed while it built, and just after the exchange
        ({"site": "old", "build/site.new-7": "half"}, "old"),
        ({"site": "new", "build/site.new-7": "old"}, "new"),
        ({"site": "new", "build/site.old-7": "old"}, "new"),
        # killed between two renames
        ({"build/site.new-7": "new", "build/site.old-7": "old"}, "old"),
        ({"build/site.old-7": "old", "build/site.old-8": "older"}, "old"),
        ({"site": "old"}, "old"),
    ],
)
def test_what_killed_builds_left_is_removed_and_a_missing_site_put_back(
    tmp_path: Path, left: dict[str, str], site: str
) -> None:
    for name, text in left.items():
        folder(tmp_path / name, text)
    folder(tmp_path / "build/docs", "kept")
    clean_up(tmp_path / "build", tmp_path / "site")
    assert found(tmp_path) == {"site/below/page": site, "build/docs/below/page": "kept"}
    assert [path.name for path in (tmp_path / "build").iterdir()] == ["docs"]


def test_a_first_build_that_was_killed_leaves_no_site(tmp_path: Path) -> None:
    folder(tmp_path / "build/site.new-7", "half")
    clean_up(tmp_path / "build", tmp_path / "site")
    assert list(tmp_path.rglob("*")) == [tmp_path / "build"]
