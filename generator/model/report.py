"""The report itself: its question, and the synthesis it started from."""

from dataclasses import dataclass, field
from typing import Literal

from generator.errors import Place
from generator.model.catalogue import Training
from generator.model.claim import Certainty
from generator.model.literature import Prisma, Review

Directness = Literal["direct", "indirect", "none"]
EffectName = Literal["gain", "gain-by-size", "gain-at-large-k"]


@dataclass(frozen=True, slots=True)
class Quality:
    """A review score on its scale, and what kind of review gave it."""

    value: float
    scale: float
    kind: str


@dataclass(frozen=True, slots=True)
class TextDamage:
    """A fault in a document's text: what is printed, what it should be, and the cause."""

    cause: str
    printed: str = ""
    should_be: str = ""


@dataclass(frozen=True, slots=True)
class Synthesis:
    """A literature synthesis as it states itself; the counts are of different units."""

    title: str
    date: str = ""
    method: str = ""
    papers_retrieved: int | None = None
    claims_extracted: int | None = None
    claims_verified: int | None = None
    quality: Quality | None = None
    references_listed: tuple[str, ...] = ()
    text_damage: tuple[TextDamage, ...] = ()


@dataclass(frozen=True, slots=True)
class TuningSeries:
    """Which pairs of base and tuned models to compare by size: one family, one source, one score; chosen by hand."""

    family: str  # of both models, as in models.yaml
    source: str  # citation key
    benchmark: str  # id in benchmarks.yaml
    tuned: Training
    base: Training = "base"
    plus: bool = False
    k: int = 1
    base_label: str = "base"
    tuned_label: str = "tuned"
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a k that counts nothing."""
        if self.k < 1:
            raise ValueError(f"k counts samples and starts at 1, found {self.k}")


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A statement that answers part of the question, how sure it is, and the effect that every build computes for it."""

    id: str
    statement: str
    certainty: Certainty
    directness: Directness  # of the evidence, for the question as it is posed; none = there is no evidence
    effect: EffectName | None = None
    evidence: tuple[str, ...] = ()  # citation keys


@dataclass(frozen=True, slots=True)
class DataLicence:
    """Under which terms the data of a report may be used."""

    name: str  # `CC-BY-4.0`
    url: str
    note: str = ""  # what it does not cover


@dataclass(frozen=True, slots=True)
class Report:
    """What the report asks and from when its data are; `seed` starts every random number."""

    title: str
    question: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    searched_on: str = ""
    abstract: str = ""
    seed: int = 0
    primary_scale: Literal["logit", "points"] = "logit"
    limitations: tuple[str, ...] = ()
    contact: str = ""  # address where a reader reports an error
    data_licence: DataLicence | None = None  # None = not stated
    synthesis: Synthesis | None = None
    prisma: Prisma | None = None
    reviews: tuple[Review, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()
    tuning: tuple[TuningSeries, ...] = ()
    place: Place = field(default=Place(""), compare=False)
