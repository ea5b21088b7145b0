"""EvalPlus from 0.2.1 on: a list of samples for each task, each with its statuses; after 0.3.1 also `pass_at_k`."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import Literal

import msgspec

from generator.load.adapters import evalplus
from generator.load.adapters.counting import counts, natural_order
from generator.load.adapters.decoding import UNREADABLE, at_key
from generator.load.adapters.protocol import RawRun, ResultFile
from generator.load.problems import Problems, shortened
from generator.model.run import StatedScore

NAME = "EvalPlus 0.2.1 and later"
KEYS = frozenset({"date", "hash", "eval", "pass_at_k"})
LOOKS_FOR = "an `eval` of tasks, each with a list of samples that have `base_status` and `plus_status`"
_SHAPE = re.compile(rb'"eval"\s*:\s*\{\s*(?:"[^"]*"\s*:\s*\[|\})')
_STATUSES = ("pass", "fail", "timeout")
_Pair = tuple[str, str | None]  # of a sample
_Tallies = dict[str, Counter[_Pair]]  # of tasks: how many samples have which statuses


class _Sample(msgspec.Struct, frozen=True, gc=False):  # text alone, which makes no circles
    base_status: str
    plus_status: str | None


class _Known(
    msgspec.Struct, frozen=True, gc=False
):  # the decoder has each of these words once, and makes none
    base_status: Literal["pass", "fail", "timeout"]
    plus_status: Literal["pass", "fail", "timeout"] | None


class _Stating(msgspec.Struct):
    hash: str | None = None
    date: str | None = None
    pass_at_k: dict[str, dict[str, float | None] | None] | None = None


class _File(_Stating, kw_only=True):
    eval: dict[str, list[_Sample]]


class _KnownFile(_Stating, kw_only=True):
    eval: dict[str, list[_Known]]


def recognises(content: bytes) -> bool:
    """Look for the tasks at the start, and for a sample's status anywhere."""
    return _SHAPE.search(content[:65536]) is not None and (
        b'"base_status"' in content or re.search(rb'"eval"\s*:\s*\{\s*\}', content) is not None
    )


def read(file: ResultFile, problems: Problems) -> tuple[RawRun, ...]:
    """Read one run; a sample passes plus if both of its statuses are `pass`."""
    before = len(problems.found)
    decoded = _decoded(file, problems)
    if decoded is None:
        return ()
    tallies = {task: _tally(samples) for task, samples in decoded.eval.items()}
    total = sum(tally.total() for tally in tallies.values())
    evalplus.check_once(file, 2 * total, (b'_status"',), problems)  # of the base and of the plus tests
    _check(file, tallies, problems)
    return () if len(problems.found) > before else (_run(file, decoded, tallies),)


def _decoded(file: ResultFile, problems: Problems) -> _File | _KnownFile | None:
    """Decode a file that is in order; what is wrong with any other can be told of its words as they are."""
    try:
        return msgspec.json.decode(file.content, type=_KnownFile)
    except UNREADABLE:
        return evalplus.decode_tasks(file, _File, list[_Sample], problems)


def _tally(samples: Iterable[_Sample | _Known]) -> Counter[_Pair]:
    found = Counter(samples)
    return Counter({(each.base_status, each.plus_status): number for each, number in found.items()})


def _run(file: ResultFile, decoded: _Stating, tallies: _Tallies) -> RawRun:
    tasks = natural_order(tallies)
    each = [tallies[task] for task in tasks]
    measured = all(plus is not None for _, plus in each[0])
    both = [tally["pass", "pass"] for tally in each]
    return RawRun(
        files=(file,),
        format=NAME,
        harness=evalplus.HARNESS,
        harness_version="0.2.1-0.3.1" if decoded.pass_at_k is None else "after 0.3.1",
        tasks=tuple(tasks),
        samples=counts(tally.total() for tally in each),
        base=counts(_number(tally, base="pass") for tally in each),
        plus=counts(both) if measured else None,
        dataset_md5=evalplus.md5_of(decoded.hash),
        date=evalplus.day_of(decoded.date),
        timed_out=sum(_number(tally, base="timeout") for tally in each),
        plus_without_base=sum(
            number for tally in each for (base, plus), number in tally.items() if plus == "pass" != base
        ),
        stated=tuple(_stated(decoded)),
    )


def _number(tally: Counter[_Pair], *, base: str) -> int:
    return sum(number for (found, _), number in tally.items() if found == base)


def _check(file: ResultFile, tallies: _Tallies, problems: Problems) -> None:
    evalplus.check_counts(file, ((task, tally.total()) for task, tally in tallies.items()), problems)
    evalplus.check_statuses(file, _statuses(tallies), _STATUSES, problems)
    missing = {
        task: sum(number for (_, plus), number in tally.items() if plus is None)
        for task, tally in tallies.items()
    }
    total, without = sum(tally.total() for tally in tallies.values()), sum(missing.values())
    if 0 < without < total:
        task = next(task for task, number in missing.items() if number)
        text = (
            f"{shortened(task)}: plus_status: found null, as in {without:,} of {total:,} samples; "
            "expected plus results of all samples, or of none"
        )
        problems.add(at_key(file, task), "half-plus", text)


def _statuses(tallies: _Tallies) -> Iterator[tuple[str, str, str]]:
    """Yield each status that is not known as often as samples have it."""
    for task, tally in tallies.items():
        for (base, plus), number in tally.items():
            for field, status in (("base_status", base), ("plus_status", plus)):
                if status is not None and status not in _STATUSES:
                    yield from repeat((task, field, status), number)


def _stated(decoded: _Stating) -> Iterator[StatedScore]:
    """Keep what the file states of itself, to be compared with the samples; it is never used."""
    for tests in ("base", "plus"):
        for name, value in sorted(((decoded.pass_at_k or {}).get(tests) or {}).items()):
            if value is not None and re.fullmatch(r"pass@[1-9]\d{0,5}", name):
                yield StatedScore(plus=tests == "plus", k=int(name.removeprefix("pass@")), value=value)
