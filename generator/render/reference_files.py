"""The bibliography as files for reference managers: BibTeX, CSL-JSON and RIS."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from generator.model.reference import Author, Reference
from generator.render.addresses import data_path
from generator.render.site import Held, Site

_OTHERS = "others"  # as BibTeX has it; neither format knows how to say it otherwise
_CSL = {
    "article": "article-journal", "inproceedings": "paper-conference", "conference": "paper-conference",
    "proceedings": "book", "book": "book", "booklet": "book", "incollection": "chapter", "inbook": "chapter",
    "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis", "techreport": "report",
    "report": "report", "unpublished": "manuscript", "dataset": "dataset", "software": "software",
    "online": "webpage", "electronic": "webpage",
}  # fmt: skip
_RIS = {
    "article-journal": "JOUR", "paper-conference": "CPAPER", "book": "BOOK", "chapter": "CHAP",
    "thesis": "THES", "report": "RPRT", "manuscript": "UNPB", "dataset": "DATA", "software": "COMP",
    "webpage": "ELEC", "article": "UNPB",
}  # fmt: skip


def bibtex(references: Iterable[Reference]) -> bytes:
    """Give every entry as written, its strings resolved, and without what is internal."""
    return "\n".join(each.bibtex for each in references).encode()


def csl_json(references: Iterable[Reference]) -> bytes:
    """Give the bibliography as CSL-JSON, which Zotero, pandoc and citation processors read."""
    listed = [dict(_csl_item(each)) for each in references]
    return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()


def ris(references: Iterable[Reference]) -> bytes:
    """Give the bibliography as RIS, which EndNote, Mendeley and libraries read; its lines end as in DOS."""
    entries = (_ris_lines(each) for each in references)
    text = "\n".join("".join(f"{tag}  - {value}\n" for tag, value in lines) for lines in entries)
    return text.replace("\n", "\r\n").encode()


Export = Callable[[Iterable[Reference]], bytes]
EXPORTS: Mapping[str, tuple[str, Export]] = MappingProxyType(
    {
        data_path("references.bib"): ("BibTeX", bibtex),
        data_path("references.json"): ("CSL-JSON", csl_json),
        data_path("references.ris"): ("RIS", ris),
    }
)


def add_references(site: Site) -> None:
    """Add the bibliography in every format."""
    site.add_part(data_path("references"), _add_references)


def _add_references(site: Site) -> None:
    references = site.corpus.references.values()
    for path, (name, export) in EXPORTS.items():
        held = Held(f"The bibliography as {name}.", len(references))
        site.add_file(path, export(references), "results/references.bib", held)


def _csl_item(reference: Reference) -> Iterator[tuple[str, Any]]:
    authors = [_csl_name(author) for author in reference.authors]
    others = [{"literal": _OTHERS}] if reference.more_authors else []
    fields = {
        "id": reference.key,
        "type": _csl_type(reference),
        "title": reference.title,
        "author": [*authors, *others],
        "issued": _csl_date(reference.year),
        "container-title": reference.venue,
        "volume": reference.volume,
        "page": reference.pages.replace("–", "-"),
        "publisher": reference.publisher,
        "DOI": reference.doi,
        "archive": "arXiv" if reference.arxiv else "",
        "archive_location": reference.arxiv,
        "URL": reference.url,
        "note": reference.note,
    }
    return ((name, value) for name, value in fields.items() if value)


def _csl_type(reference: Reference) -> str:
    known = _CSL.get(reference.kind)
    if known:
        return known
    if reference.arxiv:
        return "article"  # what CSL calls a preprint
    return "webpage" if reference.url else "document"


def _csl_name(author: Author) -> dict[str, str]:
    if author.given:
        return {"family": author.family, "given": author.given}
    return {"literal": author.family}


def _csl_date(year: str) -> dict[str, Any] | None:
    if re.fullmatch(r"\d{1,4}", year):
        return {"date-parts": [[int(year)]]}
    return {"literal": year} if year else None


def _ris_lines(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", _RIS.get(_csl_type(reference), "GEN")
    yield "ID", reference.key
    for author in reference.authors:
        yield "AU", ", ".join(name for name in (author.family, author.given) if name)
    if reference.more_authors:
        yield "AU", _OTHERS
    first, _, last = reference.pages.replace("–", "-").partition("-")
    fields = (
        ("TI", reference.title),
        ("PY", reference.year),
        ("T2", reference.venue),
        ("VL", reference.volume),
        ("SP", first.strip()),
        ("EP", last.strip("- ")),
        ("PB", reference.publisher),
        ("DO", reference.doi),
        ("AN", f"arXiv:{reference.arxiv}" if reference.arxiv else ""),
        ("UR", reference.url),
        ("N1", reference.note),
    )
    yield from ((tag, value) for tag, value in fields if value)
    yield "ER", ""
