"""What plus tests take away from a run, as its model's page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.analyse.scores import run_reliability
from generator.analyse.verified import plus_drop, rejected_share, run_verified, verified_ceiling
from generator.model.run import Run
from generator.render.cells import Cell, cell


@dataclass(frozen=True, slots=True)
class Picking:
    """Numbers of a run with base and plus outcomes; `by_k` and `ceiling` only where tasks have several samples."""

    drop: Cell
    rejected: Cell
    ceiling: Cell | None
    by_k: tuple[tuple[Cell, Cell], ...]  # verified@k and pass^k, in the order of the run's k


def picking(run: Run, ks: Iterable[int]) -> Picking | None:
    """Make the numbers ready for the k of a run's table; None where base or plus tests were not run."""
    if run.base is None or run.plus is None:
        return None
    several = bool(run.samples.min() > 1)
    by_k = ((cell(run_verified(run, k)), cell(run_reliability(run, k, plus=True))) for k in ks)
    return Picking(
        cell(plus_drop(run)),
        cell(rejected_share(run)),
        cell(verified_ceiling(run)) if several else None,
        tuple(by_k) if several else (),
    )
