"""Effects by family as two forest plots, one a scale, with their mean over families and where another may lie."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.analyse.absence import Absence
from generator.analyse.effect import Scale
from generator.analyse.interaction import SCALES, Change, direction
from generator.analyse.interval import Interval
from generator.analyse.pooling import Pooled
from generator.render.figures.axes import logit_axis, points_axis, reach
from generator.render.figures.columns import SOURCE, measured
from generator.render.figures.spec import Column, Forest, ForestRow, Plot, RowKind, Said, Value
from generator.render.formats import listed, plural, points, points_ends, signed

COLUMNS = (
    Column(
        "family",
        "Family",
        holds="family of models; `all` for their mean, `another` for where one more may lie",
    ),
    Column("score", "Score", holds="benchmark and k"),
    Column("what", "What", holds="size, or what of the family"),
    *measured(
        Column("points", "Points (95% interval)", "points", holds="the effect as a difference of shares"),
        ("points_low", "points_high", "points_method"),
        "Points by",
    ),
    *measured(
        Column("logits", "Logits (95% interval)", "logit", holds="the effect in logits"),
        ("logits_low", "logits_high", "logits_method"),
        "Logits by",
    ),
    SOURCE,
)
METHOD = "sizes-and-families"
_UNIT = {"points": "points", "logit": "logits"}
_POOLED = (
    "The diamond is the mean over families (random effects, Hartung and Knapp's interval), the dashed line where another family like these may "
    "lie. "
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of both forests: its number on each scale, or why there is none."""

    family: str
    label: str
    score: str = ""
    found: tuple[Change | Absence, ...] = ()  # as in SCALES; none for a heading
    kind: RowKind = "estimate"
    colour: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Over:
    """What families say together, on each of SCALES."""

    found: tuple[Pooled | Absence, ...]

    @property
    def families(self) -> int:
        """How many families were pooled."""
        return max((len(each.families) for each in self.found if isinstance(each, Pooled)), default=0)


@dataclass(frozen=True, slots=True)
class Draft:
    """All that makes a figure: its rows, what families say together, and rows that are not part of that."""

    name: str
    title: str
    effect: str  # what the number does: `tuning changes pass@1`
    plotted: str
    counted: str
    caption: str
    lines: tuple[Line, ...]
    over: Over
    apart: tuple[Line, ...] = ()


def plot(draft: Draft) -> Plot:
    """Draw the rows on both scales, and give their numbers once."""
    every = (*draft.lines, *draft.apart)
    caption = draft.caption + (_POOLED if draft.over.families else "") + _no_mean(draft.over)
    rows = (*(_row(line) for line in every if line.found), *_pooled_rows(draft.over))
    return Plot(
        draft.name,
        draft.title,
        caption.strip(),
        tuple(_forest(draft, at) for at in range(len(SCALES))),
        COLUMNS,
        rows,
        tuple(dict.fromkeys(line.source for line in every if line.source)),
        Said(_finding(draft), draft.plotted, draft.counted, METHOD),
    )


def _finding(draft: Draft) -> str:
    """Say what families say together, in points; without that how many intervals lie on either side of 0."""
    over = draft.over.found[0]
    if isinstance(over, Absence):
        estimates = [line.found[0] for line in (*draft.lines, *draft.apart) if line.found]
        known = [direction(each) for each in estimates if isinstance(each, Change)]
        return (
            f"{draft.title}: of {plural(len(known), 'interval')}, {known.count('grows')} lie wholly above 0 and "
            f"{known.count('shrinks')} wholly below"
        )
    mean = shown("points", over.value, over.interval).replace(" (", " points (")
    clear = [scale for scale, each in zip(SCALES, draft.over.found, strict=True) if _clear_of_0(each)]
    doubt = ", which may be chance" if not clear else f", clear of 0 in {_UNIT[clear[0]]} only"
    told = f"{draft.effect} by {mean}{'' if len(clear) == len(SCALES) else doubt}"
    return f"Over {plural(len(over.families), 'family', 'families')}, {told}"


def _clear_of_0(found: Pooled | Absence) -> bool:
    return isinstance(found, Pooled) and not found.interval.low <= 0 <= found.interval.high


def _no_mean(over: Over) -> str:
    reasons = {each.reason for each in over.found if isinstance(each, Absence)}
    return f"No mean over families: {listed(sorted(reasons))}." if reasons else ""


def _forest(draft: Draft, at: int) -> Forest:
    scale, over = SCALES[at], draft.over.found[at]
    rows = [_forest_row(line, scale, at) for line in draft.lines]
    if isinstance(over, Pooled):
        rows += _summary(over, scale)
    rows += [_forest_row(line, scale, at) for line in draft.apart]
    axis = points_axis if scale == "points" else logit_axis
    alt = f"{draft.title}, in {_UNIT[scale]}: {_alt(rows)}"
    return Forest(f"In {_UNIT[scale]}", axis(*reach(rows)), tuple(rows), alt)


def _alt(rows: Iterable[ForestRow]) -> str:
    said = [f"{row.title}" for row in rows if row.kind in {"summary", "prediction"}]
    estimates = [row for row in rows if row.kind == "estimate" and row.value is not None]
    above = sum(1 for row in estimates if row.low is not None and row.low > 0)
    below = sum(1 for row in estimates if row.high is not None and row.high < 0)
    counts = f"of {plural(len(estimates), 'interval')}, {above} lie wholly above 0 and {below} wholly below."
    return " ".join((counts, *(f"{each}." for each in said)))


def _forest_row(line: Line, scale: Scale, at: int) -> ForestRow:
    if not line.found:
        return ForestRow(line.label, None, None, None, line.label, kind="heading")
    found = line.found[at]
    if isinstance(found, Absence):
        return ForestRow(line.label, None, None, None, f"{line.family}, {line.label}", note=found.reason)
    number = shown(scale, found.value, found.interval)
    title = f"{line.family}, {line.label}: {number} {_UNIT[scale]}; {found.interval.method}"
    interval = found.interval
    return ForestRow(
        line.label, found.value, interval.low, interval.high, title, number, line.kind, line.colour
    )


def _summary(over: Pooled, scale: Scale) -> Iterator[ForestRow]:
    count, unit = plural(len(over.families), "family", "families"), _UNIT[scale]
    mean = shown(scale, over.value, over.interval)
    title = f"Over {count}: {mean} {unit}; {over.interval.method}"
    interval, another = over.interval, over.prediction
    yield ForestRow(
        f"Over {count}", over.value, interval.low, interval.high, title, mean, kind="summary", colour=1
    )
    between = ends(scale, another)
    title = f"Another family ({between} {unit}; {another.method})"
    yield ForestRow(
        "Another family", None, another.low, another.high, title, between, kind="prediction", colour=1
    )


def shown(scale: Scale, value: float, interval: Interval) -> str:
    """Write a number on a scale with its interval: `+5.2 (+1.0 to +9.4)`."""
    return f"{number(scale)(value)} ({ends(scale, interval)})"


def ends(scale: Scale, interval: Interval) -> str:
    """Write the ends of an interval on a scale with their signs."""
    if scale == "points":
        return points_ends(interval)
    return f"{signed(interval.low, 2)} to {signed(interval.high, 2)}"


def number(scale: Scale) -> Callable[[float], str]:
    """Give how a number on a scale is written: points with one decimal, logits with two."""
    return points if scale == "points" else lambda value: signed(value, 2)


def _row(line: Line) -> tuple[Value, ...]:
    numbers: list[Value] = []
    for found in line.found:
        if isinstance(found, Absence):
            numbers += [None, None, None, found.reason]
        else:
            interval = found.interval
            numbers += [found.value, interval.low, interval.high, interval.method]
    return (line.family, line.score, line.label, *numbers, line.source)


def _pooled_rows(over: Over) -> Iterator[tuple[Value, ...]]:
    if not over.families:
        return
    mean: list[Value] = []
    another: list[Value] = []
    for found in over.found:
        if isinstance(found, Absence):
            mean += [None, None, None, found.reason]
            another += [None, None, None, found.reason]
        else:
            interval, further = found.interval, found.prediction
            mean += [found.value, interval.low, interval.high, interval.method]
            another += [found.value, further.low, further.high, further.method]
    yield ("all", "", f"over {over.families} families", *mean, "")
    yield ("another", "", "where it may lie", *another, "")
