"""The score of a run, or of a line in a publication, with its interval or the reason why there is none."""

from dataclasses import dataclass
from functools import lru_cache

from generator.analyse.absence import Absence
from generator.analyse.interval import LEVEL, Interval, quantile, wilson
from generator.analyse.passk import Shares, mean_interval, pass_at_k, pass_curve, pass_hat_k
from generator.model.published import PublishedScore
from generator.model.run import Counts, Run
from generator.model.selecting import Candidate

_SCORES = 1 << 15  # that are kept: a few of each run, of a hundred bytes, which many pages state


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share (0..1) with its interval; without one, `absence` says why. `tasks` None = not stated."""

    value: float
    interval: Interval | None
    tasks: int | None
    absence: str = ""


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A score at one k."""

    k: int
    score: Estimate


def run_score(run: Run, k: int = 1, *, plus: bool, level: float = LEVEL) -> Estimate | Absence:
    """Estimate a run's pass@k on the base tests, or on base and plus tests: the mean over its tasks.

    Absent, with the reason, where the tests were not run or any task has fewer than k samples. Raises `ValueError`
    for k < 1.
    """
    return _run_score(run, k, plus, level)


@lru_cache(maxsize=_SCORES)
def _run_score(run: Run, k: int, plus: bool, level: float) -> Estimate | Absence:  # noqa: FBT001 - by place, so that equal calls are one
    passed = _passed(run, k, plus=plus)
    if isinstance(passed, Absence):
        return passed
    return mean_score(run, pass_at_k(run.samples, passed, k), level)


def score_of(candidate: Candidate, level: float = LEVEL) -> Estimate:
    """Estimate the score that filters found; raises `ValueError` where there is none."""
    if isinstance(candidate.origin, PublishedScore):
        return published_score(candidate.origin, level)
    score = run_score(candidate.origin, candidate.k, plus=candidate.plus, level=level)
    if isinstance(score, Absence):
        raise ValueError(score.reason)  # noqa: TRY004 - no type is wrong
    return score


def run_reliability(run: Run, k: int, *, plus: bool) -> Estimate | Absence:
    """Estimate a run's pass^k, how often k samples all pass: the mean over its tasks, absent as `run_score`."""
    passed = _passed(run, k, plus=plus)
    return passed if isinstance(passed, Absence) else mean_score(run, pass_hat_k(run.samples, passed, k))


def run_curve(run: Run, *, plus: bool) -> tuple[CurvePoint, ...] | Absence:
    """Estimate a run's pass@k for every k from 1 to its smallest n, each with its own interval over tasks.

    The scores equal those of `run_score` and never fall. Absent where the tests were not run.
    """
    passed = _passed(run, 1, plus=plus)
    if isinstance(passed, Absence):
        return passed
    curve = pass_curve(run.samples, passed)
    return tuple(CurvePoint(k, mean_score(run, shares)) for k, shares in enumerate(curve, 1))


def mean_score(run: Run, shares: Shares, level: float = LEVEL) -> Estimate:
    """Give the mean of a share (0..1) of each of a run's tasks, with the interval that its samples allow."""
    interval = mean_interval(shares, one_sample=bool(run.samples.max() == 1), level=level)
    return Estimate(float(shares.mean()), interval, len(run.tasks))


def _passed(run: Run, k: int, *, plus: bool) -> Counts | Absence:
    passed, missing = run.plus if plus else run.base, run.missing(k, plus=plus)
    return Absence(missing) if missing or passed is None else passed


def published_score(score: PublishedScore, level: float = LEVEL) -> Estimate:
    """Give a printed score the interval that its source prints, or the one that its number of tasks allows.

    Greedy: Wilson over tasks. Sampled, or decoding not stated: the same, as an upper bound, since the tallies are not
    known. None for scores that are read by eye, selected, or over an unknown number of tasks. A printed interval is of
    95%; for another level its half width is scaled as that of a normal one.
    """
    interval, absence = _published_interval(score, level)
    return Estimate(score.share, interval, score.tasks, absence)


def _published_interval(score: PublishedScore, level: float) -> tuple[Interval | None, str]:
    if score.read == "by-eye":
        return None, "read off a chart by eye: nothing is computed from it"
    if score.ci95_half is not None:
        half = score.ci95_half / 100 * quantile(level) / quantile(LEVEL)
        low, high = max(0.0, score.share - half), min(1.0, score.share + half)
        return Interval(low, high, "as the source prints it", "as the source states", level), ""
    if score.estimand == "selected":
        return None, "the best of several settings or filtered samples: no interval covers the choice"
    if score.tasks is None:
        return None, "the source does not say how many tasks"
    return wilson(score.share, score.tasks, upper_bound=score.estimand != "greedy", level=level), ""
