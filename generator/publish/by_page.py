"""The site made page by page: MkDocs makes those that changed, on all cores; the others are taken from the site that is live.

It works where all is known that the HTML of a page depends on: the theme is Material without overrides of the report's
own, and plugins and extensions look at nothing but the page. Where anything is odd, the whole site is made by MkDocs in
one go, which also says what is wrong. Both ways give the same bytes.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from generator.kept import keep, kept
from generator.publish.config import FILE, looks_at_pages_only
from generator.publish.elements import Open, one_of_each
from generator.publish.filling import UNFILLED
from generator.publish.laying import Laid, on_top_of
from generator.publish.links import NOT_FOUND, all_there, markup_of, targets
from generator.publish.making import KeptPage, KeptSite, Making, files_in, sha256
from generator.publish.mkdocs_runs import Share, Told, Unmade, at_work, shared_out
from generator.publish.policy import trusted_of, with_policy
from generator.render.links import page_file, page_url

_INDEX = "search/search_index.json"


@dataclass(frozen=True, slots=True)
class Made:
    """A site that was made: the pages that MkDocs made for it, each with what its author left open, and all files."""

    pages: Mapping[str, Sequence[Open]]
    files: Mapping[str, str]  # sha256 by path


def made_by_page(making: Making, new: Path, *, fresh: bool = False) -> Made | None:
    """Make the site in the folder `new`.

    None where the whole has to be made in one go; `new` may hold anything then. Folders beside it, which begin with its
    name, are left to whoever asked. Needs the lock of `build/`. What is `fresh` takes nothing from the last build.
    """
    if not looks_at_pages_only(making.config):
        return None
    shell = making.shell()
    last = None if fresh else kept(making.cache / "pages", KeptSite)
    if last is None or last.shell != shell:
        last = KeptSite(shell, {}, {})
    # The site may have been changed by others, and what menus say may have changed: pages are made again, and once more at most.
    try:
        for _ in range(3):
            outcome = _made(making, new, last, fresh=fresh)
            if not isinstance(outcome, KeptSite):
                return outcome
            last = outcome
    except (Unmade, OSError, ValueError, KeyError):
        return None
    return None


def _made(making: Making, new: Path, last: KeptSite, *, fresh: bool) -> Made | KeptSite:
    """Make what changed since the last build, or say what to begin from instead."""
    keys = {path: making.key(page) for path, page in making.pages.items()}
    same = {path: page for path, page in last.pages.items() if page.key == keys.get(path)}
    changed = {path: len(page.content) for path, page in making.pages.items() if path not in same}
    shares = shared_out(new, changed)
    with at_work(shares, _task(making, changed, last.menus), making.environment) as told_by_all:
        laid = on_top_of(None if fresh else making.spare, new)
        _lay_files(making, laid)
        taken = _taken(making, laid, same)
        told = told_by_all()
    if len(taken) < len(same):
        return KeptSite(last.shell, last.menus, taken)
    menus = _menus(told, shares, last.menus)
    if any(each.menus != menus for each in told) or (same and menus != last.menus):
        return KeptSite(last.shell, menus, {})
    _lay_others(making, laid, told[0].others, shares[0].folder / "site")
    pages = taken | _finished(making, laid, zip(shares, told, strict=True), keys)
    site = KeptSite(last.shell, menus, {path: pages[path] for path in told[0].order})
    _lay_index(laid, site.pages.values())
    laid.prune()
    if not _links_lead_somewhere(making, laid, site):
        raise Unmade
    keep(making.cache / "pages", site)
    left_open = {path: found for each in told for path, found in each.open.items()}
    return Made({path: left_open.get(path, ()) for path in changed}, laid.files)


def _task(making: Making, changed: Collection[str], menus: Mapping[str, Any]) -> Mapping[str, Any]:
    addresses = {page_url(path) for path in changed}
    values = {url: own for url, own in making.stated.pages.items() if url in addresses}
    looked_at = one_of_each({path: making.pages[path].source for path in changed})
    return {
        "looked_at": sorted(looked_at),
        "config": str(making.build.absolute() / FILE),
        "named": menus,
        "templates": dict(UNFILLED),
        "base": making.base,
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


def _taken(making: Making, laid: Laid, same: Mapping[str, KeptPage]) -> dict[str, KeptPage]:
    """Take pages from the site that is live, with what they now say of the report; leaves out those that somebody changed."""
    taken = {}
    for path, page in same.items():
        name = page_file(path)
        try:
            there = (making.live / name).read_bytes()
        except OSError:
            continue
        if sha256(there) == page.html:
            html, filled = making.filling.again(there, page_url(path), page.filled)
            taken[path] = replace(page, html=laid.lay(name, html), filled=filled)
    return taken


def _lay_files(making: Making, laid: Laid) -> None:
    for file in making.files:
        if file.path not in making.pages:
            laid.lay(file.path, file.content)


def _lay_others(making: Making, laid: Laid, others: Mapping[str, str], made: Path) -> None:
    """Lay the theme's files, and what MkDocs made of its templates; leave out files that MkDocs does not publish."""
    for file in making.files:
        if file.path not in making.pages and file.path not in others:
            laid.leave_out(file.path)
    for name in others.keys() - laid.files.keys():
        laid.lay(name, Path(others[name]).read_bytes())
    for name in files_in(made):
        laid.lay(name, (made / name).read_bytes())


def _finished(
    making: Making, laid: Laid, done: Iterable[tuple[Share, Told]], keys: Mapping[str, str]
) -> dict[str, KeptPage]:
    """Take what MkDocs made into the new site."""
    not_found = (laid.folder / NOT_FOUND).read_bytes().decode()
    policed = with_policy(not_found, trusted_of(not_found))
    if policed is None:
        raise Unmade
    laid.lay(NOT_FOUND, making.filling.of(policed.encode(), None)[0])
    pages = {}
    for share, said in done:
        entries = _entries(share.folder / "site")
        made = msgspec.msgpack.decode(said.html.read_bytes(), type=dict[str, bytes])
        for path in share.wanted:
            name, url = page_file(path), page_url(path)
            html, filled = making.filling.of(made[path], url)
            pages[path] = KeptPage(
                keys[path], laid.lay(name, html), filled, entries.get(url, []), *said.leads[path]
            )
    return pages


def _entries(made: Path) -> Mapping[str, list[dict[str, Any]]]:
    """Give the entries of a search index by the addresses of their pages."""
    found: dict[str, list[dict[str, Any]]] = {}
    if (made / _INDEX).is_file():
        for entry in json.loads((made / _INDEX).read_bytes())["docs"]:
            found.setdefault(entry["location"].partition("#")[0], []).append(entry)
    return found


def _lay_index(laid: Laid, pages: Iterable[KeptPage]) -> None:
    """Lay the search index of all pages, as Material does."""
    if _INDEX in laid.files:
        index = json.loads((laid.folder / _INDEX).read_bytes())
        index["docs"] = [entry for page in pages for entry in page.search]
        laid.lay(_INDEX, json.dumps(index, separators=(",", ":")).encode())


def _links_lead_somewhere(making: Making, laid: Laid, site: KeptSite) -> bool:
    others = [name for name in laid.files if name.endswith(".css") or name == NOT_FOUND]
    leads: dict[str, tuple[Iterable[str], AbstractSet[str]]] = {
        page_file(path): (page.targets, page.anchors) for path, page in site.pages.items()
    }
    for name in others:
        markup = markup_of(laid.folder, name)
        led = targets(name, markup, making.base)
        if led is None:
            return False
        leads[name] = led, markup.anchors
    return all_there(leads, frozenset(laid.files))
