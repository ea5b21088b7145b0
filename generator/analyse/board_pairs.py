"""All pairs of a board, or why its runs are not compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from generator.analyse.absence import Absence
from generator.analyse.all_pairs import AllPairs, pairs_of_means, pairs_of_outcomes
from generator.analyse.board import Board
from generator.analyse.leading_pairs import LeadingPairs, leading_pairs
from generator.analyse.noise import Noise, PairNoise, pair_noise
from generator.analyse.outcomes import outcomes_of
from generator.analyse.passk import Shares, shares_of
from generator.analyse.scores import Estimate
from generator.model.memory import Memory
from generator.model.run import Run

Pairs = AllPairs | LeadingPairs
MOST_RUNS = 100  # of which every pair is tested: 4,950; of more, those with one of the first 100


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """The runs of a board that share tasks and a measured score, with their pass@1 over tasks and all their pairs."""

    runs: tuple[Run, ...]
    plus: bool
    shares: Shares  # runs x tasks
    pairs: Pairs
    noise: PairNoise | Absence | None = None  # of all pairs; None where it is asked for pair by pair

    def noise_of(self, first: int, second: int) -> Noise | Absence:
        """Split the noise of one difference, by the places of the two."""
        if self.noise is not None:
            return self.noise if isinstance(self.noise, Absence) else self.noise.pair(first, second)
        found = _noise([self.runs[first], self.runs[second]], plus=self.plus)
        return found if isinstance(found, Absence) else found.pair(0, 1)


def compare_board(
    board: Board, seed: int, *, plus: bool | None = None, memory: Memory | None = None
) -> Compared | Absence:
    """Compare the runs of a board two by two on its plus score, or on its base score where nothing measured plus.

    Runs whose score was not measured are left out. One sample a task everywhere: exact McNemar and Holm; otherwise
    paired t and max-T. Of more than `MOST_RUNS` runs, only those of the highest scores are compared with every other, and
    all pairs are adjusted for: `LeadingPairs`. Absent, with the reason, where decoding is not stated, tasks differ, or
    fewer than two runs are left. `memory` has what is known already.
    """
    if plus is None:
        plus = ranked_by_plus(board)
    runs = measured_runs(board, plus=plus)
    reason = _why_not(board, runs)
    if reason:
        return Absence(reason)
    shares = np.stack([shares_of(run, runs[0].tasks, plus=plus) for run in runs])
    one_sample = all(run.samples.max() == 1 for run in runs)
    known = len(runs) <= MOST_RUNS and all(run.samples.min() > 1 for run in runs)
    noise = _noise(runs, plus=plus) if known else None
    return Compared(runs, plus, shares, _pairs(shares, seed, memory, one_sample=one_sample), noise)


def measured_runs(board: Board, *, plus: bool) -> tuple[Run, ...]:
    """Give the runs of a board whose plus score, or base score, was measured, the best first."""
    return tuple(row.run for row in board.rows if isinstance(row.plus if plus else row.base, Estimate))


def _noise(runs: Sequence[Run], *, plus: bool) -> PairNoise | Absence:
    outcomes = outcomes_of(runs, plus=plus)
    return outcomes if isinstance(outcomes, Absence) else pair_noise(outcomes)


def _pairs(shares: Shares, seed: int, memory: Memory | None, *, one_sample: bool) -> Pairs:
    if len(shares) > MOST_RUNS:
        return leading_pairs(shares, MOST_RUNS, one_sample=one_sample)
    return pairs_of_outcomes(shares) if one_sample else pairs_of_means(shares, seed, memory)


def ranked_by_plus(board: Board) -> bool:
    """Say whether a board's order is one of plus scores: any of its runs has one."""
    return any(isinstance(row.plus, Estimate) for row in board.rows)


def _why_not(board: Board, runs: tuple[Run, ...]) -> str:
    """Say why runs of a board cannot be compared two by two; empty where they can."""
    if board.key.strategy == "unknown":
        return "how samples were drawn is not stated and may differ from run to run"
    if len(runs) < 2:
        return "there is one run only" if len(board.rows) < 2 else "fewer than two runs have this score"
    if any(one.tasks != other.tasks and set(one.tasks) != set(other.tasks) for one, other in pairwise(runs)):
        return "the runs did not all do the same tasks"
    if board.key.tasks < 2:
        return "one task tells nothing about others"
    return ""
