"""A number that does not exist, with the reason why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Absence:
    """No value, and the reason in words for a reader."""

    reason: str
