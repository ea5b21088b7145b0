"""A claim is cited as text and as BibTeX that LaTeX shows as it is."""

from generator.model.report import Report
from generator.render.claim_citation import as_bibtex, as_text
from tests.render.small_site import claim


def test_a_claim_is_cited_with_its_report_and_its_verdict() -> None:
    report = Report("A report", authors=("Ada Lovelace", "Bo"), date="2026-11-24")
    said = claim("C1", "It grow", completed="It grows.", verdict="supported_with_limits")
    assert as_text(report, said) == (
        "Ada Lovelace and Bo. A report. Claim C1: “It grows.” Verdict: supported with limits, as of 2026-11-24."
    )
    assert as_bibtex(report, said) == (
        "@misc{claim-c1,",
        "author = {{Ada Lovelace} and {Bo}},",
        "title = {Claim C1: It grows.},",
        "howpublished = {In: A report},",
        "year = {2026},",
        "note = {Verdict: supported with limits, as of 2026-11-24},",
        "}",
    )


def test_what_latex_would_read_as_a_command_is_escaped() -> None:
    said = claim("C_1", r"50% & more: a_b {c} \d ~ ^ # $1")
    assert as_bibtex(Report("R"), said)[:2] == (
        "@misc{claim-c_1,",
        r"title = {Claim C\_1: 50\% \& more: a\_b \{c\} \textbackslash{}d \textasciitilde{} \textasciicircum{} \# \$1},",
    )
