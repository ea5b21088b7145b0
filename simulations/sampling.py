"""How often the interval of equivalent k covers the truth, of runs and of printed curves."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generator.analyse.absence import Absence
from generator.analyse.curves import pass_curves
from generator.analyse.equivalent import SampleCount, equivalent_k
from generator.analyse.printed_curves import PrintedCurve
from generator.analyse.printed_equivalent import printed_equivalent_k
from generator.model.published import PublishedScore
from generator.model.run import Decoding, Provenance, Run
from simulations.difficulty import SPREADS, Difficulty, difficulty
from simulations.study import Study, share

TASKS = 164
SEED = 20260612
BASES = (0.2, 0.5, 0.8)  # true pass@1 of the model that is sampled
TRUTHS = (1.2, 2.0, 5.0)  # true equivalent k
SAMPLES = (10, 40, 100)
REPLICATES, PRINTED = 40, 8  # for each base and spread
_ALIKE = 0.7  # correlation of the two models' normal scores of a task's difficulty
PRINTED_KS = (1, 2, 3, 5, 8, 12, 20, 40)

Counts = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Covered:
    """Coverage (0..1) over bases and spreads, with the share of true values below and above the interval."""

    samples: int
    true: float
    covered: float
    below: float  # the truth lies below the interval
    above: float
    unbounded: float  # intervals without an upper end


def run_coverage(
    replicates: int = REPLICATES, samples: Iterable[int] = SAMPLES, truths: Iterable[float] = TRUTHS
) -> Iterator[Covered]:
    """Simulate two runs on the same tasks, whose difficulties are correlated."""
    wanted = tuple(truths)
    for drawn in samples:
        for true in wanted:
            draws = np.random.default_rng((SEED, drawn, round(10 * true)))
            found = [
                equivalent_k(_run(drawn, base), _run(drawn, tuned), plus=False, seed=SEED)
                for base, tuned in _tallies(draws, drawn, true, replicates)
            ]
            yield _summary(drawn, true, found)


def printed_coverage(replicates: int = PRINTED, truths: Iterable[float] = TRUTHS) -> Iterator[Covered]:
    """Print the curves of such runs with 6 digits, and forget the tallies."""
    drawn = max(PRINTED_KS)
    for true in truths:
        draws = np.random.default_rng((SEED, drawn, round(10 * true), 1))
        found = [
            printed_equivalent_k(_printed(drawn, base, "base"), _printed(drawn, tuned, "tuned"))
            for base, tuned in _tallies(draws, drawn, true, replicates)
        ]
        yield _summary(drawn, true, found)


def _tallies(
    draws: np.random.Generator, samples: int, true: float, replicates: int
) -> Iterator[tuple[Counts, Counts]]:
    """Draw passes of both models for every base and spread; what is hard for one is mostly hard for the other."""
    from scipy.special import betaincinv, ndtr  # noqa: PLC0415 - scipy takes 0.8 s to import

    for mean in BASES:
        for spread in SPREADS:
            base = difficulty(mean, spread, 1)
            tuned = difficulty(_pass_at_real_k(base, true), spread, 1)
            for _ in range(replicates):
                shared, own = draws.standard_normal((1, TASKS)), draws.standard_normal((2, TASKS))
                ranks = ndtr(_ALIKE**0.5 * shared + (1 - _ALIKE) ** 0.5 * own)
                chances = betaincinv([[base.a], [tuned.a]], [[base.b], [tuned.b]], ranks)
                first, second = draws.binomial(samples, chances).astype(np.int32)
                yield first, second


def _pass_at_real_k(tasks: Difficulty, k: float) -> float:
    logs = math.lgamma(tasks.b + k) + math.lgamma(tasks.a + tasks.b)
    return -math.expm1(logs - math.lgamma(tasks.b) - math.lgamma(tasks.a + tasks.b + k))


def _run(samples: int, passed: Counts) -> Run:
    tasks = tuple(map(str, range(TASKS)))
    drawn = np.full(TASKS, samples, dtype=np.int32)
    return Run(
        "run", "model", "tasks", "v1", Decoding("sampling", 0.8), Provenance(()), tasks, drawn, passed, None
    )


def _printed(samples: int, passed: Counts, model: str) -> PrintedCurve:
    shares = pass_curves(np.full(TASKS, samples), passed, PRINTED_KS).mean(axis=1).tolist()
    return PrintedCurve(
        tuple(
            _score(samples, k, f"{100 * share:.4f}", model)
            for k, share in zip(PRINTED_KS, shares, strict=True)
        )
    )


def _score(samples: int, k: int, text: str, model: str) -> PublishedScore:
    return PublishedScore(
        id=f"{model}-{k}",
        source="simulated",
        model=model,
        benchmark="tasks",
        plus=False,
        dataset_version="",
        tasks=TASKS,
        harness="",
        k=k,
        printed=text,
        share=float(text) / 100,
        estimand="sampled",
        temperature=0.8,
        samples=samples,
        ci95_half=None,
        read="printed",
        locator="",
        url="",
        note="",
    )


def _summary(samples: int, true: float, found: list[SampleCount | Absence]) -> Covered:
    intervals = [each.interval for each in found if isinstance(each, SampleCount)]
    if len(intervals) < len(found):
        raise ValueError("a simulated pair has no equivalent k")
    below = float(np.mean([true < interval.low for interval in intervals]))
    above = float(np.mean([true > interval.high for interval in intervals]))
    unbounded = float(np.mean([math.isinf(interval.high) for interval in intervals]))
    return Covered(samples, true, 1 - below - above, below, above, unbounded)


_COLUMNS = {
    "samples": lambda row: f"{row.samples}",
    "true equivalent k": lambda row: f"{row.true:g}",
    "covered": lambda row: share(row.covered),
    "truth below": lambda row: share(row.below),
    "truth above": lambda row: share(row.above),
    "no upper end": lambda row: share(row.unbounded),
}
EQUIVALENT_K = Study("interval of equivalent k, joint bootstrap of runs", run_coverage, _COLUMNS)
PRINTED_EQUIVALENT_K = Study("interval of equivalent k, from printed curves", printed_coverage, _COLUMNS)
