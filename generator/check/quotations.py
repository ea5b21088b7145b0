"""Quotations: for each phrase that a claim's evidence quotes, whether it stands in the stored text of its source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.check.phrases import PhraseFinder
from generator.model.claim import Claim, Evidence
from generator.model.corpus import Corpus, derived
from generator.model.finding import Finding

Outcome = Literal["found", "differs", "missing", "unchecked", "none"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """What became of one phrase; `none` for evidence that quotes nothing."""

    outcome: Outcome
    where: str = ""  # section and page of the stored text, as far as known
    offset: int | None = None  # characters before it in the stored text
    difference: str = ""

    @property
    def said(self) -> str:
        """What pages say of it, empty for evidence that quotes nothing."""
        at = f", {self.where}" if self.where else ""
        match self.outcome:
            case "found":
                return f"found in the stored text{at}"
            case "differs":
                return f"found with a difference{at}: {self.difference}"
            case "missing":
                return "not found in the stored text"
            case "unchecked":
                return "not checked: no text of this source is stored"
            case "none":
                return ""


@derived
def quotations(corpus: Corpus) -> Mapping[str, tuple[Quotation, ...]]:
    """Look for every phrase; by claim, in the order of its evidence."""
    finders = {key: PhraseFinder(source.text) for key, source in corpus.source_texts.items()}
    return {
        claim.id: tuple(_quotation(each, corpus, finders) for each in claim.evidence)
        for claim in corpus.claims
    }


def _quotation(evidence: Evidence, corpus: Corpus, finders: Mapping[str, PhraseFinder]) -> Quotation:
    if not evidence.phrase:
        return Quotation("none")
    if evidence.source not in finders:
        return Quotation("unchecked")
    match = finders[evidence.source].find(evidence.phrase)
    if match is None:
        return Quotation("missing")
    where = corpus.source_texts[evidence.source].where(match.offset)
    return Quotation("differs" if match.difference else "found", where, match.offset, match.difference)


def misquoted_phrases(corpus: Corpus) -> Iterator[Finding]:
    """Each quoted phrase stands in the stored text of its source."""
    for claim, evidence, quotation in quoted_evidence(corpus):
        said = f"{claim.id}: {evidence.source}: its stored text"
        if quotation.outcome == "missing":
            text = f"{said} does not hold “{evidence.phrase}”, nor anything close to it"
            yield Finding(evidence.place, "phrase-not-found", "error", text, (claim.id,))
        elif quotation.outcome == "differs":
            at = f" ({quotation.where})" if quotation.where else ""
            text = f"{said} holds “{evidence.phrase}” with a difference{at}: {quotation.difference}"
            yield Finding(evidence.place, "phrase-differs", "warning", text, (claim.id,))


def quoted_evidence(corpus: Corpus) -> Iterator[tuple[Claim, Evidence, Quotation]]:
    """Give each piece of evidence that quotes a phrase, with its claim and what became of the phrase."""
    found = quotations(corpus)
    for claim in corpus.claims:
        for evidence, quotation in zip(claim.evidence, found[claim.id], strict=True):
            if quotation.outcome != "none":
                yield claim, evidence, quotation
