"""Make a reference of a BibTeX entry, and see that its fields hold what they should."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from generator.errors import Place
from generator.load.latex import plain_text
from generator.load.problems import Problems, shortened
from generator.model.reference import Author, Reference

_INTERNAL = frozenset({"annote"})
_LONG = frozenset({"abstract", "annote", "author", "editor"})
_FIELD_LIMIT = 5000
_VENUES = ("journal", "journaltitle", "booktitle", "school", "institution", "organization")
_DOI = re.compile(r"10\.\d{4,9}/\S+\Z")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+\Z")


@dataclass(frozen=True, slots=True)
class BibEntry:
    """An entry with its fields as LaTeX, by their names in lower case; `lines` has those too that cannot be read."""

    key: str
    kind: str
    latex: Mapping[str, str]
    lines: Mapping[str, int]
    place: Place

    def text(self, *names: str) -> str:
        """Give the first of these fields that is there, as plain text."""
        return next((plain_text(self.latex[name]) for name in names if self.latex.get(name)), "")

    def place_of(self, name: str) -> Place:
        """Give the place of a field."""
        return Place(self.place.file, self.lines.get(name, self.place.line))


def reference(entry: BibEntry, problems: Problems) -> Reference:
    """Make a reference of an entry; what its fields should not hold is a problem."""
    _check(entry, problems)
    names = split_multiple_persons_names(entry.latex.get("author", ""))
    persons = [name for name in names if name.strip() and name.strip().lower() != "others"]
    how = re.sub(r"\\url\s*\{[^{}]*\}", "", entry.latex.get("howpublished", ""))
    venue, series = entry.text(*_VENUES) or plain_text(how), entry.text("series")
    archive = entry.text("archiveprefix", "eprinttype").lower()
    return Reference(
        key=entry.key,
        kind=entry.kind,
        title=entry.text("title"),
        authors=tuple(_author(name.strip(), entry, problems) for name in persons),
        more_authors=len(persons) < len(names),
        year=entry.text("year") or entry.text("date")[:4],
        venue=f"{venue}, {series}" if series and series not in venue else venue,
        volume=entry.text("volume"),
        pages=entry.text("pages"),
        publisher=entry.text("publisher"),
        doi=_doi(entry),
        arxiv=re.sub(r"^arxiv:", "", entry.text("eprint"), flags=re.IGNORECASE) if archive == "arxiv" else "",
        url=_address(entry)[0],
        note=entry.text("note"),
        bibtex=_tidy(entry),
        place=entry.place,
    )


def _check(entry: BibEntry, problems: Problems) -> None:
    for name, value in entry.latex.items():
        if len(value) > _FIELD_LIMIT and name not in _LONG:
            text = f"{name}: found {len(value)} characters; expected at most {_FIELD_LIMIT}"
            problems.add(entry.place_of(name), "field", text)
    if "title" not in entry.lines or entry.latex.get("title") == "":
        problems.add(entry.place, "no-title", f"`{entry.key}` has no title; expected one")
    address, where = _address(entry)
    if address and not _ADDRESS.match(address):
        text = (
            f"{where}: found {shortened(address)}; expected an address that starts with http:// or https://"
        )
        problems.add(entry.place_of(where), "address", text)
    doi = _doi(entry)
    if doi and not _DOI.match(doi):
        text = f"doi: found {shortened(doi)}; expected a DOI such as 10.1111/cgf.70290"
        problems.add(entry.place_of("doi"), "doi", text)


def _address(entry: BibEntry) -> tuple[str, str]:
    """Give the address with the field that holds it."""
    for name in ("url", "howpublished"):
        value = entry.latex.get(name, "")
        wrapped = re.search(r"\\url\s*\{([^{}]*)\}", value)
        if wrapped or name == "url":
            address = (wrapped[1] if wrapped else value).replace("\\", "").strip()
            if address:
                return address, name
    return "", "url"


def _doi(entry: BibEntry) -> str:
    return re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", entry.latex.get("doi", "").replace("\\", ""))


def _author(name: str, entry: BibEntry, problems: Problems) -> Author:
    if re.fullmatch(r"\{(?:[^{}]|\{[^{}]*\})*\}", name):
        return Author(plain_text(name))  # a body, whatever words its name holds
    try:
        parts = parse_single_name_into_parts(name)
    except InvalidNameError:
        text = f"author: found {shortened(name)}; expected `Family, Given`, and ` and ` between authors"
        problems.add(entry.place_of("author"), "author", text)
        return Author(plain_text(name))
    family = " ".join((*parts.von, *parts.last, *parts.jr))
    return Author(plain_text(family), plain_text(" ".join(parts.first)))


def _tidy(entry: BibEntry) -> str:
    shown = ((name, value) for name, value in entry.latex.items() if name not in _INTERNAL)
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in shown)
    return f"@{entry.kind}{{{entry.key},\n{fields}}}\n"
