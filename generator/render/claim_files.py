"""Claims as files that programs read: each as JSON, and all of them as JSON and CSV."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from generator.check.claim_checks import CheckResult, ClaimResult
from generator.check.quotations import quotations
from generator.model.claim import Claim
from generator.render.claim_words import flag_words
from generator.render.site import Site
from generator.render.spreadsheet import csv_rows

CLAIMS_CSV = "data/claims.csv"
CLAIMS_JSON = "data/claims.json"
CSV_COLUMNS = (
    "id",
    "text",
    "completed",
    "source",
    "kind",
    "verdict",
    "computed",
    "drifted",
    "stated_verified",
    "confidence",
    "confidence_kind",
    "confidence_of",
    "certainty",
    "rated_by",
    "rated_on",
    "flags",
)
_AS_THEY_STAND = (
    "id",
    "text",
    "completed",
    "source",
    "kind",
    "verdict",
    "why",
    "same_sentence_as",
    "drops_condition",
)


def claim_path(claim_id: str) -> str:
    """Say where the JSON of one claim lies."""
    return f"data/claims/{claim_id}.json"


def one_claim(site: Site, claim: Claim) -> bytes:
    """Write one claim with all that is known of it."""
    return _json(claim_record(site, claim))


def claims_json(site: Site) -> bytes:
    """Write all claims of the report."""
    report = site.corpus.report
    claims = [claim_record(site, claim) for claim in site.corpus.claims]
    return _json({"report": report.title, "date": report.date, "claims": claims})


def claims_csv(site: Site) -> bytes:
    """Write the table of all claims, a row each."""
    return csv_rows([CSV_COLUMNS, *(_csv_row(site, claim) for claim in site.corpus.claims)])


def claim_record(site: Site, claim: Claim) -> dict[str, Any]:
    """Give a claim as plain values: what claims.yaml says of it, and what this build found."""
    result = site.claim_results[claim.id]
    findings = site.claim_findings.get(claim.id, ())
    return {
        **{name: getattr(claim, name) for name in _AS_THEY_STAND},
        **{name: _plain(getattr(claim, name)) for name in ("stated", "confidence", "certainty", "magnitude")},
        "scope": dict(claim.scope),
        "supersedes": list(claim.supersedes),
        "superseded_by": list(site.superseded_by.get(claim.id, ())),
        "evidence": [
            {**_plain(each), "quotation": quotation.said}
            for each, quotation in zip(claim.evidence, quotations(site.corpus)[claim.id], strict=True)
        ],
        "checked": _plain(claim.checked),
        "history": [_plain(each) for each in claim.history],
        "computed": result.computed,
        "drifted": result.drifted,
        "checks": list(_checks(result)),
        "findings": [
            {"code": each.code, "severity": each.severity, "sentence": each.sentence} for each in findings
        ],
    }


def _checks(result: ClaimResult) -> Iterator[Mapping[str, Any]]:
    for each in result.checks:
        yield {
            "asked": each.asked,
            "expect": each.check.test.expect,
            "directness": each.check.bearing,
            "level": each.check.level,
            "outcome": each.outcome,
            "found": each.found,
            "scores": _score_ids(each),
            "note": each.check.note,
        }


def _score_ids(result: CheckResult) -> list[str]:
    return [origin.id for origin in result.origins]


def _plain(value: Any) -> Any:
    """Give a part of the record as plain values; where it stands in the file is of no use outside."""
    if value is None:
        return None
    return {name: each for name, each in asdict(value).items() if name != "place"}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _csv_row(site: Site, claim: Claim) -> tuple[str, ...]:
    result, sure, printed = site.claim_results[claim.id], claim.certainty, claim.confidence
    return (
        claim.id,
        claim.text,
        claim.completed,
        claim.source,
        claim.kind,
        claim.verdict,
        result.computed or "",
        _yes_or_no(result.drifted),
        _yes_or_no(claim.stated.verified) if claim.stated else "",
        repr(printed.value) if printed else "",
        printed.kind if printed else "",
        printed.of if printed else "",
        sure.level if sure else "",
        sure.rated_by if sure else "",
        sure.rated_on if sure else "",
        "; ".join(flag_words(site.claim_findings.get(claim.id, ()))),
    )


def _yes_or_no(value: bool) -> str:  # noqa: FBT001 - it is the value that is written
    return "true" if value else "false"
