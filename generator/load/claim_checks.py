"""Read the checks of a claim: what each expects of the report's data."""

from itertools import chain
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from generator.errors import Place
from generator.load.problems import meant
from generator.load.schema import Key, Many, MistakesError, Name, Number, Strict, Text
from generator.model.catalogue import Training
from generator.model.claim_check import (
    Bearing,
    ClaimCheck,
    ClaimTest,
    Comparison,
    Count,
    Crossing,
    Interaction,
    Order,
    Series,
    Threshold,
    Tied,
)
from generator.model.filters import Filters

K = Annotated[int, Field(ge=1, le=1_000_000)]
_EXPECTATIONS = {
    "compare": ("higher", "lower", "no_difference", "reproduces"),
    "threshold": ("above", "below", "about"),
    "order": ("rises", "falls"),
    "interaction": ("grows", "shrinks"),
    "crossing": ("overtakes", "stays_behind"),
    "tied": ("together", "apart"),
    "count": ("at_least", "at_most", "exactly"),
}
_WITH_MARGIN = {("compare", "no_difference"), ("threshold", "about")}
_WITH_VALUE = {"threshold", "count"}


class _Score(Strict):
    figure: Name | None = Field(default=None, description="Id of a published score.")
    run: Name | None = Field(default=None, description="Id of a run.")
    model: Name | None = Field(default=None, description="Id of a model.")
    benchmark: Name | None = Field(default=None, description="Id of a benchmark, with + for its plus score.")
    k: K | None = Field(default=None, description="Number of samples; 1 if not said.")
    source: Key | None = Field(default=None, description="Citation key.")
    version: Name | None = Field(default=None, description="Version of the dataset.")
    estimand: Literal["greedy", "sampled", "selected", "unknown"] | None = Field(
        default=None, description="What the score estimates."
    )

    @property
    def filters(self) -> Filters:
        return Filters(**self.model_dump())


class _Series(Strict):
    family: Name = Field(description="Family of the models.")
    benchmark: Name = Field(description="Id of a benchmark, with + for its plus score.")
    source: Key = Field(description="Citation key of the source of all scores.")
    training: Training = Field(default="base", description="Training of the models.")
    k: K = Field(default=1, description="Number of samples.")


class _Interaction(Strict):
    family: Name = Field(description="Family of the models.")
    benchmark: Name = Field(description="Id of a benchmark, with + for its plus score.")
    source: Key = Field(description="Citation key of the source of all scores.")
    tuned: Training = Field(description="Training of the tuned models.")
    base: Training = Field(default="base", description="Training of the models they were tuned from.")
    k: K = Field(default=1, description="Number of samples.")


class _Counted(Strict):
    comparisons: Many[Many[_Score]] = Field(default=(), description="Pairs of scores.")
    that_are: Literal["higher", "lower"] | None = Field(
        default=None, description="What is counted: second scores that are higher, or lower."
    )
    scores: _Score | None = Field(default=None, description="Which scores are counted.")
    family: Name | None = Field(default=None, description="Family whose models are counted.")
    training: Training | None = Field(default=None, description="Training of the models that are counted.")


class CheckEntry(Strict):
    """The keys of one check: exactly one kind of test, what it expects, and how it bears on the claim."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": [kind]} for kind in _EXPECTATIONS]})

    compare: Many[_Score] | None = Field(default=None, description="Two scores.")
    threshold: _Score | None = Field(default=None, description="One score, to be held against a value.")
    order: _Series | None = Field(default=None, description="Scores of a family by size.")
    interaction: _Interaction | None = Field(default=None, description="What tuning adds, by size.")
    crossing: Many[_Score] | None = Field(default=None, description="Two scores at two k.")
    tied: Many[_Score] | None = Field(default=None, description="Runs of one board.")
    count: _Counted | None = Field(default=None, description="What is counted.")
    metric: Annotated[str, Field(pattern=r"^pass@[1-9][0-9]{0,6}$")] | None = Field(
        default=None, description="The k of the scores, as pass@k."
    )
    expect: Name = Field(
        description="What the claim lets one expect.",
        json_schema_extra={"enum": list(dict.fromkeys(chain.from_iterable(_EXPECTATIONS.values())))},
    )
    value: Number | None = Field(default=None, description="Percent; of a count, how many.")
    margin: Annotated[float, Field(gt=0, lt=100)] | None = Field(
        default=None, description="Points that make no difference."
    )
    k: Many[K] = Field(default=(), description="The smaller and the larger k of a crossing.")
    level: Annotated[float, Field(gt=0.5, lt=1)] = Field(default=0.95, description="Level of the intervals.")
    directness: Bearing = Field(
        description="How the test bears on the claim; only a direct one can move a verdict."
    )
    note: Text = Field(default="", description="What a reader should know of it.")

    @property
    def kind(self) -> str:
        """Name the kind of test."""
        return next(name for name in _EXPECTATIONS if getattr(self, name) is not None)

    @model_validator(mode="after")
    def _one_test(self) -> Self:
        kinds = [name for name in _EXPECTATIONS if getattr(self, name) is not None]
        if len(kinds) != 1:
            found = " and ".join(kinds) if kinds else "none"
            raise ValueError(f"found {found}; expected one of {', '.join(_EXPECTATIONS)}")
        expected = _EXPECTATIONS[kinds[0]]
        if self.expect not in expected:
            found = f"found `{self.expect}`; expected one of {', '.join(expected)}"
            raise MistakesError(f"expect: {found}{meant(self.expect, expected)}")
        if mistakes := _mistakes(self):
            raise MistakesError(*mistakes)
        return self


def _mistakes(entry: CheckEntry) -> list[str]:
    """Say what does not fit together in one check."""
    kind, found = entry.kind, list[str]()
    for name, needed in (
        ("margin", (kind, entry.expect) in _WITH_MARGIN),
        ("value", kind in _WITH_VALUE),
        ("k", kind == "crossing" and bool(entry.k)),  # how many it needs is said below
    ):
        given = getattr(entry, name) not in {None, ()}
        if given != needed:
            what = f"{kind} with `{entry.expect}`" if name == "margin" else kind
            found.append(f"{name}: {what} {'needs one' if needed else 'has none'}")
    for name, fewest, most in (("compare", 2, 2), ("crossing", 2, 2), ("tied", 2, 50)):
        scores = getattr(entry, name)
        if scores is not None and not fewest <= len(scores) <= most:
            expected = "two" if most == fewest else f"{fewest} to {most}"
            there = "1 score" if len(scores) == 1 else f"{len(scores)} scores"
            found.append(f"{name}: found {there}; expected {expected}")
    return found + _mistakes_of_values(entry)


def _mistakes_of_values(entry: CheckEntry) -> list[str]:
    found = list[str]()
    if entry.threshold and entry.value is not None and not 0 <= entry.value <= 100:
        found.append(f"value: found {entry.value:g}; expected percent, from 0 to 100")
    if entry.crossing and (len(entry.k) != 2 or entry.k[0] >= entry.k[1]):
        found.append("k: expected two, the smaller first")
    if entry.crossing and (entry.metric or any(score.k for score in entry.crossing)):
        found.append("crossing: found a k or metric of one score; expected `k` with the two to compare at")
    if entry.metric and any(score.k for score in (*(entry.compare or ()), entry.threshold) if score):
        found.append("metric: found it beside `k`; expected one of the two")
    if entry.metric and not (entry.compare or entry.threshold or entry.crossing):
        found.append(f"metric: {entry.kind} has none; expected `k` where it names its scores")
    if entry.count:
        found += _mistakes_of_count(entry.count, entry.value)
    return found


def _mistakes_of_count(count: _Counted, value: float | None) -> list[str]:
    found = list[str]()
    counted = [bool(count.comparisons), count.scores is not None, count.family is not None]
    if sum(counted) != 1:
        found.append("count: expected one of comparisons, scores, family")
    if bool(count.comparisons) != (count.that_are is not None):
        found.append("count: expected `that_are` with comparisons, and only with them")
    if any(len(pair) != 2 for pair in count.comparisons):
        found.append("count: expected two scores in each comparison")
    if count.training is not None and count.family is None:
        found.append("count: expected `training` with a family only")
    if value is not None and (value < 0 or value != int(value)):
        found.append(f"value: found {value:g}; expected how many, a whole number from 0")
    elif value is not None and count.comparisons and value > len(count.comparisons):
        found.append(
            f"value: found {value:g}; expected at most {len(count.comparisons)}, the number of comparisons"
        )
    return found


def claim_check(entry: CheckEntry, place: Place) -> ClaimCheck:
    """Make a check of its entry in claims.yaml."""
    return ClaimCheck(_test(entry), entry.directness, entry.level, entry.note, place)


def _test(entry: CheckEntry) -> ClaimTest:  # noqa: PLR0911 - one return a kind
    expect, k = entry.expect, int(entry.metric.removeprefix("pass@")) if entry.metric else None
    margin = None if entry.margin is None else entry.margin / 100
    if entry.compare is not None:
        first, second = (_at(score, k) for score in entry.compare)
        return Comparison(first, second, expect, margin)  # type: ignore[arg-type] # checked above
    if entry.threshold is not None and entry.value is not None:
        return Threshold(_at(entry.threshold, k), entry.value / 100, expect, margin)  # type: ignore[arg-type] # as above
    if entry.order is not None:
        return Order(Series(**entry.order.model_dump()), expect)  # type: ignore[arg-type] # as above
    if entry.interaction is not None:
        return Interaction(**entry.interaction.model_dump(), expect=expect)  # type: ignore[arg-type] # as above
    if entry.crossing is not None:
        first, second = (score.filters for score in entry.crossing)
        return Crossing(first, second, (entry.k[0], entry.k[1]), expect)  # type: ignore[arg-type] # as above
    if entry.tied is not None:
        return Tied(tuple(score.filters for score in entry.tied), expect)  # type: ignore[arg-type] # as above
    return _count(entry)


def _count(entry: CheckEntry) -> Count:
    counted = entry.count or _Counted()
    pairs = (Comparison(a.filters, b.filters, counted.that_are or "higher") for a, b in counted.comparisons)
    return Count(
        entry.expect,  # type: ignore[arg-type] # checked above
        int(entry.value or 0),
        comparisons=tuple(pairs),
        scores=counted.scores.filters if counted.scores else None,
        family=counted.family or "",
        training=counted.training,
    )


def _at(score: _Score, k: int | None) -> Filters:
    fields = score.model_dump()
    return Filters(**fields | ({"k": k} if k else {}))
