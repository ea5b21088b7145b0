"""A repository with a small report, and a bare one to push its site to."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.publish.deploying import Plan, Target, carry_out, plan_deployment, plan_rollback
from generator.publish.stamp import read_inputs, write_stamp
from tests.publish.toy_report import toy_report

ALONE = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
}


def leave_user_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no setting of whoever runs the tests count."""
    for name, value in ALONE.items():
        monkeypatch.setenv(name, value)


def git(folder: Path, *words: str, given: str = "") -> str:
    """Run git, and give what it prints."""
    done = subprocess.run(
        ["git", *words], cwd=folder, input=given, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def repository(folder: Path) -> Path:
    """Make a report in a repository on `main`, committed, whose `origin` is the bare repository beside it."""
    root = toy_report(folder / "report")
    (root / "site_src/index.md").write_text("# One\n")
    (root / ".gitignore").write_text("/build/\n/site/\n")
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", "remote.git")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "remote", "add", "origin", "../remote.git")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "Start")
    return root


def build(root: Path, title: str, *others: str) -> None:
    """Let the site be a home with a title, and more pages by their names, as if `gen build` had made them."""
    shutil.rmtree(root / "site", ignore_errors=True)
    for name, text in {
        ".nojekyll": "",
        "index.html": title,
        **{f"{name}/index.html": "" for name in others},
    }.items():
        (root / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / name).write_text(text)
    (root / "build").mkdir(exist_ok=True)
    write_stamp(root, read_inputs(root))


def deploy(root: Path, prefix: str = "", **where: str) -> str:
    """Push the site, and give the commit."""
    return carry_out(plan_deployment(Target(root, prefix=prefix, **where)))


def roll_back(root: Path, prefix: str = "") -> Plan:
    """Go back to the deployment before, and give what that did."""
    plan = plan_rollback(Target(root, prefix=prefix))
    carry_out(plan)
    return plan


def remote_files(root: Path, commit: str = "gh-pages") -> list[str]:
    """List what the branch holds."""
    return git(root.parent / "remote.git", "ls-tree", "-r", "--name-only", commit).splitlines()


def remote_file(root: Path, path: str, commit: str = "gh-pages") -> str:
    """Give the content of a file on the branch."""
    return git(root.parent / "remote.git", "show", f"{commit}:{path}")


def hook(root: Path, name: str, script: str) -> None:
    """Let the remote run a script."""
    path = root.parent / "remote.git/hooks" / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def push_a_commit(root: Path) -> str:
    """Commit to the remote's branch, without a change, as somebody else would, and give the commit."""
    bare = root.parent / "remote.git"
    commit = git(bare, "commit-tree", "gh-pages^{tree}", "-p", "gh-pages", "-m", "Theirs")
    git(bare, "update-ref", "refs/heads/gh-pages", commit)
    return commit


def push_something(root: Path, branch: str = "gh-pages", name: str = "theirs.txt") -> str:
    """Commit a file to the remote's branch, as somebody else would, and give the commit."""
    bare = root.parent / "remote.git"
    old = git(bare, "for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")
    blob = git(bare, "hash-object", "-w", "--stdin", given="theirs\n")
    kept = (
        [line for line in git(bare, "ls-tree", old).splitlines() if not line.endswith(f"\t{name}")]
        if old
        else []
    )
    entries = "".join(f"{line}\n" for line in kept)
    tree = git(bare, "mktree", given=f"{entries}100644 blob {blob}\t{name}\n")
    commit = git(bare, "commit-tree", tree, *(["-p", old] if old else []), "-m", "Theirs")
    git(bare, "update-ref", f"refs/heads/{branch}", commit)
    return commit
