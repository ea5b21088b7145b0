"""EvalPlus 0.1.1 to 0.2.0: for each task the number of samples, and a status with per-test details for each."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import repeat
from typing import Literal

import msgspec

from generator.load.adapters import evalplus
from generator.load.adapters.counting import counts, natural_order
from generator.load.adapters.decoding import UNREADABLE, at_key
from generator.load.adapters.protocol import RawRun, ResultFile
from generator.load.problems import Problems, shortened

NAME = "EvalPlus 0.1.1 to 0.2.0"
KEYS = frozenset({"date", "hash", "eval"})
LOOKS_FOR = "an `eval` of tasks, each with `nfiles`, `base` and `plus`"
_SHAPE = re.compile(rb'"eval"\s*:\s*\{\s*"[^"]*"\s*:\s*\{[^{}]{0,200}?"(?:nfiles|base|plus)"\s*:')
_STATUSES = ("success", "failed", "timed out")

# A status, and details of each test that are not needed.
_Outcome = tuple[str, msgspec.Raw]
_Known = tuple[
    Literal["success", "failed", "timed out"], msgspec.Raw
]  # the decoder has each of these words once
_Tallies = dict[
    str, Counter[tuple[str, str]]
]  # of tasks: how many samples have which statuses, "" = not measured


class _Task(msgspec.Struct):
    nfiles: int
    base: list[_Outcome]
    plus: list[_Outcome]


class _KnownTask(msgspec.Struct):
    nfiles: int
    base: list[_Known]
    plus: list[_Known]


class _Stating(msgspec.Struct):
    hash: str | None = None
    date: str | None = None


class _File(_Stating, kw_only=True):
    eval: dict[str, _Task]


class _KnownFile(_Stating, kw_only=True):
    eval: dict[str, _KnownTask]


def recognises(content: bytes) -> bool:
    """Look for the first task at the start."""
    return _SHAPE.search(content[:65536]) is not None


def read(file: ResultFile, problems: Problems) -> tuple[RawRun, ...]:
    """Read one run; `plus: []` throughout means that only the base tests ran."""
    before = len(problems.found)
    decoded = _decoded(file, problems)
    if decoded is None:
        return ()
    evalplus.check_once(file, len(decoded.eval), (b'"base"',), problems)
    _check(file, decoded, problems)
    return () if len(problems.found) > before else (_run(file, decoded),)


def _decoded(file: ResultFile, problems: Problems) -> _File | _KnownFile | None:
    """Decode a file that is in order; what is wrong with any other can be told of its words as they are."""
    try:
        return msgspec.json.decode(file.content, type=_KnownFile)
    except UNREADABLE:
        return evalplus.decode_tasks(file, _File, _Task, problems)


def _run(file: ResultFile, decoded: _File | _KnownFile) -> RawRun:
    tallies: _Tallies = {name: _tally(task) for name, task in decoded.eval.items()}
    names = natural_order(tallies)
    each = [tallies[name] for name in names]
    measured = bool(decoded.eval[names[0]].plus)
    return RawRun(
        files=(file,),
        format=NAME,
        harness=evalplus.HARNESS,
        harness_version="0.1.1-0.2.0",
        tasks=tuple(names),
        samples=counts(tally.total() for tally in each),
        base=counts(_number(tally, base="success") for tally in each),
        plus=counts(tally["success", "success"] for tally in each) if measured else None,
        dataset_md5=evalplus.md5_of(decoded.hash),
        date=evalplus.day_of(decoded.date),
        timed_out=sum(_number(tally, base="timed out") for tally in each),
        plus_without_base=sum(
            number for tally in each for (base, plus), number in tally.items() if plus == "success" != base
        ),
    )


def _tally(task: _Task | _KnownTask) -> Counter[tuple[str, str]]:
    base, plus = ([status for status, _ in outcomes] for outcomes in (task.base, task.plus))
    return Counter(zip(base, plus or repeat(""), strict=False))


def _number(tally: Counter[tuple[str, str]], *, base: str) -> int:
    return sum(number for (found, _), number in tally.items() if found == base)


def _check(file: ResultFile, decoded: _File | _KnownFile, problems: Problems) -> None:
    evalplus.check_counts(file, ((name, task.nfiles) for name, task in decoded.eval.items()), problems)
    if isinstance(decoded, _File):
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
