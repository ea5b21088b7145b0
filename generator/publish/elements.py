"""What an author opens in a page is closed in it: an open element or code fence would swallow what follows."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

from generator.errors import Place, Problem
from generator.render.links import page_url

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# HTML closes these by itself where their parent or the next of their kind says so.
_CLOSED_BY_ITSELF = frozenset("p li dt dd option optgroup thead tbody tfoot tr td th colgroup rp rt".split())
_LITERAL = frozenset({"pre", "code", "script", "style"})
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^`\n]*$", re.MULTILINE)


Open = tuple[str, str]  # how an element or a code fence starts, and what is wrong with it


def check_elements(root: Path, site: Path, sources: Mapping[str, Place]) -> tuple[Problem, ...]:
    """Check one page of each source in `site_src`."""
    found = {}
    for path in one_of_each(sources):
        if not (root / sources[path].file).is_file():
            continue
        url = page_url(path)
        file = site / f"{url}index.html" if not url or url.endswith("/") else site / url
        found[path] = open_in(file.read_text("utf-8"))
    return problems_of(root, found, sources)


def one_of_each(sources: Mapping[str, Place]) -> frozenset[str]:
    """Give the first page of each source: all pages of one have the same elements."""
    first = {place: path for path, place in reversed(tuple(sources.items())) if path.endswith(".md")}
    return frozenset(path for place, path in first.items() if place.file.endswith(".md"))


def open_in(html: str) -> tuple[Open, ...]:
    """Give what the author of a page left open, or closed without opening it."""
    return tuple(unclosed(_article(html)))


def problems_of(
    root: Path, found: Mapping[str, Iterable[Open]], sources: Mapping[str, Place]
) -> tuple[Problem, ...]:
    """Say in which source, and where in it, stands what pages were found to leave open."""
    problems: list[Problem] = []
    for place, path in sorted((sources[path], path) for path in found):
        file = root / place.file
        if file.is_file():
            source = file.read_text(encoding="utf-8")
            problems += [
                Problem(_located(place, source, mark), "open-element", message)
                for mark, message in found[path]
            ]
    return tuple(problems)


def unclosed(html: str) -> Iterator[Open]:
    """Give each element and code fence that is opened and never closed or closed and never opened: how it starts, and what is wrong."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    yield from dict.fromkeys(
        (*reader.found, *((mark, _never(tag, mark)) for tag, mark in reader.open_elements()))
    )


class _Reader(HTMLParser):
    """Keeps the elements that are open while it is fed."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = []  # tag, and how it stands in the page

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002 - the library's signature
        """Take `<![` for a comment, as browsers do; the library of older Pythons takes only what it knows."""
        return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag not in _VOID:
            self._open.append((tag, self.get_starttag_text() or f"<{tag}>"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass over what is closed where it is opened."""

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if tag not in (name for name, _ in self._open):
            self.found.append((f"</{tag}>", f"`</{tag}>` closes nothing; expected `<{tag}>` before it"))
            return
        while (last := self._open.pop())[0] != tag:
            self._tell(*last)

    def handle_data(self, data: str) -> None:
        if _LITERAL.isdisjoint(name for name, _ in self._open):
            for match in _FENCE.finditer(data):
                start, fence = match[0].strip(), match[1]
                message = f"the code block that starts with {start} is never closed; expected {fence} alone on a line"
                self.found.append((start, message))

    def open_elements(self) -> Iterator[tuple[str, str]]:
        """Give what is still open and does not close by itself."""
        yield from ((tag, mark) for tag, mark in self._open if tag not in _CLOSED_BY_ITSELF)

    def _tell(self, tag: str, mark: str) -> None:
        if tag not in _CLOSED_BY_ITSELF:
            self.found.append((mark, _never(tag, mark)))


def _never(tag: str, mark: str) -> str:
    return f"`{mark}` is never closed; expected `</{tag}>` within the same block"


def _article(html: str) -> str:
    """Cut what the author wrote out of the page."""
    start = html.find(">", html.find("<article")) + 1
    return html[start : html.rfind("</article>")]


def _located(place: Place, source: str, mark: str) -> Place:
    """Say at which line and column it stands, where it stands once."""
    if source.count(mark) != 1:
        return place
    before = source[: source.index(mark)]
    return Place(place.file, before.count("\n") + 1, len(before) - before.rfind("\n"))
