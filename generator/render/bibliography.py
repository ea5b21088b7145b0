"""The bibliography in one careful style: authors, year, title, venue, identifiers, and who cites it."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from generator.model.reference import Author, Reference
from generator.render.citations import CitedBy
from generator.render.formats import listed

_SHOWN_AUTHORS = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """A reference as the References page shows it."""

    reference: Reference
    authors: str
    venue: str
    links: tuple[tuple[str, str], ...]  # text, address
    cited_by: tuple[tuple[str, str], ...]  # page path, page title


def entries(references: Iterable[Reference], cited_by: CitedBy) -> tuple[Entry, ...]:
    """Arrange references by first author, year and title."""
    arranged = sorted(references, key=_order)
    return tuple(_entry(reference, cited_by) for reference in arranged)


def _order(reference: Reference) -> tuple[str, str, str]:
    first = reference.authors[0].family if reference.authors else reference.title
    return first.casefold(), reference.year, reference.title.casefold()


def _entry(reference: Reference, cited_by: CitedBy) -> Entry:
    pages = cited_by.pages.get(reference.key, {})
    return Entry(
        reference=reference,
        authors=_authors(reference),
        venue=_venue(reference),
        links=tuple(_links(reference)),
        cited_by=tuple(sorted(pages.items(), key=lambda page: page[0])),
    )


def _authors(reference: Reference) -> str:
    names = [_name(author) for author in reference.authors]
    if reference.more_authors or len(names) > _SHOWN_AUTHORS:
        return f"{', '.join(names[:_SHOWN_AUTHORS])}{',' * (len(names) > 1)} et al."
    return listed(names)


def _name(author: Author) -> str:
    return f"{author.given} {author.family}".strip()


def _venue(reference: Reference) -> str:
    volume = f" {reference.volume}" if reference.volume else ""
    pages = f", pp. {reference.pages.replace('--', '–')}" if reference.pages else ""
    publisher = f", {reference.publisher}" if reference.publisher else ""
    return f"{reference.venue}{volume}{pages}{publisher}".strip(", ")


def _links(reference: Reference) -> Iterable[tuple[str, str]]:
    if reference.doi:
        yield f"doi:{reference.doi}", f"https://doi.org/{quote(reference.doi, safe='/:;()')}"
    if reference.arxiv:
        yield f"arXiv:{reference.arxiv}", f"https://arxiv.org/abs/{reference.arxiv}"
    said = (reference.arxiv and "arxiv.org" in reference.url) or (
        reference.doi and "doi.org" in reference.url
    )
    if reference.url and not said:
        yield "link", reference.url
