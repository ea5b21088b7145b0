"""`gen deploy`, as a shell sees it: what it prints, where, and its exit code."""

import fcntl
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.publish.stamp import read_inputs, write_stamp
from tests.publish.remotes import build, git, leave_user_settings, push_something, remote_files, repository

PLACE = "origin gh-pages"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    leave_user_settings(monkeypatch)
    return repository(tmp_path)


def said(root: Path, *words: str) -> tuple[int, list[str], list[str]]:
    """Run `gen deploy` on the report: exit code, lines on stdout, lines on stderr; `COMMIT` is what was pushed."""
    done = CliRunner().invoke(main, ["-C", str(root), "deploy", *words])
    branches = git(root.parent / "remote.git", "for-each-ref", "--format=%(objectname)").split()
    out = done.stdout
    for commit in branches:
        out = out.replace(commit[:7], "COMMIT")
    return done.exit_code, out.splitlines(), done.stderr.splitlines()


def test_a_site_is_pushed_and_then_it_is_there(root: Path) -> None:
    build(root, "One", *(f"page-{number:02}" for number in range(10)))
    size = sum(path.stat().st_size for path in (root / "site").rglob("*") if path.is_file())
    told = [
        f"{PLACE} (a new branch): 12 added, 0 changed, 0 removed; {size} bytes to write",
        "  added   .nojekyll",
        "  added   index.html",
        *(f"  added   page-{number:02}/index.html" for number in range(8)),
        "  added   2 more",
    ]
    assert said(root, "--dry-run") == (0, [*told, f"{PLACE}: nothing was pushed"], [])
    assert git(root.parent / "remote.git", "for-each-ref") == ""
    assert said(root) == (0, [*told, f"{PLACE}: pushed COMMIT"], [])
    assert said(root) == (0, [f"{PLACE}: holds this site already; nothing to push"], [])


def test_a_rollback_says_what_it_does(root: Path) -> None:
    build(root, "One", "old")
    said(root)
    build(root, "Two", "new")
    said(root, "--message", "Mine")
    told = [
        f"{PLACE}: 1 added, 1 changed, 1 removed; 3 bytes to write",
        "  added   old/index.html",
        "  changed index.html",
        "  removed new/index.html",
    ]
    assert said(root, "--rollback", "--dry-run") == (0, [*told, f"{PLACE}: nothing was pushed"], [])
    assert said(root, "--rollback") == (0, [*told, f"{PLACE}: pushed COMMIT"], [])
    log = git(root.parent / "remote.git", "log", "--format=%s", "gh-pages").splitlines()
    assert (log[1], log[0][:21]) == ("Mine", "Roll the site back to")


def test_what_keeps_a_site_from_being_pushed_is_a_problem(root: Path) -> None:
    assert said(root) == (
        1,
        [],
        ["site: there is none; `gen build` makes it", "1 problem; nothing was written"],
    )


def test_large_files_are_a_warning(root: Path) -> None:
    build(root, "One")
    push_something(root, name="index.html")
    with (root / "site/large.csv").open("wb") as file:
        file.truncate(100 * 2**20 + 1)
    write_stamp(root, read_inputs(root))
    code, _, errors = said(root, "--dry-run")
    assert (code, errors) == (
        0,
        ["warning: large.csv has 104,857,601 bytes; GitHub and others refuse files above 104,857,600"],
    )


def test_a_build_that_is_at_work_is_waited_for(root: Path) -> None:
    build(root, "One")
    lock = (root / "build/.lock").open("ab")
    fcntl.flock(lock, fcntl.LOCK_EX)
    threading.Timer(0.3, lock.close).start()
    code, _, errors = said(root)
    assert (code, errors) == (0, ["another build of this report is running; waiting for it to end"])


@pytest.mark.parametrize(
    "prefix",
    [
        "..",
        "../x",
        "a/../b",
        "/a",
        "a//b",
        ".git",
        "a/.git/hooks",
        "a\\b",
        "a b",
        "a\n",
        "-a",
        "a\0b",
        "a" * 200,
        ".",
        "",
        "/",
        "CNAME",
        "deployment.json/x",
    ],
)
def test_a_prefix_that_leads_elsewhere_is_wrong_usage(root: Path, prefix: str) -> None:
    code, _, errors = said(root, "--prefix", prefix)
    assert (code, errors[-1]) == (
        2,
        (
            "Error: Invalid value for '--prefix': expected a folder such as pr/7: "
            "parts of letters, digits and . _ + -, none starting with a dot"
        ),
    )


def test_a_slash_at_the_end_of_a_prefix_is_no_mistake(root: Path) -> None:
    build(root, "One")
    assert said(root, "--prefix", "pr/7/")[0] == 0
    assert remote_files(root) == [".nojekyll", "pr/7/.nojekyll", "pr/7/deployment.json", "pr/7/index.html"]


@pytest.mark.parametrize(
    "branch",
    ["-x", "a..b", "a b", "a:b", "+a", "a.lock", "a/", "/a", "@{u}", "a*", "", "a\n", "refs/heads/x:y"],
)
def test_a_branch_that_cannot_be_is_wrong_usage(root: Path, branch: str) -> None:
    code, _, errors = said(root, "--branch", branch)
    assert (code, errors[-1]) == (
        2,
        "Error: Invalid value for '--branch': expected the name of a branch, such as gh-pages",
    )


@pytest.mark.parametrize("remote", ["--upload-pack=touch x", "", " ", "a\nb"])
def test_a_remote_that_cannot_be_is_wrong_usage(root: Path, remote: str) -> None:
    code, _, errors = said(root, f"--remote={remote}")
    assert (code, errors[-1]) == (
        2,
        "Error: Invalid value for '--remote': expected the name of a remote, or an address",
    )


def test_a_remote_does_not_run_programs(root: Path, tmp_path: Path) -> None:
    build(root, "One")
    code, _, _ = said(root, f"--remote=ext::sh -c touch% {tmp_path}/ran /")
    assert (code, (tmp_path / "ran").exists()) == (1, False)
