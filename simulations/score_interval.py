"""How often the interval of a run's score covers the truth, and how often the percentile bootstrap would."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from generator.analyse.interval import wilson_ends
from generator.analyse.passk import Shares, mean_interval, pass_at_k
from simulations.difficulty import difficulties
from simulations.study import Study, share

TASKS = 164
SEED = 20260612
_NEAR_0 = tuple(0.001 * step for step in range(1, 20))
TRUTHS = (*_NEAR_0, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98, *(1 - x for x in _NEAR_0))
REPLICATES, CONTRASTED = 1000, 500
_DRAWS = 1000  # of a bootstrap


@dataclass(frozen=True, slots=True)
class Design:
    """Samples a task, and the k of pass@k; each has a seed of its own, so that others do not change its numbers."""

    samples: int
    k: int


DESIGNS = tuple(
    Design(*each) for each in ((10, 1), (10, 10), (20, 1), (20, 10), (200, 1), (200, 10), (200, 100))
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Mean coverage (0..1) over true scores and spreads of difficulty."""

    design: Design
    inner: float  # true pass@k from .05 to .95
    wider: float  # from .02 to .98
    ends: float  # nearer to 0 or 1


def coverage(replicates: int, designs: Iterable[Design] = DESIGNS) -> Iterator[Coverage]:
    """Simulate runs of several samples a task; the same seed for the same design, whichever others are run."""
    for design in designs:
        draws = np.random.default_rng((SEED, design.samples, design.k))
        found = [(true, _covered(true, _runs(draws, design, true, replicates))) for true in TRUTHS]
        yield Coverage(design, *_summary(found))


def _covered(true: float, runs: Iterable[Shares]) -> float:
    intervals = (mean_interval(shares, one_sample=False) for shares in runs)
    return float(np.mean([found.low <= true <= found.high for found in intervals]))


def _runs(draws: np.random.Generator, design: Design, true: float, replicates: int) -> Iterator[Shares]:
    """Draw the per-task estimates of runs on tasks of every spread, so many runs each."""
    samples = design.samples
    shares = pass_at_k(np.full(samples + 1, samples), np.arange(samples + 1), design.k)
    for tasks in difficulties(true, design.k):
        histograms = draws.multinomial(TASKS, tasks.chances(samples), size=replicates)
        yield from (np.repeat(shares, histogram) for histogram in histograms)


def _summary(found: list[tuple[float, float]]) -> tuple[float, float, float]:
    inner = [covered for true, covered in found if 0.05 <= true <= 0.95]
    wider = [covered for true, covered in found if 0.02 <= true <= 0.98]
    ends = [covered for true, covered in found if not 0.02 <= true <= 0.98]
    return float(np.mean(inner)), float(np.mean(wider)), float(np.mean(ends))


@dataclass(frozen=True, slots=True)
class ExactCoverage:
    """Coverage (0..1) of the interval of a run of one sample a task, over all true scores of a range."""

    scores: str
    lowest: float
    mean: float
    highest: float


def exact_coverage() -> Iterator[ExactCoverage]:
    """Sum the chances of all numbers of passes whose interval covers: nothing is drawn.

    The lowest and the highest look at both sides of each end of an interval too, where coverage jumps.
    """
    for name, low, high in (
        (".05 to .95", 0.05, 0.95),
        (".02 to .98", 0.02, 0.98),
        ("below .02", 1e-6, 0.02),
    ):
        grid, jumps = np.arange(max(low, 0.0001), high, 0.0001), _limits().ravel()
        sides = np.concatenate([jumps - 1e-12, jumps + 1e-12])
        every = np.concatenate([grid, sides[(low <= sides) & (sides <= high)]])
        covered = wilson_coverage(every)
        yield ExactCoverage(
            name, float(covered.min()), float(wilson_coverage(grid).mean()), float(covered.max())
        )


def wilson_coverage(truths: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the exact coverage at each true score (inside 0..1)."""
    from scipy.stats import binom  # noqa: PLC0415 - scipy takes 0.8 s to import

    low, high = _limits()
    truth = truths[:, np.newaxis]
    covered = (low <= truth) & (truth <= high)
    return np.asarray((binom.pmf(np.arange(TASKS + 1), TASKS, truth) * covered).sum(axis=1))


def _limits() -> NDArray[np.float64]:
    return np.array([wilson_ends(count / TASKS, TASKS) for count in range(TASKS + 1)]).T


@dataclass(frozen=True, slots=True)
class Contrast:
    """Coverage (0..1) of the interval and of the percentile bootstrap on the same runs."""

    true: float
    design: Design
    ours: float
    bootstrap: float


def contrast(replicates: int, truths: Iterable[float] = (0.9, 0.98, 0.996)) -> Iterator[Contrast]:
    """Simulate both intervals at scores near the top, where the bootstrap has too few failures to draw from."""
    for true in truths:
        for design in (Design(1, 1), Design(10, 1), Design(20, 10), Design(200, 100)):
            draws = np.random.default_rng((SEED, design.samples, design.k, round(1000 * true)))
            runs = tuple(_runs(draws, design, true, replicates))
            ours = (mean_interval(shares, one_sample=design.samples == 1) for shares in runs)
            theirs = (percentiles(shares, draws) for shares in runs)
            yield Contrast(
                true,
                design,
                float(np.mean([each.low <= true <= each.high for each in ours])),
                float(np.mean([low <= true <= high for low, high in theirs])),
            )


def percentiles(shares: Shares, draws: np.random.Generator) -> tuple[float, float]:
    """Give the ends of the percentile bootstrap over tasks of the mean of per-task shares."""
    values, counts = np.unique(shares, return_counts=True)
    means = draws.multinomial(len(shares), counts / len(shares), size=_DRAWS) @ values / len(shares)
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)


SCORE_INTERVAL = Study(
    f"Coverage of the interval of a run's score, {TASKS} tasks",
    partial(coverage, REPLICATES),
    {
        "samples a task": lambda row: f"{row.design.samples}",
        "k": lambda row: f"{row.design.k}",
        "true score .05 to .95": lambda row: share(row.inner),
        ".02 to .98": lambda row: share(row.wider),
        "nearer to 0 or 1": lambda row: share(row.ends),
    },
)
ONE_SAMPLE = Study(
    f"Exact coverage of the interval of a run of one sample a task, {TASKS} tasks",
    exact_coverage,
    {
        "true score": lambda row: row.scores,
        "lowest": lambda row: share(row.lowest),
        "mean": lambda row: share(row.mean),
        "highest": lambda row: share(row.highest),
    },
)
BOOTSTRAP = Study(
    f"Coverage of the interval of a run's score and of the percentile bootstrap, {TASKS} tasks",
    partial(contrast, CONTRASTED),
    {
        "true score": lambda row: f"{row.true:g}",
        "samples a task": lambda row: f"{row.design.samples}",
        "k": lambda row: f"{row.design.k}",
        "this interval": lambda row: share(row.ours),
        "percentile bootstrap": lambda row: share(row.bootstrap),
    },
)
