"""What GitHub and citation tools read is in the form they ask for, and says what pyproject.toml says."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def schema_mistakes(schema: str, path: Path) -> str:
    """What check-jsonschema, which carries these schemas and needs no network, says against a file."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stdout + done.stderr


SCAFFOLDED = ROOT / "generator/scaffold/report/pages.yml"
PREVIEW = ROOT / "generator/scaffold/report/preview.yml"


def test_there_is_a_workflow_for_ci_for_pages_and_for_pull_requests() -> None:
    assert [path.name for path in WORKFLOWS] == ["ci.yml", "pages.yml", "preview.yml"]


@pytest.mark.parametrize(
    "path", [*WORKFLOWS, SCAFFOLDED, PREVIEW], ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_workflow_follows_the_schema_of_github(path: Path) -> None:
    assert schema_mistakes("github-workflows", path) == ""


def test_the_schema_check_sees_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "ci.yml"
    path.write_text("on: push\njobs: {test: {runs-on: ubuntu-latest, step: []}}\n", encoding="utf-8")
    assert "'step' was unexpected" in schema_mistakes("github-workflows", path)


def test_a_new_report_is_published_as_our_own_is_but_with_the_installed_tool() -> None:
    ours, theirs = (
        yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (ROOT / ".github/workflows/pages.yml", SCAFFOLDED)
    )
    (make,) = (step for step in ours["jobs"]["build"]["steps"] if step.get("run") == "make site")
    place = ours["jobs"]["build"]["steps"].index(make)
    ours["jobs"]["build"]["steps"][place : place + 1] = [
        {"run": f"pip install git+{PROJECT['urls']['Source']}"},
        {"run": "gen build"},
    ]
    assert theirs == ours


def test_a_pull_request_of_a_new_report_is_shown_as_our_own_are_but_with_the_installed_tool() -> None:
    ours, theirs = (
        yaml.safe_load(path.read_text(encoding="utf-8").replace(".venv/bin/gen", "gen"))
        for path in (ROOT / ".github/workflows/preview.yml", PREVIEW)
    )
    steps = ours["jobs"]["preview"]["steps"]
    place = steps.index({"run": "make site"})
    steps[place : place + 1] = [
        {"run": f"pip install git+{PROJECT['urls']['Source']}"},
        {"run": "gen build"},
    ]
    assert theirs == ours


def test_what_runs_for_pull_requests_may_only_read_and_knows_no_secret() -> None:
    for path in (ROOT / ".github/workflows/preview.yml", PREVIEW):
        text = path.read_text(encoding="utf-8")
        workflow = yaml.safe_load(text)
        assert workflow[True] == "pull_request"  # YAML 1.1 takes `on` for a truth value
        assert workflow["permissions"] == {"contents": "read"}
        assert [name for name in ("secrets", "pull_request_target", "github.event") if name in text] == []


def test_ci_runs_on_every_python_that_the_project_names() -> None:
    ci = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    prefix = "Programming Language :: Python :: 3."
    named = [line.rpartition(" ")[2] for line in PROJECT["classifiers"] if line.startswith(prefix)]
    assert ci["jobs"]["test"]["strategy"]["matrix"]["python"] == named


def test_the_citation_file_follows_its_schema() -> None:
    assert schema_mistakes("citation-file-format", ROOT / "CITATION.cff") == ""


def test_the_citation_file_agrees_with_the_project() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {
        "authors": citation["authors"],
        "license": citation["license"],
        "version": citation["version"],
        "Homepage": citation["url"],
        "Source": citation["repository-code"],
    } == {key: PROJECT[key] for key in ("authors", "license", "version")} | PROJECT["urls"]
