"""What a board's outcomes tell beyond its scores: its tasks, and what its pairs can tell apart."""

from dataclasses import dataclass

import numpy as np

from generator.analyse.absence import Absence
from generator.analyse.board import Board
from generator.analyse.board_pairs import MOST_RUNS
from generator.analyse.noise import PairNoise, pair_noise
from generator.analyse.outcomes import Matrix, Outcomes, outcomes_of
from generator.analyse.power import detectable_difference
from generator.analyse.tasks import Kind, TaskResult, task_results
from generator.model.memory import Memory


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of a number over the pairs of a board, with its range."""

    median: float
    least: float
    most: float
    pairs: int


@dataclass(frozen=True, slots=True, eq=False)
class ScoreStudy:
    """One kind of score, base or plus, of one board."""

    plus: bool
    outcomes: Outcomes
    tasks: tuple[TaskResult, ...]  # hardest first
    noise: PairNoise | Absence  # of the pairs of the first `MOST_RUNS` runs

    @property
    def models(self) -> int:
        """How many models ran."""
        return self.tasks[0].models

    def of_kind(self, kind: Kind) -> tuple[TaskResult, ...]:
        """List the tasks of one kind."""
        return tuple(task for task in self.tasks if task.kind == kind)

    @property
    def errors(self) -> Spread | Absence:
        """The standard errors of the paired differences of the board's pairs, in shares."""
        if isinstance(self.noise, Absence):
            return self.noise
        return _spread(self.noise.error)

    @property
    def parted(self) -> tuple[Spread, Spread] | Absence:
        """The standard errors of the pairs by tasks alone, and by sampling with one sample a task, in shares.

        A pair whose part by tasks is estimated below 0 counts as 0.
        """
        if isinstance(self.noise, Absence):
            return self.noise
        if isinstance(self.noise.parts, Absence):
            return self.noise.parts
        task, sampling = (
            _spread(np.sqrt(np.maximum(part, 0) / self.noise.tasks)) for part in self.noise.parts
        )
        return task, sampling

    @property
    def detectable(self) -> Spread | Absence:
        """The differences (shares) that a test at 5% finds with 80% power, over the board's pairs."""
        if isinstance(self.noise, Absence):
            return self.noise
        reach = detectable_difference(1.0)
        found = self.noise.errors[
            self.noise.errors > 0
        ]  # of pairs that differ alike everywhere nothing is known
        if isinstance(reach, Absence) or not found.size:
            return Absence(
                "each pair of runs differs alike on every task: nothing tells how much differences vary"
            )
        return Spread(
            reach * float(np.median(found)),
            reach * float(found.min()),
            reach * float(found.max()),
            len(found),
        )


@dataclass(frozen=True, slots=True, eq=False)
class BoardStudy:
    """A board with what its base scores, and its plus scores, tell of its tasks and pairs."""

    board: Board
    base: ScoreStudy | Absence
    plus: ScoreStudy | Absence


def study(board: Board, memory: Memory | None = None) -> BoardStudy:
    """Study a board's base and plus outcomes, each over the runs that have them; `memory` has what is known already."""
    known = memory or Memory()
    return BoardStudy(board, _score_study(board, known, plus=False), _score_study(board, known, plus=True))


def _score_study(board: Board, memory: Memory, *, plus: bool) -> ScoreStudy | Absence:
    outcomes = outcomes_of((row.run for row in board.rows), plus=plus)
    if isinstance(outcomes, Absence):
        return outcomes
    return ScoreStudy(plus, outcomes, task_results(outcomes, memory), pair_noise(outcomes.first(MOST_RUNS)))


def _spread(pairs: Matrix) -> Spread:
    """Describe a symmetric matrix of pairs, each pair once."""
    found = pairs[np.triu_indices(len(pairs), 1)]
    return Spread(float(np.median(found)), float(found.min()), float(found.max()), len(found))
