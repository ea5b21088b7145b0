"""Which pages a folder of templates makes: one file a page, `_model.md` and its like one page an item."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.model.corpus import Corpus
from generator.render.views.benchmarks import editions

METHOD = "method.md"  # the page that tells how numbers are computed
_HEADING_ID = re.compile(r"^#+ .*\{#([\w-]+)\}[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered: its template, its place in the site, and the item that it is about."""

    template: str  # path under site_src
    path: str  # docs path
    item: Mapping[str, Any] = field(default_factory=dict)


def pages_of(template: str, corpus: Corpus, shared: str | None) -> Iterator[Page]:
    """Give the pages that a template makes; `shared` is the page of claims that assert nothing, if there is one."""
    folder, _, name = template.rpartition("/")
    inside = f"{folder}/" if folder else ""
    if not name.startswith("_"):
        yield Page(template, template)
    elif name == "_model.md":
        yield from (
            Page(template, f"{inside}{key}.md", {"model": card}) for key, card in corpus.models.items()
        )
    elif name == "_claim.md":
        alone = (claim for claim in corpus.claims if claim.asserts or shared is None)
        yield from (Page(template, f"{inside}{claim.id}.md", {"claim": claim}) for claim in alone)
    elif name == "_benchmark.md":
        found = editions(corpus)
        yield from (Page(template, f"{inside}{each.id}.md", {"benchmark": each}) for each in found)
    elif name == "_source.md":
        sources = dict.fromkeys(score.source for score in corpus.published)
        yield from (
            Page(template, f"{inside}{key}.md", {"source": corpus.references[key]}) for key in sources
        )


def item_pages(pages: Collection[Page], corpus: Corpus, site_src: Path) -> Mapping[tuple[str, str], str]:
    """Say where each item has its page, or its place on a page that it shares."""
    found = {("page", page.path): page.path for page in pages}
    for page in pages:
        for kind, item in page.item.items():
            found[kind, item.key if kind == "source" else item.id] = page.path
    templates = [page.template for page in pages]
    if METHOD in templates:
        headings = _HEADING_ID.findall((site_src / METHOD).read_text(encoding="utf-8", errors="replace"))
        found |= {("method", name): f"{METHOD}#{name}" for name in headings}
    listing = calling("bibliography()", templates, site_src)
    if listing:
        found["reference", ""] = listing
    shared = calling("non_claims()", templates, site_src)
    if shared:
        found["non-claims", ""] = shared
        silent = (claim for claim in corpus.claims if not claim.asserts)
        found |= {("claim", claim.id): f"{shared}#claim-{claim.id}" for claim in silent}
    return found


def calling(call: str, templates: Iterable[str], site_src: Path) -> str | None:
    """Find the first page whose template makes a call."""
    texts = (
        (name, (site_src / name).read_text(encoding="utf-8", errors="replace"))
        for name in templates
        if not name.rpartition("/")[2].startswith("_")
    )
    return next((name for name, text in texts if call in text), None)
