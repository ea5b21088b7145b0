"""One page while it is rendered: where it stands, what it cites, and the prose of data files on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from generator.model.citing import CITATION, CitationError, cited_in
from generator.model.published import PublishedScore
from generator.model.run import Run
from generator.render.citations import cite, unknown_key, without_cards
from generator.render.engine import PageError, partial
from generator.render.escape import escape, outward_link
from generator.render.links import relative_url, run_anchor
from generator.render.site import Site


class NeedsAllPages(Exception):  # noqa: N818 - a request to come back later, not an error
    """A page lists what the others cite or write, so it is rendered after them."""


@dataclass(frozen=True, slots=True)
class PageScope:
    """A page of one build; `turn` 1 once all pages are known that list no others, 2 once all files are."""

    site: Site
    path: str  # docs path
    template: str
    turn: int = 0
    cited: set[str] = field(default_factory=set)
    figures: dict[str, tuple[str, frozenset[str]]] = field(default_factory=dict)  # id -> title, keys


@dataclass(frozen=True, slots=True)
class Link:
    """Something with a page of its own, where there is one."""

    name: str
    address: str | None


def href(scope: PageScope, target: str) -> str:
    """Give the address of a docs path as seen from this page."""
    return relative_url(scope.path, target)


def item_href(scope: PageScope, kind: str, name: str, anchor: str = "") -> str | None:
    """Give the address of an item's page (`model`, `claim`, `source`), None where the site has no such pages.

    An item that is a part of a page has an anchor of its own, and none inside it.
    """
    path = scope.site.item_pages.get((kind, name))
    if path is None:
        return None
    return href(scope, path if "#" in path else path + anchor)


def origin_href(scope: PageScope, origin: Run | PublishedScore) -> str | None:
    """Give the address of where a score comes from: its run's facts, or its line among those that its source prints."""
    if isinstance(origin, Run):
        return item_href(scope, "model", origin.model, f"#{run_anchor(origin.id)}")
    return item_href(scope, "source", origin.source, f"#{origin.id}")


def cite_one(scope: PageScope, key: str, locator: str = "") -> Markup:
    """Cite a reference in place, and remember it for the bibliography's back-links."""
    corpus = scope.site.corpus
    if key not in corpus.references:
        raise PageError(unknown_key(key, corpus.references))
    scope.cited.add(key)
    address = item_href(scope, "reference", "", f"#{key}")
    return cite(corpus.references[key], scope.site.labels[key], address, locator)


def citations(scope: PageScope, cites: str, *, card: bool = True) -> Markup:
    """Write what stands between the brackets of `[@a; @b, section 5.3]`; a heading has no cards."""
    try:
        links = [cite_one(scope, each.key, each.locator) for each in cited_in(cites)]
    except CitationError as error:
        raise PageError(str(error)) from None
    made = Markup("({})").format(Markup("; ").join(links))
    return made if card else Markup(without_cards(made))  # noqa: S704 - of what was safe


def prose(scope: PageScope, text: str) -> Markup:
    """Write text of a data file: as exactly its characters, but for citations, which are links."""
    parts = CITATION.split(" ".join(text.split()))  # text and citations in turns
    return Markup().join(
        citations(scope, part) if at % 2 else _escaped_between(part) for at, part in enumerate(parts)
    )


def _escaped_between(part: str) -> Markup:
    """Escape a part of a text, and keep the spaces around it."""
    spaces = (Markup(" " * part.startswith(" ")), Markup(" " * (part.endswith(" ") and part != " ")))  # noqa: S704 - spaces
    return Markup("{}{}{}").format(spaces[0], escape(part), spaces[1])


def block(scope: PageScope, name: str, values: Mapping[str, Any]) -> Markup:
    """Render a packaged partial as this page sees it."""
    helpers = {
        "href": lambda target: href(scope, target),
        "item": lambda kind, key, anchor="": item_href(scope, kind, key, anchor),
        "origin": lambda score: origin_href(scope, score),
        "cite": lambda key, locator="": cite_one(scope, key, locator),
        "outward": outward_link,
        "prose": lambda text: prose(scope, text),
    }
    return partial(scope.site.env, name, {**helpers, **values})
