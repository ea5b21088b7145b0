"""EvalPlus from 0.2.1 on: a list of samples for each task, each with its statuses; after 0.3.1 also `pass_at_k`."""

import re
from collections.abc import Iterator

import msgspec

from generator.load.adapters import evalplus
from generator.load.adapters.counting import counts, natural_order
from generator.load.adapters.decoding import at_key
from generator.load.adapters.protocol import RawRun, ResultFile
from generator.load.problems import Problems, shortened
from generator.model.run import StatedScore

NAME = "EvalPlus 0.2.1 and later"
KEYS = frozenset({"date", "hash", "eval", "pass_at_k"})
LOOKS_FOR = "an `eval` of tasks, each with a list of samples that have `base_status` and `plus_status`"
_SHAPE = re.compile(rb'"eval"\s*:\s*\{\s*(?:"[^"]*"\s*:\s*\[|\})')
_STATUSES = ("pass", "fail", "timeout")


class _Sample(msgspec.Struct):
    base_status: str
    plus_status: str | None


class _File(msgspec.Struct):
    eval: dict[str, list[_Sample]]
    hash: str | None = None
    date: str | None = None
    pass_at_k: dict[str, dict[str, float | None] | None] | None = None


def recognises(content: bytes) -> bool:
    """Look for the tasks at the start, and for a sample's status anywhere."""
    return _SHAPE.search(content[:65536]) is not None and (
        b'"base_status"' in content or re.search(rb'"eval"\s*:\s*\{\s*\}', content) is not None
    )


def read(file: ResultFile, problems: Problems) -> tuple[RawRun, ...]:
    """Read one run; a sample passes plus if both of its statuses are `pass`."""
    before = len(problems.found)
    decoded = evalplus.decode_tasks(file, _File, list[_Sample], problems)
    if decoded is None:
        return ()
    total = sum(map(len, decoded.eval.values()))
    evalplus.check_once(file, total, (b'"base_status"', b'"plus_status"'), problems)
    _check(file, decoded, problems)
    return () if len(problems.found) > before else (_run(file, decoded),)


def _run(file: ResultFile, decoded: _File) -> RawRun:
    tasks = natural_order(decoded.eval)
    samples = [decoded.eval[task] for task in tasks]
    measured = samples[0][0].plus_status is not None
    return RawRun(
        files=(file,),
        format=NAME,
        harness=evalplus.HARNESS,
        harness_version="0.2.1-0.3.1" if decoded.pass_at_k is None else "after 0.3.1",
        tasks=tuple(tasks),
        samples=counts(map(len, samples)),
        base=counts(sum(sample.base_status == "pass" for sample in each) for each in samples),
        plus=counts(sum(map(_passes, each)) for each in samples) if measured else None,
        dataset_md5=evalplus.md5_of(decoded.hash),
        date=evalplus.day_of(decoded.date),
        timed_out=sum(sample.base_status == "timeout" for each in samples for sample in each),
        plus_without_base=sum(_only_plus(sample) for each in samples for sample in each),
        stated=tuple(_stated(decoded)),
    )


def _passes(sample: _Sample) -> bool:
    return sample.base_status == sample.plus_status == "pass"


def _only_plus(sample: _Sample) -> bool:
    return sample.base_status != "pass" and sample.plus_status == "pass"


def _check(file: ResultFile, decoded: _File, problems: Problems) -> None:
    evalplus.check_counts(file, ((task, len(each)) for task, each in decoded.eval.items()), problems)
    evalplus.check_statuses(file, _statuses(decoded), _STATUSES, problems)
    without = [task for task, each in decoded.eval.items() if any(one.plus_status is None for one in each)]
    total = sum(map(len, decoded.eval.values()))
    missing = sum(one.plus_status is None for each in decoded.eval.values() for one in each)
    if 0 < missing < total:
        text = (
            f"{shortened(without[0])}: plus_status: found null, as in {missing:,} of {total:,} samples; "
            "expected plus results of all samples, or of none"
        )
        problems.add(at_key(file, without[0]), "half-plus", text)


def _statuses(decoded: _File) -> Iterator[tuple[str, str, str]]:
    for task, samples in decoded.eval.items():
        for sample in samples:
            yield task, "base_status", sample.base_status
            if sample.plus_status is not None:
                yield task, "plus_status", sample.plus_status


def _stated(decoded: _File) -> Iterator[StatedScore]:
    """Keep what the file states of itself, to be compared with the samples; it is never used."""
    for tests in ("base", "plus"):
        for name, value in sorted(((decoded.pass_at_k or {}).get(tests) or {}).items()):
            if value is not None and re.fullmatch(r"pass@[1-9]\d{0,5}", name):
                yield StatedScore(plus=tests == "plus", k=int(name.removeprefix("pass@")), value=value)
