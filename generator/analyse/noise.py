"""Noise: how far a score, or the difference of two, could move with other tasks and with other samples."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.analyse.absence import Absence
from generator.analyse.outcomes import Matrix, Outcomes
from generator.model.run import Counts, Run

_ONE_TASK = Absence("one task: how tasks differ cannot be told")
_ONE_SAMPLE = Absence(
    "some tasks have one sample: what is due to tasks and what to sampling cannot be told apart"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """Variances of one outcome, one sample of one task, or of the difference of two runs' outcomes on it.

    Unbiased, so that `task` may come out below 0 where tasks hardly differ.
    """

    task: float  # between tasks: of the chance to pass, or of the difference of two chances
    sampling: float  # between samples of the same task, on average over tasks

    @property
    def total(self) -> float:
        """The variance of an outcome over both."""
        return self.task + self.sampling


@dataclass(frozen=True, slots=True)
class Noise:
    """What moves the mean over `tasks` tasks; standard errors in shares."""

    tasks: int
    error: float  # standard error of the mean, with the samples that were drawn
    parts: Parts | Absence

    @property
    def task_error(self) -> float | Absence:
        """The standard error that would be left with any number of samples a task."""
        return self._error(self.parts if isinstance(self.parts, Absence) else self.parts.task)

    @property
    def sampling_error(self) -> float | Absence:
        """The standard error that one sample a task has by sampling alone, on these very tasks."""
        return self._error(self.parts if isinstance(self.parts, Absence) else self.parts.sampling)

    def _error(self, variance: float | Absence) -> float | Absence:
        if isinstance(variance, Absence):
            return variance
        if variance < 0:
            return Absence("too small to be told from 0 with these samples")
        return math.sqrt(variance / self.tasks)


def run_noise(run: Run, *, plus: bool) -> Noise | Absence:
    """Split the variance of a run's pass@1 into what tasks and what sampling give [wang2025noises].

    With means m and n samples of each of P tasks: s2 = n/(n-1) m(1-m) is the variance of one sample of a task,
    sampling = mean(s2), task = var(m) - mean(s2/n) with P-1 in the denominator, and the score's own variance var(m)/P.
    All three are unbiased for any P >= 2 and n >= 2, also where n differs. Absent where the tests were not run or there
    is one task; the parts are absent, not 0, where any task has one sample.
    """
    passed = run.plus if plus else run.base
    if passed is None:
        return Absence("not measured")
    if len(run.tasks) < 2:
        return _ONE_TASK
    means = passed / run.samples
    observed = float(means.var(ddof=1))
    error = math.sqrt(observed / len(means))
    if run.samples.min() < 2:
        return Noise(len(means), error, _ONE_SAMPLE)
    within = _within(run.samples, passed)
    parts = Parts(observed - float((within / run.samples).mean()), float(within.mean()))
    return Noise(len(means), error, parts)


@dataclass(frozen=True, slots=True, eq=False)
class PairNoise:
    """Noise of the differences of all pairs of R runs on P tasks: symmetric R x R, in the order of the runs."""

    tasks: int
    error: Matrix  # standard error of the difference of two scores, in shares; 0 on the diagonal
    parts: tuple[Matrix, Matrix] | Absence  # variances of one outcome's difference: task, sampling

    def pair(self, first: int, second: int) -> Noise:
        """Give the noise of the difference of two runs, by their places."""
        parts = self.parts
        if not isinstance(parts, Absence):
            task, sampling = (float(part[first, second]) for part in parts)
            return Noise(self.tasks, float(self.error[first, second]), Parts(task, sampling))
        return Noise(self.tasks, float(self.error[first, second]), parts)

    @property
    def errors(self) -> Matrix:
        """The standard errors of the pairs, each once."""
        return np.asarray(self.error[np.triu_indices(len(self.error), 1)])


def pair_noise(outcomes: Outcomes) -> PairNoise | Absence:
    """Split the variance of every paired difference on one board as `run_noise` does that of one score [wang2025noises].

    The task part of A - B is var(mA - mB) less what sampling gives to it; the sampling parts of A and B add, as their
    samples are drawn apart. A run beside itself counts as two drawn apart. Absent for one run or one task; the parts
    are absent where any task of any run has one sample.
    """
    if len(outcomes.runs) < 2:
        return Absence("one run: there is no pair")
    if len(outcomes.tasks) < 2:
        return _ONE_TASK
    covariance = np.cov(outcomes.shares, ddof=1)
    own = covariance.diagonal()
    observed = np.maximum(own[:, np.newaxis] + own - 2 * covariance, 0.0)
    error = np.sqrt(observed / len(outcomes.tasks))
    np.fill_diagonal(error, 0.0)
    if outcomes.samples.min() < 2:
        return PairNoise(len(outcomes.tasks), error, _ONE_SAMPLE)
    within = _within(outcomes.samples, outcomes.passed)
    averaged, sampling = (within / outcomes.samples).mean(axis=1), within.mean(axis=1)
    task = observed - (averaged[:, np.newaxis] + averaged)
    np.fill_diagonal(task, 0.0)  # two runs of one model differ in no task's chance
    return PairNoise(len(outcomes.tasks), error, (task, sampling[:, np.newaxis] + sampling))


def _within(samples: Counts, passed: Counts) -> NDArray[np.float64]:
    """Estimate the variance of one sample of each task, without bias: n/(n-1) m(1-m) = c(n-c) / (n(n-1))."""
    n = samples.astype(np.float64)
    return np.asarray(passed * (n - passed) / (n * (n - 1)))
