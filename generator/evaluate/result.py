"""The result file, as EvalPlus writes it; a sample whose verdict is not to be trusted says so."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.evaluate.datasets import Dataset
from generator.evaluate.samples import Sample
from generator.evaluate.telling import distrust
from generator.evaluate.verdicts import PASS, Outcome, Verdict


def result_path(samples: Path) -> Path:
    """Name the result file as EvalPlus does, beside the samples."""
    if samples.is_dir():
        return samples / "eval_results.json"
    stem = samples.name.removesuffix(".gz").removesuffix(".jsonl")
    return samples.with_name(f"{stem}_eval_results.json")


def result_file(
    dataset: Dataset, samples: Sequence[Sample], outcomes: Mapping[str, Outcome], day: str
) -> bytes:
    """Write the samples with what became of them, in their order."""
    tasks: dict[str, list[dict[str, object]]] = {}
    for sample in samples:
        entry = dict(_entry(dataset, sample, outcomes[sample.key]))
        tasks.setdefault(sample.task, []).append(entry)
    return json.dumps({"date": day, "hash": dataset.md5, "eval": tasks}).encode()


def _entry(dataset: Dataset, sample: Sample, outcome: Outcome) -> Iterator[tuple[str, object]]:
    task, plus = dataset.tasks[sample.task], outcome.plus
    yield "task_id", sample.task
    yield "solution", sample.solution
    yield "base_status", outcome.base.status
    yield "plus_status", plus.status if plus else None
    yield "base_fail_tests", _failed(dataset, task.id, task.base, outcome.base)
    yield "plus_fail_tests", _failed(dataset, task.id, task.plus, plus) if plus else []
    if reason := distrust(outcome):
        yield "untrusted", reason


def _failed(dataset: Dataset, task: str, inputs: Sequence[Sequence[Any]], verdict: Verdict) -> list[Any]:
    """Give the inputs of the test that was failed, in a list."""
    if verdict.status == PASS or verdict.test is None:
        return []
    failed = list(inputs[verdict.test : verdict.test + 1])
    if dataset.benchmark != "mbpp":
        return failed
    from evalplus.data.mbpp import mbpp_serialize_inputs  # noqa: PLC0415 - an extra

    return list(mbpp_serialize_inputs(task, failed))
