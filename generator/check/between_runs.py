"""What shows only when runs are held against each other: doubles, tasks that others do not have, tasks that none passes."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.check.likeness import Likeness, Likenesses, likeness, likenesses
from generator.check.wording import counted, listed
from generator.model.corpus import Corpus, derived
from generator.model.finding import Finding
from generator.model.run import Run

_SHOWN = 3


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


@derived
def all_likenesses(corpus: Corpus) -> Likenesses:
    """Hold all runs of a report against each other."""
    return likenesses(corpus.runs)


def doubled_runs(corpus: Corpus) -> Iterator[Finding]:
    """No two runs have the same outcome on every task that they share."""
    found = all_likenesses(corpus)
    for group in _groups(corpus.runs, found.doubled):
        first, *others = group
        shared = min(pair.shared for pair in found.doubled if pair.one in group and pair.other in group)
        nearest = found.nearest.get(first.benchmark)
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
    if pair := likeness(run, other):
        text = f"{run.id}: has the same outcomes as {other.id} on all {pair.shared} tasks that both have"
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
    whole: dict[tuple[str, str], Counter[tuple[str, ...]]] = {}
    for run in corpus.runs:
        if len(run.tasks) == corpus.benchmarks[run.benchmark].tasks_of(run.dataset_version):
            whole.setdefault((run.benchmark, run.dataset_version), Counter())[run.tasks] += 1
    for run in corpus.runs:
        lists = whole.get((run.benchmark, run.dataset_version), Counter())
        others = [tasks for tasks, count in lists.items() if count > 1 or tasks != run.tasks]
        known = frozenset().union(*others) if others and run.tasks not in others else frozenset(run.tasks)
        foreign = [task for task in run.tasks if task not in known]
        if foreign:
            shown = listed(foreign[:_SHOWN]) + (" and more" if len(foreign) > _SHOWN else "")
            text = (
                f"{run.id}: {counted(len(foreign), 'task')} ({shown}) that no whole run of "
                f"{corpus.benchmarks[run.benchmark].name} {run.dataset_version} has"
            )
            yield Finding(run.place, "foreign-task", "warning", text, (run.id,))


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
