"""Two runs of several samples a task: how often the paired t interval of their difference covers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from generator.analyse.compare import mean_difference
from generator.analyse.interval import Interval
from generator.analyse.passk import pass_at_k
from simulations.difficulty import SPREADS, Difficulty, difficulty
from simulations.score_interval import SEED, Design
from simulations.study import Study, share

TASKS = 164
DESIGNS = tuple(Design(*each) for each in ((10, 1), (10, 10), (20, 10), (200, 1), (200, 100)))
EQUAL = ((0.1, 0.1), (0.3, 0.3), (0.5, 0.5), (0.85, 0.85))  # true pass@k of both
APART = ((0.1, 0.2), (0.3, 0.4), (0.5, 0.8), (0.85, 0.95))
ENDS = ((0.02, 0.02), (0.02, 0.05), (0.95, 0.98), (0.98, 0.98))
REPLICATES = 400
_ALIKE = 0.8  # correlation of what is hard for both, in normal scores

Chances = NDArray[np.float64]  # runs x tasks


@dataclass(frozen=True, slots=True)
class TCoverage:
    """Mean coverage (0..1) over pairs of true scores and spreads of difficulty."""

    design: Design
    equal: float
    apart: float
    ends: float  # both scores within 5 points of 0 or 100%


def coverage(replicates: int, designs: Iterable[Design] = DESIGNS) -> Iterator[TCoverage]:
    """Simulate pairs of runs for which the same tasks are hard; the same seed for the same design."""
    for design in designs:
        draws = np.random.default_rng((SEED, design.samples, design.k))
        found = (_mean(draws, design, pairs, replicates) for pairs in (EQUAL, APART, ENDS))
        yield TCoverage(design, *found)


def _mean(
    draws: np.random.Generator, design: Design, pairs: Iterable[tuple[float, float]], replicates: int
) -> float:
    """Count among the runs that have an interval at all: not all differences are the same."""
    covered = [
        interval.low <= second - first <= interval.high
        for first, second in pairs
        for interval in _intervals(draws, design, (first, second), replicates)
    ]
    return float(np.mean(covered))


def _intervals(
    draws: np.random.Generator, design: Design, true: tuple[float, float], replicates: int
) -> Iterator[Interval]:
    for spread in SPREADS:
        first, second = (difficulty(each, spread, design.k) for each in true)
        for chances in _tasks(draws, (first, second), replicates):
            passed = draws.binomial(design.samples, chances)
            a, b = pass_at_k(np.full(passed.shape, design.samples), passed, design.k)
            interval = mean_difference(b - a).interval
            if interval is not None:
                yield interval


def _tasks(
    draws: np.random.Generator, pair: tuple[Difficulty, Difficulty], replicates: int
) -> Iterator[Chances]:
    """Draw both runs' chances to pass each task: beta-distributed, and correlated through normal scores."""
    from scipy.special import betaincinv, ndtr  # noqa: PLC0415 - scipy takes 0.8 s to import

    shared, own = draws.standard_normal((replicates, 1, TASKS)), draws.standard_normal((replicates, 2, TASKS))
    ranks = ndtr(_ALIKE**0.5 * shared + (1 - _ALIKE) ** 0.5 * own)
    a, b = np.array([[each.a] for each in pair]), np.array([[each.b] for each in pair])
    yield from betaincinv(a, b, ranks)


PAIRED_T = Study(
    f"Coverage of the paired t interval of the difference of two runs of several samples, {TASKS} tasks",
    partial(coverage, REPLICATES),
    {
        "samples a task": lambda row: f"{row.design.samples}",
        "k": lambda row: f"{row.design.k}",
        "equally good": lambda row: share(row.equal),
        "one better": lambda row: share(row.apart),
        "near 0 or 1": lambda row: share(row.ends),
    },
)
