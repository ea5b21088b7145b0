"""A small report with claims, and what a reader sees of its pages."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from generator.errors import Place
from generator.model.claim import Certainty, Change, Checked, Claim, Confidence, Evidence, Magnitude, Stated
from generator.model.claim_check import ClaimCheck, Comparison, Threshold
from generator.model.corpus import Corpus
from generator.model.filters import Filters
from tests.render.figures.corpora import card, corpus, score
from tests.render.small_site import citing, claim, reference, rendered, shown, words

FILE = Place("results/claims.yaml", 3)
PAGES = {
    "claims/index.md": "{{ claims_table() }}",
    "claims/_claim.md": "{{ claim_body(claim.id) }}",
    "claims/not-claims.md": "{% if non_claims() %}{{ non_claims() }}{% endif %}",
    "models/_model.md": "# {{ model.name }}",
    "by/_source.md": "# {{ source.title }}",
}
SMALL, LARGE = Filters(figure="paper-small-1-20.0"), Filters(figure="paper-large-1-60.0")
RISES = ClaimCheck(Comparison(SMALL, LARGE, "higher"), "direct", note="A note.")
LEGEND = claim(
    "S7",
    "Small, Large and others are compare",
    kind="figure_text",
    verdict="not_checkable",
    why="A legend [@paper, p. 2].",
    completed="Small, Large and others are compared.",
    stated=Stated(verified=True, by="the list"),
    confidence=Confidence(0.3, "unstated"),
    evidence=[Evidence("paper", "Figure 1", "context", "It has a legend", "Small and Large")],
    checked=Checked("us", "2026", "read"),
    place=FILE,
)


def rising(**fields: Any) -> Claim:
    """Make a claim that the data bear out."""
    return claim("C1", "Large beats small.", checks=(RISES,), place=FILE, **fields)


def report_with(*claims: Claim) -> Corpus:
    """Make a report in which a large model scores above a small one, with these claims."""
    models = [card("small", 1e9), card("large", 9e9)]
    made = corpus(models, [score("small", "20.0"), score("large", "60.0")])
    return replace(citing(made, reference("paper", "Wang")), claims=claims)


def site(folder: Path, *claims: Claim) -> dict[str, str]:
    """Render the pages of such a report; gives the text of each file."""
    return rendered(folder, PAGES, report_with(*claims))


def page(folder: Path, name: str, *claims: Claim) -> ET.Element:
    """Render one page of such a report."""
    return shown(site(folder, *claims)[name])


def rows(body: ET.Element) -> list[list[str]]:
    """Give the cells of all rows of a page's tables."""
    return [[words(cell) for cell in row] for row in body.iter("tr")]


def facts(body: ET.Element) -> dict[str, str]:
    """Give the terms of a page's lists of facts with what stands beside them."""
    return dict(_facts(body))


def _facts(body: ET.Element) -> Iterator[tuple[str, str]]:
    for term, value in zip(body.iter("dt"), body.iter("dd"), strict=True):
        yield words(term), words(value)


FULL = rising(
    completed="Large beats small models.",
    why="Both are printed.",
    stated=Stated(verified=False, by="the list"),
    confidence=Confidence(0.8, "probability", "the claim's being true", "by guess"),
    certainty=Certainty("low", ("one figure", "one task"), "us", "2026-11-24"),
    scope=(("sizes", "1B and 9B"), ("k", "1")),
    magnitude=Magnitude(-2.5, "points", (-4.0, 1.0), note="As printed."),
    drops_condition="that tasks are easy",
    supersedes=("C0",),
    evidence=[
        Evidence("paper", "Table 1", "supports", "It is so", "large is ahead"),
        Evidence("paper", "Table 2", "contradicts", "It is not so"),
        Evidence("paper", "Table 3", "limits", "Only here"),
        Evidence("paper", "Table 4", "context", "Two sizes"),
    ],
    checked=Checked("us", "2026-11-24", "read"),
    history=(
        Change("2026-11-23", "us", "Written.", "mixed", "0123456789ab"),
        Change("2026-11-24", "them", "Read again.", "supported"),
    ),
)
OLD = claim("C0", "Small loses.", same_sentence_as="C1", place=FILE)
DRIFTED = replace(rising(), verdict="contradicted")
UNTESTED = replace(
    rising(),
    id="C2",
    checks=(ClaimCheck(Threshold(Filters(figure="nope"), 0.5, "about", 0.02), "indirect", 0.9),),
)
