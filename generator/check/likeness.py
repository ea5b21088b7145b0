"""How alike two runs are: the share of their common tasks with the same outcomes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

from generator.model.run import Run

_FEWEST_SHARED = 20  # tasks; fewer agree by chance
_STATES = 8  # kinds of outcomes of a task up to which they are counted by products of matrices
_ROWS = 256  # runs that are held against all others at once

_KINDS = ("base", "plus", "plus_alone")
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two runs of one benchmark with the same outcomes on all tasks that they share."""

    one: Run
    other: Run
    shared: int


@dataclass(slots=True)
class Likenesses:
    """What holding all pairs of runs against each other comes to."""

    pairs: int = 0  # that were compared
    doubled: list[Likeness] = field(default_factory=list)
    nearest: dict[str, float] = field(default_factory=dict)  # by benchmark: the highest share below 1


@dataclass(frozen=True, slots=True, eq=False)
class _Alike:
    """Runs with the same tasks, samples and kinds of tests, by their places among all runs."""

    runs: tuple[Run, ...]
    places: NDArray[np.int64]


def likenesses(runs: Sequence[Run]) -> Likenesses:
    """Compare all pairs of runs of a benchmark on the tasks that they share.

    Left out: pairs with few common tasks or different numbers of samples, and pairs of which the first run passes all of
    them or none.
    """
    found = Likenesses()
    for groups in _by_benchmark(runs):
        for first, second in combinations_with_replacement(groups, 2):
            _compare(first, second, found)
    found.doubled.sort(key=lambda each: (each.one.id, each.other.id))
    return found


def likeness(one: Run, other: Run) -> Likeness | None:
    """Say whether two runs of one benchmark have the same outcomes on all tasks that they share."""
    doubled = likenesses((one, other)).doubled
    return doubled[0] if doubled else None


def _by_benchmark(runs: Sequence[Run]) -> Iterator[list[_Alike]]:
    found: dict[str, dict[tuple[object, ...], list[tuple[int, Run]]]] = {}
    for place, run in enumerate(runs):
        measured = tuple(each is not None for each in (run.base, run.plus, run.plus_alone))
        sort = (run.tasks, run.samples.tobytes(), measured)
        found.setdefault(run.benchmark, {}).setdefault(sort, []).append((place, run))
    for groups in found.values():
        yield [
            _Alike(tuple(run for _, run in group), np.array([place for place, _ in group]))
            for group in groups.values()
        ]


def _compare(first: _Alike, second: _Alike, found: Likenesses) -> None:
    one, other = first.runs[0], second.runs[0]
    mine, theirs = _places(one.tasks, other.tasks)
    if len(mine) < _FEWEST_SHARED or bool((one.samples[mine] != other.samples[theirs]).any()):
        return
    kinds = [kind for kind in _KINDS if getattr(one, kind) is not None and getattr(other, kind) is not None]
    codes, tells = _codes(first.runs, kinds, mine)
    others, theirs_tell = (codes, tells) if first is second else _codes(second.runs, kinds, theirs)
    for start in range(0, len(codes), _ROWS):
        rows = slice(start, start + _ROWS)
        earlier = first.places[rows, None] < second.places[None, :]
        telling = np.where(earlier, tells[rows, None], theirs_tell[None, :])
        if first is second:
            telling &= earlier  # each pair once
        alike = _agreeing(codes[rows], others)
        _count(alike[telling], len(mine), one.benchmark, found)
        for at, there in np.argwhere(telling & (alike == len(mine))):
            pair = first.runs[start + at], second.runs[there]
            found.doubled.append(Likeness(*(pair if earlier[at, there] else pair[::-1]), len(mine)))


def _count(alike: Counts, shared: int, benchmark: str, found: Likenesses) -> None:
    found.pairs += len(alike)
    below = alike[alike < shared]
    if below.size:
        found.nearest[benchmark] = max(found.nearest.get(benchmark, 0.0), int(below.max()) / shared)


def _codes(runs: Sequence[Run], kinds: Sequence[str], at: Sequence[int]) -> tuple[Counts, NDArray[np.bool_]]:
    """Give one number for the outcomes of each run on each task, and whether a run passes some tasks and not all."""
    samples = runs[0].samples[list(at)].astype(np.int64)
    codes = np.zeros((len(runs), len(samples)), np.int64)
    tells = np.zeros(len(runs), np.bool_)
    for kind in reversed(kinds):
        passes = np.stack([getattr(run, kind)[list(at)] for run in runs]).astype(np.int64)
        codes = codes * (int(samples.max()) + 1) + passes
        tells = (passes.sum(axis=1) > 0) & (passes.sum(axis=1) < samples.sum())
    return codes, tells


def _agreeing(codes: Counts, others: Counts) -> Counts:
    """Count the tasks with the same outcomes, of each run with each other."""
    states = np.unique(others)
    if len(states) <= _STATES:
        return np.asarray(
            sum((codes == each).astype(np.float32) @ (others == each).astype(np.float32).T for each in states)
        ).astype(np.int64)
    return np.stack([(others == each).sum(axis=1) for each in codes])


def _places(tasks: Sequence[str], others: Sequence[str]) -> tuple[list[int], list[int]]:
    """Give the places of the common tasks in both runs."""
    if tasks == others:
        return list(range(len(tasks))), list(range(len(tasks)))
    there = {task: at for at, task in enumerate(others)}
    common = [(at, there[task]) for at, task in enumerate(tasks) if task in there]
    return [mine for mine, _ in common], [theirs for _, theirs in common]
