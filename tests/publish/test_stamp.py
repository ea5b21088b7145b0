"""A site says what it was made from, so that nobody publishes one that is older than its inputs."""

import json
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.publish.config import commit_url, read_config
from generator.publish.imprint import Source, imprint_of
from generator.publish.stamp import read_inputs, sound_stamp, write_stamp
from tests.publish.remotes import git, leave_user_settings, repository
from tests.publish.toy_report import ABOUT, SETTINGS, page, published, toy_report

HOME = page("index.md", "# Home\n")
INPUTS = ["mkdocs.yml", "results/report.yaml", "site_src/index.md", "theme/404.html", "theme/main.html"]
MAKES = "; `gen build` makes it anew"


def refusal(root: Path) -> str:
    with pytest.raises(InputError) as raised:
        sound_stamp(root)
    return str(raised.value)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = toy_report(tmp_path / "toy")
    (root / "results").mkdir()
    (root / "results/report.yaml").write_text("title: Toy\n")
    (root / "site_src/index.md").write_text("# Home\n")
    published(root, HOME)
    return root


def test_a_site_that_was_just_built_is_sound(root: Path) -> None:
    stamp = sound_stamp(root)
    assert list(stamp.inputs) == INPUTS
    assert stamp.generator == metadata.version("scalebook")


def test_the_same_inputs_have_the_same_hash_wherever_they_lie(root: Path, tmp_path: Path) -> None:
    first = sound_stamp(root)
    root.rename(tmp_path / "other")
    published(tmp_path / "other", HOME)
    assert sound_stamp(tmp_path / "other") == first
    assert sound_stamp(tmp_path / "other").input_hash == first.input_hash


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda root: (root / "results/report.yaml").write_text("title: X\n"), "results/report.yaml changed"),
        (lambda root: (root / "results/models.yaml").touch(), "results/models.yaml changed"),
        (lambda root: (root / "site_src/index.md").unlink(), "site_src/index.md changed"),
        (
            lambda root: [(root / name).write_text("x") for name in ("theme/main.html", "mkdocs.yml")],
            "mkdocs.yml and 2 more changed",  # which names no theme any more
        ),
    ],
)
def test_a_site_older_than_its_inputs_is_refused(
    root: Path, change: Callable[[Path], object], told: str
) -> None:
    change(root)
    assert refusal(root) == f"site: is older than its inputs: {told} since it was built{MAKES}"


def test_a_file_that_changes_while_pages_are_rendered_makes_the_site_stale(tmp_path: Path) -> None:
    root = toy_report(tmp_path / "toy")
    from generator.publish.site import publish_site

    read = read_inputs(root)
    (root / "mkdocs.yml").write_text(SETTINGS + "# later\n")
    publish_site(root, [HOME], about=ABOUT, waiting=lambda _: None, then=lambda _: write_stamp(root, read))
    assert refusal(root) == f"site: is older than its inputs: mkdocs.yml changed since it was built{MAKES}"


def test_files_that_editors_leave_behind_are_no_inputs(root: Path) -> None:
    (root / "results/.report.yaml.swp").touch()
    (root / "results/report.yaml~").touch()
    assert list(sound_stamp(root).inputs) == INPUTS


def test_a_site_that_was_edited_is_refused(root: Path) -> None:
    (root / "site/index.html").write_text("mine")
    assert refusal(root) == f"site: its files were changed since it was built{MAKES}"


def test_a_site_of_another_version_is_refused(root: Path) -> None:
    path = root / "build/site.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"generator": "0.0.1"}))
    ours = metadata.version("scalebook")
    assert refusal(root) == f"site: was built by Scalebook 0.0.1, and this is {ours}{MAKES}"


@pytest.mark.parametrize("content", ["", "[]", '{"inputs": 3, "site": "", "generator": ""}'])
def test_a_site_of_which_nothing_is_known_is_refused(root: Path, content: str) -> None:
    (root / "build/site.json").write_text(content)
    assert refusal(root) == (
        "site: nothing says what it was made from; expected a site that `gen build` made: run it again"
    )


def test_where_there_is_no_site_it_is_said_what_makes_it(tmp_path: Path) -> None:
    assert refusal(toy_report(tmp_path / "toy")) == "site: there is none; `gen build` makes it"


def footer(root: Path) -> Source:
    return imprint_of(root, read_inputs(root), "").source


def test_the_footer_names_the_last_commit_that_changed_an_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_user_settings(monkeypatch)
    root = repository(tmp_path)
    first = git(root, "rev-parse", "HEAD")
    (root / "README.md").write_text("no input\n")
    git(root, "add", "README.md")
    git(root, "commit", "--quiet", "--message", "Other")
    assert footer(root) == Source(first[:10])

    (root / "site_src/index.md").write_text("# Two\n")
    assert footer(root) == Source(first[:10], changed=True)
    published(root, HOME)
    git(root, "commit", "--quiet", "--all", "--message", "Two")
    second = git(root, "rev-parse", "HEAD")
    assert footer(root) == Source(second[:10])
    assert sound_stamp(root).inputs == read_inputs(root)  # that it was committed makes nothing stale


def test_the_footer_names_no_commit_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = toy_report(tmp_path / "toy")
    assert footer(root) == Source()
    git(root, "init", "--quiet")
    assert footer(root) == Source()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert footer(root) == Source()


@pytest.mark.parametrize(
    ("repo_url", "address"),
    [
        ("https://github.com/a/b", "https://github.com/a/b/commit/c0ffee"),
        ("https://gitlab.example.org/a/b.git/", "https://gitlab.example.org/a/b/commit/c0ffee"),
        ("https://example.org/a/b", ""),
        ("javascript:https://github.com/a", ""),
    ],
)
def test_a_commit_has_an_address_where_the_repository_is_one_we_know(
    tmp_path: Path, repo_url: str, address: str
) -> None:
    root = toy_report(tmp_path, f"{SETTINGS}repo_url: {repo_url}\n")
    assert commit_url(read_config(root), "c0ffee") == address
    assert commit_url(read_config(root), "") == ""
