"""The page says how literature was gathered, in counts as reported, and draws a flow only where one was counted."""

from dataclasses import replace
from pathlib import Path

from generator.model.corpus import Corpus
from generator.model.literature import Counted, Prisma, Review
from generator.model.report import Quality, Report, Synthesis
from tests.render.small_site import citing, reference, rendered, shown, words

SYNTHESIS = Synthesis(
    "A synthesis",
    papers_retrieved=18,
    claims_extracted=9,
    claims_verified=7,
    quality=Quality(7.5, 10, "automated assessment, not peer review"),
    references_listed=("paper",),
)
FLOW = Prisma(
    identified=(Counted("arXiv", 12),),
    removed=(Counted("found twice", 1),),
    screened=11,
    excluded=8,
    sought=3,
    not_retrieved=0,
    assessed=3,
    ineligible=(Counted("no numbers", 2),),
    included=1,
    studies=1,
)


def said(folder: Path, report: Report) -> list[str]:
    """Give the parts of the page, each as a reader sees it."""
    made = citing(Corpus(report), reference("paper", "Wang"))
    body = shown(rendered(folder, {"page.md": "{{ literature() }}"}, made)["page.md"])
    return [words(part) for part in body.iter() if part.tag in {"h3", "p", "dd", "li", "tr"}]


def test_counts_of_different_units_stand_as_reported_and_no_flow_is_drawn(tmp_path: Path) -> None:
    report = Report("R", searched_on="2026-11-24", synthesis=SYNTHESIS)
    assert said(tmp_path, report) == [
        "The literature was last searched on 2026-11-24.",
        "The synthesis that this report started from",
        "A synthesis",
        "18 papers; 1 of them listed; which the other 17 are, it does not say. Listed: Wang 2024",
        "9 claims; 7 of them marked verified",
        (
            "Papers and claims are different units, and one paper may give any number of claims. Nothing leads from one count "
            "to the next, so no flow is drawn from them."
        ),
        "Reviews",
        "OfByJudgedKind of reviewWhen",
        "the synthesisas it states itself7.5 of 10automated assessment, not peer reviewnot stated",
    ]


def test_a_flow_that_closes_is_shown_step_by_step(tmp_path: Path) -> None:
    assert said(tmp_path, Report("R", prisma=FLOW)) == [
        "From search to included reports",
        "The numbers add up from each step to the next.",
        "Identified 12 recordsarXiv: 121 record removed before screeningfound twice: 1",
        "arXiv: 12",
        "found twice: 1",
        "Screened 11 records8 records excluded",
        "Sought in full 3 reports0 reports not retrieved",
        "Assessed 3 reports2 reports excludedno numbers: 2",
        "no numbers: 2",
        "Included 1 report, of 1 study",
    ]


def test_a_flow_that_does_not_close_says_at_which_step(tmp_path: Path) -> None:
    assert said(tmp_path, Report("R", prisma=replace(FLOW, excluded=7, studies=None)))[1:3] == [
        "The numbers do not add up:",
        "3 sought cannot be: 11 screened less 7 excluded is 4.",
    ]


def test_a_review_says_of_which_kind_it_is(tmp_path: Path) -> None:
    reviews = (
        Review("this report", "two referees", "peer_review", on="2026-06"),
        Review("this report", "a program", "automated", 7.5, 10, note="of 2026"),
        Review("this report", "Ada", "expert", 4, 5),
    )
    assert said(tmp_path, Report("R", reviews=reviews)) == [
        "Reviews",
        "OfByJudgedKind of reviewWhen",
        "this reporttwo refereesno numberpeer review2026-06",
        "this reporta program7.5 of 10automated, not peer reviewof 2026not stated",
        "this reportAda4 of 5by an expert, not peer reviewnot stated",
    ]
