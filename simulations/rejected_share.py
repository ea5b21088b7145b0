"""How often the interval of the pooled share of base-passing samples that plus tests reject covers the truth."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from generator.analyse.verified import ratio_interval
from simulations.study import Study, share

SEED = 20260613
REPLICATES = 1000
SHARES = (0.01, 0.03, 0.1, 0.3)
DIFFICULTIES = ((0.3, 0.3), (2.0, 2.0), (1.0, 4.0))  # beta-distributed chances to pass the base tests
SPREADS = (0.2, 2.0, 20.0)  # alpha + beta of a task's chance to be rejected: all or nothing, mixed, alike


@dataclass(frozen=True, slots=True)
class Design:
    """Tasks, and samples a task."""

    tasks: int
    samples: int


DESIGNS = tuple(Design(tasks, samples) for tasks in (29, 89, 164) for samples in (2, 10, 40))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Mean and lowest coverage (0..1) over spreads and difficulties, for small and for larger true shares."""

    design: Design
    small: float  # true share of .01
    mean: float  # .03 to .3
    lowest: float  # of any single setting


def coverage(replicates: int, designs: Iterable[Design] = DESIGNS) -> Iterator[Coverage]:
    """Simulate runs whose tasks differ in both chances; the same seed for the same design, whichever others are run."""
    for design in designs:
        draws = np.random.default_rng((SEED, design.tasks, design.samples))
        found = {
            (true, base, spread): _covered(draws, design, (true, base, spread), replicates)
            for true in SHARES
            for base in DIFFICULTIES
            for spread in SPREADS
        }
        small = [covered for (true, *_), covered in found.items() if true == SHARES[0]]
        larger = [covered for (true, *_), covered in found.items() if true != SHARES[0]]
        yield Coverage(design, float(np.mean(small)), float(np.mean(larger)), min(found.values()))


def _covered(
    draws: np.random.Generator,
    design: Design,
    setting: tuple[float, tuple[float, float], float],
    replicates: int,
) -> float:
    true, base, spread = setting
    held = runs = 0
    for _ in range(replicates):
        b = draws.binomial(design.samples, draws.beta(*base, design.tasks))
        lost = draws.binomial(b, draws.beta(true * spread, (1 - true) * spread, design.tasks))
        passing = b > 0
        if passing.any():
            found = ratio_interval(lost[passing].astype(np.int32), b[passing].astype(np.int32))
            held, runs = held + (found.low <= true <= found.high), runs + 1
    return held / runs


REJECTED_SHARE = Study(
    "Coverage of the interval of the pooled share of base-passing samples that plus tests reject",
    partial(coverage, REPLICATES),
    {
        "tasks": lambda row: f"{row.design.tasks}",
        "samples a task": lambda row: f"{row.design.samples}",
        "true share .01": lambda row: share(row.small),
        ".03 to .30": lambda row: share(row.mean),
        "lowest of any setting": lambda row: share(row.lowest),
    },
)
