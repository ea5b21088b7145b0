"""Read claims.yaml."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from generator.load.claim_checks import CheckEntry, claim_check
from generator.load.claim_history import check_history
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
    verified: bool = Field(description="Whether the source says so.")
    by: Name = Field(description="Who says it.")


class _Confidence(Strict):
    value: Annotated[float, Field(ge=0, le=1)] = Field(description="The number as printed, 0 to 1.")
    kind: Literal["similarity", "probability", "unstated"] = Field(description="What sort of number it is.")
    of: Text = Field(default="", description="The event that a probability is of; with that kind only.")
    meaning: Text = Field(default="", description="What the number measures.")

    @model_validator(mode="after")
    def _of_an_event(self) -> Self:
        if (self.kind == "probability") != bool(self.of):
            expected = "with the kind `probability`, and only with it"
            raise ValueError(
                f"found {'an' if self.of else 'no'} `of` with the kind `{self.kind}`; expected one {expected}"
            )
        return self


class _Magnitude(Strict):
    value: Number = Field(description="The size of the effect, as printed.")
    unit: Name = Field(description="Its unit, such as points.")
    interval: Annotated[tuple[Number, Number], BeforeValidator(_ends)] | None = Field(
        default=None, description="The lower and upper end, as printed."
    )
    level: Annotated[float, Field(gt=0.5, lt=1)] = Field(default=0.95, description="Level of the interval.")
    note: Text = Field(default="", description="What a reader should know of it.")

    @model_validator(mode="after")
    def _within(self) -> Self:
        low, high = self.interval or (self.value, self.value)
        if not low <= self.value <= high:
            raise ValueError(
                f"found {self.value:g} outside its interval {low:g} to {high:g}; expected it within"
            )
        return self


class _Change(Strict):
    on: Day = Field(description="The day of the change.")
    by: Name = Field(description="Who made it.")
    what: Prose = Field(description="What was done.")
    verdict: Verdict | None = Field(default=None, description="The verdict from then on, where it changed.")
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")] = Field(
        default="", description="Seals the entry and those before it; gen check tells it."
    )


class CertaintyEntry(Strict):
    """How sure something is, as claims and conclusions say it."""

    level: CertaintyLevel = Field(description="The GRADE level.")
    reasons: Many[Text] = Field(default=(), description="Why it is no higher, or no lower.")
    rated_by: Name = Field(description="Who rated it.")
    rated_on: Day = Field(description="When.")


class _Evidence(Strict):
    source: Key = Field(description="Citation key of the document.")
    locator: Name = Field(description="Where in the document: section, table, page.")
    direction: Direction = Field(description="How the passage bears on the claim.")
    finding: Prose = Field(description="What the passage says, in your words.")
    phrase: Annotated[Text, BeforeValidator(_short)] = Field(
        default="", description="A few words quoted from it, at most twelve."
    )


class _Checked(Strict):
    by: Name = Field(description="Who read it.")
    on: Day = Field(description="When.")
    method: Name = Field(description="How, such as: read against the paper.")


class _Claim(Strict):
    id: Id = Field(description="Id of the claim, unique in the report.")
    text: Prose = Field(description="The claim, as found.")
    source: Key = Field(description="Citation key of the document that makes the claim.")
    kind: ClaimKind = Field(description="What sort of text it is.")
    verdict: Verdict = Field(description="What the evidence says of it.")
    why: Text = Field(default="", description="One sentence for the reader.")
    completed: Text | None = Field(default=None, description="The whole sentence, where the text is cut off.")
    stated: _Stated | None = Field(default=None, description="What the claim's own source says of its truth.")
    confidence: _Confidence | None = Field(
        default=None, description="A number that its source attached to it."
    )
    certainty: CertaintyEntry | None = Field(default=None, description="How sure the verdict is.")
    scope: dict[Name, Text] = Field(
        default_factory=dict, description="What the claim is about: any names with a text."
    )
    same_sentence_as: Id | None = Field(default=None, description="Id of a claim made of the same sentence.")
    drops_condition: Text = Field(
        default="", description="What its source makes a condition and the text leaves out."
    )
    magnitude: _Magnitude | None = Field(default=None, description="How large the effect is.")
    supersedes: Many[Id] = Field(default=(), description="Ids of claims that this one takes the place of.")
    evidence: Many[_Evidence] = Field(default=(), description="Passages that bear on the claim.")
    checks: Many[CheckEntry] = Field(default=(), description="What every build tests again.")
    checked: _Checked | None = Field(default=None, description="Who looked at it last.")
    history: Many[_Change] = Field(
        default=(), description="What happened to it, the oldest first; appended to, never edited."
    )


class ClaimsFile(Strict):
    """The keys of claims.yaml."""

    claims: Many[_Claim] = Field(description="The claims.")


def read_claims(located: Located, problems: Problems) -> tuple[Claim, ...]:
    """Make claims of a parsed claims.yaml; none, and problems, where they cannot be made."""
    file = check(located, ClaimsFile, problems)
    claims = tuple(_claim(each, at, located) for at, each in enumerate(file.claims)) if file else ()
    for at, claim in enumerate(claims):
        check_history(claim, located, ("claims", at), problems)
    return claims


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
        evidence=tuple(
            Evidence(**each.model_dump(), place=located.place((*path, "evidence", number, "phrase")))
            for number, each in enumerate(claim.evidence)
        ),
        checked=Checked(**claim.checked.model_dump()) if claim.checked else None,
        checks=tuple(
            claim_check(each, located.place((*path, "checks", number)))
            for number, each in enumerate(claim.checks)
        ),
        history=tuple(
            Change(**each.model_dump(), place=located.place((*path, "history", number)))
            for number, each in enumerate(claim.history)
        ),
        place=located.place((*path, "id")),
    )
