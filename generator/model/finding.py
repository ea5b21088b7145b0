"""Findings: what the checks see in files that are in order."""

from dataclasses import dataclass
from typing import Literal

from generator.errors import Place

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing a reader of the data should know: a stable code, how grave, where, and a sentence.

    `about` has the ids of the runs, printed scores, models and claims that it is about, so that pages can mark them.
    """

    place: Place
    code: str
    severity: Severity
    sentence: str
    about: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Write the line that `gen check` prints."""
        return f"{self.place}: {self.severity}: {self.sentence} [{self.code}]"
