"""Findings: what the checks see in files that are in order."""

import re
from dataclasses import dataclass
from typing import Literal

from generator.errors import Place

Severity = Literal["error", "warning", "note"]

# Line breaks, control characters, and those that turn the direction of a line.
_BREAKING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]\s*")
_LONGEST = 2000  # signs of a sentence; what it quotes may be as long as a file allows


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

    def __post_init__(self) -> None:
        """Keep the sentence one line of a length that a log and a snapshot take, whatever it quotes."""
        line = _BREAKING.sub(" ", self.sentence)
        object.__setattr__(self, "sentence", line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…")

    def __str__(self) -> str:
        """Write the line that `gen check` prints."""
        return f"{self.place}: {self.severity}: {self.sentence} [{self.code}]"
