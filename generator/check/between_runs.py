"""What shows only when runs are held against each other: doubles, tasks that others do not have, tasks that none passes."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from generator.check.wording import counted, listed
from generator.model.corpus import Corpus
from generator.model.finding import Finding
from generator.model.run import Counts, Run

_FEWEST_SHARED = 20  # tasks; fewer agree by chance
_SHOWN = 3
MOST_IN_PAIRS = 200  # runs of a benchmark: 19,900 pairs


@dataclass(frozen=True, slots=True)
class TaskFault:
    """A task that a version of a harness fails whatever the solution."""

    task: str
    harness: str
    version: str
    why: str

    def passed_by(self, run: Run) -> bool:
        """Say whether a sample of a run passes the task."""
        return run.base is not None and bool(run.base[run.tasks.index(self.task)])

    def may_touch(self, run: Run) -> bool:
        """Say whether a run's harness may be of this version; result files tell a range such as `0.2.1-0.3.1`."""
        return (
            run.provenance.harness == self.harness
            and self.version in run.provenance.harness_version.split("-")
        )


# Found by running the harness on the reference solutions themselves: 163 of 164 pass.
FAULTS = (TaskFault("HumanEval/32", "evalplus", "0.3.1", "fails its reference solution too"),)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two runs of one benchmark, and the share (0..1) of their common tasks with the same outcomes."""

    one: Run
    other: Run
    shared: int
    alike: float


def few_and_many(runs: Sequence[Run]) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Part runs into those of benchmarks whose runs are compared two by two, and those of which there are too many."""
    counts = Counter(run.benchmark for run in runs)
    few = tuple(run for run in runs if counts[run.benchmark] <= MOST_IN_PAIRS)
    return few, tuple(run for run in runs if counts[run.benchmark] > MOST_IN_PAIRS)


def likenesses(runs: Sequence[Run]) -> tuple[Likeness, ...]:
    """Compare all pairs of runs of a benchmark on the tasks that they share, the most alike first.

    Left out: pairs with few common tasks or different numbers of samples, and runs that pass all of them or none.
    """
    groups: dict[str, list[Run]] = {}
    for run in runs:
        groups.setdefault(run.benchmark, []).append(run)
    pairs = (pair for group in groups.values() for pair in combinations(group, 2))
    return _ordered(pairs)


def twins(runs: Iterable[Run]) -> tuple[Likeness, ...]:
    """Pair the first of all runs that have the same tasks and the same outcomes with each of the others.

    The work grows with the runs, not with their pairs; runs that share a part of their tasks are not held against each
    other. Left out is what `likenesses` leaves out.
    """
    groups: dict[tuple[object, ...], list[Run]] = {}
    for run in runs:
        groups.setdefault(_fingerprint(run), []).append(run)
    return _ordered((first, other) for first, *others in groups.values() for other in others)


def _fingerprint(run: Run) -> tuple[object, ...]:
    order = sorted(range(len(run.tasks)), key=run.tasks.__getitem__)
    counts = (run.samples, run.base, run.plus, run.plus_alone)
    outcomes = (each if each is None else each[order].astype(np.int64).tobytes() for each in counts)
    return (run.benchmark, tuple(run.tasks[at] for at in order), *outcomes)


def _ordered(pairs: Iterable[tuple[Run, Run]]) -> tuple[Likeness, ...]:
    found = (likeness for one, other in pairs if (likeness := _likeness(one, other)))
    return tuple(sorted(found, key=lambda each: (-each.alike, each.one.id, each.other.id)))


def _likeness(one: Run, other: Run) -> Likeness | None:
    mine, theirs = _outcomes(one, other), _outcomes(other, one)
    if one.tasks != other.tasks:
        at, there = _places(one.tasks, other.tasks)
        mine, theirs = mine[:, at], theirs[:, there]
    telling = 0 < mine[1].sum() < mine[0].sum()
    if mine.shape[1] < _FEWEST_SHARED or not telling or bool((mine[0] != theirs[0]).any()):
        return None
    return Likeness(one, other, mine.shape[1], float((mine == theirs).all(axis=0).mean()))


def _outcomes(run: Run, beside: Run) -> Counts:
    """Give samples and passes of a run, one column a task, as far as the other run has them too."""
    both = ((run.base, beside.base), (run.plus, beside.plus), (run.plus_alone, beside.plus_alone))
    measured = [mine for mine, theirs in both if mine is not None and theirs is not None]
    return np.array([run.samples, *(measured or [np.zeros_like(run.samples)])])


def _places(tasks: Sequence[str], others: Sequence[str]) -> tuple[list[int], list[int]]:
    """Give the places of the common tasks in both runs."""
    there = {task: at for at, task in enumerate(others)}
    common = [(at, there[task]) for at, task in enumerate(tasks) if task in there]
    return [mine for mine, _ in common], [theirs for _, theirs in common]


def doubled_runs(corpus: Corpus) -> Iterator[Finding]:
    """No two runs have the same outcome on every task that they share."""
    few, many = few_and_many(corpus.runs)
    pairs = (*likenesses(few), *twins(many))
    for group in _groups(corpus.runs, [pair for pair in pairs if pair.alike == 1]):
        first, *others = group
        shared = min(p.shared for p in pairs if p.alike == 1 and p.one in group and p.other in group)
        benchmark = first.benchmark
        nearest = next((p.alike for p in pairs if p.alike < 1 and p.one.benchmark == benchmark), None)
        ids = [run.id for run in others]
        more = [f"{len(ids) - _SHOWN} more"] if len(ids) > _SHOWN else []
        names = listed([*ids[:_SHOWN], *more])
        has, both = ("has", "both") if len(ids) == 1 else ("have", "they all")
        text = f"{names}: {has} the same outcomes as {first.id} on all {shared} tasks that {both} have"
        if nearest is not None:
            text += f"; no other two runs of this benchmark agree on more than {math.ceil(1000 * nearest) / 10:g}%"
        yield _doubled(others[0], group, text)


def doubled_run(run: Run, other: Run) -> Iterator[Finding]:
    """Tell of one run that it has the outcomes of another, before both are in a report."""
    likeness = _likeness(run, other)
    if likeness and likeness.alike == 1:
        text = f"{run.id}: has the same outcomes as {other.id} on all {likeness.shared} tasks that both have"
        yield _doubled(run, (other, run), text)


def _doubled(run: Run, group: Sequence[Run], text: str) -> Finding:
    about = tuple(each.id for each in group)
    if len({each.model for each in group}) == 1:
        return Finding(run.place, "doubled-run", "note", text, about)
    return Finding(run.place, "doubled-run", "warning", text, about)


def _groups(runs: Sequence[Run], pairs: Sequence[Likeness]) -> Iterator[tuple[Run, ...]]:
    """Yield the runs that pairs join, each group once, in the order of the runs."""
    groups: list[set[str]] = []
    for pair in pairs:
        joined = {pair.one.id, pair.other.id}
        for group in [each for each in groups if each & joined]:
            groups.remove(group)
            joined |= group
        groups.append(joined)
    for group in groups:
        yield tuple(run for run in runs if run.id in group)


def foreign_tasks(corpus: Corpus) -> Iterator[Finding]:
    """No run has a task that the whole runs of its dataset version lack."""
    keys = [(run.benchmark, run.dataset_version, run.tasks) for run in corpus.runs]
    whole = Counter(key for key in keys if len(key[2]) == corpus.benchmarks[key[0]].tasks_of(key[1]))
    found = {key: _foreign(key, whole) for key in dict.fromkeys(keys)}
    for run, key in zip(corpus.runs, keys, strict=True):
        foreign = found[key]
        if foreign:
            shown = listed(foreign[:_SHOWN]) + (" and more" if len(foreign) > _SHOWN else "")
            text = (
                f"{run.id}: {counted(len(foreign), 'task')} ({shown}) that no whole run of "
                f"{corpus.benchmarks[run.benchmark].name} {run.dataset_version} has"
            )
            yield Finding(run.place, "foreign-task", "warning", text, (run.id,))


def _foreign(
    key: tuple[str, str, tuple[str, ...]], whole: Counter[tuple[str, str, tuple[str, ...]]]
) -> list[str]:
    """List the tasks of a run that no other whole run of its benchmark and version has; none where there is no other."""
    known = [set(tasks) for *where, tasks in whole - Counter([key]) if where == list(key[:2])]
    return [task for task in key[2] if known and not any(task in tasks for tasks in known)]


def plus_without_base(corpus: Corpus) -> Iterator[Finding]:
    """No sample passes the plus tests, which include the base tests, and fails the base tests."""
    groups: dict[tuple[str, str], list[Run]] = {}
    for run in corpus.runs:
        if run.plus_without_base:
            groups.setdefault((run.provenance.source or run.id, run.benchmark), []).append(run)
    for (source, benchmark), runs in groups.items():
        count = sum(run.plus_without_base for run in runs)
        among = [run for run in corpus.runs if source in {run.provenance.source, run.id}]
        total = sum(int(run.samples.sum()) for run in among if run.benchmark == benchmark)
        text = (
            f"{source}: {count} of {counted(total, 'sample')} on {corpus.benchmarks[benchmark].name} "
            f"{'passes' if count == 1 else 'pass'} the plus tests and {'fails' if count == 1 else 'fail'} the base tests"
            f"{f', in {len(runs)} runs' if len(runs) > 1 else ''}; counted as failed"
        )
        yield Finding(runs[0].place, "plus-without-base", "note", text, tuple(run.id for run in runs))


def faulty_tasks(corpus: Corpus) -> Iterator[Finding]:
    """No task failed because a version of the harness fails it whatever the solution."""
    for fault in FAULTS:
        holding = [run for run in corpus.runs if fault.task in run.tasks and run.base is not None]
        failing = [run for run in holding if not fault.passed_by(run)]
        touched = [run for run in failing if fault.may_touch(run)]
        if touched:
            benchmark = corpus.benchmarks[touched[0].benchmark]
            yield Finding(benchmark.place, "faulty-task", "note", _faulty(fault, holding, failing, touched))


def _faulty(fault: TaskFault, holding: Sequence[Run], failing: Sequence[Run], touched: Sequence[Run]) -> str:
    unstated = sum(not run.provenance.harness for run in failing)
    failed = "none" if len(failing) == len(holding) else f"{len(holding) - len(failing)}"
    text = (
        f"{fault.task}: {fault.harness} {fault.version} {fault.why}; {failed} of the {counted(len(holding), 'run')} with "
        f"this task {'passes' if len(holding) - len(failing) < 2 else 'pass'} it"
    )
    text += f", {counted(len(touched), 'run')} that failed may be of that version"
    return f"{text}, and {unstated} do not state their harness" if unstated else text
