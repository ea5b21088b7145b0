"""One page while it is rendered: where it stands, and what it has cited so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from generator.render.citations import cite, unknown_key
from generator.render.engine import PageError, partial
from generator.render.escape import outward_link
from generator.render.links import relative_url
from generator.render.site import Site


@dataclass(frozen=True, slots=True)
class PageScope:
    """A page of one build; `last_round` once all other pages are known."""

    site: Site
    path: str  # docs path
    template: str
    last_round: bool = False
    cited: set[str] = field(default_factory=set)


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


def cite_one(scope: PageScope, key: str, locator: str = "") -> Markup:
    """Cite a reference in place, and remember it for the bibliography's back-links."""
    references = scope.site.corpus.references
    if key not in references:
        raise PageError(unknown_key(key, references))
    scope.cited.add(key)
    return cite(references[key], item_href(scope, "reference", "", f"#{key}"), locator)


def block(scope: PageScope, name: str, values: Mapping[str, Any]) -> Markup:
    """Render a packaged partial as this page sees it."""
    helpers = {
        "href": lambda target: href(scope, target),
        "item": lambda kind, key, anchor="": item_href(scope, kind, key, anchor),
        "cite": lambda key, locator="": cite_one(scope, key, locator),
        "outward": outward_link,
    }
    return partial(scope.site.env, name, {**helpers, **values})
