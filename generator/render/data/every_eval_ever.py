"""Runs as records of Every Eval Ever 0.3: one with the scores of a run, one with a line for each of its samples.

The order of a task's samples is not kept in counts, so that those that pass stand first. Nothing is written of prompts
and answers, which a report does not hold. Source: evaleval/every_eval_ever, `eval.schema.json` 0.3.0.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping

from generator.analyse.passk import pass_at_k
from generator.analyse.scores import Estimate, mean_score, run_score
from generator.model.run import Counts, Run
from generator.render.data.exported_run import ExportedRun

VERSION = "0.3.0"
# What follows the name of a benchmark in the name of an evaluation: which tests a sample passes.
TESTS = {"base": "", "plus": "+", "plus_alone": "+ alone"}
_DESCRIBED = {
    "base": "Share of samples that pass the base tests",
    "plus": "Share of samples that pass the base tests and the plus tests",
    "plus_alone": "Share of samples that pass the plus tests, whatever the base tests said",
}
_SOURCE = "scalebook"


def every_eval_ever(runs: Iterable[ExportedRun]) -> dict[str, bytes]:
    """Give the two files of each run by their paths, which start with `data/`; the same run gives the same bytes."""
    return {path: content for each in runs for path, content in _files(each).items()}


def _files(each: ExportedRun) -> dict[str, bytes]:
    run = each.run
    developer, _, name = _model_id(each).rpartition("/")
    unique = _uuid(run.id)
    folder = f"data/{_SOURCE}/{_safe(developer or 'unknown')}/{_safe(name)}"
    lines = b"".join(_lines(each))
    beside = f"{folder}/{unique}_samples.jsonl"
    detailed = {
        "format": "jsonl",
        "file_path": beside,
        "hash_algorithm": "sha256",
        "checksum": hashlib.sha256(lines).hexdigest(),
        "total_rows": lines.count(b"\n"),
    }
    record = _record(each) | {"detailed_evaluation_results": detailed}
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    return {f"{folder}/{unique}.json": text.encode(), beside: lines}


def _record(each: ExportedRun) -> dict[str, object]:
    run, card, origin = each.run, each.card, each.run.provenance
    moment = _epoch(origin.date)
    developer = _model_id(each).rpartition("/")[0]
    size = {} if card.parameters is None else {"params": f"{card.parameters:.10g}"}
    record: dict[str, object] = {
        "schema_version": VERSION,
        "evaluation_id": _evaluation_id(each),
        **({"evaluation_timestamp": moment} if origin.date else {}),
        "retrieved_timestamp": moment,
        "source_metadata": {
            "source_name": "Scalebook report",
            "source_type": "evaluation_run",
            "source_organization_name": origin.source or "unknown",
            **({"source_organization_url": origin.url} if origin.url else {}),
            "evaluator_relationship": "other",
            "additional_details": _texts(run_id=run.id, note=origin.note, **_hashes(run)),
        },
        "eval_library": {"name": origin.harness or "unknown", "version": origin.harness_version or "unknown"},
        "model_info": {
            "name": origin.named_as or card.name,
            "id": _model_id(each),
            **({"developer": developer} if developer else {}),
            "additional_details": {
                "deployment_type": "unknown",
                "model_availability": "unknown",
                "scalebook_id": card.id,
                **size,
            },
        },
        "evaluation_results": [_result(each, tests, passed) for tests, passed in _passes(run)],
    }
    return record


def _result(each: ExportedRun, tests: str, passed: Counts) -> dict[str, object]:
    run, decoding = each.run, each.run.decoding
    score = run_score(run, plus=tests == "plus")
    if tests == "plus_alone" or not isinstance(score, Estimate):
        score = mean_score(run, pass_at_k(run.samples, passed, 1))
    interval = {}
    if score.interval is not None:
        ends = {"lower": score.interval.low, "upper": score.interval.high, "confidence_level": 0.95}
        interval = {"uncertainty": {"confidence_interval": ends, "num_samples": len(run.tasks)}}
    counted = {"timed_out": str(run.timed_out), "plus_without_base": str(run.plus_without_base)}
    return {
        "evaluation_result_id": _result_id(each, tests),
        "evaluation_name": _result_id(each, tests),
        "source_data": {
            "dataset_name": each.benchmark.plus_name if tests != "base" else each.benchmark.name,
            "source_type": "other",
            "additional_details": _texts(version=run.dataset_version, md5=run.provenance.dataset_md5),
        },
        "metric_config": {
            "evaluation_description": _DESCRIBED[tests],
            "metric_id": "pass_at_k",
            "metric_name": "pass@1",
            "metric_kind": "pass_rate",
            "metric_unit": "proportion",
            "metric_parameters": {"k": 1},
            "lower_is_better": False,
            "score_type": "continuous",
            "min_score": 0.0,
            "max_score": 1.0,
        },
        "score_details": {"score": score.value, "details": counted, **interval},
        "generation_config": {
            "generation_args": {"temperature": decoding.temperature, "top_p": decoding.top_p},
            "additional_details": {"strategy": decoding.strategy},
        },
    }


def _lines(each: ExportedRun) -> Iterator[bytes]:
    run = each.run
    shared = {
        "schema_version": VERSION,
        "evaluation_id": _evaluation_id(each),
        "model_id": _model_id(each),
    }
    for tests, passed in _passes(run):
        name = _result_id(each, tests)
        for task, n, c in zip(run.tasks, run.samples.tolist(), passed.tolist(), strict=True):
            for number in range(n):
                line = shared | {
                    "evaluation_name": name,
                    "evaluation_result_id": name,
                    "sample_id": task,
                    "interaction_type": "single_turn",
                    "input": {"raw": "", "reference": []},
                    "output": {"raw": []},
                    "answer_attribution": [],
                    "evaluation": {"score": float(number < c), "is_correct": number < c},
                }
                yield json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _passes(run: Run) -> Iterator[tuple[str, Counts]]:
    for tests in TESTS:
        passed: Counts | None = getattr(run, tests)
        if passed is not None:
            yield tests, passed


def _hashes(run: Run) -> Mapping[str, str]:
    return {f"sha256_{file.name}": file.sha256 for file in run.provenance.files[:20]}


def _texts(**values: str) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _evaluation_id(each: ExportedRun) -> str:
    return f"{_SOURCE}/{_model_id(each).replace('/', '_')}/{each.run.id}"


def _result_id(each: ExportedRun, tests: str) -> str:
    return each.run.benchmark + TESTS[tests]


def _model_id(each: ExportedRun) -> str:
    """Give the name that Hugging Face has for a model where its card leads there, and the report's id else."""
    found = each.card.url.removeprefix("https://huggingface.co/").strip("/") if each.card.url else ""
    return found if found.count("/") == 1 and ":" not in found else each.card.id


def _epoch(day: str) -> str:
    """Give the seconds of a day's beginning, 0 where none is known; the first of a month or year that is."""
    if not day:
        return "0"
    whole = (day + "-01-01")[: len("2026-06-12")]
    return str(int(dt.datetime.fromisoformat(whole).replace(tzinfo=dt.UTC).timestamp()))


def _uuid(text: str) -> str:
    """Give a name in the form of a UUID of version 4, the same for the same text."""
    digits = list(hashlib.sha256(text.encode()).hexdigest()[:32])
    digits[12], digits[16] = "4", "89ab"[int(digits[16], 16) % 4]
    joined = "".join(digits)
    return "-".join((joined[:8], joined[8:12], joined[12:16], joined[16:20], joined[20:]))


def _safe(name: str) -> str:
    """Keep a name from leaving its folder."""
    return name.replace("/", "_").lstrip(".") or "unknown"
