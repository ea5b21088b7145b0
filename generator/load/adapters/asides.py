"""Harnesses that part a run over several files: what one says beside the outcomes completes what the other counts."""

from collections.abc import Iterable
from dataclasses import fields, replace

from generator.load.adapters.called import task_called
from generator.load.adapters.protocol import Aside, RawRun
from generator.load.problems import Problems

_SHARED = (
    *("harness", "harness_version", "model", "benchmark"),
    *("dataset_version", "dataset_md5", "date", "decoding"),
    *("timed_out", "plus_without_base", "provenance"),
)


def completed(
    runs: Iterable[RawRun], asides: Iterable[Aside], problems: Problems
) -> tuple[tuple[RawRun, ...], tuple[Aside, ...]]:
    """Complete each run by the aside of its key; gives the runs, and the asides that belong to none of them."""
    found = _merged(asides)
    whole = []
    used: set[tuple[str, ...]] = set()
    for run in runs:
        aside = found.get(run.key) if run.key else None
        if aside is None:
            whole.append(run)
            continue
        used.add(run.key)
        fault = _parted(run, aside)
        if fault:
            problems.add(run.files[0].place, "parted", fault)
        else:
            whole.append(_with(run, aside))
    return tuple(whole), tuple(aside for key, aside in found.items() if key not in used)


def _parted(run: RawRun, aside: Aside) -> str:
    """Say that a part of the outcomes is missing, or that some are too many; empty where all are there."""
    for counted, there, what in (
        (aside.tasks, len(run.tasks), "tasks"),
        (aside.lines, run.lines, "lines"),
    ):
        if counted is not None and counted != there:
            return f"holds {there:,} {what}, but {aside.file.name} beside it counts {counted:,}; expected all of them"
    return ""


def _merged(asides: Iterable[Aside]) -> dict[tuple[str, ...], Aside]:
    """Read asides of one key as one: what the first leaves open, the next may say."""
    found: dict[tuple[str, ...], Aside] = {}
    for aside in asides:
        first = found.setdefault(aside.key, aside)
        open_fields = (each.name for each in fields(Aside) if not getattr(first, each.name))
        said = {name: getattr(aside, name) for name in open_fields}
        found[aside.key] = replace(first, **said)
    return found


def _with(run: RawRun, aside: Aside) -> RawRun:
    said = {name: getattr(run, name) or getattr(aside, name) for name in _SHARED}
    return replace(
        run,
        files=(*run.files, aside.file),
        tasks=tuple(task_called(said["benchmark"], task) for task in run.tasks),
        stated=run.stated or aside.scores,
        **said,
    )
