"""Each command of docs/harnesses.md does what the guide says, on files that are called as there."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main

ROOT = Path(__file__).parents[1]
FIXTURES = ROOT / "tests" / "fixtures" / "runs"
GUIDE = (ROOT / "docs" / "harnesses.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^gen (add .*)$", GUIDE, re.MULTILINE)
MOMENT = "2026-01-21T03-44-18.458309"
# Where a file of ours lies for a command; the others are called as in our fixtures.
LAID_OUT = {
    "samples.jsonl_results.jsonl": "human_eval_results.jsonl",
    "toy_eval_results.json": "bigcodebench.json",
    "Scenario.codegeneration_2_0.2_eval_all.json": "livecodebench_eval_all.json",
    "humaneval-lua-ada_toy_7b-0.2-reworded/HumanEval_2_truncate.results.json": "multipl_e.results.json",
    f"output/Ada__Toy/samples_humaneval_{MOMENT}.jsonl": f"samples_humaneval_{MOMENT}.jsonl",
    "logs/2026-10-21_humaneval.json": "inspect_log.json",
    "runs/toy/code_humaneval/per_instance_stats.json": "helm_per_instance_stats.json",
    "runs/toy/code_humaneval/run_spec.json": "helm_run_spec.json",
    "runs/toy/code_humaneval/stats.json": "helm_stats.json",
    "data/lab/ada/toy/x.json": "every_eval_ever.json",
    "data/lab/ada/toy/x_samples.jsonl": "every_eval_ever_samples.jsonl",
}
CARD = """---
model-index:
- name: toy-7b
  results:
  - dataset: {name: HumanEval, type: openai_humaneval}
    metrics: [{type: pass@1, value: 37.1}]
---
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a report with nothing in it, and the files of every command beside it."""
    (tmp_path / "results").mkdir()
    (tmp_path / "results" / "references.bib").write_text(
        "@misc{ada2026, title={T}, author={A, B}, year=2026}\n"
    )
    for file in FIXTURES.iterdir():
        if file.name.startswith(("Ada--", "arena_", "bigcode_evaluation", "leaderboard")):
            shutil.copy(file, tmp_path)
    for place, name in LAID_OUT.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(FIXTURES / name, tmp_path / place)
    (tmp_path / "README.md").write_text(CARD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_guide_has_a_command_for_each_harness() -> None:
    assert len(COMMANDS) == 14


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_guide_stores_what_it_names(folder: Path, command: str) -> None:
    done = CliRunner().invoke(main, command.split())
    assert (done.exit_code, done.stderr) == (0, ""), done.output
    what = "score" if "--source" in command else "run"
    assert re.fullmatch(rf"[1-9]\d* {what}s? stored in results/\w+/", done.stdout.splitlines()[-1])
    stored = [path for path in (folder / "results").rglob("*") if path.suffix in {".json", ".csv"}]
    assert len(stored) > 0
