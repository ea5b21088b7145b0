"""Stored runs: small, whole, and the same bytes for the same run."""

from pathlib import Path

import numpy as np

from generator.model.run import Decoding, Provenance, Run, SourceFile, StatedScore
from generator.store.runs import compact_json, run_path

STORED = """{
 "format": "scalebook-run/1",
 "model": "toy",
 "benchmark": "humaneval",
 "dataset_version": "v1",
 "decoding": {"strategy": "sampling", "temperature": 0.8, "top_p": null},
 "provenance": {"files": [{"name": "é.json", "sha256": "ab"}], "harness": "evalplus"},
 "tasks": ["HumanEval/0","HumanEval/1"],
 "samples": [4,4],
 "base": [3,0],
 "plus": null,
 "plus_alone": [3,1],
 "timed_out": 1,
 "plus_without_base": 2,
 "stated": [{"plus":false,"k":1,"value":0.5}]
}
"""


def run() -> Run:
    return Run(
        id="toy--v1--t0.8--ab",
        model="toy",
        benchmark="humaneval",
        dataset_version="v1",
        decoding=Decoding("sampling", 0.8),
        provenance=Provenance((SourceFile("é.json", "ab"),), harness="evalplus"),
        tasks=("HumanEval/0", "HumanEval/1"),
        samples=np.array([4, 4], dtype=np.int32),
        base=np.array([3, 0], dtype=np.int32),
        plus=None,
        plus_alone=np.array([3, 1], dtype=np.int32),
        timed_out=1,
        plus_without_base=2,
        stated=(StatedScore(plus=False, k=1, value=0.5),),
    )


def test_a_run_is_stored_one_key_a_line() -> None:
    assert compact_json(run()).decode() == STORED


def test_a_run_has_its_place_by_benchmark_and_id(tmp_path: Path) -> None:
    assert run_path(tmp_path, run()) == tmp_path / "runs" / "humaneval" / "toy--v1--t0.8--ab.json"
