"""The bibliography in one careful style, grouped by what the report uses an entry for, with who cites it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from generator.check.cited import cited_by_data, claims_citing, sources_of_conclusions, sources_of_scores
from generator.model.corpus import Corpus
from generator.model.finding import Finding
from generator.model.reference import Author, Reference
from generator.render.citations import CitedBy
from generator.render.escape import escape_lines
from generator.render.formats import ended, listed, plural
from generator.render.naming import Label, in_order, labels

_SHOWN_AUTHORS, _SHOWN_KEYS = 10, 12
_SEVERAL = re.compile(r"\w(?:[–-]+|, ?)\w")  # pages: `1–9`, `3, 7`
_GROUPS = (  # an entry stands in the first that it belongs to
    ("of-scores", "Sources of scores"),
    ("of-claims", "Sources of claims and conclusions"),
    ("of-the-rest", "Methods, models and everything else cited"),
    ("cited-nowhere", "Cited nowhere"),
)


@dataclass(frozen=True, slots=True)
class Citing:
    """Who cites an entry: places as name and docs path, None where something has no page."""

    pages: tuple[tuple[str, str | None], ...] = ()
    claims: tuple[tuple[str, str | None], ...] = ()
    figures: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A reference as the References page shows it; `title`, `venue` and `note` end as sentences do."""

    reference: Reference
    label: Label
    authors: str
    title: str
    venue: str
    note: str
    links: tuple[tuple[str, str], ...]  # text, address
    bibtex: Markup
    citing: Citing = Citing()


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that the report uses for the same."""

    anchor: str
    title: str
    entries: tuple[Entry, ...]


def groups(corpus: Corpus, cited_by: CitedBy, item_pages: Mapping[tuple[str, str], str]) -> tuple[Group, ...]:
    """Arrange all references by what they are used for; in a group by first author, year and title."""
    scores, claims = sources_of_scores(corpus), claims_citing(corpus)
    used = (scores, {*claims, *sources_of_conclusions(corpus)}, {*cited_by.pages, *cited_by_data(corpus)})
    names, placed = labels(corpus.references.values()), dict[int, list[Entry]]()
    for reference in in_order(corpus.references.values()):
        at = next((at for at, keys in enumerate(used) if reference.key in keys), len(used))
        citing = _citing(reference.key, claims.get(reference.key, ()), cited_by, item_pages)
        placed.setdefault(at, []).append(entry(reference, names[reference.key], citing))
    return tuple(Group(*_GROUPS[at], tuple(placed[at])) for at in sorted(placed))


def uncited_references(corpus: Corpus, cited_by: CitedBy) -> Iterator[Finding]:
    """Find the entries that neither a page nor the data cite; all of them are told at once."""
    cited = {*cited_by_data(corpus), *cited_by.pages}
    uncited = [each for key, each in corpus.references.items() if key not in cited]
    if uncited:
        keys = [f"`{each.key}`" for each in uncited[:_SHOWN_KEYS]]
        more = [f"{len(uncited) - _SHOWN_KEYS:,} more"] if len(uncited) > _SHOWN_KEYS else []
        text = f"nothing cites {plural(len(uncited), 'entry', 'entries')}: {listed([*keys, *more])}"
        yield Finding(uncited[0].place, "uncited-reference", "note", text)


def _citing(
    key: str, claims: Iterable[str], cited_by: CitedBy, item_pages: Mapping[tuple[str, str], str]
) -> Citing:
    """Gather who cites an entry; the page of a claim is named as the claim."""
    claim_pages = [(f"claim {name}", item_pages.get(("claim", name))) for name in claims]
    own = {path for _, path in claim_pages}
    pages = sorted(cited_by.pages.get(key, {}).items())
    figures = sorted(cited_by.figures.get(key, {}).items())
    return Citing(
        tuple((title, path) for path, title in pages if path not in own), tuple(claim_pages), tuple(figures)
    )


def entry(reference: Reference, label: Label, citing: Citing) -> Entry:
    """Make one entry ready to be shown."""
    return Entry(
        reference=reference,
        label=label,
        authors=_authors(reference),
        title=ended(reference.title),
        venue=ended(_venue(reference)),
        note=ended(reference.note),
        links=tuple(_links(reference)),
        bibtex=escape_lines(reference.bibtex.rstrip()),
        citing=citing,
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
    several = "pp." if _SEVERAL.search(reference.pages) else "p."
    pages = f", {several} {reference.pages.replace('--', '–')}" if reference.pages else ""
    publisher = f", {reference.publisher}" if reference.publisher else ""
    return f"{reference.venue}{volume}{pages}{publisher}".strip(", ")


def _links(reference: Reference) -> Iterator[tuple[str, str]]:
    if reference.doi:
        yield f"doi:{reference.doi}", f"https://doi.org/{quote(reference.doi, safe='/:;()')}"
    if reference.arxiv:
        yield f"arXiv:{reference.arxiv}", f"https://arxiv.org/abs/{reference.arxiv}"
    said = (reference.arxiv and "arxiv.org" in reference.url) or (
        reference.doi and "doi.org" in reference.url
    )
    if reference.url and not said:
        yield "link", reference.url
