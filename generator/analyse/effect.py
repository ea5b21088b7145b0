"""An effect that a conclusion rests on: one number, and the same number computed in other defensible ways."""

from dataclasses import dataclass
from typing import Literal

from generator.analyse.absence import Absence
from generator.analyse.interval import Interval

Scale = Literal["points", "logit"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way of computing an effect: a difference of shares (points) or of logits, with its interval."""

    label: str  # what was done: "all families", "without Gemma", "pass@10"
    scale: Scale
    value: float | Absence
    interval: Interval | None = None
    absence: str = ""  # why there is a value and no interval
    count: int = 0  # families, or curves


@dataclass(frozen=True, slots=True)
class Effect:
    """What stands beside a conclusion: the reading on the report's primary scale, and its multiverse.

    The readings of a multiverse differ in one choice each: the scale, k, the data that a check flagged, a family left
    out. Source: Steegen S., Tuerlinckx F., Gelman A., Vanpaemel W. (2016). Increasing transparency through a
    multiverse analysis. Perspectives on Psychological Science 11, 702-712.
    """

    primary: Reading
    others: tuple[Reading, ...] = ()
    rests_on: tuple[str, ...] = ()  # families, or pairs of curves

    def on(self, scale: Scale) -> Reading:
        """Give the whole effect on one scale."""
        alike = (each for each in self.readings if each.scale == scale)
        return next(alike)

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Give all of them, the primary one first."""
        return (self.primary, *self.others)
