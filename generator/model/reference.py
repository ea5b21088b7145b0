"""Cited documents."""

from dataclasses import dataclass, field

from generator.errors import Place


@dataclass(frozen=True, slots=True)
class Author:
    """A person by family and given name, or a body by `family` alone."""

    family: str
    given: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of the bibliography in plain Unicode; `bibtex` keeps the entry as written, without `annote`."""

    key: str
    kind: str  # article, inproceedings, misc, ...
    title: str
    authors: tuple[Author, ...]
    more_authors: bool = False  # the entry says "and others"
    year: str = ""
    venue: str = ""  # journal, book title or how published
    volume: str = ""
    pages: str = ""
    publisher: str = ""
    doi: str = ""
    arxiv: str = ""
    url: str = ""
    note: str = ""
    bibtex: str = ""
    place: Place = field(default=Place(""), compare=False)
