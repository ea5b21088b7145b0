"""Sentences about a figure's numbers, written from the numbers."""

from collections.abc import Iterable

from generator.analyse.datum import Datum
from generator.render.formats import listed, parameters, percent

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
