"""Slopes and gains by size on shared tasks: how often their intervals cover, with outcomes and without."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from generator.analyse.absence import Absence
from generator.analyse.effect import Scale
from generator.analyse.interaction import TunedPair, gain, growth
from generator.analyse.interval import Interval
from generator.analyse.scaling import fit_sizes
from generator.analyse.sizes import SizePoint, expit, logit
from simulations.difficulty import SPREADS, difficulty
from simulations.score_interval import SEED
from simulations.study import Study, share

TASKS = 164
SLOPE = 0.8  # logits per tenfold size
GAIN = 0.6  # logits, the same at every size
MIDDLES = (-1.5, 0.0, 1.5)  # logits of the family's middle size
REPLICATES = 400
_ALIKE, _SIDE = (
    0.6,
    0.2,
)  # of what makes a task hard, in normal scores: for all models, and for all base or all tuned
_DECADES = (8.0, 10.5)  # smallest and largest size
_FEW = 3  # sizes

Quantity = Literal["slope", "gain", "growth"]
Outcomes = NDArray[np.float64]  # models x tasks


@dataclass(frozen=True, slots=True)
class Design:
    """What is estimated, from how many sizes."""

    quantity: Quantity
    scale: Scale
    sizes: int


DESIGNS = (
    Design("slope", "logit", _FEW),
    Design("slope", "logit", 6),
    Design("gain", "points", _FEW),
    Design("gain", "logit", _FEW),
    Design("growth", "points", _FEW),
    Design("growth", "logit", _FEW),
    Design("growth", "logit", 2),
)


@dataclass(frozen=True, slots=True)
class SizeCoverage:
    """Coverage (0..1) of an interval over tasks, and how much wider it is without the outcomes of tasks."""

    design: Design
    printed: float  # each score with its number of tasks only
    outcomes: float  # with the outcomes of tasks
    wider: float  # ratio of mean widths


def coverage(replicates: int, designs: Iterable[Design] = DESIGNS) -> Iterator[SizeCoverage]:
    """Simulate families whose models find the same tasks hard; the same seed for the same design."""
    for design in designs:
        draws = np.random.default_rng((SEED, DESIGNS.index(design)))
        kept = [
            (*(each.low <= true <= each.high for each in pair), *(each.high - each.low for each in pair))
            for true, pair in _families(draws, design, replicates)
        ]
        printed, outcomes, wide, narrow = np.array(kept, dtype=float).mean(axis=0)
        yield SizeCoverage(design, float(printed), float(outcomes), float(wide / narrow))


def _families(
    draws: np.random.Generator, design: Design, replicates: int
) -> Iterator[tuple[float, tuple[Interval, Interval]]]:
    """Give the true value, and its interval without and with the outcomes, of families that have both."""
    decades = np.linspace(*_DECADES, design.sizes)
    for middle in MIDDLES:
        base = middle + SLOPE * (decades - decades.mean())
        logits = base if design.quantity == "slope" else np.concatenate([base, base + GAIN])
        truths = [expit(each) for each in logits]
        for spread in SPREADS:
            sides = np.repeat([0, 1], design.sizes)[: len(truths)]
            for outcomes in _outcomes(draws, (truths, sides), spread, replicates):
                found = (_interval(design, outcomes, known=known) for known in (False, True))
                printed, shared = found
                if isinstance(printed, Interval) and isinstance(shared, Interval):
                    yield _true(design, truths), (printed, shared)


def _outcomes(
    draws: np.random.Generator,
    models: tuple[list[float], NDArray[np.int64]],
    spread: float,
    replicates: int,
) -> Iterator[Outcomes]:
    """Draw one sample a task of each model: chances are beta-distributed, and correlated through normal scores.

    `models` are their true scores, and whether each is base (0) or tuned (1): what tuning makes easy it makes easy at
    every size.
    """
    from scipy.special import betaincinv, ndtr  # noqa: PLC0415 - scipy takes 0.8 s to import

    truths, sides = models
    known = [difficulty(true, spread, 1) for true in truths]
    a, b = np.array([[each.a] for each in known]), np.array([[each.b] for each in known])
    own_part = (1 - _ALIKE - _SIDE) ** 0.5
    for _ in range(replicates):
        shared, side = draws.standard_normal(TASKS), draws.standard_normal((2, TASKS))
        own = draws.standard_normal((len(truths), TASKS))
        ranks = ndtr(_ALIKE**0.5 * shared + _SIDE**0.5 * side[sides] + own_part * own)
        yield (draws.random(ranks.shape) < betaincinv(a, b, ranks)).astype(float)


def _interval(design: Design, outcomes: Outcomes, *, known: bool) -> Interval | Absence:
    sizes = 10 ** np.linspace(*_DECADES, design.sizes)
    points = [
        SizePoint(float(size), float(row.mean()), TASKS, row if known else None)
        for size, row in zip(np.resize(sizes, len(outcomes)), outcomes, strict=True)
    ]
    if design.quantity == "slope":
        fit = fit_sizes(points)
        return fit if isinstance(fit, Absence) else fit.slope_interval
    pairs = [TunedPair(*each) for each in zip(points[: design.sizes], points[design.sizes :], strict=True)]
    found = (gain if design.quantity == "gain" else growth)(pairs, design.scale)
    return found if isinstance(found, Absence) else found.interval


def _true(design: Design, truths: list[float]) -> float:
    if design.quantity == "slope":
        return SLOPE
    base, tuned = (
        np.array([logit(each) if design.scale == "logit" else each for each in half])
        for half in (truths[: design.sizes], truths[design.sizes :])
    )
    if design.quantity == "gain":
        return float((tuned - base).mean())
    return float(np.polyfit(np.linspace(*_DECADES, design.sizes), tuned - base, 1)[0])


SIZE_INTERVALS = Study(
    "Coverage of slopes and gains by size over tasks, 164 tasks that all models share, one sample a task",
    partial(coverage, REPLICATES),
    {
        "of": lambda row: f"{row.design.quantity}, {row.design.scale}",
        "sizes": lambda row: f"{row.design.sizes}",
        "scores as printed": lambda row: share(row.printed),
        "with outcomes": lambda row: share(row.outcomes),
        "printed wider by": lambda row: f"{row.wider:.2f} times",
    },
)
