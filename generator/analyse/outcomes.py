"""Tallies of several runs on the same tasks, as one table."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.analyse.absence import Absence
from generator.model.run import Counts, Run

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """Counts over runs x tasks, in the given order of runs and the order of tasks of the first."""

    runs: tuple[Run, ...]
    tasks: tuple[str, ...]
    samples: Counts
    passed: Counts

    @property
    def shares(self) -> Matrix:
        """The share of each run's samples that pass each task, 0..1."""
        return np.asarray(self.passed / self.samples)

    def first(self, most: int) -> "Outcomes":
        """Give the first runs alone."""
        return Outcomes(self.runs[:most], self.tasks, self.samples[:most], self.passed[:most])


def outcomes_of(runs: Iterable[Run], *, plus: bool) -> Outcomes | Absence:
    """Lay runs side by side, those left out whose base (or base and plus) outcomes were not measured.

    Absent where none is left, or where two of them ran on different tasks; the order of tasks does not matter.
    """
    measured = tuple((run, passed) for run in runs if (passed := run.plus if plus else run.base) is not None)
    if not measured:
        return Absence("not measured")
    tasks = measured[0][0].tasks
    if any(run.tasks != tasks and set(run.tasks) != set(tasks) for run, _ in measured):
        return Absence("the runs did not run on the same tasks")
    if all(run.tasks == tasks for run, _ in measured):
        laid = (np.stack([run.samples for run, _ in measured]), np.stack([passed for _, passed in measured]))
        return Outcomes(tuple(run for run, _ in measured), tasks, *laid)
    orders = [_order(run.tasks, tasks) for run, _ in measured]
    return Outcomes(
        tuple(run for run, _ in measured),
        tasks,
        np.stack([run.samples[order] for (run, _), order in zip(measured, orders, strict=True)]),
        np.stack([passed[order] for (_, passed), order in zip(measured, orders, strict=True)]),
    )


def _order(found: tuple[str, ...], wanted: tuple[str, ...]) -> NDArray[np.intp]:
    if found == wanted:
        return np.arange(len(wanted))
    at = {task: place for place, task in enumerate(found)}
    return np.array([at[task] for task in wanted])
