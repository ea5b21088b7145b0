"""All histograms of tallies that could stand behind a printed curve in k, and what they have in common."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from generator.analyse.curves import all_fail
from generator.analyse.printed_curves import EQUAL, PrintedCurve, rounding

Shares = NDArray[np.float64]
_SCALE = 100.0  # rows in percent: shares differ by less than the solver minds
_INFEASIBLE = 2


@dataclass(frozen=True, slots=True, eq=False)
class Histograms:
    """The set of shares of tasks with c = 0..n passes of n samples that reproduce a curve within its rounding.

    `slack` is a printed point's half unit, as a share; `fail` its chance that all fail.
    """

    samples: int
    table: Shares = field(repr=False)  # points x (n + 1)
    fail: Shares
    slack: Shares

    def most(self, values: Shares) -> float | None:
        """Give the largest mean over tasks of a value of c (n + 1 values): a linear programme; None if no histogram fits."""
        from scipy.optimize import linprog  # noqa: PLC0415 - scipy takes 0.8 s to import

        for method in ("highs", "highs-ipm"):  # where the first gets lost, which is rare, the second does not
            found = linprog(
                -values,
                A_ub=_SCALE * np.vstack([self.table, -self.table]),
                b_ub=_SCALE * np.concatenate([self.fail + self.slack, self.slack - self.fail]),
                A_eq=np.ones((1, self.samples + 1)),
                b_eq=[1.0],
                method=method,
            )
            if found.success:
                return -float(found.fun)
            if found.status == _INFEASIBLE:
                return None
        raise ArithmeticError(f"the programme over histograms was not solved: {found.message}")

    def least(self, values: Shares) -> float | None:
        """Give the least mean over tasks of a value of c; None if no histogram fits."""
        highest = self.most(-values)
        return None if highest is None else -highest

    @property
    def any(self) -> bool:
        """Say whether any histogram fits."""
        return self.most(np.zeros(self.samples + 1)) is not None

    def pass_span(self, k: float) -> tuple[float, float] | None:
        """Give the least and the largest pass@k, at real k up to n; None if no histogram fits."""
        values = 1 - all_fail(self.samples, [k])[0]
        least, most = self.least(values), self.most(values)
        return None if least is None or most is None else (least, most)


def histograms_of(curve: PrintedCurve, samples: int) -> Histograms:
    """Collect what could stand behind a curve of `samples` (n) samples a task; raises `ValueError` for k above n."""
    slack = np.array([rounding(score) + EQUAL for score in curve.scores])
    return Histograms(samples, all_fail(samples, curve.ks), 1 - np.array(curve.shares), slack)
