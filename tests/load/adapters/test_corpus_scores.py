"""Real result files give the scores that are printed of them, to the last digit; they lie where SCALEBOOK_CORPUS says."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.analyse.passk import pass_at_k
from generator.load.adapters import read_results, result_files
from generator.load.adapters.protocol import RawRun
from generator.load.problems import Problems
from generator.model.run import Counts

CORPUS = Path(os.environ.get("SCALEBOOK_CORPUS", "not-set"))
pytestmark = pytest.mark.skipif(
    not (CORPUS / "evalplus").is_dir(), reason="SCALEBOOK_CORPUS names no folder of real result files"
)


def printed_scores() -> Iterator[tuple[str, dict[str, str]]]:
    """Each file of the manifest with all the numbers that it prints: counts of samples, and scores by tests and k."""
    manifest = CORPUS / "evalplus" / "MANIFEST.md"
    text = manifest.read_text(encoding="utf-8") if manifest.exists() else ""
    for section in text.split("\n## ")[1:]:
        numbers = re.search(r"^- numbers: (.*)$", section, re.MULTILINE)
        if numbers:
            pairs = (part.split("=") for part in numbers[1].split())
            yield section.partition("\n")[0].strip(), dict(pairs)


def read(*paths: Path) -> tuple[RawRun, ...]:
    problems = Problems()
    files = [file for path in paths for file in result_files(path, CORPUS, problems)]
    runs = read_results(files, problems)
    assert problems.found == []
    return runs


def counted(passes: Counts | None) -> Counts:
    assert passes is not None
    return passes


@pytest.mark.parametrize(("name", "printed"), list(printed_scores()))
def test_every_printed_score_is_reproduced(name: str, printed: dict[str, str]) -> None:
    (run,) = read(CORPUS / "evalplus" / name)
    low, high = run.samples.min(), run.samples.max()
    found = {"tasks": len(run.tasks), "n_min": low, "n_max": high, "n_total": run.samples.sum()}
    for tests, passed in (("base", run.base), ("plus", run.plus)):
        for k in (1, 10, 100):
            if passed is not None and k <= low:
                found[f"{tests}@{k}"] = round(float(pass_at_k(run.samples, passed, k).mean()), 4)
    assert {name: str(value) for name, value in found.items()} == printed


def test_the_manifest_prints_scores_of_every_result_file() -> None:
    named = {name for name, _ in printed_scores()}
    assert named == {path.name for path in (CORPUS / "evalplus").glob("*.json")}


@pytest.mark.parametrize(
    ("name", "models", "tasks"),
    [("evalarena_humaneval", 49, 164), ("pr247_humaneval", 6, 164), ("pr247_mbpp", 6, 378)],
)
def test_plus_outcomes_of_two_files_count_with_base_alone(name: str, models: int, tasks: int) -> None:
    folder = CORPUS / "perproblem"
    both = read(folder / f"{name}.jsonl", folder / f"{name}+.jsonl")
    alone = {run.model: run for run in read(folder / f"{name}+.jsonl")}
    assert len(both) == len(alone) == models
    for run in both:
        assert len(run.tasks) == tasks
        assert run.plus_alone is None
        assert (
            counted(run.plus).tolist() == (counted(run.base) & counted(alone[run.model].plus_alone)).tolist()
        )


def test_52_outcomes_of_eval_arena_pass_plus_and_fail_base() -> None:
    folder = CORPUS / "perproblem"
    alone = {run.model: run for run in read(folder / "evalarena_humaneval+.jsonl")}
    against = [
        counted(alone[run.model].plus_alone) > counted(run.base)
        for run in read(folder / "evalarena_humaneval.jsonl")
    ]
    assert sum(int(each.sum()) for each in against) == 52
    joined = read(folder / "evalarena_humaneval.jsonl", folder / "evalarena_humaneval+.jsonl")
    assert sum(run.plus_without_base for run in joined) == 52


def test_every_evalperf_brief_holds_the_score_that_it_prints() -> None:
    briefs = sorted((CORPUS / "harnesses" / "evalperf").glob("*.json"))
    assert len(briefs) == 6
    for path in briefs:
        (run,) = read(path)
        printed = json.loads(path.read_text(encoding="utf-8"))["summary"]["pass@1"]
        assert len(run.tasks) == 118
        assert 100 * pass_at_k(run.samples, counted(run.base), 1).mean() == pytest.approx(printed, abs=1e-9)
