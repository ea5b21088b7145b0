"""MultiPL-E: a file a problem with the results of its samples; the files of one folder and language are one run."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

import msgspec

from generator.load.adapters.counting import Tally, counts, natural_order
from generator.load.adapters.decoding import decode
from generator.load.adapters.protocol import RawRun, ResultFile
from generator.load.adapters.tallied import tallied
from generator.load.problems import Problems, shortened
from generator.model.run import Decoding

NAME = "MultiPL-E"
KEYS = frozenset({"name", "language", "prompt", "tests", "results", "temperature"})
LOOKS_FOR = "a `name`, a `language` and `results` of samples with `status` and `exit_code`"
_SHAPE = re.compile(rb'"language"\s*:')
_PROBLEM = re.compile(r"(HumanEval|mbpp)_\d+_")


class _Result(msgspec.Struct):
    status: str
    exit_code: int


class _File(msgspec.Struct):
    name: str
    language: str
    results: list[_Result]
    temperature: float | None = None
    top_p: float | None = None


def recognises(content: bytes) -> bool:
    """Look for the language at the start, and for the outcome of a sample anywhere."""
    shaped = _SHAPE.search(content[:65536]) is not None
    return shaped and b'"exit_code"' in content and b'"results"' in content


def read(file: ResultFile, problems: Problems) -> tuple[RawRun, ...]:
    """Read the one problem of a file; `join` brings the problems of a run together."""
    decoded = decode(file, _File, problems)
    if decoded is None:
        return ()
    named = _PROBLEM.match(decoded.name)
    if named is None:
        text = f"name: found {shortened(decoded.name)}; expected a problem such as HumanEval_53_add or mbpp_3_is_not_prime"
        problems.add(file.place, "task", text)
        return ()
    tally = Tally()
    passed = sum(each.status == "OK" and each.exit_code == 0 for each in decoded.results)
    tally.note(decoded.name, passed, len(decoded.results))
    benchmark = f"{named[1].lower()}-{decoded.language}"
    folder = PurePosixPath(file.place.file).parent
    return tallied(
        file,
        NAME,
        tally,
        problems,
        harness="multipl-e",
        benchmark=benchmark,
        model=_model(folder.name, benchmark),
        decoding=None if decoded.temperature is None else Decoding.at(decoded.temperature, decoded.top_p),
        timed_out=sum(each.status == "Timeout" for each in decoded.results),
        key=(NAME, str(folder), benchmark),
    )


def _model(folder: str, benchmark: str) -> str:
    """Give the model of a folder such as `humaneval-lua-bigcode_starcoder-0.2-reworded`; empty where it says none."""
    called = re.fullmatch(rf"{re.escape(benchmark)}-(.+)-[\d.]+-[a-z]+", folder)
    return called[1].replace("_", "/", 1) if called else ""


def join(runs: Iterable[RawRun], problems: Problems) -> Iterator[RawRun]:
    """Read the problems of one folder and language as one run."""
    groups: dict[tuple[str, ...], list[RawRun]] = {}
    for run in runs:
        groups.setdefault(run.key, []).append(run)
    for group in groups.values():
        yield from _joined(group, problems)


def _joined(group: list[RawRun], problems: Problems) -> Iterator[RawRun]:
    first, tally, before = group[0], Tally(), len(problems.found)
    for run in group:
        task, n = run.tasks[0], int(run.samples[0])
        if task in tally.samples:
            text = (
                f"holds {shortened(task)}, which another file of its folder holds; expected each problem once"
            )
            problems.add(run.files[0].place, "duplicate-task", text)
        if run.decoding != first.decoding:
            text = f"was drawn in another way than {first.files[0].name} beside it; expected one temperature a folder"
            problems.add(run.files[0].place, "decoding", text)
        tally.note(task, 0 if run.base is None else int(run.base[0]), n)
    if len(problems.found) > before:
        return
    tasks = natural_order(tally.samples)
    yield replace(
        first,
        files=tuple(file for run in group for file in run.files),
        tasks=tuple(tasks),
        samples=counts(tally.samples[task] for task in tasks),
        base=counts(tally.passes[task] for task in tasks),
        timed_out=sum(run.timed_out for run in group),
    )
