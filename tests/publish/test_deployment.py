"""Whose files are whose on a branch, and what a new site changes, by value."""

import subprocess
from pathlib import Path

import pytest

from generator.publish.deployment import (
    Blob,
    Change,
    Entry,
    Record,
    blob,
    change,
    deployment_before,
    domain,
    foreign,
    kept_part,
    message,
    mixed,
    own_part,
    read_record,
    too_much,
)


def tree(*paths: str, size: int = 1) -> dict[str, Blob]:
    return {path: Blob("100644", path, size) for path in paths}


def entry(commit: str, back: str = "") -> Entry:
    return Entry(commit, "", back)


@pytest.mark.parametrize("content", [b"", b"a\r\n", b"\0" * 1000])
@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_file_is_named_as_git_names_it(content: bytes, algorithm: str, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", f"--object-format={algorithm}", tmp_path], check=True)
    words = ["git", "-C", str(tmp_path), "hash-object", "--stdin"]
    named = subprocess.run(words, input=content, capture_output=True, check=True).stdout.decode().strip()
    assert blob(content, algorithm) == Blob("100644", named, len(content))


def test_a_change_names_what_comes_changes_and_goes() -> None:
    after = {**tree("a", "c", "d", size=5), "b": Blob("100644", "other", 7)}
    assert change(tree("a", "b", "z"), after, "d") == Change(("c",), ("b",), ("z",), 12)
    assert not change(tree("a", "d"), {**tree("a"), "d": Blob("100644", "other", 1)}, "d")


def test_each_deployment_has_its_own_part_of_a_branch() -> None:
    files = tree("index.html", "pr/7/index.html", "pr/8/index.html", "print/index.html")
    deployed = {"", "pr/7", "pr/8"}
    assert list(own_part(files, "", deployed)) == ["index.html", "print/index.html"]
    assert list(own_part(files, "pr/7", deployed)) == ["pr/7/index.html"]
    assert list(own_part(files, "pr", deployed)) == []
    assert list(kept_part(files, "pr/7", deployed)) == ["index.html", "pr/8/index.html", "print/index.html"]


@pytest.mark.parametrize(
    ("paths", "prefix", "put", "lost"),
    [
        (["x.txt"], "", None, True),
        (["x.txt"], "", ["x.txt"], False),
        (["x.txt", "index.html"], "", None, False),
        (["x.txt", "index.html"], "", ["index.html"], True),
        ([".nojekyll", "CNAME"], "", None, False),
        ([".nojekyll", "CNAME", "index.html"], "", ["index.html"], False),
        (["pr/7/x.txt"], "pr/7", None, True),
        (["pr/7/CNAME"], "pr/7", [], True),
        (["pr/7/x.txt"], "pr/7", ["pr/7/x.txt"], False),
        ([], "pr/7", None, False),
    ],
)
def test_files_that_no_deployment_put_there_are_not_replaced(
    paths: list[str], prefix: str, put: list[str] | None, *, lost: bool
) -> None:
    assert bool(foreign(tree(*paths), prefix, None if put is None else tree(*put))) is lost


@pytest.mark.parametrize(
    ("new", "kept", "deployed", "mixing"),
    [
        (["pr/index.html"], ["pr/7/index.html"], ["pr/7"], []),
        (["pr/7/index.html"], ["pr/7/deployment.json"], ["pr/7"], ["pr/7/index.html"]),
        (["pr"], ["pr/7/index.html"], ["pr/7"], ["pr"]),
        (["a/b.html"], ["a"], [], ["a/b.html"]),
    ],
)
def test_sites_do_not_mix(new: list[str], kept: list[str], deployed: list[str], mixing: list[str]) -> None:
    assert list(mixed(new, kept, deployed, "")) == mixing


@pytest.mark.parametrize(
    ("history", "before"),
    [
        ([], ""),
        ([entry("one")], ""),
        ([entry("two"), entry("one")], "one"),
        ([entry("back", "one"), entry("two"), entry("one")], ""),
        ([entry("back", "two"), entry("three"), entry("two"), entry("one")], "one"),
        ([entry("three"), entry("back", "one"), entry("two"), entry("one")], "one"),
        ([entry("back", "lost"), entry("two"), entry("one")], "two"),
        ([entry("two"), Entry("preview", "pr/7"), entry("one")], "one"),
        ([entry("two"), Entry("theirs", deploys=False), entry("one")], "one"),
        ([Entry("theirs", deploys=False), entry("two"), entry("one")], "one"),
        ([entry("one"), Entry("theirs", deploys=False), Entry("older", deploys=False)], "theirs"),
        (
            [
                entry("back", "theirs"),
                entry("one"),
                Entry("theirs", deploys=False),
                Entry("older", deploys=False),
            ],
            "",
        ),
    ],
)
def test_the_deployment_before_is_the_one_whose_files_stood_there(history: list[Entry], before: str) -> None:
    assert deployment_before(history, "") == before


def test_a_record_is_read_as_it_was_written() -> None:
    record = Record("pr/7", "abc", source_changed=True, input_hash="def", generator="0.1.0")
    assert read_record(record.content()) == record


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"prefix": ""}'])
def test_other_files_of_its_name_are_no_record(content: bytes) -> None:
    assert read_record(content) is None


def test_a_report_without_commits_and_a_rollback_say_so() -> None:
    text = message("Back ", Record("pr/7"), "abc")
    assert text == "Back\n\nDeployed-Prefix: pr/7\nSource-Commit: none\nRolled-Back-To: abc\n"


def test_the_domain_of_no_address_is_none() -> None:
    assert [domain(url) for url in ("", "https://[::1]/", "https://a.example:8000")] == ["", "", "a.example"]


def test_what_is_too_large_is_told() -> None:
    files = {**tree("a", "b", size=600_000_000), **tree("c")}
    assert list(too_much(files)) == [
        "a has 600,000,000 bytes; GitHub and others refuse files above 104,857,600",
        "b has 600,000,000 bytes; GitHub and others refuse files above 104,857,600",
        "the branch would hold 1,200,000,001 bytes; GitHub Pages publishes 1,000,000,000 at most",
    ]
