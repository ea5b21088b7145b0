"""Inspect: a log of samples with their scores; an epoch is a sample of a task. Messages and events are not read."""

import re
from collections.abc import Iterator

import msgspec

from generator.load.adapters import evalplus
from generator.load.adapters.called import benchmark_called, task_called
from generator.load.adapters.counting import Tally
from generator.load.adapters.decoding import decode
from generator.load.adapters.protocol import RawRun, ResultFile
from generator.load.adapters.tallied import tallied
from generator.load.problems import Problems, shortened
from generator.model.run import Decoding, StatedScore

NAME = "Inspect"
KEYS = frozenset({"version", "status", "eval", "plan", "samples", "reductions"})
LOOKS_FOR = "a `status`, an `eval` with `task` and `model`, and `samples` with `scores`"
_SHAPE = re.compile(rb'"eval"\s*:\s*\{\s*"(?:eval_id|run_id|eval_set_id|created|task)"')
_VALUES = {"C": 1.0, "I": 0.0}


class _Generation(msgspec.Struct, frozen=True):
    temperature: float | None = None
    top_p: float | None = None


class _Eval(msgspec.Struct):
    task: str
    model: str
    created: str = ""
    packages: dict[str, str] = {}
    model_generate_config: _Generation = _Generation()


class _Plan(msgspec.Struct, frozen=True):
    config: _Generation = _Generation()


class _Metric(msgspec.Struct):
    value: object


class _Scored(msgspec.Struct):
    name: str
    metrics: dict[str, _Metric] = {}


class _Results(msgspec.Struct):
    scores: list[_Scored] = []


class _Score(msgspec.Struct):
    value: object


class _Sample(msgspec.Struct):
    id: str | int
    scores: dict[str, _Score] | None = None


class _Log(msgspec.Struct):
    status: str
    eval: _Eval
    plan: _Plan = _Plan()
    results: _Results | None = None
    samples: list[_Sample] | None = None


def recognises(content: bytes) -> bool:
    """Look for what was evaluated at the start, and for the package anywhere."""
    return _SHAPE.search(content[:65536]) is not None and b'"inspect_ai"' in content


def read(file: ResultFile, problems: Problems) -> tuple[RawRun, ...]:
    """Read one run of a finished log."""
    before, log = len(problems.found), decode(file, _Log, problems)
    if log is None:
        return ()
    if log.status != "success":
        problems.add(file.place, "status", f"status: found {shortened(log.status)}; expected success")
    if not log.samples:
        problems.add(file.place, "no-samples", "holds no samples; expected a log that keeps them")
    benchmark, plus = benchmark_called(log.eval.task)
    tally, scorer = Tally(), _scorer(file, log.samples or (), problems)
    for sample in log.samples or () if scorer else ():
        value = _value(sample, scorer)
        if value is None:
            problems.add(file.place, "value", f"sample {shortened(str(sample.id))}: {_odd(sample, scorer)}")
        else:
            tally.note(task_called(benchmark, sample.id), int(value))
    if len(problems.found) > before:
        return ()
    return tallied(
        file,
        NAME,
        tally,
        problems,
        plus=plus,
        harness="inspect",
        harness_version=log.eval.packages.get("inspect_ai", ""),
        model=log.eval.model,
        benchmark=benchmark,
        date=evalplus.day_of(log.eval.created),
        decoding=_decoding(log),
        stated=tuple(_stated(log, scorer, plus=plus)),
    )


def _scorer(
    file: ResultFile, samples: Iterator[_Sample] | tuple[_Sample, ...] | list[_Sample], problems: Problems
) -> str:
    """Give the one scorer of a log; empty, and a problem, where there is none or there are several."""
    names = dict.fromkeys(name for sample in samples for name in sample.scores or ())
    if len(names) == 1:
        return next(iter(names))
    if samples:
        found = f"of {len(names)} scorers, {', '.join(map(shortened, names))}" if names else "of no scorer"
        problems.add(file.place, "scorers", f"its samples have scores {found}; expected one")
    return ""


def _value(sample: _Sample, scorer: str) -> float | None:
    score = (sample.scores or {}).get(scorer)
    value = None if score is None else score.value
    if isinstance(value, str):
        value = _VALUES.get(value)
    return float(value) if isinstance(value, int | float) and value in {0, 1} else None


def _odd(sample: _Sample, scorer: str) -> str:
    score = (sample.scores or {}).get(scorer)
    if score is None:
        return f"has no score of {shortened(scorer)}; expected one"
    return f"{scorer}: found {shortened(str(score.value))}; expected C or I, 1 or 0"


def _stated(log: _Log, scorer: str, *, plus: bool) -> Iterator[StatedScore]:
    for scored in log.results.scores if log.results else ():
        accuracy = scored.metrics.get("accuracy")
        if scored.name == scorer and accuracy and isinstance(accuracy.value, int | float):
            yield StatedScore(plus, 1, accuracy.value)


def _decoding(log: _Log) -> Decoding | None:
    for said in (log.plan.config, log.eval.model_generate_config):
        if said.temperature is not None:
            return Decoding.at(said.temperature, said.top_p)
    return None
