"""BigCodeBench: for each task a list of samples, each with one status; what its tests printed is not read."""

import re
from pathlib import PurePosixPath

import msgspec

from generator.load.adapters import evalplus
from generator.load.adapters.counting import Tally
from generator.load.adapters.protocol import RawRun, ResultFile
from generator.load.adapters.tallied import tallied
from generator.load.problems import Problems

NAME, HARNESS = "BigCodeBench", "bigcodebench"
KEYS = frozenset({"date", "eval", "status"})
LOOKS_FOR = "an `eval` of tasks, each with a list of samples that have a `status`"
_SHAPE = re.compile(rb'"eval"\s*:\s*\{\s*"[^"]*"\s*:\s*\[')
_STATUSES = ("pass", "fail", "timeout")


class _Sample(msgspec.Struct):
    status: str


class _File(msgspec.Struct):
    eval: dict[str, list[_Sample]]
    date: str | None = None


def recognises(content: bytes) -> bool:
    """Look for the tasks at the start, and for the status of the first samples; EvalPlus has two of them."""
    if _SHAPE.search(content[:65536]) is None:
        return False
    first = content[: 2**20]
    return b'"status"' in first and b'"base_status"' not in first


def read(file: ResultFile, problems: Problems) -> tuple[RawRun, ...]:
    """Read one run; the file says neither which split of the benchmark it is of, nor the model."""
    before = len(problems.found)
    decoded = evalplus.decode_tasks(file, _File, list[_Sample], problems)
    if decoded is None:
        return ()
    samples = sum(map(len, decoded.eval.values()))
    evalplus.check_once(file, samples, (b'"status"',), problems)
    evalplus.check_counts(file, ((task, len(found)) for task, found in decoded.eval.items()), problems)
    statuses = ((task, "status", each.status) for task, found in decoded.eval.items() for each in found)
    evalplus.check_statuses(file, statuses, _STATUSES, problems)
    if len(problems.found) > before:
        return ()
    tally = Tally()
    for task, found in decoded.eval.items():
        tally.note(task, sum(each.status == "pass" for each in found), len(found))
    timed_out = sum(each.status == "timeout" for found in decoded.eval.values() for each in found)
    return tallied(
        file,
        NAME,
        tally,
        problems,
        harness=HARNESS,
        date=evalplus.day_of(decoded.date),
        timed_out=timed_out,
        key=key_of(file, ("eval_results.json",)),
    )


def key_of(file: ResultFile, ends: tuple[str, ...]) -> tuple[str, ...]:
    """Give what files of one run share: where they lie, and how they are called but for their ends."""
    start = next((file.name.removesuffix(end) for end in ends if file.name.endswith(end)), file.sha256)
    return (NAME, str(PurePosixPath(file.place.file).parent), start)
