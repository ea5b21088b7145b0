"""Sentences about a figure's numbers, written from the numbers."""

from collections.abc import Iterable

from generator.analyse.absence import Absence
from generator.analyse.datum import Datum
from generator.analyse.interaction import Change, direction
from generator.analyse.scores import Estimate
from generator.analyse.share_slope import share_slope
from generator.analyse.size_series import SizeSeries
from generator.render.formats import interval_ends, listed, parameters, percent, plural, points, points_ends

_UPPER_BOUND = (
    "Where a score averages several samples a task, or its source does not state how it was decoded, and no tallies are"
    " published, the bar is the widest that the number of tasks allows: an upper bound of the uncertainty."
)


def trend(label: str, data: tuple[Datum, ...]) -> str:
    """Say where ordered scores start and end: `pass@1 rises from 12.0% at 220M to 30.9% at 16B`."""
    start, end = (percent(datum.estimate.value) for datum in (data[0], data[-1]))
    first, last = (parameters(datum.parameters) for datum in (data[0], data[-1]))
    if len(data) == 1:
        return f"{label} is {start}% at {first}"
    if start == end:
        return f"{label} is {start}% at {first} and at {last}"
    move = "rises" if data[-1].estimate.value > data[0].estimate.value else "falls"
    return f"{label} {move} from {start}% at {first} to {end}% at {last}"


def climb(label: str, data: tuple[Datum, ...]) -> str:
    """Say what a tenfold of size does: `pass@1 rises by 10.9 points (≤ 6.7 to 15.0) per tenfold of size`.

    Where that is not known, where the scores start and end, with their intervals.
    """
    slope = _slope(data)
    if isinstance(slope, Absence):
        start, end = (
            f"{with_interval(each.estimate)} at {parameters(each.parameters)}" for each in (data[0], data[-1])
        )
        return f"{label} is {start}" if len(data) == 1 else f"{label} goes from {start} to {end}"
    if direction(slope) == "cannot be told":
        return f"{label} may rise or fall with size, {_by(slope)}"
    return f"{label} {'rises' if slope.value > 0 else 'falls'} {_by(slope)}"


def course(label: str, data: tuple[Datum, ...]) -> str:
    """Say where scores start and end, and what a tenfold of size does where it is known."""
    slope = _slope(data)
    if isinstance(slope, Absence):
        return trend(label, data)
    doubt = ", which may be chance" if direction(slope) == "cannot be told" else ""
    return f"{trend(label, data)}, {_by(slope)}{doubt}"


def _slope(data: tuple[Datum, ...]) -> Change | Absence:
    alike = SizeSeries(data).points
    return alike if isinstance(alike, Absence) else share_slope(alike)


def _by(slope: Change) -> str:
    """Write a slope without its sign where the whole interval has that sign."""
    at_most = "≤ " if slope.interval.upper_bound else ""
    if direction(slope) == "cannot be told":
        value, ends = points(slope.value), points_ends(slope.interval)
    else:
        value = _apart(slope.value)
        ends = " to ".join(sorted(map(_apart, (slope.interval.low, slope.interval.high)), key=float))
    return f"by {value} points ({at_most}{ends}) per tenfold of size"


def _apart(difference: float) -> str:
    """Write a difference of shares in points without its sign."""
    return percent(abs(difference))


def with_interval(score: Estimate) -> str:
    """Write a score in percent with its interval, or the reason why it has none: `26.8% (20.6–34.1)`."""
    if score.interval is None:
        return f"{percent(score.value)}% ({score.absence})"
    at_most = "≤ " if score.interval.upper_bound else ""
    return f"{percent(score.value)}% ({at_most}{interval_ends(score.interval)})"


def counted(scores: int, noun: str, models: int, tasks: Iterable[int | None]) -> str:
    """Say what a figure counts: `18 scores of 5 models, 164 tasks each`."""
    return f"{plural(scores, noun)} of {plural(models, 'model')}, {task_numbers(tasks)}"


def task_numbers(tasks: Iterable[int | None]) -> str:
    """Say over how many tasks scores are: `164 tasks each`, `29 to 164 tasks each`, as far as it is known."""
    every = tuple(tasks)
    known = sorted({number for number in every if number is not None})
    if not known:
        return "numbers of tasks not stated"
    most = plural(known[-1], "task")
    range_ = most if len(known) == 1 else f"{known[0]} to {most}"
    unknown = sum(1 for number in every if number is None)
    return f"{range_} each" + (f", not stated for {unknown}" if unknown else "")


def interval_note(data: Iterable[Datum]) -> str:
    """Say what the bars are, as far as it applies to these scores."""
    used = tuple(data)
    intervals = [datum.estimate.interval for datum in used if datum.estimate.interval is not None]
    if not intervals:
        return "None of these numbers has an interval."
    notes = ["Bars are 95% intervals over tasks."]
    if any(interval.upper_bound for interval in intervals):
        notes.append(_UPPER_BOUND)
    if any(interval.method.startswith("as the source") for interval in intervals):
        notes.append("Where a source prints an interval, that one is drawn.")
    if len(intervals) < len(used):
        notes.append("A point without a bar has no interval.")
    return " ".join(notes)


def each_once(values: Iterable[str]) -> str:
    """List what differs among scores, each once, in the order in which it comes."""
    return listed(tuple(dict.fromkeys(values)))


def one_line(text: str) -> str:
    """Make text from data one line of characters that can be seen."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
