"""How a text names a document: `Bai et al. 2022`, and `2022a` and `2022b` where two would be named alike."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.model.reference import Reference

_NO_YEAR = "n.d."


@dataclass(frozen=True, slots=True)
class Label:
    """A document's short name, and its year as name and list of references have it."""

    short: str
    year: str


def short_name(reference: Reference) -> str:
    """Name a document by its authors and year: `Bai et al. 2022`, `Miller n.d.`, `Le and Wang 2022`."""
    return f"{_names(reference)} {reference.year or _NO_YEAR}".strip()


def _names(reference: Reference) -> str:
    families = [author.family for author in reference.authors]
    if not families:
        return reference.title
    if len(families) > 2 or reference.more_authors:
        return f"{families[0]} et al."
    return " and ".join(families)


def in_order(references: Iterable[Reference]) -> list[Reference]:
    """Arrange documents by first author, year and title; accents do not count."""
    return sorted(references, key=_order)


def _order(reference: Reference) -> tuple[str, str, str, str]:
    first = reference.authors[0].family if reference.authors else reference.title
    return _plain(first), reference.year, _plain(reference.title), reference.key


def _plain(text: str) -> str:
    signs = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in signs if not unicodedata.combining(sign))


def labels(references: Iterable[Reference]) -> Mapping[str, Label]:
    """Name each document by its key; those of one name get letters, in the order of the list of references."""
    alike: dict[str, list[Reference]] = {}
    for reference in in_order(references):
        alike.setdefault(short_name(reference), []).append(reference)
    return {
        each.key: _label(each, _letter(at) if len(group) > 1 else "")
        for group in alike.values()
        for at, each in enumerate(group)
    }


def _label(reference: Reference, letter: str) -> Label:
    year = f"{reference.year}{letter}" if reference.year else f"{_NO_YEAR}{'-' * bool(letter)}{letter}"
    return Label(f"{_names(reference)} {year}".strip(), year)


def _letter(at: int) -> str:
    """Count in letters: a to z, then aa to az and so on."""
    before, last = divmod(at, 26)
    return (_letter(before - 1) if before else "") + chr(ord("a") + last)
