"""Take times and peaks: the cases of a measurement in turns, so that a busy moment of the machine hits all alike."""

import math
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.results import Result, Row
from benchmarks.watching import MEGABYTE, watch


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to be measured."""

    what: str
    action: Callable[[], object]
    before: Callable[[], object] = lambda: None  # what each repetition needs and nobody times
    pieces: int = 0  # pages, say, that it makes; 0 = it makes one thing


@dataclass(frozen=True, slots=True)
class Measurement:
    """Cases that are compared with the first of them."""

    title: str
    cases: tuple[Case, ...]
    repetitions: int
    alone: bool = False  # cases are programs of their own, whose memory is all of theirs


@dataclass(frozen=True, slots=True)
class Measured:
    """What came out for one case."""

    case: Case
    seconds: tuple[float, ...]
    peak: float  # megabytes


def program(*words: str | Path, folder: Path | None = None) -> Callable[[], float]:
    """Make running a program an action, which gives the most memory that it held with all that it started."""
    return lambda: watch(*words, folder=folder or Path.cwd(), limit=math.inf).peak


def measure(measurement: Measurement) -> tuple[Measured, ...]:
    """Take the peaks, before freed memory lies about for the next to use; then repeat the cases in turns."""
    cases = measurement.cases
    peaks = {} if measurement.alone else {case.what: _added(case) for case in cases}
    times: dict[str, list[float]] = {case.what: [] for case in cases}
    for _ in range(measurement.repetitions):
        for case in cases:
            case.before()
            start = time.perf_counter()
            made = case.action()
            times[case.what].append(time.perf_counter() - start)
            if measurement.alone and isinstance(made, float):
                peaks[case.what] = max(made, peaks.get(case.what, 0))
    return tuple(Measured(case, tuple(times[case.what]), peaks[case.what]) for case in cases)


def _added(case: Case) -> float:
    """Give the most memory that a case adds to a copy of this process."""
    case.before()
    return _most(case.action) - _most(lambda: None)


def _most(action: Callable[[], object]) -> float:
    child = os.fork()
    if child == 0:
        action()
        os._exit(0)
    _, _, usage = os.wait4(child, 0)
    return usage.ru_maxrss / MEGABYTE


def result_of(measurement: Measurement) -> Result:
    """Measure, and compare each case with the first."""
    measured = measure(measurement)
    first = min(measured[0].seconds)
    rows = (
        Row(one.case.what, one.seconds, one.peak, ratio=min(one.seconds) / first, pieces=one.case.pieces)
        for one in measured
    )
    return Result(measurement.title, tuple(rows))
