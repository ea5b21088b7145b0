"""Records of Every Eval Ever: of which model an evaluation is, how it was made, and its scores."""

import datetime as dt
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from generator.load.adapters.counting import share
from generator.load.adapters.decoding import UNREADABLE, decode
from generator.load.adapters.evalplus import md5_of
from generator.load.adapters.every_eval_ever_names import evaluation_called, fault_of_version, written_by_us
from generator.load.adapters.protocol import Aside, ResultFile
from generator.load.days import is_day
from generator.load.problems import Problems, shortened
from generator.model.run import Decoding, Provenance, SourceFile, StatedScore, Strategy

_STRATEGIES: Mapping[object, Strategy] = {"greedy": "greedy", "sampling": "sampling", "unknown": "unknown"}
_PASS_AT = re.compile(r"pass@([1-9]\d{0,6})\b")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_SPREADS = frozenset({"std", "stddev", "stderr", "var"})  # of a score, no score


class _Library(msgspec.Struct):
    name: str = ""
    version: str = ""


class _Model(msgspec.Struct):
    name: str = ""
    id: str = ""


class _Arguments(msgspec.Struct):
    temperature: float | None = None
    top_p: float | None = None


class _Generation(msgspec.Struct):
    generation_args: _Arguments | None = None
    additional_details: dict[str, object] | None = None


class _Details(msgspec.Struct):
    additional_details: dict[str, object] | None = None


class _Score(msgspec.Struct):
    score: float
    details: dict[str, object] | None = None


class _Metric(msgspec.Struct):
    evaluation_description: str | None = None
    metric_id: str | None = None
    metric_name: str | None = None
    metric_parameters: dict[str, object] | None = None
    lower_is_better: bool = False
    min_score: float | str | None = None
    max_score: float | str | None = None


class _Result(msgspec.Struct):
    evaluation_name: str
    score_details: _Score
    metric_config: _Metric = msgspec.field(default_factory=_Metric)
    source_data: _Details = msgspec.field(default_factory=_Details)
    generation_config: _Generation | None = None


class _Detailed(msgspec.Struct):
    total_rows: int | None = None


class _Record(msgspec.Struct):
    schema_version: str
    evaluation_id: str
    model_info: _Model
    evaluation_results: list[_Result]
    source_metadata: _Details | None = None
    eval_library: _Library | None = None
    evaluation_timestamp: str | None = None
    detailed_evaluation_results: _Detailed | None = None


def asides_of_record(file: ResultFile, form: str, problems: Problems) -> Iterator[Aside]:
    """Read what a record says of each benchmark of its evaluation."""
    record = decode(file, _Record, problems)
    before = len(problems.found)
    if record is None:
        return
    if fault := fault_of_version(record.schema_version):
        problems.add(file.place, "version", fault)
    if not record.evaluation_results:
        problems.add(file.place, "no-scores", "`evaluation_results` is empty; expected a result")
    for result in record.evaluation_results:
        if fault := _out_of_bounds(result):
            problems.add(file.place, "score", f"{shortened(result.evaluation_name)}: {fault}")
    if len(problems.found) == before:
        yield from _asides(file, form, record)


def _asides(file: ResultFile, form: str, record: _Record) -> Iterator[Aside]:
    groups: dict[str, list[_Result]] = {}
    for result in record.evaluation_results:
        benchmark, _ = evaluation_called(result.evaluation_name, record.evaluation_id)
        groups.setdefault(benchmark, []).append(result)
    library, beside = record.eval_library or _Library(), record.detailed_evaluation_results
    for benchmark, results in groups.items():
        said = results[0].source_data.additional_details or {}
        yield Aside(
            file,
            form,
            (form, record.evaluation_id, benchmark),
            harness=_known(library.name),
            harness_version=_known(library.version),
            model=record.model_info.id or record.model_info.name,
            benchmark=benchmark,
            dataset_version=_text(said, "version"),
            dataset_md5=md5_of(_text(said, "md5")),
            date=_day(record.evaluation_timestamp or ""),
            decoding=_decoding(results[0].generation_config or _Generation()),
            scores=tuple(_shares(results, record.evaluation_id)),
            lines=beside.total_rows if beside else None,
            **(_kept(record, results[0]) if written_by_us(record.evaluation_id) else {}),
        )


def _known(said: str) -> str:
    return "" if said == "unknown" else said


def _text(said: Mapping[str, object], name: str) -> str:
    value = said.get(name)
    return value if isinstance(value, str) else ""


def _out_of_bounds(result: _Result) -> str:
    """Say that a score lies beyond the bounds that stand beside it; empty where it does not."""
    score, metric = result.score_details.score, result.metric_config
    low, high = (
        float(each) if isinstance(each, int | float) else None
        for each in (metric.min_score, metric.max_score)
    )
    if (low is None or low <= score) and (high is None or score <= high):
        return ""
    return f"score: found {score:g}; expected between {_bound(low, -math.inf)} and {_bound(high, math.inf)}, its own bounds"


def _bound(value: float | None, otherwise: float) -> str:
    return f"{otherwise if value is None else value:g}"


def _shares(results: list[_Result], evaluation: str) -> Iterator[StatedScore]:
    """Yield what a record states of samples that pass, as shares; scores on other scales and spreads are passed over."""
    for result in results:
        metric, score = result.metric_config, result.score_details.score
        value = share(score) if metric.max_score == 100 else score
        if metric.lower_is_better or metric.evaluation_description in _SPREADS or not 0 <= value <= 1:
            continue
        said = f"pass@{(metric.metric_parameters or {}).get('k')} {metric.metric_id} {metric.metric_name}"
        named = _PASS_AT.search(said)
        k = int(named[1]) if named else 1
        plus = evaluation_called(result.evaluation_name, evaluation)[1] != "base"
        yield StatedScore(plus, k, value)


def _kept(record: _Record, result: _Result) -> dict[str, Any]:
    """Give what neither lines nor scores tell, where `gen export` wrote it: of a run that was stored before."""
    details = result.score_details.details or {}
    said = {name: _text(details, name) for name in ("timed_out", "plus_without_base")}
    kept = {name: int(value) for name, value in said.items() if re.fullmatch(r"[0-9]{1,9}", value)}
    return kept | {
        "provenance": _provenance(record, md5_of(_text(result.source_data.additional_details or {}, "md5")))
    }


def _provenance(record: _Record, dataset_md5: str) -> Provenance | None:
    """Give where a run was from before it was exported; None where that is not told as it should be."""
    said = (record.source_metadata and record.source_metadata.additional_details) or {}
    try:
        files = msgspec.json.decode(_text(said, "files"), type=tuple[SourceFile, ...])
    except UNREADABLE:
        return None
    if not files or any(not _SHA256.fullmatch(file.sha256) for file in files):
        return None
    library = record.eval_library or _Library()
    url = _text(said, "url")
    return Provenance(
        files=files,
        harness=_known(library.name),
        harness_version=_known(library.version),
        dataset_md5=dataset_md5,
        date=_day(record.evaluation_timestamp or ""),
        url=url if _ADDRESS.fullmatch(url) else "",
        **{name: _text(said, name) for name in ("source", "named_as", "note")},
    )


def _decoding(said: _Generation) -> Decoding | None:
    arguments = said.generation_args or _Arguments()
    stated = _STRATEGIES.get((said.additional_details or {}).get("strategy"))
    if stated is not None:
        return Decoding(stated, arguments.temperature, arguments.top_p)
    return None if arguments.temperature is None else Decoding.at(arguments.temperature, arguments.top_p)


def _day(moment: str) -> str:
    """Give the day of seconds since 1970 or of an ISO time, or the month or year that is stated; empty for none."""
    if is_day(moment):
        return moment
    try:
        if re.fullmatch(r"\d{1,11}(\.\d+)?", moment):
            day = dt.datetime.fromtimestamp(float(moment), dt.UTC).date().isoformat()
        else:
            day = dt.datetime.fromisoformat(moment).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
    return day if is_day(day) else ""
