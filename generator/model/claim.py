"""Claims: sentences that can be true or false, with the passages that bear on them."""

from dataclasses import dataclass, field
from typing import Literal

from generator.errors import Place

ClaimKind = Literal["finding", "argument", "descriptive", "figure_text"]
Verdict = Literal[
    "supported", "supported_with_limits", "contradicted", "mixed", "not_enough_info", "not_checkable"
]
Direction = Literal["supports", "limits", "contradicts", "context"]
CertaintyLevel = Literal["high", "moderate", "low", "very_low", "no_evidence"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A located passage and what it says about a claim."""

    source: str  # citation key
    locator: str
    direction: Direction
    finding: str
    phrase: str = ""  # quoted


@dataclass(frozen=True, slots=True)
class Confidence:
    """A number that a source attached to a claim, with what it measures; never a probability unless it says so."""

    value: float  # 0..1
    kind: Literal["similarity", "probability", "unstated"]
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Certainty:
    """A GRADE level with its reasons, and who gave it when."""

    level: CertaintyLevel
    reasons: tuple[str, ...]
    rated_by: str
    rated_on: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What the claim's own source says of its truth."""

    verified: bool
    by: str


@dataclass(frozen=True, slots=True)
class Checked:
    """Who looked at the claim, when and how."""

    by: str
    on: str
    method: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim as found, its verdict, and the evidence for and against."""

    id: str
    text: str
    source: str
    kind: ClaimKind
    verdict: Verdict
    why: str = ""
    completed: str = ""
    stated: Stated | None = None
    confidence: Confidence | None = None
    certainty: Certainty | None = None
    scope: tuple[tuple[str, str], ...] = ()
    same_sentence_as: str = ""
    evidence: tuple[Evidence, ...] = ()
    checked: Checked | None = None
    place: Place = field(default=Place(""), compare=False)
