"""Stored runs: the compact form, about 5 kB a run, the same bytes for the same run."""

import json
from dataclasses import asdict
from pathlib import Path

from generator.load.adapters.compact import FORMAT
from generator.model.run import Counts, Run


def run_path(results: Path, run: Run) -> Path:
    """Give the place of a run in `results/runs/`."""
    return results / "runs" / run.benchmark / f"{run.id}.json"


def compact_json(run: Run) -> bytes:
    """Write a run in the form that docs/formats.md describes: one key a line."""
    content: dict[str, object] = {
        "format": FORMAT,
        "model": run.model,
        "benchmark": run.benchmark,
        "dataset_version": run.dataset_version,
        "decoding": asdict(run.decoding),
        "provenance": {name: value for name, value in asdict(run.provenance).items() if value},
        "tasks": run.tasks,
        "samples": _numbers(run.samples),
        "base": _numbers(run.base),
        "plus": _numbers(run.plus),
    }
    if run.plus_alone is not None:
        content["plus_alone"] = _numbers(run.plus_alone)
    if run.timed_out:
        content["timed_out"] = run.timed_out
    if run.plus_without_base:
        content["plus_without_base"] = run.plus_without_base
    if run.stated:
        content["stated"] = [asdict(stated) for stated in run.stated]
    lines = (f" {json.dumps(key)}: {_line(value)}" for key, value in content.items())
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _numbers(counts: Counts | None) -> list[int] | None:
    return None if counts is None else counts.tolist()


def _line(value: object) -> str:
    compact = isinstance(value, list | tuple)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":") if compact else (", ", ": "))
