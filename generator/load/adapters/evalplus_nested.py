"""EvalPlus 0.1.1 to 0.2.0: for each task the number of samples, and a status with per-test details for each."""

import re
from collections.abc import Iterator

import msgspec

from generator.load.adapters import evalplus
from generator.load.adapters.counting import counts, natural_order
from generator.load.adapters.decoding import at_key
from generator.load.adapters.protocol import RawRun, ResultFile
from generator.load.problems import Problems, shortened

NAME = "EvalPlus 0.1.1 to 0.2.0"
KEYS = frozenset({"date", "hash", "eval"})
LOOKS_FOR = "an `eval` of tasks, each with `nfiles`, `base` and `plus`"
_SHAPE = re.compile(rb'"eval"\s*:\s*\{\s*"[^"]*"\s*:\s*\{[^{}]{0,200}?"(?:nfiles|base|plus)"\s*:')
_STATUSES = ("success", "failed", "timed out")

_Outcome = tuple[str, msgspec.Raw]  # a status, and details of each test that are not needed


class _Task(msgspec.Struct):
    nfiles: int
    base: list[_Outcome]
    plus: list[_Outcome]


class _File(msgspec.Struct):
    eval: dict[str, _Task]
    hash: str | None = None
    date: str | None = None


def recognises(content: bytes) -> bool:
    """Look for the first task at the start."""
    return _SHAPE.search(content[:65536]) is not None


def read(file: ResultFile, problems: Problems) -> tuple[RawRun, ...]:
    """Read one run; `plus: []` throughout means that only the base tests ran."""
    before = len(problems.found)
    decoded = evalplus.decode_tasks(file, _File, _Task, problems)
    if decoded is None:
        return ()
    evalplus.check_once(file, len(decoded.eval), (b'"nfiles"',), problems)
    _check(file, decoded, problems)
    return () if len(problems.found) > before else (_run(file, decoded),)


def _run(file: ResultFile, decoded: _File) -> RawRun:
    names = natural_order(decoded.eval)
    tasks = [decoded.eval[name] for name in names]
    return RawRun(
        files=(file,),
        format=NAME,
        harness=evalplus.HARNESS,
        harness_version="0.1.1-0.2.0",
        tasks=tuple(names),
        samples=counts(task.nfiles for task in tasks),
        base=counts(sum(status == "success" for status, _ in task.base) for task in tasks),
        plus=counts(map(_both, tasks)) if tasks[0].plus else None,
        dataset_md5=evalplus.md5_of(decoded.hash),
        date=evalplus.day_of(decoded.date),
        timed_out=sum(status == "timed out" for task in tasks for status, _ in task.base),
        plus_without_base=sum(map(_only_plus, tasks)) if tasks[0].plus else 0,
    )


def _both(task: _Task) -> int:
    pairs = zip(task.base, task.plus, strict=True)
    return sum(base[0] == plus[0] == "success" for base, plus in pairs)


def _only_plus(task: _Task) -> int:
    pairs = zip(task.base, task.plus, strict=True)
    return sum(base[0] != "success" and plus[0] == "success" for base, plus in pairs)


def _check(file: ResultFile, decoded: _File, problems: Problems) -> None:
    evalplus.check_counts(file, ((name, task.nfiles) for name, task in decoded.eval.items()), problems)
    evalplus.check_statuses(file, _statuses(decoded), _STATUSES, problems)
    with_plus = any(task.plus for task in decoded.eval.values())
    for name, task in decoded.eval.items():
        if len(task.base) != task.nfiles:
            text = f"found {len(task.base)} base results for nfiles {task.nfiles}; expected as many"
            problems.add(at_key(file, name), "sample-count", f"{shortened(name)}: {text}")
        if with_plus and len(task.plus) != task.nfiles:
            text = f"found {len(task.plus)} plus results for nfiles {task.nfiles}; expected as many, or none in the whole file"
            problems.add(at_key(file, name), "half-plus", f"{shortened(name)}: {text}")


def _statuses(decoded: _File) -> Iterator[tuple[str, str, str]]:
    for name, task in decoded.eval.items():
        for field, outcomes in (("base", task.base), ("plus", task.plus)):
            yield from ((name, field, status) for status, _ in outcomes)
