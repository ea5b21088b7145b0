"""Read claims.yaml."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from generator.load.claim_checks import CheckEntry, claim_check
from generator.load.located import Located
from generator.load.problems import Problems
from generator.load.schema import Day, Id, Key, Many, Name, Number, Prose, Strict, Text, check
from generator.model.claim import (
    Certainty,
    CertaintyLevel,
    Change,
    Checked,
    Claim,
    ClaimKind,
    Confidence,
    Direction,
    Evidence,
    Magnitude,
    Stated,
    Verdict,
)

_WORDS_IN_PHRASE = 12
_SIGNS_IN_PHRASE = 6  # fewer letters and figures stand in every text


def _short(value: object) -> object:
    if isinstance(value, str) and len(value.split()) > _WORDS_IN_PHRASE:
        raise ValueError(f"found {len(value.split())} words; expected at most {_WORDS_IN_PHRASE}: quote less")
    signs = sum(map(str.isalnum, value)) if isinstance(value, str) else 0
    if isinstance(value, str) and value and signs < _SIGNS_IN_PHRASE:
        found = f"found `{value}`, which has {signs} of letters and figures"
        raise ValueError(f"{found}; expected at least {_SIGNS_IN_PHRASE}: quote more")
    return value


def _ends(value: object) -> object:
    if isinstance(value, list) and len(value) == 2 and all(type(end) in {int, float} for end in value):
        if value[0] > value[1]:
            raise ValueError(f"found {value[0]} to {value[1]}; expected the lower end first")
        return tuple(value)
    return value


class _Stated(Strict):
    verified: bool
    by: Name


class _Confidence(Strict):
    value: Annotated[float, Field(ge=0, le=1)]
    kind: Literal["similarity", "probability", "unstated"]
    of: Text = ""
    meaning: Text = ""


class _Magnitude(Strict):
    value: Number
    unit: Name
    interval: Annotated[tuple[Number, Number], BeforeValidator(_ends)] | None = None
    level: Annotated[float, Field(gt=0.5, lt=1)] = 0.95
    note: Text = ""


class _Change(Strict):
    on: Day
    by: Name
    what: Prose
    verdict: Verdict | None = None
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")] | Literal[""] = ""


class CertaintyEntry(Strict):
    """How sure something is, as claims and conclusions say it."""

    level: CertaintyLevel
    reasons: Many[Text] = ()
    rated_by: Name
    rated_on: Day


class _Evidence(Strict):
    source: Key
    locator: Name
    direction: Direction
    finding: Prose
    phrase: Annotated[Text, BeforeValidator(_short)] = ""


class _Checked(Strict):
    by: Name
    on: Day
    method: Name


class _Claim(Strict):
    id: Id
    text: Prose
    source: Key
    kind: ClaimKind
    verdict: Verdict
    why: Text = ""
    completed: Text | None = None
    stated: _Stated | None = None
    confidence: _Confidence | None = None
    certainty: CertaintyEntry | None = None
    scope: dict[Name, Text] = Field(default_factory=dict)
    same_sentence_as: Id | None = None
    drops_condition: Text = ""
    magnitude: _Magnitude | None = None
    supersedes: Many[Id] = ()
    evidence: Many[_Evidence] = ()
    checks: Many[CheckEntry] = ()
    checked: _Checked | None = None
    history: Many[_Change] = ()


class ClaimsFile(Strict):
    """The keys of claims.yaml."""

    claims: Many[_Claim]


def read_claims(located: Located, problems: Problems) -> tuple[Claim, ...]:
    """Make claims of a parsed claims.yaml; none, and problems, where they cannot be made."""
    file = check(located, ClaimsFile, problems)
    return tuple(_claim(each, at, located) for at, each in enumerate(file.claims)) if file else ()


def _claim(claim: _Claim, at: int, located: Located) -> Claim:
    certainty, path = claim.certainty, ("claims", at)
    plain = {"id", "text", "source", "kind", "verdict", "why", "drops_condition", "supersedes"}
    return Claim(
        **claim.model_dump(include=plain),
        completed=claim.completed or "",
        stated=Stated(**claim.stated.model_dump()) if claim.stated else None,
        confidence=Confidence(**claim.confidence.model_dump()) if claim.confidence else None,
        certainty=Certainty(**certainty.model_dump()) if certainty else None,
        scope=tuple(claim.scope.items()),
        same_sentence_as=claim.same_sentence_as or "",
        magnitude=Magnitude(**claim.magnitude.model_dump()) if claim.magnitude else None,
        evidence=tuple(Evidence(**each.model_dump()) for each in claim.evidence),
        checked=Checked(**claim.checked.model_dump()) if claim.checked else None,
        checks=tuple(
            claim_check(each, located.place((*path, "checks", number)))
            for number, each in enumerate(claim.checks)
        ),
        history=tuple(Change(**each.model_dump()) for each in claim.history),
        place=located.place((*path, "id")),
    )
