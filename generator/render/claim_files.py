"""Claims as files that programs read, with all that is known of each."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from generator.check.claim_checks import CheckResult, ClaimResult
from generator.model.claim import Claim
from generator.render.addresses import data_path
from generator.render.site import Held, Site

_SOURCE = "results/claims.yaml"
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


def add_claim(site: Site, claim: Claim) -> str:
    """Add the file of one claim; gives its docs path."""
    path = data_path(f"claims/{claim.id}.json")
    held = Held(f"The claim {claim.id}, with all that is known of it.")

    def make(site: Site) -> None:
        # as the site has it: a part is known by what it looks at
        record = claim_record(site, site.by_id.claims[claim.id])
        site.add_file(path, _json(record), claim.place.file or _SOURCE, held)

    site.add_part(path, make)
    return path


def add_claims(site: Site) -> str:
    """Add the file of all claims; gives its docs path."""
    path = data_path("claims.json")

    def make(site: Site) -> None:
        report, claims = site.corpus.report, site.corpus.claims
        records = [claim_record(site, claim) for claim in claims]
        content = _json({"report": report.title, "date": report.date, "claims": records})
        site.add_file(path, content, _SOURCE, Held("Every claim, with all that is known of it.", len(claims)))

    site.add_part(path, make)
    return path


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
            for each, quotation in zip(claim.evidence, site.quotations[claim.id], strict=True)
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
