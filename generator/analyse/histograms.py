"""All histograms of tallies that could stand behind a printed curve in k, and what they have in common."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from generator.analyse.curves import all_fail
from generator.analyse.printed_curves import EQUAL, PrintedCurve, rounding

Shares = NDArray[np.float64]
_SCALE = 1e3  # the solver tells numbers apart that differ by 1e-7: rows are scaled to what is printed


@dataclass(frozen=True, slots=True, eq=False)
class Histograms:
    """The set of shares of tasks with c = 0..n passes of n samples that reproduce a curve within its rounding.

    `slack` is a printed point's half unit, as a share; `fail` its chance that all fail.
    """

    samples: int
    table: Shares = field(repr=False)  # points x (n + 1)
    fail: Shares
    slack: Shares

    def span(self, values: Shares) -> tuple[float, float] | None:
        """Give the least and the largest mean over tasks of a value of c (n + 1 values); None where no histogram fits.

        Two linear programmes over the n + 1 shares.
        """
        from scipy.optimize import linprog  # noqa: PLC0415 - scipy takes 0.8 s to import

        ones = np.ones((1, self.samples + 1))
        rows = _SCALE * np.vstack([self.table, -self.table])
        limits = _SCALE * np.concatenate([self.fail + self.slack, self.slack - self.fail])
        found = [
            linprog(
                sign * values, A_ub=rows, b_ub=limits, A_eq=ones, b_eq=[1.0], bounds=(0, 1), method="highs"
            )
            for sign in (1, -1)
        ]
        if not all(each.success for each in found):
            return None
        return float(found[0].fun), -float(found[1].fun)

    def pass_span(self, k: float) -> tuple[float, float] | None:
        """Give the least and the largest pass@k, at real k up to n; None where no histogram fits."""
        return self.span(1 - all_fail(self.samples, [k])[0])

    def squared_fail_span(self, k: float) -> tuple[float, float] | None:
        """Give the least and the largest mean square over tasks of the chance that k samples all fail."""
        return self.span(all_fail(self.samples, [k])[0] ** 2)


def histograms_of(curve: PrintedCurve, samples: int) -> Histograms:
    """Collect what could stand behind a curve of `samples` (n) samples a task; raises `ValueError` for k above n."""
    slack = np.array([rounding(score) + EQUAL for score in curve.scores])
    return Histograms(samples, all_fail(samples, curve.ks), 1 - np.array(curve.shares), slack)
