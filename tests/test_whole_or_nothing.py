"""Whatever comes between, what was there before stays: the site that is live, and what `results/` holds."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from generator import pipeline
from generator.errors import InputError
from generator.load import runs
from generator.load.problems import Problems
from generator.publish import elements, stamp
from generator.publish import site as publish_site
from generator.publish.digests import Digests
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
        while not list((report / "build").glob("site.new-*")):
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


def built(root: Path) -> dict[str, bytes]:
    pipeline.build(root, lambda _: None)
    return contents(root / "site")


def from_nothing(root: Path) -> dict[str, bytes]:
    pipeline.build(root, lambda _: None, fresh=True)
    return contents(root / "site")


def during_the_build(monkeypatch: pytest.MonkeyPatch, root: Path, change: Callable[[], object]) -> None:
    """Build once, with a change to the files after they were looked at and before they are read."""
    with monkeypatch.context() as patched:
        listed = stamp.read_inputs

        def then_changed(root: Path, digests: Digests | None = None) -> Mapping[str, str]:
            found = listed(root, digests)
            change()
            return found

        patched.setattr(stamp, "read_inputs", then_changed)
        pipeline.build(root, lambda _: None)


def test_a_file_that_is_gone_when_it_is_read_is_told_and_the_old_site_stays(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, models = contents(report / "site"), report / "results" / "models.yaml"
    edit(report, "More.")
    with pytest.raises(InputError) as caught:
        during_the_build(monkeypatch, report, models.unlink)
    assert str(caught.value) == (
        "results/models.yaml: is missing, but there are runs; expected the file: `gen add --new-models` writes it"
    )
    assert contents(report / "site") == site


def test_a_file_that_goes_while_runs_are_read_is_told(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = runs.result_paths

    def with_one_that_went(folder: Path, root: Path, problems: Problems) -> list[Path]:
        return [*paths(folder, root, problems), folder / "humaneval" / "went.json"]

    monkeypatch.setattr(runs, "result_paths", with_one_that_went)
    site = contents(report / "site")
    edit(report, "More.")
    with pytest.raises(InputError) as caught:
        pipeline.build(report, lambda _: None)
    assert str(caught.value) == ("results/runs/humaneval/went.json: is not there; expected a file")
    assert contents(report / "site") == site


def test_a_file_that_is_away_for_a_moment_is_in_the_next_site(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, claims = contents(report / "site"), report / "results" / "claims.yaml"
    away = claims.with_name(".claims")
    (report / "build" / "outcome.json").unlink()
    finding = elements.problems_of

    def back_again(*arguments: Any) -> Any:
        away.rename(claims)
        return finding(*arguments)

    monkeypatch.setattr(publish_site, "problems_of", back_again)
    during_the_build(monkeypatch, report, lambda: claims.rename(away))
    monkeypatch.undo()
    assert contents(report / "site") != site
    with pytest.raises(InputError) as caught:
        stamp.sound_stamp(report)
    assert str(caught.value) == (
        "site: is older than its inputs: results/claims.yaml changed since it was built; `gen build` makes it anew"
    )
    assert built(report) == site


@pytest.mark.parametrize("years", [-30, 30])
def test_what_changed_is_seen_whatever_the_clock_said(report: Path, years: int) -> None:
    """A clock that was wrong, or set back, gives files any time: of before, after, or the same as that of others."""
    last = contents(report / "site")
    for verdict in ("mixed", "contradicted"):
        for path in (*(report / "results").rglob("*"), *(report / "site_src").rglob("*")):
            os.utime(path, ns=(0, time.time_ns() + years * 365 * 86_400 * 10**9))
        claims = report / "results" / "claims.yaml"
        before, text = claims.stat(), claims.read_text(encoding="utf-8")
        changed = re.sub(r"(?m)^  verdict: .*$", f"  verdict: {verdict}", text)
        claims.write_text(changed, encoding="utf-8")
        os.utime(claims, ns=(before.st_atime_ns, before.st_mtime_ns))
        site = built(report)
        assert site != last
        assert from_nothing(report) == site
        last = site


def test_a_page_of_the_site_that_was_edited_within_its_old_time_is_made_again(report: Path) -> None:
    site, page = contents(report / "site"), report / "site" / "index.html"
    before = page.stat()
    page.write_bytes(page.read_bytes().replace(b"CodeT5", b"CodeT6"))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert contents(report / "site") != site
    assert built(report) == site
