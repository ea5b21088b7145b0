"""The built site on a branch of a remote: what is pushed, what is kept, what is refused and why."""

import json
import os
from importlib import metadata
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.publish.deploying import Target, carry_out, plan_deployment, plan_rollback
from generator.publish.stamp import read_inputs, sound_stamp, write_stamp
from tests.publish.remotes import (
    build,
    deploy,
    git,
    hook,
    leave_user_settings,
    push_a_commit,
    push_something,
    remote_file,
    remote_files,
    repository,
    roll_back,
)
from tests.publish.toy_report import SETTINGS, content, page, published

SITE = [".nojekyll", "deployment.json", "index.html"]
PREVIEW = ["pr/7/.nojekyll", "pr/7/deployment.json", "pr/7/index.html"]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report with a built site."""
    leave_user_settings(monkeypatch)
    root = repository(tmp_path)
    build(root, "One")
    return root


def refusal(target: Target) -> str:
    with pytest.raises(InputError) as raised:
        carry_out(plan_deployment(target))
    return str(raised.value).replace(str(target.root), "ROOT").replace(str(target.root.parent), "BESIDE")


def home(root: Path, prefix: str = "") -> str:
    return remote_file(root, f"{prefix}index.html")


def test_the_first_push_makes_a_branch_without_a_past(root: Path) -> None:
    plan = plan_deployment(Target(root))
    commit = carry_out(plan)
    assert (plan.before.commit, plan.change.changed, plan.change.removed) == ("", (), ())
    assert git(root.parent / "remote.git", "rev-list", "--parents", "gh-pages") == commit
    assert remote_files(root) == SITE
    assert home(root) == "One"


def test_every_byte_of_the_site_arrives(root: Path, tmp_path: Path) -> None:
    git(root, "config", "core.autocrlf", "true")
    (root / ".gitattributes").write_text("* text eol=crlf\n")
    (root / "site_src/raw.bin").write_bytes(b"a\r\nb\n\0")
    published(root, page("index.md", "# One\n"), page("raw.bin", "a\r\nb\n\0"))
    deploy(root)
    git(tmp_path, "clone", "--quiet", "--branch=gh-pages", "remote.git", "clone")
    files = content(tmp_path / "clone")
    there = {
        path: files[path] for path in files if not path.startswith(".git/") and path != "deployment.json"
    }
    assert there == content(root / "site")


def test_the_commit_says_where_the_site_comes_from(root: Path) -> None:
    source, inputs = git(root, "rev-parse", "HEAD"), sound_stamp(root).input_hash
    deploy(root)
    ours = metadata.version("scalebook")
    assert git(root.parent / "remote.git", "log", "--format=%B", "gh-pages").splitlines() == [
        f"Deploy the site of {source[:7]}",
        "",
        "Deployed-Prefix: /",
        f"Source-Commit: {source}",
        f"Input-Hash: sha256:{inputs}",
        f"Generator: scalebook {ours}",
    ]
    assert json.loads(remote_file(root, "deployment.json")) == {
        "prefix": "",
        "source_commit": source,
        "source_changed": False,
        "input_hash": inputs,
        "generator": ours,
    }


def test_inputs_that_are_in_no_commit_are_told(root: Path) -> None:
    (root / "site_src/index.md").write_text("# Two\n")
    build(root, "Two")
    plan = plan_deployment(Target(root), "Mine\n\nwith: a paragraph")
    source = git(root, "rev-parse", "HEAD")
    assert plan.message.splitlines()[:5] == [
        "Mine",
        "",
        "with: a paragraph",
        "",
        "Deployed-Prefix: /",
    ]
    assert f"Source-Commit: {source} with changes that are in no commit" in plan.message.splitlines()


def test_the_same_site_is_not_pushed_again(root: Path) -> None:
    first = deploy(root)
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Nothing")
    plan = plan_deployment(Target(root))
    assert (plan.is_there_already, bool(plan.change)) == (True, False)
    assert git(root.parent / "remote.git", "rev-parse", "gh-pages") == first


def test_a_change_is_a_commit_on_top_and_says_which_files(root: Path) -> None:
    build(root, "One", "old")
    first = deploy(root)
    build(root, "Two", "new")
    plan = plan_deployment(Target(root))
    second = carry_out(plan)
    assert git(root.parent / "remote.git", "rev-list", "gh-pages").split() == [second, first]
    assert (plan.change.added, plan.change.removed) == (("new/index.html",), ("old/index.html",))
    assert (plan.change.changed, plan.change.size) == (("index.html",), len("Two"))
    assert remote_files(root) == [*SITE, "new/index.html"]


def test_a_clone_that_never_saw_the_branch_goes_on_from_it(root: Path, tmp_path: Path) -> None:
    deploy(root)
    git(tmp_path, "clone", "--quiet", "--single-branch", "report", "other")
    git(tmp_path / "other", "remote", "set-url", "origin", "../remote.git")
    git(tmp_path / "other", "config", "remote.origin.fetch", "+refs/heads/main:refs/remotes/origin/main")
    build(tmp_path / "other", "Two")
    deploy(tmp_path / "other")
    assert git(tmp_path / "remote.git", "rev-list", "--count", "gh-pages") == "2"
    assert home(root) == "Two"


def test_a_shallow_clone_as_workflows_have_it_goes_on_from_the_branch(root: Path, tmp_path: Path) -> None:
    deploy(root)
    git(root, "push", "--quiet", "origin", "main")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{tmp_path}/remote.git", "shallow")
    before = (tmp_path / "shallow/.git/shallow").read_text()
    build(tmp_path / "shallow", "Two")
    deploy(tmp_path / "shallow")
    assert (home(root), git(tmp_path / "remote.git", "rev-list", "--count", "gh-pages")) == ("Two", "2")
    assert (tmp_path / "shallow/.git/shallow").read_text() == before


def test_a_report_in_a_folder_of_a_repository_is_deployed_alone(root: Path) -> None:
    (root / "deep").mkdir()
    for name in ("mkdocs.yml", "site_src", "theme", "site", "build"):
        (root / name).rename(root / "deep" / name)
    build(root / "deep", "Deep")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "Move")
    (root / "beside.txt").touch()
    plan = plan_deployment(Target(root / "deep"))
    carry_out(plan)
    assert (remote_files(root), home(root)) == (SITE, "Deep")
    assert "in no commit" not in plan.message


def test_where_pushes_go_elsewhere_the_branch_there_counts(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "fork.git")
    git(root, "config", "remote.origin.pushurl", "../fork.git")
    push_something(root)
    deploy(root)
    build(root, "Two")
    deploy(root)
    assert git(tmp_path / "fork.git", "rev-list", "--count", "gh-pages") == "2"


# Folders


def test_a_prefix_leaves_the_rest_of_the_branch_as_it_is(root: Path) -> None:
    deploy(root)
    build(root, "Preview")
    deploy(root, "pr/7")
    assert remote_files(root) == [*SITE, *PREVIEW]
    assert (home(root), home(root, "pr/7/")) == ("One", "Preview")


def test_a_deployment_at_the_root_keeps_what_was_deployed_by_prefix(root: Path) -> None:
    build(root, "One", "old")
    deploy(root)
    deploy(root, "pr/7")
    build(root, "Two")
    plan = plan_deployment(Target(root))
    carry_out(plan)
    assert plan.change.removed == ("old/index.html",)
    assert remote_files(root) == [*SITE, *PREVIEW, "pr/7/old/index.html"]
    assert (home(root), home(root, "pr/7/")) == ("Two", "One")


def test_a_branch_may_begin_with_a_prefix(root: Path) -> None:
    deploy(root, "pr/7")
    assert remote_files(root) == [".nojekyll", *PREVIEW]
    deploy(root)
    assert remote_files(root) == [*SITE, *PREVIEW]


def test_a_folder_around_other_deployments_keeps_them(root: Path) -> None:
    deploy(root, "pr/7")
    build(root, "Two")
    deploy(root, "pr")
    build(root, "Three")
    deploy(root, "pr")
    assert [home(root, prefix) for prefix in ("pr/", "pr/7/")] == ["Three", "One"]


def test_a_folder_of_the_site_is_no_place_for_a_prefix(root: Path) -> None:
    build(root, "One", "claims")
    deploy(root)
    assert refusal(Target(root, prefix="claims")) == (
        "origin gh-pages: claims holds 1 file that no deployment put there, such as claims/index.html, "
        "and they would be lost; expected a --prefix of its own, such as pr/7"
    )


def test_a_site_does_not_mix_with_what_was_deployed_by_prefix(root: Path) -> None:
    deploy(root, "pr")
    build(root, "Two", "pr")
    assert refusal(Target(root)) == (
        "origin gh-pages: pr/index.html would lie where another deployment has its files; "
        "expected a place of its own"
    )


def test_files_that_somebody_added_to_a_deployment_are_not_lost(root: Path) -> None:
    deploy(root)
    push_something(root)
    build(root, "Two")
    told = (
        "origin gh-pages: holds 1 file that no deployment put there, such as theirs.txt, and they would be lost; "
        "expected them in site_src/, or removed from the branch"
    )
    assert refusal(Target(root)) == told
    assert remote_files(root) == [*SITE, "theirs.txt"]


def test_going_back_does_not_lose_what_somebody_added(root: Path) -> None:
    deploy(root)
    build(root, "Two")
    deploy(root)
    push_something(root)
    with pytest.raises(InputError) as raised:
        plan_rollback(Target(root))
    assert str(raised.value) == (
        "origin gh-pages: holds 1 file that no deployment put there, such as theirs.txt, and they would be lost; "
        "expected them in site_src/, or removed from the branch"
    )


def test_a_page_that_somebody_edited_on_the_branch_is_not_lost(root: Path) -> None:
    deploy(root)
    build(root, "Two")
    deploy(root)
    push_something(root, name="index.html")
    told = (
        "origin gh-pages: holds 1 file that somebody changed since they were deployed, such as index.html, "
        "and the changes would be lost; expected them in site_src/, or undone on the branch"
    )
    build(root, "Three")
    assert refusal(Target(root)) == told
    with pytest.raises(InputError) as raised:
        plan_rollback(Target(root))
    assert str(raised.value) == told


def test_a_branch_of_other_files_is_not_emptied(root: Path) -> None:
    theirs = push_something(root, "trunk")
    assert refusal(Target(root, branch="trunk")) == (
        "origin trunk: holds 1 file that no deployment put there, such as theirs.txt, and they would be lost; "
        "expected a --branch for the site alone, such as gh-pages"
    )
    assert git(root.parent / "remote.git", "rev-parse", "trunk") == theirs


def test_a_site_that_another_tool_published_is_taken_over_and_can_be_had_back(root: Path) -> None:
    push_something(root, name="CNAME")
    theirs = push_something(root, name="index.html")
    plan = plan_deployment(Target(root))
    carry_out(plan)
    assert (plan.change.changed, plan.change.removed) == (("index.html",), ())
    assert remote_files(root) == [".nojekyll", "CNAME", "deployment.json", "index.html"]
    roll_back(root)
    assert git(root.parent / "remote.git", "diff", theirs, "gh-pages") == ""


def test_a_branch_of_the_report_itself_is_refused(root: Path, tmp_path: Path) -> None:
    told = "is a branch of the report itself; expected one for the site alone, such as gh-pages"
    assert refusal(Target(root, branch="main")) == f"origin main: {told}"
    git(root, "push", "--quiet", "origin", "main", "main:develop")
    for branch in ("main", "develop"):
        assert refusal(Target(root, branch=branch, prefix="pr/7")) == f"origin {branch}: {told}"
    git(tmp_path, "clone", "--quiet", "remote.git", "other")
    git(tmp_path / "other", "commit", "--quiet", "--allow-empty", "--message", "Later")
    git(tmp_path / "other", "push", "--quiet", "origin", "main")
    assert refusal(Target(root, branch="main")) == f"origin main: {told}"


def test_a_branch_of_the_same_name_in_another_repository_will_do(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "pages.git")
    deploy(root, remote=str(tmp_path / "pages.git"), branch="main")
    build(root, "Two")
    deploy(root, remote=str(tmp_path / "pages.git"), branch="main")
    assert git(tmp_path / "pages.git", "show", "main:index.html") == "Two"


# The domain


@pytest.mark.parametrize(
    ("site_url", "domain"),
    [
        ("https://Evals.example.org/", "evals.example.org"),
        ("https://evals.example.org", "evals.example.org"),
        ("https://example.org/toy/", None),
        ("https://ada.github.io/", None),
        ("http://localhost:8000/", None),
        ("http://127.0.0.1/", None),
    ],
)
def test_a_domain_of_its_own_is_written_for_github(root: Path, site_url: str, domain: str | None) -> None:
    (root / "mkdocs.yml").write_text(SETTINGS.replace("https://example.org/toy/", site_url))
    build(root, "One")
    deploy(root)
    assert "CNAME" in remote_files(root) if domain else "CNAME" not in remote_files(root)
    assert domain is None or remote_file(root, "CNAME") == domain


def test_a_domain_that_was_set_at_the_remote_is_kept(root: Path) -> None:
    deploy(root)
    push_something(root, name="CNAME")
    build(root, "Two")
    deploy(root)
    assert (home(root), remote_file(root, "CNAME")) == ("Two", "theirs")


# What must not happen


def test_a_plan_pushes_nothing_and_stores_nothing(root: Path) -> None:
    before = git(root, "count-objects")
    plan_deployment(Target(root))
    assert git(root.parent / "remote.git", "for-each-ref") == ""
    assert git(root, "count-objects") == before


def test_files_index_and_branches_of_the_user_stay_as_they_were(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "staged.txt").write_text("staged")
    git(root, "add", "staged.txt")
    (root / "staged.txt").write_text("and edited")
    (root / "untracked.txt").touch()

    def state() -> tuple[object, ...]:
        files = {
            path: path.read_bytes() for path in root.rglob("*") if path.is_file() and ".git/" not in str(path)
        }
        refs = git(root, "for-each-ref", "refs/heads", "refs/tags", "refs/stash")
        seen = (root / ".git/index").read_bytes(), (root / ".git/HEAD").read_bytes()
        return files, refs, *seen, (root / ".git/config").read_bytes(), (root / ".git/FETCH_HEAD").exists()

    before = state()
    monkeypatch.setenv("GIT_INDEX_FILE", str(root / ".git/index"))  # as in a hook
    monkeypatch.setenv("GIT_DIR", str(root / "nowhere"))
    carry_out(plan_deployment(Target(root)))
    monkeypatch.delenv("GIT_INDEX_FILE")
    monkeypatch.delenv("GIT_DIR")
    # The commit between is not here yet, and has to be fetched.
    push_a_commit(root)
    build(root, "Two")
    before = state()
    deploy(root)
    roll_back(root)
    assert state() == before


def test_a_site_older_than_its_inputs_is_refused(root: Path) -> None:
    (root / "site_src/index.md").write_text("# Later\n")
    assert refusal(Target(root)) == (
        "site: is older than its inputs: site_src/index.md changed since it was built; `gen build` makes it anew"
    )
    assert git(root.parent / "remote.git", "for-each-ref") == ""


def test_what_somebody_else_pushed_meanwhile_stays(root: Path) -> None:
    deploy(root)
    build(root, "Two")
    plan = plan_deployment(Target(root))
    theirs = push_a_commit(root)
    with pytest.raises(InputError) as raised:
        carry_out(plan)
    told, _, quoted = str(raised.value).partition("; git says: ! ")
    assert told == (
        "origin gh-pages: somebody else pushed to it meanwhile, and what they pushed stays; run `gen deploy` again, "
        "which starts from what is there now"
    )
    assert quoted.endswith(":refs/heads/gh-pages [rejected] (stale info)")
    assert git(root.parent / "remote.git", "rev-parse", "gh-pages") == theirs
    deploy(root)
    assert (home(root), git(root.parent / "remote.git", "rev-parse", "gh-pages^")) == ("Two", theirs)


def test_a_branch_that_somebody_made_meanwhile_stays(root: Path) -> None:
    plan = plan_deployment(Target(root))
    theirs = push_something(root)
    with pytest.raises(InputError) as raised:
        carry_out(plan)
    assert [problem.code for problem in raised.value.problems] == ["diverged"]
    assert git(root.parent / "remote.git", "rev-parse", "gh-pages") == theirs


def test_what_a_hook_of_the_remote_says_is_told(root: Path) -> None:
    hook(root, "pre-receive", 'echo "No deploys on a Friday." >&2; exit 1')
    assert refusal(Target(root)) == (
        "origin gh-pages: a hook of the remote refuses it; do what it asks for, or speak with those who run the "
        "remote; the remote says: No deploys on a Friday."
    )


def test_a_protected_branch_is_told(root: Path) -> None:
    hook(root, "update", 'echo "error: GH006: Protected branch update failed for $1." >&2; exit 1')
    assert refusal(Target(root)) == (
        "origin gh-pages: it is protected, and its rules refuse this push; expected a branch that you may push to: "
        "change the rules in the repository's settings, or name another with --branch; the remote says: "
        "error: GH006: Protected branch update failed for refs/heads/gh-pages. "
        "error: hook declined to update refs/heads/gh-pages"
    )


def test_a_branch_that_is_checked_out_at_the_remote_is_told(root: Path) -> None:
    git(root.parent, "init", "--quiet", "--initial-branch=gh-pages", "work")
    told = refusal(Target(root, remote=str(root.parent / "work")))
    assert told.partition("; the remote says")[0] == (
        "BESIDE/work gh-pages: it is checked out at the remote, whose files would no longer be those of its branch; "
        "expected a bare repository, or another --branch"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="who is root may write everywhere")
def test_a_remote_that_may_not_be_written_to_is_told(root: Path) -> None:
    objects = root.parent / "remote.git/objects"
    objects.chmod(0o555)
    told = refusal(Target(root))
    objects.chmod(0o755)
    assert told.startswith("origin gh-pages: you may not write to it; expected an account, a key or a token")


def test_a_hook_of_the_user_may_say_no(root: Path) -> None:
    path = root / ".git/hooks/pre-push"
    path.write_text("#!/bin/sh\necho not today >&2; exit 1\n")
    path.chmod(0o755)
    assert refusal(Target(root)) == "origin gh-pages: git could not do it; git says: not today"


def test_a_branch_that_cannot_be_beside_another_is_told(root: Path) -> None:
    push_something(root, "pages")
    told = refusal(Target(root, branch="pages/site"))
    assert told.partition("; the remote says")[0].partition("; git says")[0] == (
        "origin pages/site: the remote has a branch whose name is a part of this one, or the other way round; "
        "expected another --branch"
    )


def test_a_remote_that_cannot_be_reached_is_told(root: Path) -> None:
    git(root, "remote", "set-url", "origin", "../gone.git")
    assert refusal(Target(root)) == (
        "origin gh-pages: it cannot be reached; expected a git repository: look at the address that `git remote -v` "
        "names, and at the network; git says: fatal: '../gone.git' does not appear to be a git repository "
        "fatal: Could not read from remote repository."
    )


def test_a_password_in_an_address_is_not_told(root: Path) -> None:
    told = refusal(Target(root, remote="http://ada:secret@localhost:1/site.git"))
    assert told.startswith("http://localhost:1/site.git gh-pages: it cannot be reached;")
    assert "secret" not in told


def test_a_remote_that_is_not_known_is_told(root: Path) -> None:
    assert refusal(Target(root, remote="orign")) == (
        "orign: there is no remote of that name: did you mean `origin`?; `git remote add orign URL` makes it, "
        "and --remote takes an address as well"
    )


def test_an_address_will_do_as_remote(root: Path) -> None:
    deploy(root, remote=str(root.parent / "remote.git"))
    assert remote_files(root) == SITE


def test_a_report_outside_of_git_is_told_what_to_do(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    (root / ".git").rename(root.parent / "git")
    assert refusal(Target(root)) == (
        "ROOT: lies in no git repository that can be used; `git init` makes one, and `git remote add origin URL` "
        "says where to push; git says: fatal: not a git repository (or any of the parent directories): .git"
    )


def test_where_git_is_missing_it_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))
    assert refusal(Target(root)) == (
        "git: is not installed, or PATH does not lead to it; expected git 2.29 or later"
    )


def test_who_has_no_name_can_deploy(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{role}_NAME")
        monkeypatch.delenv(f"GIT_{role}_EMAIL")
    git(root, "config", "user.useConfigOnly", "true")
    deploy(root)
    who = git(root.parent / "remote.git", "log", "--format=%an %ae %cn", "gh-pages")
    assert who == "gen deploy gen-deploy@localhost gen deploy"


def test_files_that_no_branch_takes_are_told(root: Path) -> None:
    (root / "site/deployment.json").touch()
    (root / "site/a\nb.txt").touch()
    (root / "site/link.html").symlink_to("index.html")
    write_stamp(root, read_inputs(root))
    assert refusal(Target(root)) == (
        "site/a\\nb.txt: has signs in its name that do not print; expected another name\n"
        "site/deployment.json: lies where the record of the deployment goes; expected another name\n"
        "site/link.html: is a link, or no file; expected a file"
    )


def test_a_file_that_github_refuses_is_refused_at_once(root: Path) -> None:
    with (root / "site/large.csv").open("wb") as file:
        file.truncate(100 * 2**20 + 1)
    write_stamp(root, read_inputs(root))
    git(root.parent, "init", "--quiet", "--bare", "github.git")
    assert refusal(Target(root, remote="../github.git")) == (
        "large.csv: has 104,857,601 bytes, and GitHub takes 104,857,600 at most; expected a smaller file"
    )
    assert plan_deployment(Target(root)).warnings == (
        "large.csv has 104,857,601 bytes; GitHub and others refuse files above 104,857,600",
    )


# Going back


def test_a_rollback_is_a_new_commit_with_the_files_of_the_deployment_before(root: Path) -> None:
    first = deploy(root)
    build(root, "Two", "new")
    second = deploy(root)
    (root / "site_src/index.md").write_text("# Nobody built this\n")
    plan = roll_back(root)
    log = git(root.parent / "remote.git", "log", "--format=%H", "gh-pages").split()
    assert (log[1:], plan.change.removed) == ([second, first], ("new/index.html",))
    assert git(root.parent / "remote.git", "rev-parse", "gh-pages^{tree}", f"{first}^{{tree}}").split()[
        ::2
    ] == [git(root.parent / "remote.git", "rev-parse", f"{first}^{{tree}}")]
    assert plan.message.splitlines()[0] == f"Roll the site back to {first[:7]}"
    assert plan.message.splitlines()[-1] == f"Rolled-Back-To: {first}"


def test_rolling_back_twice_goes_back_twice(root: Path) -> None:
    shown = []
    for title in ("One", "Two", "Three"):
        build(root, title)
        deploy(root)
    for _ in range(2):
        roll_back(root)
        shown.append(home(root))
    build(root, "Four")
    deploy(root)
    roll_back(root)
    assert [*shown, home(root)] == ["Two", "One", "One"]
    with pytest.raises(InputError) as raised:
        plan_rollback(Target(root))
    assert str(raised.value) == (
        "origin gh-pages: holds no deployment at its root before the one that stands there now; "
        "expected one to go back to"
    )


def test_a_rollback_at_the_root_keeps_what_was_deployed_by_prefix_since(root: Path) -> None:
    deploy(root)
    build(root, "Two")
    deploy(root)
    build(root, "Preview")
    deploy(root, "pr/7")
    roll_back(root)
    assert (home(root), home(root, "pr/7/")) == ("One", "Preview")


def test_a_rollback_of_a_prefix_leaves_the_rest(root: Path) -> None:
    deploy(root, "pr/7")
    build(root, "Two")
    deploy(root, "pr/7")
    build(root, "Three")
    deploy(root)
    roll_back(root, "pr/7")
    assert (home(root), home(root, "pr/7/")) == ("Three", "One")


def test_where_there_is_no_branch_there_is_nothing_to_go_back_to(root: Path) -> None:
    with pytest.raises(InputError) as raised:
        plan_rollback(Target(root))
    assert str(raised.value) == (
        "origin gh-pages: there is no such branch, and nothing to go back to; "
        "`gen deploy` without --rollback makes it"
    )
