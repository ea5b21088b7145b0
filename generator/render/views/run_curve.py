"""A run's pass@k against k, as a small drawing on its model's page; with one sample a task, why there is none."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from generator.analyse.absence import Absence
from generator.analyse.scores import Estimate, run_curve
from generator.check.conditions import decoding, version
from generator.check.wording import suite_name
from generator.model.corpus import Corpus
from generator.model.run import Run
from generator.render.cells import Cell, cell
from generator.render.figures.axes import PERCENT, count_axis
from generator.render.figures.sample_curves import shown_ks
from generator.render.figures.spec import Axis
from generator.render.figures.wording import with_interval
from generator.render.formats import interval_ends, percent, plural

WIDTH, HEIGHT = 440, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 38.0, 334.0, 26.0, 206.0  # the plot within them
_ROOM = 14  # letters of a name that fit beside the plot
_LINE = 15.0  # of text: names of two curves stand at least so far apart
Scores = tuple[tuple[int, Estimate], ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place of an axis, in pixels."""

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Dot:
    """One k of a curve: its place in pixels, and what hovers over it."""

    x: str
    y: str
    says: str


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One score against k, in pixels."""

    style: str  # `plus` or `base`
    name: str
    label: str  # beside the plot
    label_y: str
    line: str
    band: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class RunCurve:
    """What the template draws: lines in pixels, axes, and the same numbers as cells; `absence` says why there is nothing."""

    id: str
    absence: str = ""
    finding: str = ""
    plotted: str = ""
    title: str = ""
    alt: str = ""
    lines: tuple[DrawnLine, ...] = ()
    across: tuple[Tick, ...] = ()
    upwards: tuple[Tick, ...] = ()
    rows: tuple[tuple[int, tuple[Cell, ...]], ...] = ()


def drawn_curve(corpus: Corpus, run: Run, anchor: str) -> RunCurve:
    """Make the curve of a run ready; its axis goes from 0 to 100% on every page, so that pages can be held side by side."""
    name, most = f"curve-{anchor}", int(run.samples.min())
    scores = tuple(_scores(corpus, run))
    if most == 1:
        return RunCurve(name, f"No curve of pass@k: {_single(run)}, which says nothing of k above 1.")
    if not scores:
        return RunCurve(name, "No curve of pass@k: neither base nor base and plus outcomes were measured.")
    model, x = corpus.models[run.model].name, count_axis(1, most)
    title = f"pass@k of {model} on {corpus.benchmarks[run.benchmark].name} {version(run)}, {decoding(run)}"
    return RunCurve(
        name,
        finding=_finding(*scores[0]),
        plotted=f"Share of {plural(len(run.tasks), 'task')} that at least one of k samples solves (pass@k, %) by k; bands are 95% intervals over tasks",
        title=title,
        alt=f"{title}: {'; '.join(_course(*each) for each in scores)}.",
        lines=_lines(model, scores, x),
        across=tuple(Tick(_pixel(_x(value, x)), text) for value, text in x.ticks),
        upwards=tuple(Tick(_pixel(_y(value)), text) for value, text in PERCENT.ticks),
        rows=_rows(scores),
    )


def _single(run: Run) -> str:
    """Say which tasks allow k = 1 only."""
    few, tasks = int((run.samples == 1).sum()), len(run.tasks)
    if few == tasks:
        return "every task has one sample" if tasks > 1 else "its task has one sample"
    return f"{few:,} of {plural(tasks, 'task')} {'has' if few == 1 else 'have'} one sample"


def _scores(corpus: Corpus, run: Run) -> Iterator[tuple[str, str, Scores]]:
    """Give each curve that was measured, with its style and name, at round k."""
    for plus in (True, False):
        curve = run_curve(run, plus=plus)
        if not isinstance(curve, Absence):
            ks = shown_ks(len(curve))
            name = suite_name(corpus, run.benchmark, plus=plus)
            yield "plus" if plus else "base", name, tuple((k, curve[k - 1].score) for k in ks)


def _finding(style: str, name: str, scores: Scores) -> str:
    (_, first), (most, last) = scores[0], scores[-1]
    if percent(first.value) == percent(last.value):
        return f"More samples change nothing on {name}: {with_interval(last)} with one sample and with {most}"
    return f"More samples solve more of {_course(style, name, scores)}"


def _course(_style: str, name: str, scores: Scores) -> str:
    (_, first), (most, last) = scores[0], scores[-1]
    return f"{name}: {with_interval(first)} with one sample, {with_interval(last)} with {most}"


def _lines(model: str, scores: tuple[tuple[str, str, Scores], ...], x: Axis) -> tuple[DrawnLine, ...]:
    places = _apart([_y(points[-1][1].value) for _, _, points in scores])
    return tuple(
        DrawnLine(
            style,
            name,
            name if len(name) <= _ROOM else f"{style} tests",
            _pixel(place),
            _path((_x(k, x), _y(each.value)) for k, each in points),
            _band(points, x),
            tuple(_dot(f"{model}: {name}", k, each, x) for k, each in points),
        )
        for (style, name, points), place in zip(scores, places, strict=True)
    )


def _dot(whose: str, k: int, score: Estimate, x: Axis) -> Dot:
    ends = score.interval
    span = f"{interval_ends(ends)}, {ends.method}" if ends else score.absence
    says = f"{whose} pass@{k} {percent(score.value)}% ({span})"
    return Dot(_pixel(_x(k, x)), _pixel(_y(score.value)), says)


def _band(points: Scores, x: Axis) -> str:
    known = [(_x(k, x), each.interval) for k, each in points if each.interval]
    lower = [(at, _y(interval.low)) for at, interval in known]
    upper = [(at, _y(interval.high)) for at, interval in reversed(known)]
    return f"{_path([*lower, *upper])}Z"


def _rows(scores: tuple[tuple[str, str, Scores], ...]) -> tuple[tuple[int, tuple[Cell, ...]], ...]:
    """Give the numbers of the drawing, a row a k."""
    by_k = zip(*(points for _, _, points in scores), strict=True)
    return tuple((same[0][0], tuple(cell(each) for _, each in same)) for same in by_k)


def _apart(places: list[float]) -> list[float]:
    """Move the names of two curves that end near each other apart, the upper one up and the lower one down."""
    if len(places) < 2 or abs(places[0] - places[1]) >= _LINE:
        return places
    middle = sum(places) / 2
    upper = min(max(middle - _LINE / 2, _TOP), _BOTTOM - _LINE)
    ends = [upper, upper + _LINE]
    return ends if places[0] <= places[1] else ends[::-1]


def _x(k: float, axis: Axis) -> float:
    share = math.log(k / axis.low) / math.log(axis.high / axis.low)
    return _LEFT + (_RIGHT - _LEFT) * share


def _y(share: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * share


def _path(points: Iterator[tuple[float, float]] | list[tuple[float, float]]) -> str:
    return "M" + " ".join(f"{_pixel(x)} {_pixel(y)}" for x, y in points)


def _pixel(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
