"""BigCodeBench: a list of samples for each task, each with one status."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.load.adapters import read_results, result_file
from generator.load.adapters.protocol import RawRun
from generator.load.problems import Problems

Told = Callable[..., list[str]]
Read = Callable[..., tuple[RawRun, ...]]
CORPUS = Path(os.environ.get("SCALEBOOK_CORPUS", "not-set")) / "harnesses" / "bigcodebench"


def written(**tasks: list[object]) -> str:
    named = {name.replace("_", "/"): found for name, found in tasks.items()}
    return json.dumps({"date": "2024-09-24 20:28", "eval": named})


def sample(status: object = "pass") -> dict[str, object]:
    return {
        "task_id": "BigCodeBench/3",
        "solution": "",
        "status": status,
        "details": {"test_case_1": '"status"'},
    }


def test_statuses_are_counted_by_task(read: Read) -> None:
    (run,) = read("bigcodebench.json")
    assert (run.format, run.harness, run.date, run.timed_out) == (
        "BigCodeBench",
        "bigcodebench",
        "2026-09-24",
        1,
    )
    assert run.tasks == ("BigCodeBench/3", "BigCodeBench/10")
    assert run.base is not None
    assert (run.samples.tolist(), run.base.tolist(), run.plus) == ([2, 2], [1, 1], None)


def test_a_status_that_is_none_and_a_task_without_samples_are_told(told: Told) -> None:
    assert told(written(BigCodeBench_3=[sample("passed"), sample(3)], BigCodeBench_4=[])) == [
        "r.json:1:39: `BigCodeBench/3`: sample 2: status: found a whole number; expected text"
    ]
    assert told(written(BigCodeBench_3=[sample("passed")], BigCodeBench_4=[])) == [
        "r.json:1:39: `BigCodeBench/3`: status: found `passed`; expected pass, fail, timeout",
        "r.json:1:168: `BigCodeBench/4`: found 0 samples; expected between 1 and 1,000,000",
    ]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="SCALEBOOK_CORPUS names no folder of real result files")
def test_a_real_file_gives_the_score_that_its_harness_printed() -> None:
    problems = Problems()
    file = result_file(CORPUS / "qwen2.5-coder-7b-base_hard_eval_results.json", CORPUS, problems)
    assert file is not None
    (run,) = read_results([file], problems)
    assert problems.found == []
    printed = json.loads((CORPUS / "qwen2.5-coder-7b-base_hard_results.json").read_text())["pass@1"]
    assert run.base is not None
    assert (len(run.tasks), 100 * run.base.sum() / run.samples.sum()) == (
        148,
        pytest.approx(printed, abs=1e-9),
    )
