"""Checks of a claim against the report's data, as claims.yaml states them; every build carries them out."""

from dataclasses import dataclass, field
from typing import Literal

from generator.errors import Place
from generator.model.catalogue import Training
from generator.model.filters import Filters

Bearing = Literal["direct", "indirect"]
Compared = Literal["higher", "lower", "no_difference", "reproduces"]
Limited = Literal["above", "below", "about"]
Bound = Literal["at_least", "at_most", "exactly"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The second of two scores is higher or lower than the first, no more apart than `margin`, or the same number."""

    first: Filters
    second: Filters
    expect: Compared
    margin: float | None = None  # share, above 0; with `no_difference` alone


@dataclass(frozen=True, slots=True)
class Threshold:
    """A score lies above or below a share, or no farther from it than `margin`."""

    score: Filters
    value: float  # share, 0..1
    expect: Limited
    margin: float | None = None  # share, above 0; with `about` alone


@dataclass(frozen=True, slots=True)
class Series:
    """Scores of one family and kind of training at several sizes, from one source."""

    family: str
    benchmark: str  # with its plus sign
    source: str  # citation key
    training: Training = "base"
    k: int = 1


@dataclass(frozen=True, slots=True)
class Order:
    """Each size of a series scores higher, or lower, than the size below it."""

    series: Series
    expect: Literal["rises", "falls"]


@dataclass(frozen=True, slots=True)
class Interaction:
    """What tuning adds, tuned minus base, grows or shrinks with size on both scales."""

    family: str
    benchmark: str  # with its plus sign
    source: str  # citation key
    tuned: Training
    expect: Literal["grows", "shrinks"]
    base: Training = "base"
    k: int = 1


@dataclass(frozen=True, slots=True)
class Crossing:
    """The second of two scores is behind the first at the smaller k, and ahead of it at the larger, or behind at both."""

    first: Filters  # without k
    second: Filters
    ks: tuple[int, int]
    expect: Literal["overtakes", "stays_behind"]


@dataclass(frozen=True, slots=True)
class Tied:
    """The tests of a board tell no two of these runs apart, or every two."""

    runs: tuple[Filters, ...]  # at least two
    expect: Literal["together", "apart"]


@dataclass(frozen=True, slots=True)
class Count:
    """So many comparisons hold, or so many models or scores are in the data."""

    expect: Bound
    number: int
    comparisons: tuple[Comparison, ...] = ()
    scores: Filters | None = None  # of published scores and runs
    family: str = ""  # of models
    training: Training | None = None  # of models of the family


ClaimTest = Comparison | Threshold | Order | Interaction | Crossing | Tied | Count


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """What a claim lets one expect of the data, and how the data bear on it."""

    test: ClaimTest
    bearing: Bearing  # of the data on the claim; indirect checks inform, and move no verdict
    level: float = 0.95  # of the intervals, 0.5..1 without the ends
    note: str = ""
    place: Place = field(default=Place(""), compare=False)
