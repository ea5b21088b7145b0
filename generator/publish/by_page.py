"""The site made page by page: MkDocs makes those that changed, on all cores; the others are as the last build made them.

It works where all is known that the HTML of a page depends on: the theme is Material without overrides of the report's
own, and plugins and extensions look at nothing but the page. Where anything is odd, the whole site is made by MkDocs in
one go, which also says what is wrong. Both ways give the same bytes.
"""

import json
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.kept import keep, kept
from generator.publish.config import FILE, looks_at_pages_only
from generator.publish.elements import Open, one_of_each
from generator.publish.filling import UNFILLED
from generator.publish.links import all_there, markup_of, targets
from generator.publish.making import KeptPage, KeptSite, Making, file_of, files_in, sha256
from generator.publish.markup import Markup
from generator.publish.mkdocs_runs import Share, Told, Unmade, at_work, shared_out
from generator.publish.policy import trusted_in, with_policy
from generator.render.links import page_url

_NOT_FOUND = "404.html"
_INDEX = "search/search_index.json"


def made_by_page(making: Making, new: Path, *, fresh: bool = False) -> Mapping[str, Sequence[Open]] | None:
    """Make the site in the folder `new`; gives the pages that MkDocs made for it, each with what its author left open.

    None where the whole has to be made in one go; `new` may hold anything then. Needs the lock of `build/`. What is
    `fresh` takes nothing from the last build.
    """
    if not looks_at_pages_only(making.config):
        return None
    shell = making.shell()
    last = None if fresh else kept(making.cache / "pages", KeptSite)
    if last is None or last.shell != shell:
        last = KeptSite(shell, {}, {})
    # What is kept may be damaged, and what menus say may have changed: then all pages are made, and once more at most.
    for _ in range(3):
        try:
            outcome = _made(making, new, last)
        except (Unmade, OSError, ValueError, KeyError):
            return None
        if not isinstance(outcome, KeptSite):
            return outcome
        last = outcome
    return None


def _made(making: Making, new: Path, last: KeptSite) -> Mapping[str, Sequence[Open]] | KeptSite:
    """Make what changed since the last build, or say what to begin from instead."""
    keys = {path: making.key(page) for path, page in making.pages.items()}
    same = {path: page for path, page in last.pages.items() if page.key == keys.get(path)}
    changed = {path: len(page.content) for path, page in making.pages.items() if path not in same}
    shares = shared_out(new, changed)
    try:
        with at_work(shares, _task(making, changed, last.menus), making.environment) as told_by_all:
            if not all(_taken(making, new, path, page.html) for path, page in same.items()):
                return KeptSite(last.shell, last.menus, {})
            told = told_by_all()
        menus = _menus(told, shares, last.menus)
        if any(each.menus != menus for each in told) or (same and menus != last.menus):
            return KeptSite(last.shell, menus, {})
        pages = same | _finished(making, new, list(zip(shares, told, strict=True)), keys)
        site = KeptSite(last.shell, menus, {path: pages[path] for path in told[0].order})
    finally:
        for share in shares[1:]:
            shutil.rmtree(share.folder, ignore_errors=True)
    _write_index(new, site.pages.values())
    if not _links_lead_somewhere(making, new, site):
        raise Unmade
    keep(making.cache / "pages", site)
    _forget(making, site.pages)
    left_open = {path: found for each in told for path, found in each.open.items()}
    return {path: left_open.get(path, ()) for path in changed}


def _task(making: Making, changed: Collection[str], menus: Mapping[str, Any]) -> Mapping[str, Any]:
    addresses = {page_url(path) for path in changed}
    values = {url: own for url, own in making.stated.pages.items() if url in addresses}
    looked_at = one_of_each({path: making.pages[path].source for path in changed})
    return {
        "looked_at": sorted(looked_at),
        "config": str(making.build.absolute() / FILE),
        "named": menus,
        "templates": dict(UNFILLED),
        "given": {"pages": values, "dataset": making.stated.dataset},
    }


def _menus(told: Sequence[Told], shares: Sequence[Share], last: Mapping[str, Any]) -> dict[str, Any]:
    """Say what menus say of pages: what those say that made a page, and of others what they said before."""
    names = told[0].menus
    made = {
        path: each.menus[path]
        for each, share in zip(told, shares, strict=True)
        for path in share.wanted
        if path in names
    }
    return {path: made.get(path, last.get(path, menu)) for path, menu in names.items()}


def _taken(making: Making, new: Path, path: str, digest: str) -> bool:
    """Write a page as it was kept; False where what was kept is damaged."""
    html = (making.cache / file_of(path)).read_bytes()
    if sha256(html) != digest:
        return False
    _write(new / file_of(path), making.filling.of(html.decode(), page_url(path)))
    return True


def _finished(
    making: Making, new: Path, done: Sequence[tuple[Share, Told]], keys: Mapping[str, str]
) -> dict[str, KeptPage]:
    """Take what MkDocs made into the new site and the cache."""
    trusted = trusted_in(new)
    _write(new / _NOT_FOUND, making.filling.of(_policed(new / _NOT_FOUND, trusted), None))
    pages = {}
    for share, said in done:
        entries = _entries(share.folder)
        for path in share.wanted:
            name, url = file_of(path), page_url(path)
            html = _policed(share.folder / name, trusted)
            led, anchors = _led(said.markup[path], name, making.base)
            pages[path] = KeptPage(keys[path], sha256(html.encode()), entries.get(url, []), led, anchors)
            _write(making.cache / name, html)
            _write(new / name, making.filling.of(html, url))
    return pages


def _policed(file: Path, trusted: Collection[str]) -> str:
    html = with_policy(file.read_bytes().decode(), trusted)
    if html is None:
        raise Unmade
    return html


def _entries(folder: Path) -> Mapping[str, list[dict[str, Any]]]:
    """Give the entries of a search index by the addresses of their pages."""
    found: dict[str, list[dict[str, Any]]] = {}
    if (folder / _INDEX).is_file():
        for entry in json.loads((folder / _INDEX).read_bytes())["docs"]:
            found.setdefault(entry["location"].partition("#")[0], []).append(entry)
    return found


def _write_index(new: Path, pages: Iterable[KeptPage]) -> None:
    """Write the search index of all pages, as Material does."""
    if (new / _INDEX).is_file():
        index = json.loads((new / _INDEX).read_bytes())
        index["docs"] = [entry for page in pages for entry in page.search]
        _write(new / _INDEX, json.dumps(index, separators=(",", ":")))


def _links_lead_somewhere(making: Making, new: Path, site: KeptSite) -> bool:
    files = frozenset(files_in(new))
    others = [name for name in files if name.endswith(".css") or name == _NOT_FOUND]
    led = {file_of(path): (page.targets, page.anchors) for path, page in site.pages.items()}
    return all_there(
        {**led, **{name: _led(markup_of(new, name), name, making.base) for name in others}}, files
    )


def _led(markup: Markup, name: str, base: str) -> tuple[list[str], frozenset[str]]:
    led = targets(name, markup, base)
    if led is None:
        raise Unmade
    return list(led), markup.anchors


def _forget(making: Making, pages: Collection[str]) -> None:
    """Remove what is kept of pages that are no more."""
    wanted = {"pages", *map(file_of, pages)}
    for name in [name for name in files_in(making.cache) if name not in wanted]:
        (making.cache / name).unlink()


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
