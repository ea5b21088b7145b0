"""lm-evaluation-harness: a line a task in `samples_*.jsonl`, and `results_*.json` of the same moment with all else."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

import msgspec

from generator.errors import Place
from generator.load.adapters import evalplus
from generator.load.adapters.called import benchmark_called, task_called
from generator.load.adapters.counting import Tally
from generator.load.adapters.decoding import decode
from generator.load.adapters.lines import decoded_lines, first_line_is
from generator.load.adapters.protocol import Aside, RawRun, ResultFile
from generator.load.adapters.tallied import tallied
from generator.load.problems import Problems, shortened
from generator.model.run import Decoding, StatedScore

NAME = "lm-evaluation-harness"
KEYS = frozenset({"doc_id", "resps", "filtered_resps", "results", "configs", "versions", "n-shot"})
LOOKS_FOR = (
    "lines with `doc_id`, `resps` and `metrics`, or an object with `results`, `configs` and `versions`"
)
HARNESS = "lm-eval"
_METRICS = ("pass@1", "pass_at_1", "exact_match", "acc")  # shares of a task's samples that pass
_RESULTS = re.compile(rb'\s*\{\s*"results"\s*:\s*\{')
_CALLED = re.compile(r"samples_(.+)_(\d{4}-\d\d-\d\d)(T[\d.-]+)\.jsonl")
_MOMENT = re.compile(r"results_(\d{4}-\d\d-\d\d)(T[\d.-]+)\.json")
_WHOLE = 1e-6  # how far a count may lie from a whole number


class _Shape(msgspec.Struct):
    doc_id: msgspec.Raw
    doc: msgspec.Raw
    resps: msgspec.Raw


class _Doc(msgspec.Struct):
    task_id: str | int | None = None


class _Line(msgspec.Struct):
    doc_id: int
    doc: _Doc | msgspec.UnsetType = msgspec.UNSET
    resps: list[list[msgspec.Raw]] = []
    filter: str = "none"
    metrics: list[str] = []
    pass_at_1: float | None = None
    pass_1: float | None = msgspec.field(name="pass@1", default=None)
    exact_match: float | None = None
    acc: float | None = None


class _Generation(msgspec.Struct, frozen=True):
    do_sample: bool | None = None
    temperature: float | None = None
    top_p: float | None = None


class _Config(msgspec.Struct):
    generation_kwargs: _Generation = _Generation()
    repeats: int | None = None


class _Number(msgspec.Struct):
    effective: int | None = None


class _Results(msgspec.Struct):
    results: dict[str, dict[str, float | str | None]]
    configs: dict[str, _Config] = {}
    numbers: dict[str, _Number] = msgspec.field(name="n-samples", default_factory=dict)
    model_name: str = ""
    lm_eval_version: str = ""


def recognises(content: bytes) -> bool:
    """Look at the first line, and for what stands beside the results of tasks."""
    if _RESULTS.match(content[:4096]):
        return b'"configs"' in content and b'"versions"' in content
    return first_line_is(content, _Shape)


def read(file: ResultFile, problems: Problems) -> tuple[RawRun | Aside, ...]:
    """Read the run of a file of samples, or what a file of results says of each of its tasks."""
    if _RESULTS.match(file.content[:4096]):
        return tuple(_asides(file, problems))
    return _samples(file, problems)


def _samples(file: ResultFile, problems: Problems) -> tuple[RawRun, ...]:
    before, tally = len(problems.found), Tally()
    called = _CALLED.fullmatch(file.name)
    name = called[1] if called else ""
    benchmark, plus = benchmark_called(name)
    filters: dict[str, None] = {}
    for place, line in decoded_lines(file, _Line, problems):
        filters.setdefault(line.filter)
        outcome = _outcome(line, place, problems)
        task = task_called(benchmark, _task(line))
        if outcome is not None and len(filters) == 1:
            if task in tally.samples:
                problems.add(
                    place, "duplicate-task", f"{shortened(task)} stands twice; expected each task once"
                )
            tally.note(task, *outcome)
    if len(filters) > 1:
        listed = ", ".join(map(shortened, filters))
        text = f"has outcomes of {len(filters)} filters, {listed}; expected one: keep the lines of one"
        problems.add(file.place, "filters", text)
    if len(problems.found) > before:
        return ()
    folder = PurePosixPath(file.place.file).parent
    return tallied(
        file,
        NAME,
        tally,
        problems,
        plus=plus,
        harness=HARNESS,
        benchmark=benchmark,
        model=folder.name.replace("__", "/") if "__" in folder.name else "",
        date=evalplus.day_of(called[2]) if called else "",
        key=(NAME, str(folder), called[2] + called[3], name) if called else (),
    )


def _task(line: _Line) -> str | int:
    named = line.doc.task_id if isinstance(line.doc, _Doc) else None
    return line.doc_id if named is None else named


def _outcome(line: _Line, place: Place, problems: Problems) -> tuple[int, int] | None:
    """Give how many samples of a task pass, and of how many."""
    values = dict(zip(_METRICS, (line.pass_1, line.pass_at_1, line.exact_match, line.acc), strict=True))
    name = next((name for name, value in values.items() if value is not None), None)
    if name is None:
        found = ", ".join(map(shortened, line.metrics)) or "none"
        text = f"metrics: found {found}; expected one of {', '.join(_METRICS)}, of which samples that pass can be counted"
        problems.add(place, "metric", text)
        return None
    n = len(line.resps[0]) if line.resps and name.startswith("pass") else 1
    value = values[name] or 0.0
    passed = round(value * n)
    if not (0 <= value <= 1 and abs(value * n - passed) <= _WHOLE * n):
        samples = "one sample" if n == 1 else f"{n:,} samples"
        problems.add(
            place,
            "passes",
            f"{name}: found {value:g} for {samples}; expected the share of a whole number of them",
        )
        return None
    return passed, n


def _asides(file: ResultFile, problems: Problems) -> Iterator[Aside]:
    decoded = decode(file, _Results, problems)
    if decoded is None:
        return
    if not decoded.results:
        problems.add(file.place, "no-tasks", "`results` holds no task; expected at least one")
    moment = _MOMENT.fullmatch(file.name)
    stamp = moment[1] + moment[2] if moment else file.sha256
    for name, found in decoded.results.items():
        benchmark, plus = benchmark_called(name)
        config = decoded.configs.get(name, _Config())
        yield Aside(
            file,
            NAME,
            (NAME, str(PurePosixPath(file.place.file).parent), stamp, name),
            harness=HARNESS,
            harness_version=decoded.lm_eval_version,
            model=decoded.model_name,
            benchmark=benchmark,
            date=evalplus.day_of(moment[1]) if moment else "",
            decoding=_decoding(config.generation_kwargs),
            scores=tuple(_scores(found, plus=plus)),
            tasks=decoded.numbers.get(name, _Number()).effective,
            samples=config.repeats,
        )


def _scores(found: Mapping[str, float | str | None], *, plus: bool) -> Iterator[StatedScore]:
    """Yield pass@k of any k; the name of a filter stands behind a comma: `pass@1,create_test`."""
    stated: dict[int, float] = {}
    for name, value in found.items():
        metric = name.partition(",")[0]
        power = re.fullmatch(r"pass(?:@|_at_)(\d+)", metric)
        if isinstance(value, float | int) and (power or metric in _METRICS):
            stated.setdefault(int(power[1]) if power else 1, value)
    return (StatedScore(plus, k, value) for k, value in sorted(stated.items()))


def _decoding(said: _Generation) -> Decoding | None:
    if said.do_sample is False:
        return Decoding("greedy", 0.0)
    if said.temperature is not None:
        return Decoding.at(said.temperature, said.top_p)
    return Decoding("sampling", None, said.top_p) if said.do_sample else None
