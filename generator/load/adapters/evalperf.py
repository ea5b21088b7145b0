"""EvalPerf briefs: the percent of a task's samples that pass all tests; what they say of speed is not read."""

import re

import msgspec

from generator.load.adapters import evalplus
from generator.load.adapters.counting import counts, natural_order
from generator.load.adapters.decoding import at_key
from generator.load.adapters.protocol import RawRun, ResultFile
from generator.load.problems import Problems, shortened
from generator.model.run import Decoding

NAME = "EvalPerf"
KEYS = frozenset({"date", "config", "summary", "eval"})
LOOKS_FOR = "a `config` with `n_samples`, and an `eval` of tasks, each with its `pass@1` in percent"
BENCHMARK = "evalperf"
_SHAPE = re.compile(rb'"config"\s*:\s*\{[^{}]*"n_samples"\s*:')
_WHOLE = 1e-6  # how far a count may lie from a whole number, for percent is printed as a fraction of two


class _Config(msgspec.Struct):
    n_samples: int
    temperature: float | None = None


class _Task(msgspec.Struct):
    pass_at_1: float = msgspec.field(name="pass@1")


class _File(msgspec.Struct):
    config: _Config
    eval: dict[str, _Task]
    date: str | None = None


def recognises(content: bytes) -> bool:
    """Look at the start for the settings, and for a task's percent anywhere."""
    return _SHAPE.search(content[:65536]) is not None and b'"pass@1"' in content and b'"eval"' in content


def read(file: ResultFile, problems: Problems) -> tuple[RawRun, ...]:
    """Read one run: a sample passes if it passes base and plus tests, the only outcome that there is."""
    before = len(problems.found)
    decoded = evalplus.decode_tasks(file, _File, _Task, problems)
    if decoded is None:
        return ()
    evalplus.check_once(file, len(decoded.eval), (), problems)
    n = decoded.config.n_samples
    evalplus.check_counts(file, ((task, n) for task in decoded.eval), problems)
    for task, found in decoded.eval.items():
        passed = found.pass_at_1 * n / 100
        if not (0 <= passed <= n and abs(passed - round(passed)) <= _WHOLE * n):
            text = f"{shortened(task)}: pass@1: found {found.pass_at_1:g} percent of {n:,} samples; expected a whole number of them"
            problems.add(at_key(file, task), "passes", text)
    return () if len(problems.found) > before else (_run(file, decoded),)


def _run(file: ResultFile, decoded: _File) -> RawRun:
    tasks, n = natural_order(decoded.eval), decoded.config.n_samples
    temperature = decoded.config.temperature
    return RawRun(
        files=(file,),
        format=NAME,
        harness="evalperf",
        tasks=tuple(tasks),
        samples=counts(n for _ in tasks),
        base=counts(round(decoded.eval[task].pass_at_1 * n / 100) for task in tasks),
        plus=None,
        benchmark=BENCHMARK,
        date=evalplus.day_of(decoded.date),
        decoding=None if temperature is None else Decoding.at(temperature),
    )
