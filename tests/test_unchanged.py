"""A build that would make the same site again leaves it alone and says so; whatever goes into a site makes it build."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import pipeline
from generator.store.scaffolding import scaffold
from tests.publish.remotes import git


def build(root: Path, *, fresh: bool = False) -> bool:
    """Build, and say whether the site was left as it is."""

    def waiting(_: str) -> None:
        raise AssertionError

    return pipeline.build(root, waiting, fresh=fresh).unchanged


@pytest.fixture
def report(tmp_path: Path) -> Path:
    scaffold(tmp_path / "toy", "Toy")
    assert not build(tmp_path / "toy")
    return tmp_path / "toy"


def contents(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def outcome(root: Path) -> Path:
    return root / "build" / "outcome.json"


def test_the_same_inputs_are_not_built_twice_and_the_answer_is_the_same(report: Path) -> None:
    before = contents(report / "site")
    first = pipeline.build(report, lambda _: None, fresh=True)
    again = pipeline.build(report, lambda _: None)
    assert (again.pages, again.findings, again.unchanged) == (first.pages, first.findings, True)
    assert contents(report / "site") == before


def test_findings_are_kept_as_they_were(report: Path) -> None:
    claims = report / "results/claims.yaml"
    text = claims.read_text(encoding="utf-8")
    claims.write_text(
        text.replace("verdict: supported_with_limits", "verdict: contradicted"), encoding="utf-8"
    )
    first = pipeline.build(report, lambda _: None)
    assert first.findings
    assert pipeline.build(report, lambda _: None).findings == first.findings
    refused = pipeline.build(report, lambda _: None, refuses=bool)
    assert (refused.refused, refused.findings) == (True, first.findings)


@pytest.mark.parametrize(
    "change",
    [
        lambda root: append(root / "results/report.yaml", "# a remark\n"),
        lambda root: append(root / "site_src/index.md", "\nMore.\n"),
        lambda root: append(root / "mkdocs.yml", "# a remark\n"),
        lambda root: (root / "site_src/new.md").write_text("# New\n"),
        lambda root: (root / "site/index.html").write_text("edited"),
        lambda root: (root / "site/index.html").unlink(),
        lambda root: (root / "site/extra.html").write_text("added"),
        lambda root: outcome(root).unlink(),
        lambda root: outcome(root).write_text("{"),
        lambda root: outcome(root).write_text("[]"),
        lambda root: outcome(root).write_text("[" * 100_000),
        lambda root: outcome(root).write_text(json.dumps({"key": 1})),
        lambda root: outcome(root).write_text(
            json.dumps(json.loads(outcome(root).read_text()) | {"findings": [{}]})
        ),
    ],
)
def test_whatever_changed_is_built(report: Path, change: Callable[[Path], object]) -> None:
    change(report)
    assert not build(report)
    assert build(report)


def test_a_commit_changes_the_footer_and_nothing_else_does(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(report, "init", "--quiet")
    git(report, "add", "results", "site_src", "mkdocs.yml")
    git(report, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "-m", "A report")
    assert not build(report)
    assert build(report)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert not build(report)


def test_a_site_that_was_only_copied_is_the_same_site(report: Path) -> None:
    for path in (report / "site").rglob("*"):
        os.utime(path, (0, 0))
    assert build(report)
    stamp = report / "build" / "site.json"
    stamp.write_text("{}")
    assert not build(report)


@pytest.mark.parametrize(
    ("setting", "unchanged"),
    [
        ("copyright: !ENV [COPYRIGHT, ours]\n", False),
        ("extra: {of: !!python/name:textwrap.dedent }\n", False),
        ("extra: {of: !!python/name:material.extensions.emoji.twemoji }\n", True),
    ],
)
def test_settings_from_elsewhere_are_built_each_time(report: Path, setting: str, *, unchanged: bool) -> None:
    append(report / "mkdocs.yml", setting)
    assert (build(report), build(report)) == (False, unchanged)


def test_gen_build_says_that_nothing_changed(report: Path) -> None:
    command = [sys.executable, "-m", "generator", "-C", str(report), "build"]
    said = [
        subprocess.run([*command, *more], check=True, capture_output=True, text=True).stdout
        for more in ([], ["--fresh"])
    ]
    assert said == ["site/: 17 pages, unchanged\n", "site/: 17 pages\n"]
    heavy = "import sys; from generator.cli import main; main(standalone_mode=False); print([m for m in ('numpy', 'matplotlib', 'jinja2', 'mkdocs') if m in sys.modules])"
    loaded = [sys.executable, "-c", heavy, "-C", str(report), "build"]
    done = subprocess.run(loaded, check=True, capture_output=True, text=True)
    assert done.stdout == "site/: 17 pages, unchanged\n[]\n"
