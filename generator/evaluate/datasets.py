"""HumanEval+ and MBPP+ as EvalPlus publishes them: tasks with a reference solution and the inputs of their tests."""

import hashlib
import json
import os
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from generator.errors import Place
from generator.load.adapters.decoding import in_words
from generator.load.adapters.packed import unpacked
from generator.load.files import place_of, read_bytes
from generator.load.problems import Problems


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """A task: what a sample has to complete, and what it is called on."""

    id: str
    place: Place
    prompt: str
    entry_point: str  # the function that is called
    reference: str  # a whole solution that is right
    base: Sequence[Sequence[Any]]  # arguments of each test
    plus: Sequence[Sequence[Any]]
    tolerance: float  # absolute; 0 = answers are equal, or nearly so where they are floats


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """A version of a benchmark, which is known by the md5 of its file."""

    benchmark: str  # `humaneval` or `mbpp`
    name: str
    md5: str
    tasks: Mapping[str, Task]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Where the file of a benchmark is looked for."""

    id: str
    name: str
    variable: str  # of the environment, as in EvalPlus
    file: str  # in EvalPlus's cache


BENCHMARKS = {
    "humaneval+": Benchmark(
        "humaneval", "HumanEval+", "HUMANEVAL_OVERRIDE_PATH", "HumanEvalPlus-v0.1.10.jsonl"
    ),
    "mbpp+": Benchmark("mbpp", "MBPP+", "MBPP_OVERRIDE_PATH", "MbppPlus-v0.2.0.jsonl"),
}


class _Row(msgspec.Struct):
    task_id: str
    prompt: str
    entry_point: str
    canonical_solution: str
    base_input: list[list[Any]]
    plus_input: list[list[Any]]
    atol: float


def read_dataset(benchmark: Benchmark, stated: Path | None, root: Path, problems: Problems) -> Dataset | None:
    """Read the file that is stated, that the environment names, or that EvalPlus has fetched before.

    Nothing is fetched. None, and a problem, where there is no such file or it is not in order.
    """
    path = stated or _named(benchmark.variable) or _fetched(benchmark.file)
    if not path.is_file():
        text = f"is not there; expected {benchmark.name}: --dataset FILE, {benchmark.variable}, or a run of EvalPlus"
        problems.add(place_of(path, root), "no-dataset", f"{text} itself, which fetches it")
        return None
    content = read_bytes(path, root, problems)
    place = place_of(path, root)
    members = () if content is None else unpacked(content, place, problems)
    if not members:
        return None
    lines = members[0].content
    before = len(problems.found)
    tasks = _tasks(lines, place, problems)
    if benchmark.id == "mbpp":
        tasks = [_with_types(task, problems) for task in tasks]
    if not tasks and len(problems.found) == before:
        problems.add(place, "no-tasks", "holds no tasks; expected a task in each line")
    md5 = hashlib.md5(lines, usedforsecurity=False).hexdigest()
    known = {task.id: task for task in tasks}
    return None if len(problems.found) > before else Dataset(benchmark.id, benchmark.name, md5, known)


def _named(variable: str) -> Path | None:
    named = os.environ.get(variable)
    return Path(named) if named else None


def _fetched(file: str) -> Path:
    """Give the place where EvalPlus keeps a dataset on Linux."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "evalplus" / file


def _tasks(lines: bytes, place: Place, problems: Problems) -> list[Task]:
    tasks: dict[str, Task] = {}
    for number, line in enumerate(lines.split(b"\n"), start=1):
        if not line.strip():
            continue
        here = Place(place.file, number)
        try:
            task = _task(msgspec.convert(_with_lists(json.loads(line)), _Row), here)
        except msgspec.ValidationError as error:
            problems.add(here, "value", in_words(error))
        except (ValueError, RecursionError):
            problems.add(here, "json-syntax", "is not JSON; expected a task: an object in one line")
        else:
            if task.id in tasks:
                text = (
                    f"`{task.id}` stands in line {tasks[task.id].place.line} already; expected each task once"
                )
                problems.add(here, "duplicate-task", text)
            tasks[task.id] = task
    return list(tasks.values())


def _with_lists(row: Any) -> Any:
    """Take an empty object for an empty list, as MBPP+ has it of a task without plus tests."""
    empty: dict[str, list[Any]] = {
        name: [] for name in ("base_input", "plus_input") if isinstance(row, dict) and row.get(name) == {}
    }
    return row | empty if empty else row


def _task(row: _Row, place: Place) -> Task:
    return Task(
        id=row.task_id,
        place=place,
        prompt=row.prompt,
        entry_point=row.entry_point,
        reference=row.prompt + row.canonical_solution,
        base=row.base_input,
        plus=row.plus_input,
        tolerance=row.atol,
    )


def _with_types(task: Task, problems: Problems) -> Task:
    """Make tuples, sets and complex numbers of inputs where MBPP has them, and JSON has not."""
    with warnings.catch_warnings():  # of packages that EvalPlus loads and that are not used here
        warnings.simplefilter("ignore")
        from evalplus.data.mbpp import mbpp_deserialize_inputs  # noqa: PLC0415 - loads packages for a second
    try:
        typed = [mbpp_deserialize_inputs(task.id, list(inputs)) for inputs in (task.base, task.plus)]
    except (AttributeError, LookupError, TypeError, ValueError):
        text = f"`{task.id}`: the inputs are not as MBPP+ has them; expected its file"
        problems.add(task.place, "inputs", text)
        return task
    return replace(task, base=typed[0], plus=typed[1])
