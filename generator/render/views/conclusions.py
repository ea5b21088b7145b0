"""The conclusions of a report as one table: statement, effect, what it rests on, how sure it is, and its multiverse."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup

from generator.analyse.absence import Absence
from generator.analyse.effect import Effect, Reading
from generator.analyse.interaction import SCALES
from generator.model.report import Conclusion, EffectName
from generator.render.cells import Cell
from generator.render.formats import listed, plural, points
from generator.render.scope import PageScope, block
from generator.render.site import Site
from generator.render.views.effect_words import ends_words, value_words
from generator.render.views.strip import strip_svg


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One way of computing an effect, as a line of the list below the table."""

    label: str
    cell: Cell
    count: int


@dataclass(frozen=True, slots=True)
class ConclusionRow:
    """One conclusion, ready for the page."""

    conclusion: Conclusion
    cells: tuple[Cell, ...]  # the effect on each scale, the report's primary one first
    sentence: str
    basis: str
    strips: tuple[Markup, ...]
    readings: tuple[ReadingRow, ...]


def conclusions_table(scope: PageScope) -> Markup:
    """Show the report's conclusions with the effects that this build computes for them."""
    rows = tuple(_row(scope.site, each) for each in scope.site.corpus.report.conclusions)
    return block(scope, "conclusions.html", {"rows": rows})


def _row(site: Site, conclusion: Conclusion) -> ConclusionRow:
    if conclusion.effect is None:
        none = conclusion.directness == "none"
        text = "No study was found, so there is no number." if none else "No effect is computed for it."
        cell = Cell("no evidence" if none else "not computed")
        return ConclusionRow(conclusion, (cell,), text, "", (), ())
    effect = site.effects[conclusion.effect]
    if isinstance(effect, Absence):
        return ConclusionRow(conclusion, (Cell(effect.reason),), "", "", (), ())
    primary = effect.primary.scale
    scales = (primary, *(scale for scale in SCALES if scale != primary))
    both = [effect.primary, *(each for each in effect.others if each.label == effect.primary.label)]
    strips = (strip_svg(effect.readings, scale) for scale in scales)
    return ConclusionRow(
        conclusion,
        tuple(reading_cell(each) for each in both),
        _SENTENCES[conclusion.effect](effect),
        f"{plural(len(effect.rests_on), *_KINDS[conclusion.effect])}: {listed(effect.rests_on)}",
        tuple(strip for strip in strips if strip),
        tuple(ReadingRow(each.label, reading_cell(each), each.count) for each in effect.readings),
    )


def reading_cell(reading: Reading) -> Cell:
    """Put a reading into words."""
    method = reading.interval.method if reading.interval else ""
    return Cell(value_words(reading), ends_words(reading), reading.absence, method)


def _gain(effect: Effect) -> str:
    found, other = effect.on("points"), effect.on("logit")
    more = "more" if _number(found) >= 0 else "fewer"
    return (
        f"Over {plural(found.count, 'family', 'families')}, a tuned model solves {_size(found)} {more} of 100 tasks with one "
        f"sample than its base, on average over families like these (95% interval {ends_words(found)}); its odds are "
        f"{value_words(other).removeprefix('odds × ')} times as high ({ends_words(other)}). {_agreement(found, other)}{_multiverse(effect)}"
    )


def _agreement(*readings: Reading) -> str:
    """Say it where one scale leaves out zero and the other does not."""
    clear = {
        each.interval is not None and not each.interval.low <= 0 <= each.interval.high for each in readings
    }
    return "Whether that can be told from none depends on the scale. " if len(clear) > 1 else ""


def _growth(effect: Effect) -> str:
    found, other = effect.on("points"), effect.on("logit")
    shown = {_direction(found), _direction(other)}
    verdict = shown.pop() if len(shown) == 1 else "whether it does depends on the scale"
    return (
        f"From one size to a tenfold one the gain from tuning of any kind changes by {points(_number(found))} points ({ends_words(found)}), and the "
        f"ratio of odds by the factor {value_words(other).removeprefix('odds × ')} ({ends_words(other)}): {verdict}. {_multiverse(effect)}"
    )


def _direction(reading: Reading) -> str:
    interval = reading.interval
    if interval is None or interval.low <= 0 <= interval.high:
        return "whether it grows cannot be told"
    return "it grows" if interval.low > 0 else "it shrinks"


def _large_k(effect: Effect) -> str:
    found = effect.primary
    if isinstance(found.value, Absence):
        return f"{found.label}: {found.value.reason}."
    ends = f" (95% interval {ends_words(found)})" if found.interval else ""
    return f"{found.label}: {points(found.value)} points against its base{ends}. {_multiverse(effect, 'reading')}"


def _number(reading: Reading) -> float:
    return 0.0 if isinstance(reading.value, Absence) else reading.value


def _size(reading: Reading) -> str:
    return points(abs(_number(reading))).lstrip("+")


def _multiverse(effect: Effect, what: str = "way") -> str:
    """Say how the effect stands in its other readings: its sign wherever there is a value, zero where an interval."""
    valued = [each for each in effect.readings if not isinstance(each.value, Absence)]
    told = [each.interval for each in valued if each.interval is not None]
    above = sum(_number(each) > 0 for each in valued)
    clear = sum(interval.low > 0 or interval.high < 0 for interval in told)
    shown = "all" if above == len(valued) else above or "none"
    return (
        f"Computed in {plural(len(valued), what)}, it is above zero in {shown}; of {plural(len(told), 'interval')}, "
        f"{clear or 'none'} {'leaves' if clear == 1 else 'leave'} out zero."
    )


_SENTENCES: Mapping[EffectName, Callable[[Effect], str]] = MappingProxyType(
    {"gain": _gain, "gain-by-size": _growth, "gain-at-large-k": _large_k}
)
_FAMILIES = ("family", "families")
_KINDS: Mapping[EffectName, tuple[str, ...]] = MappingProxyType(
    {"gain": _FAMILIES, "gain-by-size": _FAMILIES, "gain-at-large-k": ("tuned model",)}
)
