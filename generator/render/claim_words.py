"""What pages and files say of a claim, in words: its verdicts, what is printed beside it, and its faults."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.check.claim_checks import ClaimResult
from generator.model.claim import Certainty, Claim, Confidence, Magnitude
from generator.model.finding import Finding
from generator.render.formats import decimal, words

NO_DIRECT_CHECK = "no direct check"
_FLAGS: Mapping[str, str] = {
    "claim-cut-off": "cut off",
    "claim-damaged": "damaged text",
    "claim-caption": "no assertion",
    "claim-twice": "counted twice",
    "claim-condition": "drops a condition",
    "claim-drifted": "drifted",
    "check-not-possible": "a check cannot be carried out",
    "phrase-not-found": "quotation not found",
    "phrase-differs": "quotation differs",
    "history-open": "history not sealed",
}


@dataclass(frozen=True, slots=True)
class Printed:
    """A number that a source prints beside a claim, and what it measures."""

    value: str
    measures: str


def sentence(claim: Claim) -> str:
    """Give the whole sentence of a claim, as completed where it was found cut off."""
    return claim.completed or claim.text


def computed_words(result: ClaimResult) -> str:
    """Say which verdict the direct checks come to."""
    return NO_DIRECT_CHECK if result.computed is None else words(result.computed)


def printed(confidence: Confidence) -> Printed:
    """Say what a confidence is, and what it measures or that this is not said."""
    if confidence.kind == "probability":
        return Printed(decimal(confidence.value), f"probability of {confidence.of}")
    kinds = {"similarity": "a similarity", "unstated": "what it measures is not stated"}
    return Printed(decimal(confidence.value), kinds[confidence.kind])


def measured(confidence: Confidence) -> str:
    """Say at length what a confidence measures; where that is not stated, what the report makes of it."""
    if confidence.kind == "unstated" and confidence.meaning:
        return confidence.meaning
    more = f" ({confidence.meaning})" if confidence.meaning else ""
    return f"{printed(confidence).measures}{more}"


def certainty_words(certainty: Certainty | None) -> str:
    """Say how sure the evidence is, and who rated it when."""
    if certainty is None:
        return "not rated"
    return f"{words(certainty.level)}, rated by {certainty.rated_by} on {certainty.rated_on}"


def magnitude_words(magnitude: Magnitude) -> Printed:
    """Write how large a stated effect is, with its interval or that there is none."""
    value = f"{decimal(magnitude.value).replace('-', '−')} {magnitude.unit}"
    if magnitude.interval is None:
        return Printed(value, "its source gives no interval")
    low, high = (decimal(end).replace("-", "−") for end in magnitude.interval)
    return Printed(value, f"{decimal(round(100 * magnitude.level, 6))}% interval {low} to {high}")


def flag_words(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Name what was found odd about a claim in a few words each, every kind once; that it drifted is told elsewhere."""
    codes = dict.fromkeys(each.code for each in findings if each.code != "claim-drifted")
    return tuple(_FLAGS.get(code, code.removeprefix("claim-").replace("-", " ")) for code in codes)
