"""The pairs of too many runs to test each: the leading runs with every other, adjusted as if all had been tested."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.analyse.all_pairs import Tested, highest, standard_errors
from generator.analyse.mcnemar import chance_second_better, exact_p, mid_p
from generator.analyse.multiplicity import FAMILY_ALPHA
from generator.analyse.passk import Shares

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class LeadingPairs:
    """Differences of L leading runs with all M, whose memory and work grow with M and not with its square.

    `leaders` are the places of the L runs of the highest scores, best first; `p` is L x M, 1 for a run and itself. Each p
    is multiplied by the number of all pairs (Bonferroni), so that it matters neither how the tested ones were chosen nor
    how tests depend on each other. A pair that was not tested counts as not told apart; `at` tests it all the same.
    """

    shares: Shares  # runs x tasks
    scores: Numbers  # 0..1, one a run
    leaders: NDArray[np.intp]
    p: Numbers
    median_error: float  # of the tested differences
    test: str
    adjustment: str = "Bonferroni"

    @property
    def tasks(self) -> int:
        """How many tasks all runs did."""
        return int(self.shares.shape[1])

    @property
    def family(self) -> int:
        """How many pairs there are."""
        return len(self.scores) * (len(self.scores) - 1) // 2

    @property
    def tested(self) -> int:
        """How many of them were tested."""
        return int(_each(self.leaders, len(self.scores)).sum())

    @property
    def separated(self) -> int:
        """How many pairs are told apart."""
        return int((self._apart & _each(self.leaders, len(self.scores))).sum())

    @property
    def separated_by_fdr(self) -> int:
        """How many of the tested pairs would be called different if a share of 5% of these calls may be false.

        Benjamini-Hochberg over all pairs, with a p of 1 for each that was not tested.
        """
        ordered = np.sort(self.p[_each(self.leaders, len(self.scores))])
        below = ordered * self.family <= FAMILY_ALPHA * np.arange(1, len(ordered) + 1)
        return int(np.flatnonzero(below)[-1]) + 1 if below.any() else 0

    @property
    def ahead(self) -> NDArray[np.int64]:
        """How many runs are significantly better than each, as far as they were compared."""
        return self._counted(self._apart & (self._differences > 0), self._apart & (self._differences < 0))

    @property
    def behind(self) -> NDArray[np.int64]:
        """How many runs are significantly worse than each, as far as they were compared."""
        return self._counted(self._apart & (self._differences < 0), self._apart & (self._differences > 0))

    @property
    def behind_first(self) -> NDArray[np.bool_]:
        """Whether a run of the highest score is significantly better than each."""
        worse = self._apart & (self._differences < 0)
        return np.asarray(worse[highest(self.scores)[self.leaders]].any(axis=0))

    def error(self, first: int, second: int) -> float:
        """Give the standard error of one difference."""
        return float(standard_errors(self.shares[[first]], self.shares[[second]])[0, 0])

    def at(self, first: int, second: int) -> Tested:
        """Test any two runs, by their places."""
        one, other = self.shares[first], self.shares[second]
        if self.test == _MCNEMAR:
            lost, won = (int((a > b).sum()) for a, b in ((one, other), (other, one)))
            p, difference = float(exact_p(lost, won)), (won - lost) / self.tasks
            counts = lost, won, float(mid_p(lost, won)), float(chance_second_better(lost, won))
            return Tested(difference, self.error(first, second), p, min(1.0, p * self.family), *counts)
        p = float(_t_tests(self.shares[[first]], self.shares[[second]])[0][0, 0])
        difference = float(self.scores[second] - self.scores[first])
        return Tested(difference, self.error(first, second), p, min(1.0, p * self.family))

    @property
    def _differences(self) -> Numbers:
        return np.asarray(self.scores - self.scores[self.leaders, None])

    @property
    def _apart(self) -> NDArray[np.bool_]:
        return self.p * self.family <= FAMILY_ALPHA

    def _counted(self, of_leaders: NDArray[np.bool_], of_others: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Count over all runs for a leader, over the leaders for any other."""
        found = of_others.sum(axis=0)
        found[self.leaders] = of_leaders.sum(axis=1)
        return np.asarray(found)


_MCNEMAR = "exact McNemar"


def leading_pairs(shares: Shares, leading: int, *, one_sample: bool) -> LeadingPairs:
    """Compare the `leading` runs of the highest scores with every other, by exact McNemar or paired t tests.

    `shares` is runs x tasks of per-task pass@1 (0..1), more runs than `leading`; of equal scores the earlier run leads.
    """
    if not 0 < leading < len(shares):
        raise ValueError(f"expected some of {len(shares)} runs to lead, found {leading}")
    scores = shares.mean(axis=1)
    leaders = np.argsort(-np.round(scores, 12), kind="stable")[:leading]
    firsts = shares[leaders]
    p, errors = _exact_tests(firsts, shares) if one_sample else _t_tests(firsts, shares)
    median = float(np.median(errors[_each(leaders, len(shares))]))
    return LeadingPairs(shares, scores, leaders, p, median, _MCNEMAR if one_sample else "paired t")


def _exact_tests(firsts: Shares, shares: Shares) -> tuple[Numbers, Numbers]:
    """Give p-values and standard errors of some runs with all, of one sample a task."""
    tasks = shares.shape[1]
    lost, won = (np.rint(a @ b.T).astype(np.int64) for a, b in ((firsts, 1 - shares), (1 - firsts, shares)))
    variance = (lost + won) / tasks - ((won - lost) / tasks) ** 2
    return exact_p(lost, won), np.sqrt(variance / max(1, tasks - 1))


def _t_tests(firsts: Shares, shares: Shares) -> tuple[Numbers, Numbers]:
    """Give p-values and standard errors of some runs with all; a p of 1 where a difference does not vary."""
    from scipy.special import stdtr  # noqa: PLC0415 - scipy takes long to import

    errors = standard_errors(firsts, shares)
    differences = shares.mean(axis=1) - firsts.mean(axis=1)[:, None]
    t = np.divide(differences, errors, out=np.zeros_like(errors), where=errors > 0)
    return np.where(errors > 0, 2 * stdtr(shares.shape[1] - 1, -np.abs(t)), 1.0), errors


def _each(leaders: NDArray[np.intp], runs: int) -> NDArray[np.bool_]:
    """Choose each tested pair once: a leader with those behind it, and with all that do not lead."""
    place = np.full(runs, len(leaders))
    place[leaders] = np.arange(len(leaders))
    return np.asarray(place > np.arange(len(leaders))[:, None])
