"""The claims of this report: what every check comes to, and that no verdict has drifted from the data."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from generator.check.claim_checks import ClaimResult, claim_results, drifted_claims
from generator.check.claim_text import faulty_claims
from generator.load.corpus import read_corpus
from generator.model.claim import Verdict
from generator.model.claim_check import Bearing
from generator.model.corpus import Corpus

ROOT = Path(__file__).parent.parent
MARKS = {"holds": "+", "does_not_hold": "-", "cannot_be_told": "?", "cannot_be_checked": "/"}

# claim: the verdict that direct checks come to, their outcomes, those of indirect checks
EXPECTED: Mapping[str, tuple[Verdict | None, str, str]] = {
    "A1": ("supported_with_limits", "+++???", ""),
    "A2": (None, "", "+?"),
    "A3": ("not_enough_info", "??", "?"),
    "A4": ("supported", "++++++", "+"),
    "A5": ("supported", "++", ""),
    "A6": ("supported_with_limits", "+?", "?"),
    "A7": ("supported", "+", ""),
    "A8": (None, "", "++"),
    "B1": ("supported_with_limits", "+?", ""),
    "B10": (None, "", "++++"),
    "B2": ("supported", "+++", ""),
    "B3": (None, "", "/??"),
    "B4": ("not_enough_info", "????", "?"),
    "B5": (None, "", "??"),
    "B6": ("supported", "++++", ""),
    "B7": ("not_enough_info", "?", "+"),
    "B8": ("not_enough_info", "??", "???"),
    "B9": (None, "", "/"),
    "C1": ("not_enough_info", "???", "?"),
    "C2": ("not_enough_info", "???", ""),
    "C3": ("supported", "++++", ""),
    "C4": ("supported_with_limits", "?+", ""),
    "C5": ("supported", "++", "?"),
    "C6": ("not_enough_info", "?", ""),
    "C7": ("not_enough_info", "??", "?"),
    "C8": (None, "", "++"),
    "D1": ("not_enough_info", "??", ""),
    "D2": ("not_enough_info", "????????", ""),
    "D3": ("not_enough_info", "???", ""),
    "D4": (None, "", "/??"),
    "D5": ("supported_with_limits", "+?", ""),
    "E1": ("supported", "+", "??"),
    "E2": ("supported", "+", ""),
    "E3": ("supported", "+", ""),
    "E4": ("supported", "+", "+"),
    "S5": (None, "", "++-"),
    "S6": (None, "", "???"),
    "F7": ("not_enough_info", "?", ""),
    "F4": ("not_enough_info", "????", ""),
    "F8": ("supported_with_limits", "++++??", ""),
    "F6": ("contradicted", "-", "?"),
    "F5": ("not_enough_info", "???", ""),
    "F3": ("not_enough_info", "??", ""),
    "F2": ("supported", "++++", ""),
    "F1": ("supported", "++++", ""),
}


@cache
def report() -> Corpus:
    return read_corpus(ROOT)


def outcomes(result: ClaimResult, bearing: Bearing) -> str:
    return "".join(MARKS[each.outcome] for each in result.checks if each.check.bearing == bearing)


def test_every_check_of_the_report_comes_to_what_is_known() -> None:
    found = {
        name: (result.computed, outcomes(result, "direct"), outcomes(result, "indirect"))
        for name, result in claim_results(report()).items()
        if result.checks
    }
    assert found == EXPECTED


def test_no_claim_of_the_report_has_drifted() -> None:
    assert list(drifted_claims(report())) == []


def test_a_claim_without_direct_checks_that_can_be_carried_out_is_judged_by_its_readers_alone() -> None:
    silent = {name for name, result in claim_results(report()).items() if result.computed is None}
    assert silent == {f"S{number}" for number in range(1, 10)} | {
        "A2",
        "A8",
        "B3",
        "B5",
        "B9",
        "B10",
        "C8",
        "D4",
    }


def test_only_charts_read_by_eye_and_unlike_decoding_keep_a_check_from_being_carried_out() -> None:
    reasons = {
        (name, each.found)
        for name, result in claim_results(report()).items()
        for each in result.checks
        if each.outcome == "cannot_be_checked"
    }
    assert reasons == {
        ("B3", "read off a chart by eye: nothing is computed from it"),
        ("B9", "the two scores are not alike in decoding (greedy; decoding not stated)"),
        ("D4", "read off a chart by eye: nothing is computed from it"),
    }


def test_every_claim_of_the_report_is_a_whole_sentence_with_evidence_and_a_reader() -> None:
    ours = [claim for claim in report().claims if claim.place.file != "results/claims.yaml"]
    assert [
        claim.id
        for claim in ours
        if not (claim.text.endswith(".") and claim.why.endswith(".") and claim.evidence and claim.checked)
    ] == []


def test_no_claim_that_the_report_words_itself_is_accused_of_a_fault() -> None:
    faults = faulty_claims(report())
    assert [each.sentence for each in faults if each.place.file != "results/claims.yaml"] == []
