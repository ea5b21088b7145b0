"""Every link of a built site leads somewhere, and no page asks another host for anything."""

import difflib
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.errors import Place, Problem
from generator.publish.markup import Link, Markup, read_markup, read_style
from generator.render.links import page_url

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_INLINE = frozenset({"data", "blob"})
_THEME = Place("mkdocs.yml")
_NOT_FOUND = "404.html"  # is served at any depth, so that its links have to be absolute


def check_links(site: Path, sources: Mapping[str, Place], base: str = "/") -> tuple[Problem, ...]:
    """Check the links of all pages and stylesheets.

    `sources` says what each file of `build/docs` was made from; `base` is the path under which the site will lie.
    """
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    pages = {name: _read(site, name) for name in sorted(files) if name.endswith((".html", ".css"))}
    checked = _Site(files, pages, base)
    made_from = {_site_file(path): (path, place) for path, place in sources.items()}
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
        try:
            address = urlsplit(link.target)
        except ValueError as error:
            yield _Fault("dead-link", link.target, f"cannot be read as an address: {error}")
            return
        if address.scheme or address.netloc:
            yield from _outward(link, address.scheme)
        elif address.path.startswith("/"):
            if page == _NOT_FOUND and address.path.startswith(self.base):
                path = unquote(address.path.removeprefix(self.base))
                yield from self._inward(page, path or "./", address.fragment)
            elif page != _NOT_FOUND:
                text = "an absolute path breaks where the site lies under a sub-path; expected a relative one"
                yield _Fault("absolute-link", address.path, text)
        else:
            yield from self._inward(page, unquote(address.path), address.fragment)

    def _inward(self, page: str, path: str, anchor: str) -> Iterator[_Fault]:
        target = _resolved(page, path)
        if target.startswith("../"):
            yield _Fault("dead-link", target, "leads out of the site; expected a page or file of it")
        elif target not in self.files:
            yield _Fault(
                "dead-link", target, f"the site has no such {_kind(target)}{self._near_file(page, target)}"
            )
        elif anchor and target.endswith(".html"):
            anchors = self.pages[target].anchors
            wanted = unquote(anchor).partition(":~:")[0]  # what follows marks text, not a place
            if wanted and wanted.lower() != "top" and anchors.isdisjoint({anchor, wanted}):
                near = difflib.get_close_matches(wanted, sorted(anchors), n=1)
                hint = f"; nearest: #{near[0]}" if near else ""
                yield _Fault("dead-anchor", f"{target}#{wanted}", f"the page has no such anchor{hint}")

    def _near_file(self, page: str, target: str) -> str:
        if target not in self.nearest:
            wanted = _address(_site_file(target))
            addresses = {_address(file): file for file in sorted(self.files)}
            whole = [f"{wanted}/"] if f"{wanted}/" in addresses else []
            near = whole or difflib.get_close_matches(wanted, list(addresses), n=1, cutoff=0.7)
            self.nearest[target] = addresses[near[0]] if near else ""
        near_file = self.nearest[target]
        return f"; nearest: {_relative(page, near_file)}" if near_file else ""


def _outward(link: Link, scheme: str) -> Iterator[_Fault]:
    if link.loaded and scheme not in _INLINE:
        text = "the page would ask another host for it; expected a file of this site"
        yield _Fault("foreign-request", link.target, text)
    elif not link.loaded and scheme and scheme not in _SCHEMES:
        text = f"has the scheme `{scheme}`; expected https, http, mailto, tel or a relative path"
        yield _Fault("scheme", link.target, text)


def _read(site: Path, name: str) -> Markup:
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


def _site_file(path: str) -> str:
    url = page_url(path)
    return f"{url}index.html" if not url or url.endswith("/") else url


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
