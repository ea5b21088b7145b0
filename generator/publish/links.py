"""Every link of a built site leads somewhere, and no page asks another host for anything."""

import difflib
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.errors import Place, Problem
from generator.publish.markup import Link, Markup, read_markup, read_style
from generator.render.links import page_file

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_INLINE = frozenset({"data", "blob"})
_THEME = Place("mkdocs.yml")
NOT_FOUND = "404.html"  # is served at any depth, so that its links have to be absolute


def check_links(site: Path, sources: Mapping[str, Place], base: str = "/") -> tuple[Problem, ...]:
    """Check the links of all pages and stylesheets.

    `sources` says what each file of `build/docs` was made from; `base` is the path under which the site will lie.
    """
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    pages = {name: markup_of(site, name) for name in sorted(files) if name.endswith((".html", ".css"))}
    checked = _Site(files, pages, base)
    made_from = {page_file(path): (path, place) for path, place in sources.items()}
    found: dict[tuple[Place, str, str], tuple[str, list[str]]] = {}
    for name in sorted(pages, key=lambda name: (name in made_from, name)):
        path, source = made_from.get(name, ("", _THEME))
        for link in pages[name].links:
            for fault in checked.faults(name, link):
                # The same fault on many pages of one source is one mistake; so is one that the theme puts on all.
                what = (fault.code, fault.about)
                key = (_THEME if (_THEME, *what) in found else source, *what)
                _, shown = found.setdefault(key, (fault.text, []))
                shown.append(_shown(name, link, path, source))
    return tuple(
        Problem(source, code, f"{shown[0]}: {text}{_others(len(shown))}")
        for (source, code, _), (text, shown) in found.items()
    )


@dataclass(frozen=True, slots=True)
class Target:
    """A place in the site that a link leads to."""

    file: str
    anchor: str = ""  # as it stands in the link

    @property
    def words(self) -> str:
        """Give the anchor as pages have it; what follows `:~:` marks text, not a place."""
        return unquote(self.anchor).partition(":~:")[0]

    def is_in(self, anchors: AbstractSet[str]) -> bool:
        """Say whether a page with these anchors has the place."""
        return not self.words or self.words.lower() == "top" or bool({self.anchor, self.words} & anchors)


def targets(page: str, markup: Markup, base: str) -> tuple[str, ...] | None:
    """Give the places in the site that a page's links lead to, as `file` or `file#anchor`.

    None where one of them is wrong, whatever the site has.
    """
    led = [_led(page, link, base) for link in markup.links]
    if any(isinstance(each, _Fault) for each in led):
        return None
    found = (each for each in led if isinstance(each, Target))
    return tuple(dict.fromkeys(f"{each.file}#{each.anchor}" if each.anchor else each.file for each in found))


def all_there(pages: Mapping[str, tuple[Iterable[str], AbstractSet[str]]], files: AbstractSet[str]) -> bool:
    """Say whether a site with these files has all places that links lead to; of each page its targets and its anchors."""
    wanted = {target for led, _ in pages.values() for target in led} - files
    places = (Target(*each.partition("#")[::2]) for each in wanted)
    return all(each.file in files and each.anchor and each.is_in(pages[each.file][1]) for each in places)


@dataclass(frozen=True, slots=True)
class _Fault:
    code: str
    about: str  # what the link leads to, the same from every page
    text: str


@dataclass(frozen=True, slots=True)
class _Site:
    files: set[str]
    pages: Mapping[str, Markup]
    base: str
    nearest: dict[str, str] = field(default_factory=dict)

    def faults(self, page: str, link: Link) -> Iterator[_Fault]:
        """Judge one link of a page."""
        led = _led(page, link, self.base)
        if isinstance(led, _Fault):
            yield led
        elif led is not None:
            yield from self._inward(page, led)

    def _inward(self, page: str, led: Target) -> Iterator[_Fault]:
        target = led.file
        if target not in self.files:
            yield _Fault(
                "dead-link", target, f"the site has no such {_kind(target)}{self._near_file(page, target)}"
            )
        elif led.anchor:
            anchors, wanted = self.pages[target].anchors, led.words
            if not led.is_in(anchors):
                near = difflib.get_close_matches(wanted, sorted(anchors), n=1)
                hint = f"; nearest: #{near[0]}" if near else ""
                yield _Fault("dead-anchor", f"{target}#{wanted}", f"the page has no such anchor{hint}")

    def _near_file(self, page: str, target: str) -> str:
        if target not in self.nearest:
            wanted = _address(page_file(target))
            addresses = {_address(file): file for file in sorted(self.files)}
            whole = [f"{wanted}/"] if f"{wanted}/" in addresses else []
            near = whole or difflib.get_close_matches(wanted, list(addresses), n=1, cutoff=0.7)
            self.nearest[target] = addresses[near[0]] if near else ""
        near_file = self.nearest[target]
        return f"; nearest: {_relative(page, near_file)}" if near_file else ""


def _led(page: str, link: Link, base: str) -> Target | _Fault | None:
    """Say where in the site a link of a page leads to; None where it leads to another, as it may."""
    try:
        address = urlsplit(link.target)
    except ValueError as error:
        return _Fault("dead-link", link.target, f"cannot be read as an address: {error}")
    if address.scheme or address.netloc:
        return _outward(link, address.scheme)
    path = unquote(address.path)
    if address.path.startswith("/"):
        if page != NOT_FOUND:
            text = "an absolute path breaks where the site lies under a sub-path; expected a relative one"
            return _Fault("absolute-link", address.path, text)
        if not address.path.startswith(base):
            return None
        path = unquote(address.path.removeprefix(base)) or "./"
    file = _resolved(page, path)
    if file.startswith("../"):
        return _Fault("dead-link", file, "leads out of the site; expected a page or file of it")
    return Target(file, address.fragment if file.endswith(".html") else "")


def _outward(link: Link, scheme: str) -> _Fault | None:
    if link.loaded and scheme not in _INLINE:
        text = "the page would ask another host for it; expected a file of this site"
        return _Fault("foreign-request", link.target, text)
    if not link.loaded and scheme and scheme not in _SCHEMES:
        text = f"has the scheme `{scheme}`; expected https, http, mailto, tel or a relative path"
        return _Fault("scheme", link.target, text)
    return None


def markup_of(site: Path, name: str) -> Markup:
    """Read the links and anchors of a page or stylesheet of the site."""
    text = (site / name).read_text(encoding="utf-8", errors="replace")
    if name.endswith(".html"):
        return read_markup(text)
    inside = (link for link in read_style(text) if not link.target.startswith("#"))
    return Markup(tuple(dict.fromkeys(inside)), frozenset())


def _resolved(page: str, path: str) -> str:
    """Give the file of the site that a relative path means on a page."""
    if not path:
        return page
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    if path.endswith("/") or posixpath.basename(path) in {".", ".."}:
        target = posixpath.normpath(posixpath.join(target, "index.html"))
    return target + "/" if target == ".." else target


def _address(file: str) -> str:
    return file.removesuffix("index.html") if posixpath.basename(file) == "index.html" else file


def _relative(page: str, file: str) -> str:
    address = _address(file)
    found = posixpath.relpath("/" + address, "/" + posixpath.dirname(page))
    return found + "/" if address.endswith("/") or not address else found


def _kind(target: str) -> str:
    return "page" if posixpath.splitext(target)[1] in {"", ".html", ".md"} else "file"


def _shown(page: str, link: Link, path: str, source: Place) -> str:
    """Name the link, and its page where the source does not say which that is."""
    told = path and source.file.endswith(path)
    where = "" if told else f"{_address(page) or 'the home page'}: "
    return f"{where}link to {link.target}"


def _others(count: int) -> str:
    return "" if count == 1 else f" (and on {count - 1} more {'page' if count == 2 else 'pages'})"
