"""Finders: lists that are too long for a page, as a file that a script searches and sorts, and as links by letter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

import msgspec
from markupsafe import Markup

from generator.render.cells import Cell
from generator.render.formats import plural
from generator.render.links import page_url
from generator.render.scope import PageScope, block, href
from generator.render.site import Held

SCRIPT = "assets/finder.js"
Shown = str | tuple[str, float | None, str]  # text; or text, what it is sorted by, and what stands beside it
_FEW_LETTERS = 40


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a finder; of numbers the largest come first."""

    name: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One row: its page, and its cells, the first of which is the link."""

    address: str | None
    cells: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """Links that are listed together."""

    title: str
    entries: tuple[tuple[str, str | None], ...]


def finder(scope: PageScope, noun: str, headings: Sequence[Heading], rows: Sequence[Found]) -> Markup:
    """Write the list as a file, and show what finds in it; without a script there are links to everything."""
    path = f"assets/finder-{noun}.json"
    columns = [{"name": each.name, "number": each.number} for each in headings]
    lines = [[_from_list(scope, row.address), *row.cells] for row in rows]
    scope.site.add_file(path, msgspec.json.encode({"columns": columns, "rows": lines}), "results", Held())
    named = [(_name(row), row.address) for row in rows]
    values = {
        "list": href(scope, path),
        "script": href(scope, SCRIPT),
        "noun": noun,
        "count": plural(len(rows), noun.removesuffix("s")),
        "groups": by_letter(named),
    }
    return block(scope, "finder.html", values)


def _from_list(scope: PageScope, address: str | None) -> str | None:
    """Give an address as seen from the list, which several pages may share: its folder lies in the site's root."""
    return None if address is None else f"..{urljoin(f'/{page_url(scope.path)}', address)}"


def shown_cell(cell: Cell) -> Shown:
    """Give an estimate to a finder: never without its interval, or the reason why there is none."""
    if cell.interval or cell.absence:
        return cell.value, cell.number, cell.interval or "no interval"
    return cell.value, None, ""


def by_letter(named: Iterable[tuple[str, str | None]]) -> tuple[Letter, ...]:
    """List names by their first letter, by the first two where the lists would be long."""
    known = sorted(named, key=lambda each: each[0].casefold())
    for width in (1, 2, 3):
        groups: dict[str, list[tuple[str, str | None]]] = {}
        for name, address in known:
            groups.setdefault(name[:width].upper() if width == 1 else name[:width].capitalize(), []).append(
                (name, address)
            )
        if max(map(len, groups.values()), default=0) <= _FEW_LETTERS * 10 or len(groups) > _FEW_LETTERS:
            break
    return tuple(Letter(title, tuple(entries)) for title, entries in groups.items())


def _name(row: Found) -> str:
    first = row.cells[0]
    return first if isinstance(first, str) else first[0]
