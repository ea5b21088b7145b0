"""The table of claims, and the one page of what was listed as a claim and asserts nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.check.quotations import Quotation
from generator.model.claim import Claim, Evidence
from generator.render.claim_files import add_claim, add_claims
from generator.render.claim_words import (
    Printed,
    certainty_words,
    computed_words,
    flag_words,
    measured,
    printed,
)
from generator.render.cut import MOST_ROWS
from generator.render.data.claims import CLAIMS
from generator.render.data.files import add_table
from generator.render.finder import Found, Heading, finder
from generator.render.formats import words
from generator.render.scope import PageScope, block, href, item_href

_HEADINGS = tuple(map(Heading, ("Id", "Claim", "Source", "Verdict stated", "Verdict computed", "Flags")))


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim as the table shows it."""

    claim: Claim
    address: str | None
    source: str  # short name, to filter by
    verdict: str
    computed: str
    drifted: bool
    printed: Printed | None
    marked: str
    certainty: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NonClaim:
    """A text that was listed as a claim and asserts nothing."""

    claim: Claim
    anchor: str
    verdict: str
    measured: str  # what the confidence printed measures; empty = none is printed
    printed: Printed | None
    marked: str
    faults: tuple[str, ...]
    quotations: Mapping[Evidence, Quotation]
    json: str


def claims_table(scope: PageScope) -> Markup:
    """Show all claims with their verdicts, a row each; texts that assert nothing stand on a page of their own."""
    site = scope.site
    shared = site.item_pages.get(("non-claims", ""))
    others = [claim for claim in site.corpus.claims if shared and not claim.asserts]
    silent = {claim.id for claim in others}
    rows = tuple(_row(scope, claim) for claim in site.corpus.claims if claim.id not in silent)
    many = len(rows) > MOST_ROWS
    values = {
        "rows": () if many else rows,
        "finder": finder(scope, "claims", _HEADINGS, tuple(map(_found, rows))) if many else "",
        "others": _others(len(others)),
        "others_address": href(scope, shared) if shared else "",
        "csv": href(scope, add_table(site, CLAIMS)),
        "json": href(scope, add_claims(site)),
    }
    return block(scope, "claims.html", values)


def claims_checked(scope: PageScope) -> Markup:
    """Say of how many claims the data decide, and which of them have drifted; nothing where no claim has a direct check."""
    results = scope.site.claim_results.values()
    tested = [each for each in results if each.computed is not None]
    if not tested:
        return Markup()
    drifted = [each.claim.id for each in tested if each.drifted]
    open_ = sum(each.computed == "not_enough_info" for each in tested)
    values = {
        "tested": len(tested),
        "among": sum(each.claim.asserts for each in results),
        "open": open_,
        "drifted": [(name, item_href(scope, "claim", name)) for name in drifted],
    }
    return block(scope, "claims_checked.html", values)


def non_claims(scope: PageScope) -> Markup:
    """Show every text that was listed as a claim and asserts nothing; nothing where there is none."""
    found = tuple(_non_claims(scope))
    return block(scope, "non_claims.html", {"found": found}) if found else Markup()


def _row(scope: PageScope, claim: Claim) -> ClaimRow:
    site = scope.site
    result = site.claim_results[claim.id]
    return ClaimRow(
        claim=claim,
        address=item_href(scope, "claim", claim.id),
        source=site.labels[claim.source].short if claim.source in site.corpus.references else "",
        verdict=words(claim.verdict),
        computed=computed_words(result),
        drifted=result.drifted,
        printed=printed(claim.confidence) if claim.confidence else None,
        marked=_marked(claim),
        certainty=certainty_words(claim.certainty),
        flags=flag_words(site.claim_findings.get(claim.id, ())),
    )


def _found(row: ClaimRow) -> Found:
    drifted = ", drifted" if row.drifted else ""
    text = f"“{row.claim.text}{'…' if row.claim.completed else ''}”"
    cells = (
        row.claim.id,
        text,
        row.source,
        row.verdict,
        f"{row.computed}{drifted}",
        ", ".join(row.flags) or "none",
    )
    return Found(row.address, cells)


def _others(count: int) -> str:
    if count == 1:
        return "One more text was listed as a claim and asserts nothing"
    return f"{count:,} more texts were listed as claims and assert nothing" if count else ""


def _non_claims(scope: PageScope) -> Iterator[NonClaim]:
    for claim in scope.site.corpus.claims:
        if not claim.asserts:
            path = add_claim(scope.site, claim)
            findings = scope.site.claim_findings.get(claim.id, ())
            yield NonClaim(
                claim=claim,
                anchor=f"claim-{claim.id}",
                verdict=words(claim.verdict),
                measured=measured(claim.confidence) if claim.confidence else "",
                printed=printed(claim.confidence) if claim.confidence else None,
                marked=_marked(claim),
                faults=tuple(
                    each.sentence.removeprefix(f"{claim.id}: ")
                    for each in findings
                    if not each.code.startswith("phrase-")  # told beside the phrase
                ),
                quotations=dict(zip(claim.evidence, scope.site.quotations[claim.id], strict=True)),
                json=href(scope, path),
            )


def _marked(claim: Claim) -> str:
    if claim.stated is None:
        return ""
    return f"{'verified' if claim.stated.verified else 'not verified'} by {claim.stated.by}"
