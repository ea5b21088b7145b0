"""Real datasets and samples get the verdicts that EvalPlus gives them; they lie where SCALEBOOK_CORPUS says."""

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.evaluate.sandboxes import need_a_sandbox
from tests.evaluate.toys import write_samples

CORPUS = Path(os.environ.get("SCALEBOOK_CORPUS", "not-set"))
HUMANEVAL = CORPUS / "datasets/HumanEvalPlus-v0.1.10.jsonl.gz"
FROM_EVALPLUS = CORPUS / "evalplus/own031_humaneval29_qwen2.5-coder-7b-instruct_n40.json"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not HUMANEVAL.is_file(), reason="SCALEBOOK_CORPUS names no folder of real datasets"),
]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where expected answers are kept, which take most of the time."""
    need_a_sandbox()
    return tmp_path_factory.mktemp("cache")


def evaluated(folder: Path, cache: Path, *samples: tuple[str, str]) -> tuple[str, Any]:
    words = ["evaluate", str(write_samples(folder, *samples)), "--benchmark", "humaneval+", "--no-add"]
    runner = CliRunner(env={"XDG_CACHE_HOME": str(cache)})
    done = runner.invoke(main, [*words, "--dataset", str(HUMANEVAL)])
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout, json.loads((folder / "samples_eval_results.json").read_bytes())


def test_the_reference_solutions_of_all_164_tasks_pass(tmp_path: Path, cache: Path) -> None:
    tasks = [
        json.loads(line) for line in gzip.decompress(HUMANEVAL.read_bytes()).splitlines() if line.strip()
    ]
    samples = [(task["task_id"], task["prompt"] + task["canonical_solution"]) for task in tasks]
    out, results = evaluated(tmp_path, cache, *samples)
    assert out.splitlines()[1] == "164 passed"
    assert results["hash"] == "fe585eb4df8c88d844eeb463ea4d0302"
    found = [(each["base_status"], each["plus_status"]) for (each,) in results["eval"].values()]
    assert found == [("pass", "pass")] * 164


def test_samples_of_a_model_fare_as_with_evalplus(tmp_path: Path, cache: Path) -> None:
    theirs = json.loads(FROM_EVALPLUS.read_bytes())["eval"]
    texts = {task: {each["solution"]: each for each in found} for task, found in theirs.items()}
    samples = [(task, solution) for task, found in texts.items() for solution in list(found)[:6]]
    out, results = evaluated(tmp_path, cache, *samples)
    assert out.startswith("119 samples of 29 of 164 tasks of HumanEval+, ")
    differing = [
        each
        for found in results["eval"].values()
        for each in found
        if each != texts[each["task_id"]][each["solution"]]
    ]
    assert differing == []
