"""Every Eval Ever 0.2 and 0.3: a line a sample, and a record beside them with the model and the settings."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from generator.load.adapters.called import benchmark_called, task_called
from generator.load.adapters.counting import Tally, counts, natural_order, share
from generator.load.adapters.decoding import decode
from generator.load.adapters.lines import decoded_lines, first_line_is
from generator.load.adapters.protocol import Aside, RawRun, ResultFile
from generator.load.problems import Problems, shortened
from generator.model.run import Decoding, StatedScore, Strategy

NAME = "Every Eval Ever"
KEYS = frozenset(
    {"schema_version", "evaluation_id", "model_info", "evaluation_results", "sample_id", "evaluation_name"}
)
LOOKS_FOR = (
    "a `schema_version` and an `evaluation_id`, with `evaluation_results`, or a line for each `sample_id`"
)
_RECORD = re.compile(rb'"evaluation_results"\s*:\s*\[')
_VERSIONS = ("0.2.", "0.3.")
_ALONE, _BOTH = (
    "+ alone",
    "+",
)  # after the name of a benchmark: the plus tests, without and with the base tests


class _LineShape(msgspec.Struct):
    schema_version: msgspec.Raw
    evaluation_id: msgspec.Raw
    sample_id: msgspec.Raw


class _Outcome(msgspec.Struct):
    is_correct: bool


class _Line(msgspec.Struct):
    schema_version: str
    evaluation_id: str
    model_id: str
    evaluation_name: str
    sample_id: str
    evaluation: _Outcome


class _Library(msgspec.Struct):
    name: str = ""
    version: str = ""


class _Model(msgspec.Struct):
    name: str = ""
    id: str = ""


class _Arguments(msgspec.Struct, frozen=True):
    temperature: float | None = None
    top_p: float | None = None


class _Generation(msgspec.Struct, frozen=True):
    generation_args: _Arguments = _Arguments()
    additional_details: dict[str, str] = {}


class _Details(msgspec.Struct, frozen=True):
    additional_details: dict[str, str] = {}


class _Score(msgspec.Struct):
    score: float


class _Metric(msgspec.Struct, frozen=True):
    metric_id: str = ""
    metric_name: str = ""
    metric_parameters: dict[str, object] = {}
    max_score: float | str | None = None


class _Result(msgspec.Struct):
    evaluation_name: str
    score_details: _Score
    metric_config: _Metric = _Metric()
    source_data: _Details = _Details()
    generation_config: _Generation = _Generation()


class _Record(msgspec.Struct):
    schema_version: str
    evaluation_id: str
    model_info: _Model
    evaluation_results: list[_Result]
    eval_library: _Library = msgspec.field(default_factory=_Library)
    evaluation_timestamp: str = ""


def recognises(content: bytes) -> bool:
    """Look for the results of a record, or at the first line."""
    return _is_record(content) or first_line_is(content, _LineShape)


def read(file: ResultFile, problems: Problems) -> tuple[RawRun | Aside, ...]:
    """Read the runs of the lines, or what a record says of its evaluation."""
    if _is_record(file.content):
        return tuple(_asides(file, problems))
    return tuple(_runs(file, problems))


def _is_record(content: bytes) -> bool:
    if any(mark not in content[:4096] for mark in (b'"schema_version"', b'"evaluation_id"')):
        return False
    return _RECORD.search(content) is not None


@dataclass(frozen=True, slots=True)
class _Group:
    """What lines of one evaluation and benchmark say: a tally for each set of tests."""

    evaluation: str
    benchmark: str
    model: str
    tallies: dict[str, Tally] = field(default_factory=dict)


def _runs(file: ResultFile, problems: Problems) -> Iterator[RawRun]:
    before = len(problems.found)
    groups: dict[tuple[str, str], _Group] = {}
    for place, line in decoded_lines(file, _Line, problems):
        if not line.schema_version.startswith(_VERSIONS):
            problems.add(place, "version", _of_version(line.schema_version))
        benchmark, tests = _called(line.evaluation_name)
        new = _Group(line.evaluation_id, benchmark, line.model_id)
        tally = groups.setdefault((line.evaluation_id, benchmark), new).tallies.setdefault(tests, Tally())
        tally.note(task_called(benchmark, line.sample_id), line.evaluation.is_correct)
    if not groups and len(problems.found) == before:
        problems.add(file.place, "no-tasks", "holds no sample; expected at least one")
    for group in groups.values() if len(problems.found) == before else ():
        if len({frozenset(tally.samples.items()) for tally in group.tallies.values()}) == 1:
            yield _run(file, group)
        else:
            text = f"{shortened(group.evaluation)}: has other samples of one set of tests than of another; expected the same"
            problems.add(file.place, "unequal", text)


def _run(file: ResultFile, group: _Group) -> RawRun:
    first = next(iter(group.tallies.values()))
    tasks = natural_order(first.samples)
    passes = {name: counts(tally.passes[task] for task in tasks) for name, tally in group.tallies.items()}
    base, plus = passes.get("base"), passes.get("plus")
    both = plus is not None and base is not None and bool((plus <= base).all())
    return RawRun(
        files=(file,),
        format=NAME,
        tasks=tuple(tasks),
        samples=counts(first.samples[task] for task in tasks),
        base=base,
        plus=plus if both else None,
        plus_alone=passes.get("plus_alone") if both or plus is None else plus,
        model=group.model,
        benchmark=group.benchmark,
        key=(NAME, group.evaluation, group.benchmark),
    )


def _asides(file: ResultFile, problems: Problems) -> Iterator[Aside]:
    record = decode(file, _Record, problems)
    if record is None:
        return
    if not record.schema_version.startswith(_VERSIONS):
        problems.add(file.place, "version", _of_version(record.schema_version))
        return
    if not record.evaluation_results:
        problems.add(file.place, "no-scores", "`evaluation_results` is empty; expected a result")
    groups: dict[str, list[_Result]] = {}
    for result in record.evaluation_results:
        groups.setdefault(_called(result.evaluation_name)[0], []).append(result)
    for benchmark, results in groups.items():
        said, library = results[0].source_data.additional_details, record.eval_library
        yield Aside(
            file,
            NAME,
            (NAME, record.evaluation_id, benchmark),
            harness=_known(library.name),
            harness_version=_known(library.version),
            model=record.model_info.id or record.model_info.name,
            benchmark=benchmark,
            dataset_version=said.get("version", ""),
            dataset_md5=said.get("md5", ""),
            date=_day(record.evaluation_timestamp),
            decoding=_decoding(results[0].generation_config),
            scores=tuple(map(_score, results)),
        )


def _known(said: str) -> str:
    return "" if said == "unknown" else said


def _called(name: str) -> tuple[str, str]:
    """Give the benchmark of an evaluation, and whether its samples pass `base`, `plus` (and base) or `plus_alone`."""
    if name.endswith(_ALONE):
        return name.removesuffix(_ALONE), "plus_alone"
    known, plus = benchmark_called(name)
    return (
        (name.removesuffix(_BOTH), "plus")
        if name.endswith(_BOTH) and not plus
        else (known, "plus" if plus else "base")
    )


def _score(result: _Result) -> StatedScore:
    plus = _called(result.evaluation_name)[1] != "base"
    stated = result.metric_config.metric_parameters.get("k")
    named = re.search(
        r"pass@([1-9]\d{0,6})", f"{result.metric_config.metric_id} {result.metric_config.metric_name}"
    )
    k = stated if isinstance(stated, int) else int(named[1]) if named else 1
    score = result.score_details.score
    return StatedScore(plus, k, share(score) if result.metric_config.max_score == 100 else score)


def _decoding(said: _Generation) -> Decoding | None:
    strategies: dict[str, Strategy] = {"greedy": "greedy", "sampling": "sampling", "unknown": "unknown"}
    arguments = said.generation_args
    stated = strategies.get(said.additional_details.get("strategy", ""))
    if stated is not None:
        return Decoding(stated, arguments.temperature, arguments.top_p)
    return None if arguments.temperature is None else Decoding.at(arguments.temperature, arguments.top_p)


def _day(moment: str) -> str:
    """Give the day of seconds since 1970 or of an ISO time; empty where it is neither."""
    try:
        if re.fullmatch(r"\d{1,11}(\.\d+)?", moment):
            return dt.datetime.fromtimestamp(float(moment), dt.UTC).date().isoformat()
        return dt.datetime.fromisoformat(moment).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def _of_version(found: str) -> str:
    return f"schema_version: found {shortened(found)}; expected 0.2 or 0.3, the versions that are known here"
