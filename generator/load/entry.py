"""Make a reference of a BibTeX entry, and see that its fields hold what they should."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bibtexparser.middlewares.names import (
    InvalidNameError,
    NameParts,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from generator.errors import Place
from generator.load.accents import composed
from generator.load.latex import ValueMistakeError, plain_text
from generator.load.problems import Problems, shortened
from generator.model.reference import Author, Reference

_INTERNAL = frozenset({"annote"})
_LONG = frozenset({"abstract", "annote", "author", "editor"})
_FIELD_LIMIT, _LONG_LIMIT = 5000, 200_000  # characters
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

    def place_of(self, name: str) -> Place:
        """Give the place of a field."""
        return Place(self.place.file, self.lines.get(name, self.place.line))


def reference(entry: BibEntry, problems: Problems) -> Reference:
    """Make a reference of an entry; what its fields should not hold is a problem."""
    _check(entry, problems)
    author = composed(entry.latex.get("author", ""))  # before it is split: names end at the ~ of `\\~n`
    names = [] if _too_long("author", author) else split_multiple_persons_names(author)
    persons = [name for name in names if name.strip() and name.strip().lower() != "others"]

    def text(*fields: str) -> str:
        """Give the first of these fields that is there, as plain text."""
        name = next((name for name in fields if entry.latex.get(name)), "")
        return _plain(entry.latex.get(name, ""), name, entry, problems)

    how = re.sub(r"\\url\s*\{[^{}]*\}", "", entry.latex.get("howpublished", ""))
    venue, series = (
        text(*_VENUES) or _plain(how, "howpublished", entry, problems).strip(" ,;"),
        text("series"),
    )
    archive = text("archiveprefix", "eprinttype").lower()
    return Reference(
        key=entry.key,
        kind=entry.kind,
        title=_title(entry, problems),
        authors=tuple(_author(name.strip(), entry, problems) for name in persons),
        more_authors=len(persons) < len(names),
        year=text("year") or text("date")[:4],
        venue=f"{venue}, {series}" if series and series not in venue else venue,
        volume=text("volume"),
        pages=text("pages"),
        publisher=text("publisher"),
        doi=_doi(entry),
        arxiv=re.sub(r"^arxiv:", "", text("eprint"), flags=re.IGNORECASE) if archive == "arxiv" else "",
        url=_address(entry)[0],
        note=text("note"),
        bibtex=_tidy(entry),
        place=entry.place,
    )


def _plain(latex: str, name: str, entry: BibEntry, problems: Problems) -> str:
    """Write a field, or a part of it, as plain text; nothing, and a problem, where it cannot be read."""
    if _too_long(name, latex):
        return ""  # a problem already
    try:
        return plain_text(latex)
    except ValueMistakeError as error:
        problems.add(entry.place_of(name), "bibtex-value", f"{name}: {error}")
        return ""


def _title(entry: BibEntry, problems: Problems) -> str:
    before = len(problems.found)
    title = _plain(entry.latex.get("title", ""), "title", entry, problems)
    unread = len(problems.found) > before or ("title" in entry.lines and "title" not in entry.latex)
    if not (title or unread or _too_long("title", entry.latex.get("title", ""))):
        problems.add(entry.place, "no-title", f"`{entry.key}` has no title; expected one")
    return title


def _too_long(name: str, latex: str) -> bool:
    return len(latex) > _limit(name)


def _limit(name: str) -> int:
    return _LONG_LIMIT if name in _LONG else _FIELD_LIMIT


def _check(entry: BibEntry, problems: Problems) -> None:
    for name, value in entry.latex.items():
        if _too_long(name, value):
            text = f"{name}: found {len(value):,} characters; expected at most {_limit(name):,}"
            problems.add(entry.place_of(name), "field", text)
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
            address = _unescaped(wrapped[1] if wrapped else value)
            if address:
                return address, name
    return "", "url"


def _doi(entry: BibEntry) -> str:
    return re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", _unescaped(entry.latex.get("doi", "")))


def _unescaped(address: str) -> str:
    """Take the escapes out of an address or a DOI, such as `{\\_}`."""
    return re.sub(r"[\\{}]", "", address).strip()


def _author(name: str, entry: BibEntry, problems: Problems) -> Author:
    if re.fullmatch(r"\{(?:[^{}]|\{[^{}]*\})*\}", name):
        return Author(_plain(name, "author", entry, problems))  # a body, whatever words its name holds
    parts = _parts(name)
    if parts is None:
        text = f"author: found {shortened(name)}; expected `Family, Given`, and ` and ` between authors"
        problems.add(entry.place_of("author"), "author", text)
        return Author("")
    family, given = " ".join((*parts.von, *parts.last, *parts.jr)), " ".join(parts.first)
    return Author(_plain(family, "author", entry, problems), _plain(given, "author", entry, problems))


def _parts(name: str) -> NameParts | None:
    """Split a name; None, where it is none, or an `and` is left that stands between no two authors."""
    words = name.lower().split()
    if "and" in {words[0], words[-1]}:
        return None
    try:
        return parse_single_name_into_parts(name)
    except InvalidNameError:
        return None


def _tidy(entry: BibEntry) -> str:
    shown = ((name, value) for name, value in entry.latex.items() if name not in _INTERNAL)
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in shown)
    return f"@{entry.kind}{{{entry.key},\n{fields}}}\n"
