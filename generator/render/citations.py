"""Citations: `[@key]`, `[@key, section 5.3]` and `[@a; @b]` become links, and References learns who cites."""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from generator.model.reference import Reference
from generator.render.escape import escape

# The same alternation skips code, where a citation is an example and not a citation. `[@name](address)` is a link.
_CODE_OR_CITATION = re.compile(
    r"(?P<code>^(?P<fence>```+|~~~+).*?^(?P=fence)|(?<!`)(?P<ticks>`+)(?!`)[^\n]+?(?<!`)(?P=ticks)(?!`))"
    r"|\[(?P<cites>@[^\[\]{}]{1,300})\](?!\()",
    re.DOTALL | re.MULTILINE,
)
_KEY = re.compile(r"@(?P<key>[A-Za-z0-9][\w.:+/-]*?)(?:,\s*(?P<locator>.+))?\s*$")


class CitationError(ValueError):
    """A citation that leads nowhere."""


@dataclass(frozen=True, slots=True)
class CitedBy:
    """Which pages cite which reference; filled while pages are rendered, read by the bibliography."""

    pages: dict[str, dict[str, str]] = field(default_factory=dict)  # key -> page path -> page title

    def note(self, key: str, path: str, title: str) -> None:
        """Remember that a page cites a reference."""
        self.pages.setdefault(key, {})[path] = title


def short_name(reference: Reference) -> str:
    """Name a reference as a text does: `Bai et al. 2022`, `Miller 2024`, `Le and Wang 2022`."""
    families = [author.family for author in reference.authors]
    if not families:
        names = reference.title
    elif len(families) > 2 or reference.more_authors:
        names = f"{families[0]} et al."
    else:
        names = " and ".join(families)
    return f"{names} {reference.year}".strip()


def cite(reference: Reference, href: str | None, locator: str = "") -> Markup:
    """Link to a reference by its short name, with its title on hover; without an address, name it only."""
    name = f"{short_name(reference)}, {locator}" if locator else short_name(reference)
    if href is None:
        return Markup('<span class="sb-cite" title="{}">{}</span>').format(
            escape(reference.title), escape(name)
        )
    return Markup('<a class="sb-cite" href="{}" title="{}">{}</a>').format(
        escape(href), escape(reference.title), escape(name)
    )


def expand_citations(source: str) -> str:
    """Make every citation of a template's text a call of `citations`, leaving code as it is."""
    return _CODE_OR_CITATION.sub(_as_call, source)


def _as_call(match: re.Match[str]) -> str:
    if match["code"] is not None:
        return match.group()
    words = " ".join(match["cites"].split()).replace("\\", r"\\").replace('"', r"\"")
    lines = "\n" * match.group().count("\n")  # inside the call, so that they are counted and not shown
    return f'{{{{ citations("{words}"{lines}) }}}}'


def link_citations(
    cites: str, references: Mapping[str, Reference], link: Callable[[str, str], Markup]
) -> Markup:
    """Write `@a; @b, section 5.3` as links in parentheses; `link` gets a key and a locator.

    Raises `CitationError` for a key that no reference has.
    """
    links = [_link_one(part.strip(), references, link) for part in cites.split(";")]
    return Markup("({})").format(Markup("; ").join(links))


def _link_one(part: str, references: Mapping[str, Reference], link: Callable[[str, str], Markup]) -> Markup:
    match = _KEY.match(part)
    if match is None:
        raise CitationError(f"found the citation `{part}`, expected `@key` or `@key, locator`")
    if match["key"] not in references:
        raise CitationError(unknown_key(match["key"], references))
    return link(match["key"], match["locator"] or "")


def unknown_key(key: str, references: Mapping[str, Reference]) -> str:
    """Say that a key names no reference, and which is the nearest."""
    near = difflib.get_close_matches(key, references, n=1)
    hint = f"; did you mean `{near[0]}`?" if near else ""
    return f"`{key}` names no entry of results/references.bib{hint}"
