"""Eval-Arena: one line a model and task; base and plus outcomes lie in two files that are read as one run."""

from collections.abc import Iterable, Iterator

import msgspec

from generator.errors import Place
from generator.load.adapters.base_and_plus import paired
from generator.load.adapters.counting import MOST_SAMPLES, counts, natural_order
from generator.load.adapters.lines import decoded_lines, first_line_is
from generator.load.adapters.protocol import RawRun, ResultFile
from generator.load.problems import Problems, shortened

NAME = "Eval-Arena"
KEYS = frozenset({"benchmark_id", "model", "example_id", "pass1", "correct", "count"})
LOOKS_FOR = "lines with `benchmark_id`, `model`, `example_id` and `pass1`, or `correct` with `count`"


class _Line(msgspec.Struct):
    benchmark_id: str
    model: str
    example_id: str
    pass1: float | None = None
    correct: int | None = None
    count: int = 1


class _Shape(msgspec.Struct):
    benchmark_id: msgspec.Raw
    example_id: msgspec.Raw


_Group = tuple[str, str]  # model and benchmark
_Tally = dict[str, tuple[int, int]]  # samples and passes of each task


def recognises(content: bytes) -> bool:
    """Look at the first line."""
    return first_line_is(content, _Shape)


def read(file: ResultFile, problems: Problems) -> tuple[RawRun, ...]:
    """Read a run for each model and benchmark of a file; `join` brings base and plus outcomes together."""
    before = len(problems.found)
    groups: dict[_Group, _Tally] = {}
    for place, line in decoded_lines(file, _Line, problems):
        _note(line, groups.setdefault((line.model, line.benchmark_id), {}), place, problems)
    if len(problems.found) > before:
        return ()
    return tuple(_run(file, group, tally) for group, tally in groups.items())


def _note(line: _Line, tally: _Tally, place: Place, problems: Problems) -> None:
    passed = line.pass1 if line.correct is None else line.correct
    if line.example_id in tally:
        text = f"{shortened(line.model)} has {shortened(line.example_id)} twice; expected each task once"
        problems.add(place, "duplicate-task", text)
    elif passed is None:
        problems.add(place, "no-outcome", "has neither `pass1` nor `correct`; expected one of them")
    elif line.correct is None and passed not in {0, 1}:
        text = f"pass1: found {passed:g}; expected 0 or 1, or `correct` with `count` where there are more samples"
        problems.add(place, "fraction", text)
    elif not 1 <= line.count <= MOST_SAMPLES:
        text = f"count: found {line.count}; expected between 1 and {MOST_SAMPLES:,} samples"
        problems.add(place, "samples", text)
    elif not 0 <= passed <= line.count:
        text = f"correct: found {passed:g} of {line.count} samples; expected between 0 and {line.count}"
        problems.add(place, "passes", text)
    else:
        tally[line.example_id] = (line.count, int(passed))


def _run(file: ResultFile, group: _Group, tally: _Tally) -> RawRun:
    model, benchmark = group
    tasks = natural_order(tally)
    passed = counts(tally[task][1] for task in tasks)
    plus = benchmark.endswith("+")
    return RawRun(
        files=(file,),
        format=NAME,
        tasks=tuple(tasks),
        samples=counts(tally[task][0] for task in tasks),
        base=None if plus else passed,
        plus=None,
        plus_alone=passed if plus else None,
        model=model,
        benchmark=benchmark.removesuffix("+"),
    )


def join(runs: Iterable[RawRun], problems: Problems) -> Iterator[RawRun]:
    """Read a model's base and plus outcomes as one run; files belong together by name where there are several."""
    return paired(runs, problems, alike=lambda run: (run.model, run.benchmark), set_of=_set_of)


def _set_of(run: RawRun) -> str:
    return run.files[0].place.file.replace("+", "")
