"""Carry out the checks of claims, and hold what they come to against the verdicts that are stated."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from generator.check.answers import Answer, CannotBeCheckedError, Outcome
from generator.check.asked import asked_of
from generator.check.claims_on_scores import comparison, crossing, threshold
from generator.check.claims_on_series import interaction, order
from generator.check.claims_on_sets import count, tied
from generator.model.claim import Claim, Verdict
from generator.model.claim_check import (
    ClaimCheck,
    Comparison,
    Count,
    Crossing,
    Interaction,
    Order,
    Threshold,
    Tied,
)
from generator.model.corpus import Corpus, derived
from generator.model.finding import Finding
from generator.model.published import PublishedScore
from generator.model.run import Run

TESTS: Mapping[type, Callable[[Corpus, Any, float], Answer]] = MappingProxyType(
    {
        Comparison: comparison,
        Count: count,
        Crossing: crossing,
        Interaction: interaction,
        Order: order,
        Threshold: threshold,
        Tied: tied,
    }
)
_SIDES: Mapping[Verdict, str] = MappingProxyType(
    {
        "supported": "for",
        "supported_with_limits": "for",  # limits are read in sources; data that hold do not deny them
        "contradicted": "against",
        "mixed": "both",
        "not_enough_info": "open",
        "not_checkable": "none",
    }
)
OUTCOME_WORDS: Mapping[Outcome, str] = MappingProxyType(
    {
        "holds": "holds",
        "does_not_hold": "does not hold",
        "cannot_be_told": "cannot be told",
        "cannot_be_checked": "cannot be checked",
    }
)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check came to."""

    check: ClaimCheck
    outcome: Outcome
    asked: str
    found: str  # the numbers, or why it cannot be checked
    origins: tuple[Run | PublishedScore, ...] = ()

    @property
    def moves(self) -> bool:
        """Say whether it has a part in the computed verdict."""
        return self.check.bearing == "direct" and self.outcome != "cannot_be_checked"


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """What the checks of one claim come to; `computed` None = no direct check could be carried out."""

    claim: Claim
    checks: tuple[CheckResult, ...]
    computed: Verdict | None

    @property
    def drifted(self) -> bool:
        """Say whether the direct checks speak for another side than the stated verdict."""
        return self.computed is not None and _SIDES[self.computed] != _SIDES[self.claim.verdict]


@derived
def claim_results(corpus: Corpus) -> Mapping[str, ClaimResult]:
    """Carry out every check of every claim, by claim id."""
    return {claim.id: _result(corpus, claim) for claim in corpus.claims}


def _result(corpus: Corpus, claim: Claim) -> ClaimResult:
    results = tuple(carry_out(corpus, check) for check in claim.checks)
    return ClaimResult(claim, results, computed_verdict([each.outcome for each in results if each.moves]))


def carry_out(corpus: Corpus, check: ClaimCheck) -> CheckResult:
    """Carry out one check."""
    try:
        answer = TESTS[type(check.test)](corpus, check.test, check.level)
    except CannotBeCheckedError as error:
        return CheckResult(check, "cannot_be_checked", asked_of(corpus, check.test), str(error))
    origins = tuple(dict.fromkeys(score.origin for score in answer.scores))
    return CheckResult(check, answer.outcome, answer.asked, answer.found, origins)


def computed_verdict(outcomes: Sequence[Outcome]) -> Verdict | None:
    """Give the verdict that direct checks come to; those that cannot be checked say nothing."""
    told = {outcome for outcome in outcomes if outcome != "cannot_be_checked"}
    if not told:
        return None
    if told == {"cannot_be_told"}:
        return "not_enough_info"
    if {"holds", "does_not_hold"} <= told:
        return "mixed"
    if "does_not_hold" in told:
        return "contradicted"
    return "supported" if told == {"holds"} else "supported_with_limits"


def drifted_claims(corpus: Corpus) -> Iterator[Finding]:
    """Each claim's direct checks speak for the side of its stated verdict."""
    for result in claim_results(corpus).values():
        if result.computed is not None and result.drifted:
            claim = result.claim
            told = [each for each in result.checks if each.moves]
            numbers = "; ".join(
                f"“{each.asked}” {OUTCOME_WORDS[each.outcome]}: {each.found}" for each in told
            )
            text = f"{claim.id}: stated as {_words(claim.verdict)}, but the data now say {_words(result.computed)}: {numbers}"
            yield Finding(claim.place, "claim-drifted", "error", text, (claim.id,))


def checks_not_possible(corpus: Corpus) -> Iterator[Finding]:
    """Each check finds the data that it needs."""
    for result in claim_results(corpus).values():
        for each in result.checks:
            if each.outcome == "cannot_be_checked":
                text = f"{result.claim.id}: a check cannot be carried out: {each.found}"
                about = (result.claim.id,)
                if each.check.bearing == "direct":
                    yield Finding(each.check.place, "check-not-possible", "warning", text, about)
                else:
                    yield Finding(each.check.place, "check-not-possible", "note", text, about)


def _words(verdict: Verdict) -> str:
    return verdict.replace("_", " ")
