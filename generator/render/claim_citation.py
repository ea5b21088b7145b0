"""How to cite a claim of a report: as a line of text, and as BibTeX."""

import re

from generator.model.claim import Claim
from generator.model.report import Report
from generator.render.claim_words import sentence
from generator.render.formats import listed, words

_SPECIAL = re.compile(r"[&%$#_{}~^\\]")
_NAMED = {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}


def as_text(report: Report, claim: Claim) -> str:
    """Cite a claim in a line: authors, report, claim, and the verdict as of the report's data."""
    who = f"{listed(report.authors)}. " if report.authors else ""
    when = f", as of {report.date}" if report.date else ""
    title = report.title if report.title.endswith(("?", "!", ".")) else f"{report.title}."
    return f"{who}{title} Claim {claim.id}: “{sentence(claim)}” Verdict: {words(claim.verdict)}{when}."


def as_bibtex(report: Report, claim: Claim) -> tuple[str, ...]:
    """Cite a claim as an entry of a bibliography, line by line."""
    verdict = f"Verdict: {words(claim.verdict)}" + (f", as of {report.date}" if report.date else "")
    fields = {
        "author": " and ".join(f"{{{as_tex(author)}}}" for author in report.authors),
        "title": f"Claim {as_tex(claim.id)}: {as_tex(sentence(claim))}",
        "howpublished": f"In: {as_tex(report.title)}",
        "year": report.date[:4],
        "note": as_tex(verdict),
    }
    lines = (f"{name} = {{{value}}}," for name, value in fields.items() if value)
    return (f"@misc{{claim-{claim.id.lower()},", *lines, "}")


def as_tex(text: str) -> str:
    """Write text so that LaTeX shows it as it is."""
    return _SPECIAL.sub(lambda found: _NAMED.get(found[0], f"\\{found[0]}"), " ".join(text.split()))
