"""What a built page or stylesheet points at, and what can be pointed at in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

_FOLLOWED = frozenset({("a", "href"), ("a", "xlink:href"), ("area", "href"), ("form", "action")})
_ADDRESSES = frozenset({"href", "xlink:href", "src", "poster", "background", "action", "formaction"})
_SETS = frozenset({"srcset", "imagesrcset"})
_STYLES = frozenset(
    {"style", "fill", "stroke", "clip-path", "mask", "filter", "cursor"}
    | {"marker-start", "marker-mid", "marker-end"}
)
# Other relations (canonical, next, alternate, license ...) are stated and not loaded.
_LOADING_RELATIONS = frozenset(
    {"stylesheet", "icon", "mask-icon", "manifest", "preload", "modulepreload", "prefetch", "prerender"}
    | {"preconnect", "dns-prefetch", "apple-touch-icon", "apple-touch-icon-precomposed"}
)
# An address of a srcset: commas end it only before a space; after one, what else is said of it goes up to a comma.
_CANDIDATE = re.compile(r"(\S*[^\s,])(?:,+(?=\s)|,*$|\s[^,]*,?)")
_LOOKED_AT = ", ".join(
    [f"[{name.replace(':', chr(92) + ':')}]" for name in sorted(_ADDRESSES | _SETS | _STYLES)]
    + ["[id]", "a[name]", "object[data]", "style"]
)
_TEMPLATE = re.compile(r"(</?)template\b", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_URL = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s][^)]*?))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """An address as it stands in a page; `loaded` when browsers ask for it without being told to."""

    target: str
    loaded: bool


@dataclass(frozen=True, slots=True)
class Markup:
    """What links and anchors a page has."""

    links: tuple[Link, ...]
    anchors: frozenset[str]


def read_markup(html: str) -> Markup:
    """Read the links and anchors of an HTML page as browsers do, inline SVG and styles included."""
    links: dict[Link, None] = {}
    anchors: set[str] = set()
    # What scripts may take out of a template is looked at as if it stood in the page.
    for element in LexborHTMLParser(_TEMPLATE.sub(r"\1x-template", html)).css(_LOOKED_AT):
        tag = element.tag or ""
        values = {name: value for name, value in element.attributes.items() if value is not None}
        anchors.update(
            value for name, value in values.items() if name == "id" or (tag, name) == ("a", "name")
        )
        for name, value in values.items():
            links.update(dict.fromkeys(_links(tag, name, value, values)))
        if tag == "style":
            links.update(dict.fromkeys(read_style(element.text())))
    return Markup(tuple(links), frozenset(anchors))


def read_style(css: str) -> Iterator[Link]:
    """Read the addresses of a stylesheet."""
    for match in _URL.finditer(_COMMENT.sub(" ", css)):
        yield Link(match[match.lastindex or 0].strip(), loaded=True)


def _links(tag: str, name: str, value: str, values: Mapping[str, str]) -> Iterator[Link]:
    if name in _ADDRESSES or (tag, name) == ("object", "data"):
        yield Link(value.strip(), loaded=_is_loaded(tag, name, values))
    elif name in _SETS:
        yield from (Link(match[1], loaded=True) for match in _CANDIDATE.finditer(value))
    elif name in _STYLES and "url(" in value.lower():
        yield from read_style(value)


def _is_loaded(tag: str, name: str, values: Mapping[str, str]) -> bool:
    if tag == "link":
        return not _LOADING_RELATIONS.isdisjoint(values.get("rel", "").lower().split())
    return (tag, name) not in _FOLLOWED and name != "formaction"
