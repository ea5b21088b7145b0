"""The table of claims: what each says, and what sources, authors and this build make of it."""

from collections.abc import Iterator
from typing import get_args

from generator.model.claim import CertaintyLevel, ClaimKind, Verdict
from generator.render.claim_words import flag_words
from generator.render.data.column import Column
from generator.render.data.estimates import joined
from generator.render.data.table import Row, Table
from generator.render.site import Site


def _rows(site: Site) -> Iterator[Row]:
    for claim in site.corpus.claims:
        result, sure, printed = site.claim_results[claim.id], claim.certainty, claim.confidence
        yield (
            claim.id,
            claim.text,
            claim.completed,
            claim.source,
            claim.kind,
            claim.verdict,
            result.computed,
            result.drifted,
            claim.stated.verified if claim.stated else None,
            printed.value if printed else None,
            printed.kind if printed else None,
            printed.of if printed else None,
            sure.level if sure else None,
            sure.rated_by if sure else None,
            sure.rated_on if sure else None,
            joined(tuple(flag_words(site.claim_findings.get(claim.id, ())))),
        )


CLAIMS = Table(
    name="claims",
    holds="Every claim, and every text that asserts nothing, a row each.",
    columns=(
        Column("id", "string", "id of the claim", needed=True),
        Column("text", "string", "the claim as it was found", needed=True),
        Column("completed", "string", "the whole sentence, where the text is cut off"),
        Column("source", "string", "citation key", needed=True),
        Column("kind", "string", "what kind of sentence it is", needed=True, of=get_args(ClaimKind)),
        Column("verdict", "string", "the verdict as stated", needed=True, of=get_args(Verdict)),
        Column("computed", "string", "the verdict of this build's direct checks", of=get_args(Verdict)),
        Column("drifted", "boolean", "whether the two are on different sides", needed=True),
        Column("stated_verified", "boolean", "whether the claim's own source calls it verified"),
        Column("confidence", "number", "a number that its source attached to it", "share"),
        Column("confidence_kind", "string", "what that number is"),
        Column("confidence_of", "string", "what it is a probability of"),
        Column("certainty", "string", "how sure it is, by GRADE", of=get_args(CertaintyLevel)),
        Column("rated_by", "string", "who rated that"),
        Column("rated_on", "string", "when"),
        Column("flags", "string", "what its text suffers from, set apart by semicolons"),
    ),
    rows=_rows,
    key=("id",),
)
