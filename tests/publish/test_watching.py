"""What counts as a change of the files that a site is made from."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publish.watching import changed_files, look_at, next_change


def written(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def replaced(path: Path, text: str) -> None:
    before = path.stat()
    part = written(path.with_name(".part"), text)
    os.utime(part, ns=(before.st_atime_ns, before.st_mtime_ns))
    part.replace(path)


def rewritten(path: Path, text: str, *, later: int) -> None:
    before = path.stat()
    path.write_text(text)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + later))


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (lambda top: written(top / "new.md"), ["new.md"]),
        (lambda top: written(top / "deep/er/new.md"), ["deep/er/new.md"]),
        (lambda top: (top / "deep/b.md").unlink(), ["deep/b.md"]),
        (lambda top: (top / "a.md").rename(top / "c.md"), ["a.md", "c.md"]),
        (lambda top: rewritten(top / "a.md", "two", later=1), ["a.md"]),
        (lambda top: rewritten(top / "a.md", "three", later=0), ["a.md"]),
        (lambda top: replaced(top / "a.md", "two"), ["a.md"]),
        (lambda top: written(top / ".a.md.swp"), []),
        (lambda top: written(top / ".git/index"), []),
        (lambda top: written(top / "a.md~"), []),
        (lambda top: written(top / "#a.md#"), []),
        (lambda top: (top / "empty").mkdir(), []),
        (lambda top: (top / "dangling").symlink_to("nowhere"), []),
        (lambda top: top.rename(top.with_name("gone")), ["a.md", "deep/b.md"]),
    ],
)
def test_files_that_come_go_or_change_are_noticed(
    tmp_path: Path, change: Callable[[Path], object], names: list[str]
) -> None:
    top = tmp_path / "site_src"
    written(top / "a.md", "one")
    written(top / "deep/b.md", "one")
    before = look_at([top])
    assert changed_files(before, look_at([top])) == ()
    change(top)
    assert changed_files(before, look_at([top])) == tuple(str(top / name) for name in names)


def test_a_single_file_and_one_that_is_not_there_yet_are_watched(tmp_path: Path) -> None:
    paths = [written(tmp_path / "mkdocs.yml"), tmp_path / "base.yml"]
    before = look_at(paths)
    assert list(before) == [str(tmp_path / "mkdocs.yml")]
    written(tmp_path / "base.yml")
    assert changed_files(before, look_at(paths)) == (str(tmp_path / "base.yml"),)


def test_a_file_that_comes_and_goes_is_no_change(tmp_path: Path) -> None:
    before = look_at([tmp_path])
    written(tmp_path / "4913")  # so editors try whether they may write
    removal = threading.Timer(0.05, (tmp_path / "4913").unlink)
    saving = threading.Timer(0.5, written, [tmp_path / "a.md"])
    removal.start()
    saving.start()
    after = next_change([tmp_path], before)
    assert changed_files(before, after) == (str(tmp_path / "a.md"),)


def test_files_that_arrive_together_are_one_change(tmp_path: Path) -> None:
    before = look_at([tmp_path])
    names = [f"{number:02}.json" for number in range(10)]

    def arrive() -> None:
        for name in names:
            written(tmp_path / name)
            pause.wait(0.03)

    pause = threading.Event()
    arriving = threading.Thread(target=arrive)
    arriving.start()
    after = next_change([tmp_path], before)
    arriving.join()
    assert changed_files(before, after) == tuple(str(tmp_path / name) for name in names)
