"""Tasks of a board: how many models solve each, and whether solving it goes with solving the others."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from generator.analyse.absence import Absence
from generator.analyse.interval import Interval
from generator.analyse.kendall import kendall
from generator.analyse.multiplicity import benjamini_hochberg
from generator.analyse.outcomes import Matrix, Outcomes
from generator.analyse.passk import mean_interval
from generator.model.memory import Memory

LEAST_MODELS = 5  # with fewer, no order of the models is improbable enough to say anything
ALPHA = 0.05
Kind = Literal["unsolved", "solved by one", "suspect", "weakly discriminating", ""]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How passing a task goes with the score on the other tasks.

    `tau` is Kendall's tau-b, -1..1; `p` is one-sided, for a negative association; `adjusted` is p after
    Benjamini-Hochberg over the board's tasks.
    """

    tau: float
    p: float
    adjusted: float


@dataclass(frozen=True, slots=True)
class TaskResult:
    """One task on a board; `passing` is the share of samples that pass, 0..1, on average over the models."""

    task: str
    passing: float
    interval: Interval  # resamples models
    models: int
    solved_by: tuple[str, ...]  # ids of the models of which any sample passes
    agreement: Agreement | Absence

    @property
    def kind(self) -> Kind:
        """Name what is notable; a task is suspect only if the negative association stays after correction."""
        if len(self.solved_by) == 0:
            return "unsolved"
        if isinstance(self.agreement, Agreement) and self.agreement.adjusted <= ALPHA:
            return "suspect"
        if len(self.solved_by) == 1 and self.models >= LEAST_MODELS:
            return "solved by one"
        if isinstance(self.agreement, Agreement) and self.agreement.tau < 0:
            return "weakly discriminating"
        return ""


def task_results(outcomes: Outcomes, memory: Memory) -> tuple[TaskResult, ...]:
    """Judge each task of a board, hardest first, then in the board's order.

    A model with several runs counts once, by the mean of its runs. The interval of the share passing takes the models
    as a sample of models like them; models of one family are not, so that it is rather too narrow. A task can be
    mistaken, or its tests, where the models that are better elsewhere fail it more often: [wang2024evalarena].
    """
    models, shares = _by_model(outcomes)
    names = np.array(models, dtype=object)
    single = bool(np.isin(shares, (0.0, 1.0)).all())
    agreements = _agreements(shares, memory)
    results = (
        TaskResult(
            task,
            float(column.mean()),
            mean_interval(column, one_sample=single, resampled="models"),
            len(models),
            tuple(names[column > 0]),
            agreement,
        )
        for task, column, agreement in zip(outcomes.tasks, shares.T, agreements, strict=True)
    )
    return tuple(sorted(results, key=lambda result: round(result.passing, 12)))


def _by_model(outcomes: Outcomes) -> tuple[tuple[str, ...], Matrix]:
    """Average the runs of each model; models in the order of their first runs."""
    places: dict[str, list[int]] = {}
    for place, run in enumerate(outcomes.runs):
        places.setdefault(run.model, []).append(place)
    shares = outcomes.shares
    return tuple(places), np.stack([shares[rows].mean(axis=0) for rows in places.values()])


def _agreements(shares: Matrix, memory: Memory) -> tuple[Agreement | Absence, ...]:
    """Compare each task with all others by Kendall's tau-b over models, and correct the p-values over the board.

    Benjamini Y., Hochberg Y. (1995).
    Controlling the false discovery rate. Journal of the Royal Statistical Society B 57, 289-300.
    """
    elsewhere = np.round(
        shares.sum(axis=1)[:, np.newaxis] - shares, 9
    )  # equal scores are ties, however summed
    reasons = [_unjudged(*columns) for columns in zip(shares.T, elsewhere.T, strict=True)]
    judged = [task for task, reason in enumerate(reasons) if reason is None]
    if not judged:
        return tuple(reason for reason in reasons if reason is not None)
    known = memory.of(
        "kendall",
        shares,  # all else is of them
        list[tuple[float, float]],
        lambda: [kendall(shares[:, task], elsewhere[:, task]) for task in judged],
    )
    taus, ps = zip(*known, strict=True)
    found = zip(taus, ps, benjamini_hochberg(np.array(ps)).tolist(), strict=True)
    agreements = dict(zip(judged, (Agreement(*values) for values in found), strict=True))
    return tuple(reason or agreements[task] for task, reason in enumerate(reasons))


def _unjudged(column: NDArray[np.float64], elsewhere: NDArray[np.float64]) -> Absence | None:
    if len(column) < LEAST_MODELS:
        return Absence(f"needs {LEAST_MODELS} models, this board has {len(column)}")
    if np.ptp(column) == 0:
        alike = {0.0: "no model passes", 1.0: "all models pass"}
        return Absence(alike.get(float(column[0]), "all models pass equally often"))
    if np.ptp(elsewhere) == 0:
        return Absence("all models score the same on the other tasks")
    return None
