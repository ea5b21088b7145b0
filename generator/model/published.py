"""Figures as publications print them: no tallies stand behind them here."""

from dataclasses import dataclass, field
from typing import Literal

from generator.errors import Place

Estimand = Literal["greedy", "sampled", "selected", "unknown"]
Reading = Literal["printed", "vector", "by-eye"]


@dataclass(frozen=True, slots=True)
class PublishedScore:
    """A pass@k printed by a publication; `printed` keeps the text, `share` is its value in 0..1."""

    id: str
    source: str  # citation key
    model: str  # the source's own name
    benchmark: str  # id in benchmarks.yaml
    plus: bool
    dataset_version: str  # empty = not stated
    tasks: int | None
    harness: str
    k: int
    printed: str  # percent, as printed
    share: float
    estimand: Estimand
    temperature: float | None
    samples: int | None
    ci95_half: float | None  # points, as printed
    read: Reading
    locator: str
    url: str
    note: str
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class ResamplingFigure:
    """A ceiling or best-of-k reward of resampling against imperfect tests; values are shares, rewards may be negative."""

    id: str
    source: str
    model: str
    quantity: Literal["pass1_plus", "conditional_ceiling", "best_reward"]
    cost: float | None
    value: float
    k: int | None
    locator: str
    note: str
    place: Place = field(default=Place(""), compare=False)
