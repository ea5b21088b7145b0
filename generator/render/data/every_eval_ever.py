"""Runs as records of Every Eval Ever 0.3: one with the scores of a run, one with a line for each of its samples.

The order of a task's samples is not kept in counts, so that those that pass stand first; where they are very many, one
line stands for all samples of a task. Nothing is written of prompts and answers, which a report does not hold. Source: evaleval/every_eval_ever, `eval.schema.json` 0.3.0.
"""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from generator.analyse.passk import pass_at_k
from generator.analyse.scores import Estimate, mean_score, run_score
from generator.model.run import Counts, Run
from generator.render.data.exported_run import ExportedRun, RunFiles
from generator.render.data.hugging_face import dataset_called, model_called

VERSION = "0.3.0"
# What follows the name of a benchmark in the name of an evaluation: which tests a sample passes.
TESTS = {"base": "", "plus": "+", "plus_alone": "+ alone"}
_DESCRIBED = {
    "base": "Share of samples that pass the base tests",
    "plus": "Share of samples that pass the base tests and the plus tests",
    "plus_alone": "Share of samples that pass the plus tests, whatever the base tests said",
}
_SOURCE = "scalebook"
_MOST_LINES = 100_000  # of a file, which is then about 40 MB; beyond, a line is a task and not a sample
_NOT_PORTABLE = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|\Z)|data\Z")
_WHOLE_DAY = len("2026-06-12")


def every_eval_ever(runs: Iterable[ExportedRun]) -> RunFiles:
    """Give the two files of each run by their paths, which start with `data/`; the same run gives the same bytes."""
    return RunFiles({path: content for each in runs for path, content in _files(each).items()})


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
    developer = _model_id(each).rpartition("/")[0]
    size = "" if card.parameters is None else f"{card.parameters:.10g}"
    return {
        "schema_version": VERSION,
        "evaluation_id": _evaluation_id(each),
        **({"evaluation_timestamp": _moment(origin.date)} if origin.date else {}),
        "retrieved_timestamp": _epoch(origin.date or each.report.date),
        "source_metadata": {
            "source_name": each.report.title,
            "source_type": "evaluation_run",
            "source_organization_name": ", ".join(each.report.authors) or "unknown",
            "evaluator_relationship": "other",
            "additional_details": _texts(
                run_id=run.id,
                files=json.dumps([asdict(file) for file in origin.files], ensure_ascii=False),
                source=origin.source,
                url=origin.url,
                named_as=origin.named_as,
                note=origin.note,
            ),
        },
        "eval_library": {"name": origin.harness or "unknown", "version": origin.harness_version or "unknown"},
        "model_info": {
            "name": origin.named_as or card.name,
            "id": _model_id(each),
            **({"developer": developer} if developer else {}),
            "additional_details": {
                "deployment_type": "unknown",
                "model_availability": "unknown",
                **_texts(scalebook_id=card.id, params=size),
            },
        },
        "evaluation_results": [_result(each, tests, passed) for tests, passed in _passes(run)],
    }


def _result(each: ExportedRun, tests: str, passed: Counts) -> dict[str, object]:
    run, decoding = each.run, each.run.decoding
    score = run_score(run, plus=tests == "plus")
    if tests == "plus_alone" or not isinstance(score, Estimate):
        score = mean_score(run, pass_at_k(run.samples, passed, 1))
    interval = {}
    if score.interval is not None:
        ends = {
            "lower": score.interval.low,
            "upper": score.interval.high,
            "confidence_level": score.interval.level,
            "method": score.interval.method,
        }
        interval = {"uncertainty": {"confidence_interval": ends, "num_samples": len(run.tasks)}}
    counted = {"timed_out": str(run.timed_out), "plus_without_base": str(run.plus_without_base)}
    return {
        "evaluation_result_id": _result_id(each, tests),
        "evaluation_name": _result_id(each, tests),
        "source_data": _dataset(each, plus=tests != "base"),
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


def _dataset(each: ExportedRun, *, plus: bool) -> dict[str, object]:
    run, benchmark = each.run, each.benchmark
    name = dataset_called(benchmark.id, plus=plus)
    return {
        "dataset_name": (benchmark.plus_name or f"{benchmark.name}+") if plus else benchmark.name,
        **({"source_type": "hf_dataset", "hf_repo": name} if name else {"source_type": "other"}),
        "additional_details": _texts(version=run.dataset_version, md5=run.provenance.dataset_md5),
    }


def _lines(each: ExportedRun) -> Iterator[bytes]:
    run = each.run
    shared = {
        "schema_version": VERSION,
        "evaluation_id": _evaluation_id(each),
        "model_id": _model_id(each),
    }
    sets = tuple(_passes(run))
    several = int(run.samples.sum()) * len(sets) > _MOST_LINES
    for tests, passed in sets:
        name = _result_id(each, tests)
        for task, n, c in zip(run.tasks, run.samples.tolist(), passed.tolist(), strict=True):
            line = shared | {
                "evaluation_name": name,
                "evaluation_result_id": name,
                "sample_id": task,
                "interaction_type": "single_turn",
                "input": {"raw": "", "reference": []},
                "output": {"raw": []},
                "answer_attribution": [],
            }
            for outcome in (_of_all(n, c),) if several else _of_each(n, c):
                whole = json.dumps(line | outcome, ensure_ascii=False, separators=(",", ":"))
                yield whole.encode() + b"\n"


def _of_each(n: int, c: int) -> Iterator[dict[str, object]]:
    for number in range(n):
        yield {"evaluation": {"score": float(number < c), "is_correct": number < c}}


def _of_all(n: int, c: int) -> dict[str, object]:
    counted = {"samples": str(n), "passed": str(c)}
    return {"evaluation": {"score": c / n, "is_correct": c == n}, "metadata": counted}


def _passes(run: Run) -> Iterator[tuple[str, Counts]]:
    for tests in TESTS:
        passed: Counts | None = getattr(run, tests)
        if passed is not None:
            yield tests, passed


def _texts(**values: str) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _evaluation_id(each: ExportedRun) -> str:
    return f"{_SOURCE}/{_model_id(each).replace('/', '_')}/{each.run.id}"


def _result_id(each: ExportedRun, tests: str) -> str:
    return each.run.benchmark + TESTS[tests]


def _model_id(each: ExportedRun) -> str:
    """Give the name that a model has on Hugging Face, and the report's id where none is known."""
    return model_called(each.card, each.run.provenance.named_as) or each.card.id


def _moment(day: str) -> str:
    """Write a whole day in seconds, and a month or a year as it is: its first day would be invented."""
    return _epoch(day) if len(day) == _WHOLE_DAY else day


def _epoch(day: str) -> str:
    """Give the seconds of a day's beginning, of the first of a month or year, and 0 where nothing is known."""
    if not day:
        return "0"
    whole = (day + "-01-01")[:_WHOLE_DAY]
    return str(int(dt.datetime.fromisoformat(whole).replace(tzinfo=dt.UTC).timestamp()))


def _uuid(text: str) -> str:
    """Give a name in the form of a UUID of version 4, the same for the same text."""
    digits = list(hashlib.sha256(text.encode()).hexdigest()[:32])
    digits[12], digits[16] = "4", "89ab"[int(digits[16], 16) % 4]
    joined = "".join(digits)
    return "-".join((joined[:8], joined[8:12], joined[12:16], joined[16:20], joined[20:]))


def _safe(name: str) -> str:
    """Make a name a folder on every system, and keep it from leaving its own."""
    plain = _NOT_PORTABLE.sub("_", name).strip(". ") or "unknown"
    return f"_{plain}" if _RESERVED.match(plain) else plain
