"""Citations become links with a card that says what is cited, and References learns who cites."""

import difflib
import re
from collections.abc import Collection
from dataclasses import dataclass, field

from markupsafe import Markup

from generator.model.citing import CITATION
from generator.model.reference import Reference
from generator.render.escape import escape
from generator.render.formats import ended
from generator.render.naming import Label

# The same alternation skips code, where a citation is an example and not a citation.
_CODE_OR_CITATION = re.compile(
    r"(?P<code>^(?P<fence>```+|~~~+).*?^(?P=fence)|(?<!`)(?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`))"
    rf"|(?P<whole>{CITATION.pattern.replace('(@', '(?P<cites>@')})",
    re.DOTALL | re.MULTILINE,
)
_CARD_AUTHORS = 3
_CARD = re.compile(r'<span class="sb-card".*?</span>')


@dataclass(frozen=True, slots=True)
class CitedBy:
    """Which pages and figures cite which reference; filled while pages are rendered, read by the bibliography."""

    pages: dict[str, dict[str, str]] = field(default_factory=dict)  # key -> page path -> page title
    figures: dict[str, dict[str, str]] = field(default_factory=dict)  # key -> title -> path with anchor

    def note(self, key: str, path: str, title: str) -> None:
        """Remember that a page cites a reference."""
        self.pages.setdefault(key, {})[path] = title

    def note_figure(self, key: str, title: str, path: str) -> None:
        """Remember that a figure cites a reference; where it stands on several pages, the first."""
        self.figures.setdefault(key, {}).setdefault(title, path)


def cite(reference: Reference, label: Label, href: str | None, locator: str = "") -> Markup:
    """Link to a reference by its short name, with a card on hover and focus; without an address, name it only."""
    name = escape(f"{label.short}, {locator}" if locator else label.short)
    link = (
        Markup('<span class="sb-cite" tabindex="0">{}</span>').format(name)
        if href is None
        else Markup('<a class="sb-cite" href="{}">{}</a>').format(escape(href), name)
    )
    return Markup('<span class="sb-cited">{}{}</span>').format(link, _card(reference, label))


def _card(reference: Reference, label: Label) -> Markup:
    """Say what a citation cites; screen readers are told by the list of references, and search by its page."""
    names = [author.family for author in reference.authors]
    shown = ", ".join(names[:_CARD_AUTHORS])
    more = " et al." if reference.more_authors or len(names) > _CARD_AUTHORS else ""
    parts = (escape(f"{shown}{more} ({label.year}).".lstrip()), escape(ended(reference.title)))
    venue = Markup(" {}").format(escape(ended(reference.venue))) if reference.venue else Markup()
    return Markup(
        '<span class="sb-card" aria-hidden="true" data-search-exclude>{} <cite>{}</cite>{}</span>'
    ).format(*parts, venue)


def without_cards(html: str) -> str:
    """Take the cards of citations out of text that becomes a title."""
    return _CARD.sub("", html)


def expand_citations(source: str) -> str:
    """Make every citation of a template's text a call of `citations`, leaving code as it is."""
    return _CODE_OR_CITATION.sub(_as_call, source)


def _as_call(match: re.Match[str]) -> str:
    if match["code"] is not None:
        return match.group()
    words = " ".join(match["cites"].split()).replace("\\", r"\\").replace('"', r"\"")
    lines = "\n" * match.group().count("\n")  # inside the call, so that they are counted and not shown
    start = match.string.rfind("\n", 0, match.start()) + 1
    bare = ", card=false" if match.string.startswith("#", start) else ""  # a heading is a menu's entry too
    return f'{{{{ citations("{words}"{bare}{lines}) }}}}'


def unknown_key(key: str, references: Collection[str]) -> str:
    """Say that a key names no reference, and which is the nearest."""
    near = difflib.get_close_matches(key, references, n=1)
    hint = f"; did you mean `{near[0]}`?" if near else ""
    return f"`{key}` names no entry of results/references.bib{hint}"
