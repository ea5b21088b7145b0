"""The tasks of a run by what became of them, on its model's page: solved, solved on the base tests alone, failed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress

from generator.model.run import Counts, Run
from generator.render.formats import plural

_LISTS = 64  # of tasks: those of one edition of a benchmark are the same for thousands of runs


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks of one outcome; a name has how many of its samples pass where some do and some do not."""

    outcome: str
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunTasks:
    """All tasks of a run in groups; `called` is what their names begin with and leave out, such as `HumanEval/`."""

    summary: str
    called: str
    groups: tuple[TaskGroup, ...]


def run_tasks(run: Run, name: str, plus_name: str) -> RunTasks | None:
    """Group the tasks of a run; `name` and `plus_name` are its benchmark's. None where base outcomes are not known."""
    if run.base is None:
        return None
    full = run.base if run.plus is None else run.plus
    groups = tuple(_groups(run, run.base, full, name, plus_name))
    solved = int((full > 0).sum())
    parts = [f"{solved:,} of {plural(len(run.tasks), 'task')} solved"]
    if run.plus is not None and (alone := int(((run.base > 0) & (full == 0)).sum())):
        parts.append(f"{alone:,} on the base tests alone")
    return RunTasks(", ".join(parts), _split(run.tasks)[0], groups)


def _groups(run: Run, base: Counts, full: Counts, *names: str) -> Iterator[TaskGroup]:
    n, (name, plus_name) = run.samples, names
    tests = name if run.plus is None else plus_name
    many = bool((n > 1).any())
    kinds = [
        (f"Every sample passes {tests}" if many else f"Passes {tests}", full == n),
        (f"Some samples pass {tests}", (full > 0) & (full < n)),
        (f"Passes {name} but not {tests}", (base > 0) & (full == 0)),
        ("No sample passes" if many else "Fails", base == 0),
    ]
    named = _named(run, full)
    for outcome, chosen in kinds:
        if chosen.any():
            yield TaskGroup(outcome, tuple(compress(named, chosen.tolist())))


def _named(run: Run, passes: Counts) -> tuple[str, ...]:
    """Name all tasks, each with how many of its samples pass where some do and some do not."""
    each = zip(_split(run.tasks)[1], passes.tolist(), run.samples.tolist(), strict=True)
    return tuple(f"{short} ({c} of {n})" if 0 < c < n else short for short, c, n in each)


@lru_cache(maxsize=_LISTS)
def _split(tasks: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Give what all names have up to their last slash, nothing where they differ, and what is left of each."""
    starts = {task.rpartition("/")[0] for task in tasks}
    start = starts.pop()
    common = f"{start}/" if start and not starts else ""
    return common, tuple(task.removeprefix(common) for task in tasks)
