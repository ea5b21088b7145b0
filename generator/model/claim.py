"""Claims: sentences that can be true or false, with the passages that bear on them."""

from dataclasses import dataclass, field
from typing import Literal

from generator.errors import Place
from generator.model.claim_check import ClaimCheck

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
    place: Place = field(default=Place(""), compare=False)  # of the phrase, or of the whole


@dataclass(frozen=True, slots=True)
class Confidence:
    """A number that a source attached to a claim, with what it measures; never a probability unless it says so."""

    value: float  # 0..1
    kind: Literal["similarity", "probability", "unstated"]
    of: str = ""  # the event that it is the probability of; empty for any other kind
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
class Magnitude:
    """How large the effect is that a claim states, as its source prints it."""

    value: float
    unit: str  # `points`, `odds ratio`, `percent of comparisons`
    interval: tuple[float, float] | None = None  # None = the source gives none
    level: float = 0.95
    note: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of a claim's history, which is appended to and never edited."""

    on: str
    by: str
    what: str
    verdict: Verdict | None = None  # from then on
    digest: str = ""  # of this entry and all before it; empty = not sealed yet
    place: Place = field(default=Place(""), compare=False)


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
    drops_condition: str = ""  # what its source makes a condition and the text leaves out
    magnitude: Magnitude | None = None
    supersedes: tuple[str, ...] = ()  # claim ids
    evidence: tuple[Evidence, ...] = ()
    checks: tuple[ClaimCheck, ...] = ()
    checked: Checked | None = None
    history: tuple[Change, ...] = ()  # the oldest first
    place: Place = field(default=Place(""), compare=False)

    @property
    def asserts(self) -> bool:
        """Say whether the text can be true or false; a figure legend cannot."""
        return self.kind != "figure_text" and self.verdict != "not_checkable"
