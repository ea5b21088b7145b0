"""A dataset of three small tasks in EvalPlus's format, and samples of them; all of it ours."""

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

TASKS: tuple[dict[str, object], ...] = (
    {
        "task_id": "HumanEval/0",
        "prompt": "def double(n):\n",
        "canonical_solution": "    return n * 2\n",
        "entry_point": "double",
        "base_input": [[1], [0]],
        "plus_input": [[-3], [10**20]],
        "atol": 0,
    },
    {
        "task_id": "HumanEval/1",
        "prompt": "def letters(text):\n",
        "canonical_solution": "    return sorted(set(text))\n",
        "entry_point": "letters",
        "base_input": [["abca"]],
        "plus_input": [[""], ["zz"]],
        "atol": 0,
    },
    {
        "task_id": "HumanEval/10",
        "prompt": "def third(x):\n",
        "canonical_solution": "    return x / 3\n",
        "entry_point": "third",
        "base_input": [[3]],
        "plus_input": [[1], [2.5]],
        "atol": 1e-6,
    },
)
RIGHT = {
    "HumanEval/0": "def double(n):\n    return n + n\n",
    "HumanEval/1": "def letters(text):\n    return sorted(set(text))\n",
    "HumanEval/10": "def third(x):\n    return x * (1 / 3)\n",
}


def write_dataset(folder: Path, tasks: Iterable[Mapping[str, object]] = TASKS) -> Path:
    path = folder / "tasks.jsonl.gz"
    path.write_bytes(gzip.compress("".join(json.dumps(task) + "\n" for task in tasks).encode(), mtime=0))
    return path


def write_samples(folder: Path, *samples: tuple[str, str]) -> Path:
    path = folder / "samples.jsonl"
    lines = (json.dumps({"task_id": task, "solution": solution}) for task, solution in samples)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
