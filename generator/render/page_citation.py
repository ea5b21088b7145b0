"""How to cite a page of a report: as a line of text, and as BibTeX."""

import re
from dataclasses import dataclass

from generator.model.report import Report
from generator.render.claim_citation import as_tex
from generator.render.formats import ended, listed
from generator.render.links import page_url, slug

_UNSAFE = re.compile(r"[\s{}\\]")


@dataclass(frozen=True, slots=True)
class PageCitation:
    """A page as a bibliography names it."""

    text: str
    bibtex: str


def page_citation(report: Report, path: str, title: str, *, address: str, as_of: str) -> PageCitation:
    """Cite a page by its title, the report, its authors, its address where there is one, and the date of its data."""
    when = f"Data as of {as_of}." if as_of else ""
    who = ended(listed(report.authors))
    inside = f"In: {ended(report.title)}" if title != report.title else ""
    text = " ".join(part for part in (who, ended(title), inside, when, address) if part)
    fields = {
        "author": " and ".join(f"{{{as_tex(author)}}}" for author in report.authors),
        "title": as_tex(title),
        "howpublished": inside and f"In: {as_tex(report.title)}",
        "year": as_of[:4],
        "note": when and as_tex(when.rstrip(".")),
        "url": _UNSAFE.sub("", address),
    }
    lines = (f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return PageCitation(text, f"@misc{{{_key(report, path)},\n{''.join(lines)}}}")


def _key(report: Report, path: str) -> str:
    return slug(f"{report.title[:40]} {page_url(path)}")
