"""What a board's outcomes tell beyond its scores: its tasks, and what its pairs can tell apart."""

from dataclasses import dataclass

import numpy as np

from generator.analyse.absence import Absence
from generator.analyse.board import Board
from generator.analyse.noise import PairNoise, detectable_difference, pair_noise
from generator.analyse.outcomes import Outcomes, outcomes_of
from generator.analyse.tasks import Kind, TaskResult, task_results


@dataclass(frozen=True, slots=True, eq=False)
class ScoreStudy:
    """One kind of score, base or plus, of one board."""

    outcomes: Outcomes
    tasks: tuple[TaskResult, ...]  # hardest first
    noise: PairNoise | Absence

    @property
    def models(self) -> int:
        """How many models ran."""
        return self.tasks[0].models

    def of_kind(self, kind: Kind) -> tuple[TaskResult, ...]:
        """List the tasks of one kind."""
        return tuple(task for task in self.tasks if task.kind == kind)

    @property
    def detectable(self) -> tuple[float, float, float] | Absence:
        """The difference (share) that 80% power finds: the median over the board's pairs, the smallest and the largest."""
        if isinstance(self.noise, Absence):
            return self.noise
        found = [detectable_difference(float(error)) for error in np.sort(self.noise.errors)]
        return float(np.median(found)), found[0], found[-1]


@dataclass(frozen=True, slots=True, eq=False)
class BoardStudy:
    """A board with what its base scores, and its plus scores, tell of its tasks and pairs."""

    board: Board
    base: ScoreStudy | Absence
    plus: ScoreStudy | Absence


def study(board: Board) -> BoardStudy:
    """Study a board's base and plus outcomes, each over the runs that have them."""
    return BoardStudy(board, _score_study(board, plus=False), _score_study(board, plus=True))


def _score_study(board: Board, *, plus: bool) -> ScoreStudy | Absence:
    outcomes = outcomes_of((row.run for row in board.rows), plus=plus)
    if isinstance(outcomes, Absence):
        return outcomes
    return ScoreStudy(outcomes, task_results(outcomes), pair_noise(outcomes))
