"""The page of one claim: its verdict beside what the data say, the evidence on both sides, its checks and its history."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.check.asked import sources_of
from generator.check.claim_checks import OUTCOME_WORDS, CheckResult, ClaimResult
from generator.errors import nearest
from generator.model.claim import Claim, Verdict
from generator.model.claim_check import ClaimCheck, Comparison, Count, Threshold
from generator.model.published import PublishedScore
from generator.model.run import Run
from generator.render.claim_citation import as_bibtex, as_text
from generator.render.claim_files import add_claim
from generator.render.claim_words import (
    Printed,
    certainty_words,
    computed_words,
    magnitude_words,
    measured,
    printed,
    sentence,
)
from generator.render.engine import PageError
from generator.render.formats import decimal, words
from generator.render.marked import marked
from generator.render.scope import Link, PageScope, block, href, item_href, origin_href

_SHOWN = 8  # scores that one check looked at


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check in words."""

    asked: Markup
    expected: str
    level: str
    bearing: str
    outcome: str
    found: Markup
    scores: tuple[Link, ...]
    more: int  # scores that are not shown
    note: str


@dataclass(frozen=True, slots=True)
class Related:
    """The claims that a claim stands in for, gives way to, or repeats."""

    supersedes: tuple[Link, ...]
    superseded_by: tuple[Link, ...]
    same_sentence: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What a claim page shows beside the fields of the claim itself."""

    sentence: str
    verdict: str
    computed: str
    computed_slug: str
    drift: tuple[Markup, ...]  # the numbers that speak against the verdict; empty = it has not drifted
    measured: str  # what the confidence printed measures; empty = none is printed
    printed: Printed | None
    magnitude: Printed | None
    certainty: str
    faults: tuple[Markup, ...]
    checks: tuple[CheckRow, ...]
    related: Related


def claim_body(scope: PageScope, claim_id: str) -> Markup:
    """Show a claim: what it says, its verdict, the evidence for and against, its checks, its history, how to cite it."""
    site = scope.site
    claims = site.by_id.claims
    if claim_id not in claims:
        raise PageError(f"there is no claim `{claim_id}`{nearest(str(claim_id), claims)}")
    claim, report = claims[claim_id], site.corpus.report
    values = {
        "claim": claim,
        "facts": _facts(scope, claim),
        "quotations": dict(zip(claim.evidence, site.quotations[claim_id], strict=True)),
        "contact": report.contact,
        "citation": as_text(report, claim),
        "bibtex": as_bibtex(report, claim),
        "json": href(scope, add_claim(site, claim)),
    }
    return block(scope, "claim.html", values)


def _facts(scope: PageScope, claim: Claim) -> ClaimFacts:
    result = scope.site.claim_results[claim.id]
    found = scope.site.claim_findings.get(claim.id, ())
    told_elsewhere = {"claim-drifted", "check-not-possible", "phrase-not-found", "phrase-differs"}
    return ClaimFacts(
        sentence=sentence(claim),
        verdict=words(claim.verdict),
        computed=computed_words(result),
        computed_slug=_slug(result.computed),
        drift=tuple(_drift(scope, result)) if result.drifted else (),
        measured=measured(claim.confidence) if claim.confidence else "",
        printed=printed(claim.confidence) if claim.confidence else None,
        magnitude=magnitude_words(claim.magnitude) if claim.magnitude else None,
        certainty=certainty_words(claim.certainty),
        faults=tuple(
            marked(each.sentence.removeprefix(f"{claim.id}: "))
            for each in found
            if each.code not in told_elsewhere
        ),
        checks=tuple(_check(scope, each) for each in result.checks),
        related=_related(scope, claim),
    )


def _slug(verdict: Verdict | None) -> str:
    return (verdict or "none").replace("_", "-")


def _drift(scope: PageScope, result: ClaimResult) -> Iterator[Markup]:
    for each in result.checks:
        if each.moves:
            yield _told(scope, each, f"{each.asked}: {OUTCOME_WORDS[each.outcome]}, {each.found}.")


def _told(scope: PageScope, result: CheckResult, sentence: str) -> Markup:
    """Write what a check says, with its sources by their names and not by their keys."""
    names = scope.site.labels
    printed_by = {each.source for each in result.origins if isinstance(each, PublishedScore)}
    keys = sorted(printed_by | (sources_of(result.check.test) & names.keys()))
    if not keys:
        return marked(sentence)
    pattern = rf"(?<![\w.])({'|'.join(map(re.escape, keys))})(?![\w.])"
    return marked(re.sub(pattern, lambda key: names[key[0]].short, sentence))


def _check(scope: PageScope, result: CheckResult) -> CheckRow:
    check = result.check
    return CheckRow(
        asked=_told(scope, result, result.asked),
        expected=_expected(result),
        level=_level(check),
        bearing=check.bearing,
        outcome=OUTCOME_WORDS[result.outcome],
        found=_told(scope, result, result.found),
        scores=tuple(_score(scope, result, at) for at in range(len(result.origins[:_SHOWN]))),
        more=max(0, len(result.origins) - _SHOWN),
        note=check.note,
    )


def _level(check: ClaimCheck) -> str:
    """Write the level of a check's intervals; what is only counted has none."""
    if isinstance(check.test, Count) and not check.test.comparisons:
        return "no interval"
    return f"{decimal(round(100 * check.level, 6))}%"


def _expected(result: CheckResult) -> str:
    test = result.check.test
    expected = words(test.expect)
    if isinstance(test, Count):
        return f"{expected} {test.number:,}"
    if isinstance(test, Threshold):
        expected = f"{expected} {decimal(round(100 * test.value, 6))}%"
    if isinstance(test, Comparison | Threshold) and test.margin is not None:
        return f"{expected}, within {decimal(round(100 * test.margin, 6))} points"
    return expected


def _score(scope: PageScope, result: CheckResult, at: int) -> Link:
    origin, corpus = result.origins[at], scope.site.corpus
    if isinstance(origin, Run):
        return Link(f"{corpus.models[origin.model].name}, a run", origin_href(scope, origin))
    at_k = f" at pass@{origin.k}" if origin.k > 1 else ""
    name = f"{origin.model}{at_k}, {scope.site.labels[origin.source].short}"
    return Link(name, origin_href(scope, origin))


def _related(scope: PageScope, claim: Claim) -> Related:
    def links(names: Iterator[str]) -> tuple[Link, ...]:
        return tuple(Link(name, item_href(scope, "claim", name)) for name in dict.fromkeys(names))

    same = [claim.same_sentence_as] if claim.same_sentence_as else []
    same += scope.site.same_sentence_as.get(claim.id, ())
    return Related(
        supersedes=links(iter(claim.supersedes)),
        superseded_by=links(iter(scope.site.superseded_by.get(claim.id, ()))),
        same_sentence=links(iter(same)),
    )
