"""What EvalPlus writes when it runs here is what the adapters read, and its pass@k is ours."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from generator.analyse.passk import pass_at_k
from generator.load.adapters import read_results, result_files
from generator.load.problems import Problems

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        find_spec("evalplus") is None, reason="evalplus is not installed: make test installs it"
    ),
]

DOUBLE = 'def double(x):\n    """Twice x."""\n'
LAST = 'def last(xs):\n    """The last item, or None."""\n'
TASKS: tuple[dict[str, object], ...] = (
    {"entry_point": "double", "prompt": DOUBLE, "base_input": [[1], [0]], "plus_input": [[-3], [10**9]]},
    {"entry_point": "last", "prompt": LAST, "base_input": [[[1, 2]]], "plus_input": [[[]], [["a"]]]},
)
ANSWERS = ("    return 2 * x\n", "    return xs[-1] if xs else None\n")
BODIES = (
    ("    return 2 * x\n", "    return abs(2 * x)\n"),  # passes both; passes base only
    ("    return xs[-1]\n", "    return xs[0]\n"),  # passes base only; fails
)


def write_lines(path: Path, records: list[dict[str, object]]) -> Path:
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
    return path


def evaluated(folder: Path) -> Path:
    """Let EvalPlus run our samples against our tasks, which takes it 20 seconds; gives the file that it writes."""
    fixed: dict[str, object] = {"contract": "", "atol": 0}
    dataset = write_lines(
        folder / "tasks.jsonl",
        [
            {"task_id": f"HumanEval/{at}", "canonical_solution": ANSWERS[at], **task, **fixed}
            for at, task in enumerate(TASKS)
        ],
    )
    samples = write_lines(
        folder / "toy_vllm_temp_0.8.jsonl",
        [
            {"task_id": f"HumanEval/{at}", "solution": str(TASKS[at]["prompt"]) + body}
            for at, bodies in enumerate(BODIES)
            for body in bodies
        ],
    )
    places = {
        "HUMANEVAL_OVERRIDE_PATH": str(dataset),
        "HOME": str(folder),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }
    command = [sys.executable, "-m", "evalplus.evaluate", "--dataset", "humaneval", "--samples", str(samples)]
    done = subprocess.run(
        [*command, "--parallel", "2"],
        check=False, capture_output=True, text=True, cwd=folder, env=os.environ | places, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    (written,) = folder.glob("*_eval_results.json")
    return written


def test_a_file_that_evalplus_writes_now_is_read(tmp_path: Path) -> None:
    path, problems = evaluated(tmp_path), Problems()
    (run,) = read_results(result_files(path, tmp_path, problems), problems)
    assert problems.found == []
    assert (run.tasks, run.format) == (("HumanEval/0", "HumanEval/1"), "EvalPlus 0.2.1 and later")
    counted = [None if row is None else row.tolist() for row in (run.samples, run.base, run.plus)]
    assert counted == [[2, 2], [2, 1], [1, 0]]


def test_pass_at_k_is_that_of_evalplus() -> None:
    from evalplus.eval import estimate_pass_at_k

    random = np.random.default_rng(7)
    samples = random.integers(20, 200, size=300)
    passed = random.integers(0, samples + 1)
    for k in (1, 5, 20):
        theirs = estimate_pass_at_k(samples, passed, k)
        assert np.abs(pass_at_k(samples, passed, k) - theirs).max() < 1e-12
