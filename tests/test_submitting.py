"""What docs/submitting.md tells people to do works, in its order, on a new report."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.publish.remotes import git, leave_user_settings

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "tests/fixtures/runs"
RUN = "phi-1--v0.1.9--greedy--9cf74ec6"


def test_results_can_be_submitted_as_the_guide_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leave_user_settings(monkeypatch)
    root = tmp_path / "report"
    CliRunner().invoke(main, ["init", str(root)])
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "Start")
    git(root, "checkout", "--quiet", "-b", "phi-1")
    shutil.copy(FIXTURES / "nested_eval_results.json", tmp_path / "phi-1_eval_results.json")
    monkeypatch.chdir(root)
    guide = (ROOT / "docs/submitting.md").read_text(encoding="utf-8")
    said = []
    for line in re.findall(r"^gen (.*)$", guide, re.MULTILINE):
        words = shlex.split(line.replace("phi-1_eval", "../phi-1_eval"))
        done = CliRunner().invoke(main, words)
        lines = done.stdout.splitlines()
        said.append((words[0], done.exit_code, lines[1 if words[0] == "diff" else -1]))
    assert said == [
        ("add", 0, "1 run would be stored in results/runs/"),
        ("add", 0, "1 run stored in results/runs/"),
        ("check", 0, "no problems, 3 findings"),
        ("diff", 0, f"  {RUN}: base tests 50.0% (14.4–85.6), plus tests 33.3% (6.1–79.2)"),
    ]
    changed = git(root, "status", "--porcelain", "--untracked-files=all").splitlines()
    assert changed == ["M results/models.yaml", f"?? results/runs/humaneval/{RUN}.json"]
