"""Lines of Every Eval Ever: each is a sample of a task, or a task with how many of its samples pass."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec
import numpy as np

from generator.errors import Place
from generator.load.adapters.called import STARTS, task_called
from generator.load.adapters.counting import MOST_SAMPLES, Tally, counts, natural_order
from generator.load.adapters.every_eval_ever_names import (
    Tests,
    evaluation_called,
    fault_of_version,
    written_by_us,
)
from generator.load.adapters.lines import decoded_lines
from generator.load.adapters.protocol import RawRun, ResultFile
from generator.load.problems import Problems, shortened
from generator.model.run import Counts

_EQUAL = 1e-9  # a share that was printed and read again
_FROM_ZERO = STARTS["mbpp"] + "0"  # MBPP has no such task: numbers from 0 are places in a list


class _Outcome(msgspec.Struct):
    score: float
    is_correct: bool


class _Line(msgspec.Struct):
    schema_version: str
    evaluation_id: str
    model_id: str
    evaluation_name: str
    sample_id: str | int
    evaluation: _Outcome
    metadata: dict[str, object] | None = None


@dataclass(frozen=True, slots=True)
class _Group:
    """What lines of one evaluation, model and benchmark say: a tally for each set of tests."""

    evaluation: str
    model: str
    benchmark: str
    tallies: dict[Tests, Tally] = field(default_factory=dict)


def runs_of_lines(file: ResultFile, form: str, problems: Problems) -> Iterator[RawRun]:
    """Read a run for each evaluation, model and benchmark; none, and problems, where a line is not in order."""
    before = len(problems.found)
    lines: Counter[str] = Counter()
    groups = _grouped(file, lines, problems)
    if not groups and len(problems.found) == before:
        problems.add(file.place, "no-tasks", "holds no sample; expected at least one")
    for group in groups if len(problems.found) == before else ():
        fault = _fault_of(group)
        if fault:
            problems.add(file.place, "tallies", f"{shortened(group.evaluation)}: {fault}")
        else:
            yield _run(file, form, group, lines[group.evaluation])


def _grouped(file: ResultFile, lines: Counter[str], problems: Problems) -> tuple[_Group, ...]:
    """Count the samples of each group, and the lines of each evaluation; a fault of many lines is told once."""
    groups: dict[tuple[str, str, str], _Group] = {}
    faults: dict[str, list[tuple[Place, str]]] = {}
    for place, line in decoded_lines(file, _Line, problems):
        lines[line.evaluation_id] += 1
        if fault := fault_of_version(line.schema_version):
            faults.setdefault("version", []).append((place, fault))
        elif isinstance(counted := _counted(line), str):
            faults.setdefault("outcome", []).append((place, counted))
        else:
            benchmark, tests = evaluation_called(line.evaluation_name, line.evaluation_id)
            key = (line.evaluation_id, line.model_id, benchmark)
            tallies = groups.setdefault(key, _Group(*key)).tallies
            tallies.setdefault(tests, Tally()).note(task_called(benchmark, line.sample_id), *counted)
    for code, found in faults.items():
        place, text = found[0]
        more = f" (a fault of {len(found) - 1:,} more)" if len(found) > 1 else ""
        problems.add(place, code, text + more)
    return tuple(groups.values())


def _counted(line: _Line) -> tuple[int, int] | str:
    """Give how many samples of a line pass, and of how many; or what is wrong with it."""
    score = line.evaluation.score
    n, c = (_number((line.metadata or {}).get(name)) for name in ("samples", "passed"))
    if n is not None and c is not None:
        if not (1 <= n <= MOST_SAMPLES and c <= n):
            return f"metadata: found {c:,} passed of {n:,} samples; expected between 1 and {MOST_SAMPLES:,}, and no more passed"
        if abs(score - c / n) > _EQUAL:
            return f"score: found {score:g} where {c:,} of {n:,} samples passed; expected their share"
        return c, n
    if score not in {0, 1}:
        return f"score: found {score:g}; expected 0 or 1, or `samples` and `passed` in the metadata of a line for several"
    if bool(score) != line.evaluation.is_correct:
        correct = str(line.evaluation.is_correct).lower()
        return f"is_correct: found {correct} with a score of {score:g}; expected both to say the same"
    return int(score), 1


def _number(said: object) -> int | None:
    return int(said) if isinstance(said, str) and re.fullmatch(r"[0-9]{1,9}", said) else None


def _fault_of(group: _Group) -> str:
    """Say why the tallies of an evaluation are no run; empty where they are."""
    tallies = tuple(group.tallies.values())
    if any(tally.samples != tallies[0].samples for tally in tallies):
        return "has other samples of one set of tests than of another; expected the same"
    if _FROM_ZERO in tallies[0].samples:
        return "counts the tasks of MBPP from 0, so that which they are is not known; expected their ids"
    task, most = max(tallies[0].samples.items(), key=lambda each: each[1])
    if most > MOST_SAMPLES:
        return f"{shortened(task)}: found {most:,} samples; expected {MOST_SAMPLES:,} at most"
    return ""


def _run(file: ResultFile, form: str, group: _Group, lines: int) -> RawRun:
    samples = next(iter(group.tallies.values())).samples
    tasks = natural_order(samples)
    n = counts(samples[task] for task in tasks)
    passes = {name: counts(tally.passes[task] for task in tasks) for name, tally in group.tallies.items()}
    base, plus, alone = (passes.get(name) for name in ("base", "plus", "plus_alone"))
    only_plus = 0
    if plus is not None and not written_by_us(group.evaluation):
        plus, alone, only_plus = _with_base(n, base, plus)
    return RawRun(
        files=(file,),
        format=form,
        tasks=tuple(tasks),
        samples=n,
        base=base,
        plus=plus,
        plus_alone=alone,
        model=group.model,
        benchmark=group.benchmark,
        plus_without_base=only_plus,
        key=(form, group.evaluation, group.benchmark),
        lines=lines,
    )


def _with_base(n: Counts, base: Counts | None, plus: Counts) -> tuple[Counts | None, Counts | None, int]:
    """Give passes of base and plus tests, or of plus tests alone, and how many of one sample pass only these."""
    if base is not None and n.max() == 1:
        return np.minimum(base, plus), None, int((plus > base).sum())
    if base is not None and bool((plus <= base).all()):
        return plus, None, 0
    return None, plus, 0
