"""The tasks of a run by what became of them, on its model's page: solved, solved on the base tests alone, failed."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.run import Counts, Run
from generator.render.formats import plural


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
    return RunTasks(", ".join(parts), _common(run.tasks), groups)


def _groups(run: Run, base: Counts, full: Counts, *names: str) -> Iterator[TaskGroup]:
    n, (name, plus_name), called = run.samples, names, _common(run.tasks)
    tests = name if run.plus is None else plus_name
    many = bool((n > 1).any())
    kinds = [
        (f"Every sample passes {tests}" if many else f"Passes {tests}", full == n),
        (f"Some samples pass {tests}", (full > 0) & (full < n)),
        (f"Passes {name} but not {tests}", (base > 0) & (full == 0)),
        ("No sample passes" if many else "Fails", base == 0),
    ]
    for outcome, chosen in kinds:
        places = [int(place) for place in chosen.nonzero()[0]]
        if places:
            yield TaskGroup(outcome, tuple(_named(run, full, place, called) for place in places))


def _named(run: Run, passes: Counts, place: int, called: str) -> str:
    """Name a task, with how many of its samples pass where some do and some do not."""
    short = run.tasks[place].removeprefix(called)
    c, n = int(passes[place]), int(run.samples[place])
    return f"{short} ({c} of {n})" if 0 < c < n else short


def _common(tasks: tuple[str, ...]) -> str:
    """Give what all names have before their last slash, with it; nothing where they differ."""
    starts = {task.rpartition("/")[0] for task in tasks}
    start = starts.pop()
    return f"{start}/" if start and not starts else ""
