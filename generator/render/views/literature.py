"""How the literature behind a report was gathered and judged: counts as reported, a flow where there is one, reviews."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.analyse.prisma import gaps
from generator.model.literature import Counted, Prisma, ReviewKind
from generator.model.report import Report, Synthesis
from generator.render.formats import decimal, plural
from generator.render.scope import PageScope, block

_KINDS: Mapping[ReviewKind, str] = {
    "peer_review": "peer review",
    "expert": "by an expert, not peer review",
    "automated": "automated, not peer review",
}


@dataclass(frozen=True, slots=True)
class ReportedCount:
    """A number that a synthesis states of itself, with what it counts and how far it can be followed."""

    what: str
    count: str  # with its unit
    remark: str = ""
    keys: tuple[str, ...] = ()  # citation keys of what is named


@dataclass(frozen=True, slots=True)
class FlowStep:
    """One step of a flow: how many go on, and how many are taken out before the next with what reasons."""

    title: str
    count: str  # with its unit
    sources: tuple[Counted, ...] = ()
    out: str = ""
    reasons: tuple[Counted, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One review in words."""

    of: str
    by: str
    judged: str  # `7.5 of 10`
    kind: str
    on: str
    note: str


def literature(scope: PageScope) -> Markup:
    """Show how the literature was gathered: what the synthesis says of itself, the flow of records, and reviews."""
    report = scope.site.corpus.report
    values = {
        "searched_on": report.searched_on,
        "synthesis": report.synthesis,
        "counts": tuple(_counts(report.synthesis)) if report.synthesis else (),
        "steps": _steps(report.prisma) if report.prisma else (),
        "gaps": gaps(report.prisma) if report.prisma else (),
        "reviews": tuple(_reviews(report)),
    }
    return block(scope, "literature.html", values)


def _counts(synthesis: Synthesis) -> Iterator[ReportedCount]:
    if synthesis.papers_retrieved is not None:
        named, stated = len(synthesis.references_listed), synthesis.papers_retrieved
        unnamed = f"; which the other {stated - named:,} are, it does not say" if stated > named else ""
        yield ReportedCount(
            "Retrieved",
            plural(stated, "paper"),
            f"{named:,} of them listed{unnamed}",
            synthesis.references_listed,
        )
    if synthesis.claims_extracted is not None:
        marked = synthesis.claims_verified
        remark = "" if marked is None else f"{marked:,} of them marked verified"
        yield ReportedCount("Extracted", plural(synthesis.claims_extracted, "claim"), remark)


def _steps(flow: Prisma) -> tuple[FlowStep, ...]:
    """Give the steps of the flow in their order; what leaves stands at the step that it leaves after."""
    identified = sum(each.count for each in flow.identified)
    removed = sum(each.count for each in flow.removed)
    ineligible = sum(each.count for each in flow.ineligible)
    studies = "" if flow.studies is None else f", of {plural(flow.studies, 'study', 'studies')}"
    return (
        FlowStep(
            "Identified",
            plural(identified, "record"),
            flow.identified,
            f"{plural(removed, 'record')} removed before screening",
            flow.removed,
        ),
        FlowStep(
            "Screened", plural(flow.screened, "record"), out=f"{plural(flow.excluded, 'record')} excluded"
        ),
        FlowStep(
            "Sought in full",
            plural(flow.sought, "report"),
            out=f"{plural(flow.not_retrieved, 'report')} not retrieved",
        ),
        FlowStep(
            "Assessed",
            plural(flow.assessed, "report"),
            out=f"{plural(ineligible, 'report')} excluded",
            reasons=flow.ineligible,
        ),
        FlowStep("Included", plural(flow.included, "report") + studies),
    )


def _reviews(report: Report) -> Iterator[ReviewRow]:
    """List the review that the synthesis states of itself first, then those of report.yaml."""
    synthesis = report.synthesis
    if synthesis and synthesis.quality:
        quality = synthesis.quality
        judged = f"{decimal(quality.value)} of {decimal(quality.scale)}"
        yield ReviewRow("the synthesis", "as it states itself", judged, quality.kind, synthesis.date, "")
    for each in report.reviews:
        judged = "no number"
        if each.value is not None and each.scale is not None:
            judged = f"{decimal(each.value)} of {decimal(each.scale)}"
        yield ReviewRow(each.of, each.by, judged, _KINDS[each.kind], each.on, each.note)
