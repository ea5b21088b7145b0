"""Whatever comes between, what was there before stays: the site that is live, and what `results/` holds."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator import pipeline
from generator.store.scaffolding import scaffold

pytestmark = pytest.mark.slow
FIXTURES = Path(__file__).parent / "fixtures" / "runs"
FULL = (
    "build: cannot be written (No space left on device); expected room, and leave to write there\n"
    "1 problem; nothing was written\n"
)
NO_ROOM = FULL.replace("build", "FILE")
READ_ONLY = (
    "build: cannot be written to (Read-only file system); expected a folder that is ours, or none\n"
    "1 problem; nothing was written\n"
)
NAMED = re.compile(r"^/\S*/results/\S*(?=: cannot)")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    root = tmp_path / "toy"
    scaffold(root, "Toy")
    pipeline.build(root, lambda _: None)
    return root


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder, hidden ones too, with its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def gen(root: Path, *words: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "generator", "-C", str(root), *words]
    return subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_stopped_leaves_the_old_site_and_nothing_else(
    report: Path, number: signal.Signals
) -> None:
    site, kept = contents(report / "site"), sorted(path.name for path in (report / "build").iterdir())
    with gen(report, "build", "--fresh") as process:
        while not list((report / "build").glob("site.new-*/index.html")):
            assert process.poll() is None
            time.sleep(0.005)
        process.send_signal(number)
        assert process.communicate(timeout=60) == ("", "\nAborted!\n")
    assert process.returncode == 1
    assert contents(report / "site") == site
    assert sorted(path.name for path in (report / "build").iterdir()) == kept


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a small disk of its own, where the system lets us."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, check=False, capture_output=True, text=True)
    except OSError as error:
        pytest.skip(f"no small disk can be mounted here: {error}")
    if done.returncode:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def filled(disk: Path, left: int) -> Iterator[None]:
    """Fill a disk up to so many bytes."""
    status, ballast = os.statvfs(disk), disk / "ballast"
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, status.f_bfree * status.f_frsize - left))
    yield
    ballast.unlink()


def said(root: Path, *words: str) -> tuple[int, str]:
    """Carry a command out; gives its exit code, and what it says of problems."""
    with gen(root, *words) as process:
        _, errors = process.communicate(timeout=120)
    return process.returncode, errors


def edit(root: Path, text: str) -> None:
    page = root / "site_src" / "index.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")


def test_a_build_on_a_full_disk_says_so_and_the_old_site_stays(disk: Path) -> None:
    root = disk / "toy"
    scaffold(root, "Toy")
    pipeline.build(root, lambda _: None)
    site, results = contents(root / "site"), contents(root / "results")
    kept = sorted(path.name for path in (root / "build").iterdir())
    size = sum(map(len, site.values()))
    edit(root, "More.")
    for left in (0, size // 4, size * 3 // 4):
        with filled(disk, left):
            assert said(root, "build") == (1, FULL), left
            assert contents(root / "site") == site
            assert contents(root / "results") == results
            assert sorted(path.name for path in (root / "build").iterdir()) == kept
    pipeline.build(root, lambda _: None)
    new = contents(root / "site")
    assert new != site
    pipeline.build(root, lambda _: None, fresh=True)
    assert contents(root / "site") == new


def test_a_full_disk_keeps_what_is_added_out_of_results_and_nothing_else(disk: Path) -> None:
    root = disk / "toy"
    scaffold(root, "Toy")
    content = (FIXTURES / "nested_eval_results.json").read_text(encoding="utf-8")
    (disk / "new_eval_results.json").write_text(content, encoding="utf-8")
    words = ["add", str(disk / "new_eval_results.json"), "--new-models", "--model-from-name"]
    results = contents(root / "results")
    for left in (0, 4096):
        with filled(disk, left):
            code, errors = said(root, *words)
            assert (code, NAMED.sub("FILE", errors)) == (1, NO_ROOM), left
            assert contents(root / "results") == results
    assert said(root, *words) == (0, "")
    assert len(contents(root / "results")) == len(results) + 1


def test_a_folder_that_may_only_be_read_is_told_and_the_old_site_stays(disk: Path) -> None:
    root = disk / "toy"
    scaffold(root, "Toy")
    pipeline.build(root, lambda _: None)
    site = contents(root / "site")
    edit(root, "More.")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    assert said(root, "build") == (1, READ_ONLY)
    assert contents(root / "site") == site
    code, errors = said(root, "add", str(FIXTURES / "nested_eval_results.json"), "--model", "codet5p-16b")
    assert (code, NAMED.sub("FILE", errors)) == (
        1,
        NO_ROOM.replace("No space left on device", "Read-only file system"),
    )
