"""What is too much for a page or a figure: how much of it is shown, and a sentence that says so."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from generator.model.run import Run
from generator.render.formats import plural

T = TypeVar("T")
MOST_ROWS = 250  # of a table in a page; all are in the data files
MOST_SAMPLED = 30  # runs of which curves and picking are shown
MOST_FITTED = 12  # runs of which fits are shown, each of which takes half a second
MOST_POINTS = 250  # of a cloud


def first_of(most: int, count: int, noun: str) -> str:
    """Say that only the first of many are shown; empty where all are."""
    return "" if count <= most else f"Shown: the first {most:,} of {plural(count, noun)}."


def most_sampled(runs: Iterable[Run], most: int = MOST_SAMPLED) -> tuple[Run, ...]:
    """Choose the runs with the most samples a task, of as many samples the first; they stay in their order."""
    known = tuple(runs)
    places = sorted(range(len(known)), key=lambda at: (-int(known[at].samples.min()), at))[:most]
    return tuple(known[at] for at in sorted(places))


def sampled_of(count: int, most: int = MOST_SAMPLED) -> str:
    """Say that only the runs of `most_sampled` are shown; empty where all are."""
    return "" if count <= most else f"Shown: the {most} runs with the most samples, of {count:,}."


def evenly(ordered: Sequence[T], most: int = MOST_POINTS) -> tuple[T, ...]:
    """Choose values at even distances in their order, the first and the last among them; all where they are few."""
    if len(ordered) <= most:
        return tuple(ordered)
    return tuple(ordered[round(at * (len(ordered) - 1) / (most - 1))] for at in range(most))
