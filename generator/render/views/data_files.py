"""The page on data: every file with what it holds, its size and its sum; and links from tables to their files."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup

from generator.errors import nearest
from generator.render.addresses import data_path
from generator.render.data.described import DataFile
from generator.render.data.files import add_table, json_path
from generator.render.data.release import add_parts, release
from generator.render.data.table import Table
from generator.render.data.tables import ALL_TABLES, IN_REPORT
from generator.render.engine import PageError
from generator.render.scope import NeedsAllPages, PageScope, block, href

_LAST_TURN = 2  # the bibliography comes before it


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file, ready for the page."""

    name: str
    address: str
    holds: str
    rows: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class FileGroup:
    """Files that are listed together; long lists are folded."""

    title: str
    rows: tuple[FileRow, ...]
    folded: bool


_WHOLE = ("report.json", "report.schema.json", "datapackage.json", "SHA256SUMS")  # in this order
_GROUPS: Mapping[str, Callable[[DataFile], bool]] = MappingProxyType(
    {
        "Everything": lambda file: file.name in _WHOLE,
        "Tables": lambda file: file.table is not None or file.name == "claims.json",
        "References": lambda file: file.name.startswith("references."),
        "Figures": lambda file: file.name.startswith("figures/"),
        "Outcomes of a board": lambda file: file.name.startswith("outcomes/"),
        "Single claims": lambda file: file.name.startswith("claims/"),
    }
)
_FOLDED = frozenset({"Figures", "Outcomes of a board", "Single claims"})


def data_files(scope: PageScope) -> Markup:
    """Write every data file, and list them with what they hold."""
    if scope.turn < _LAST_TURN:
        add_parts(scope.site)  # takes long: another process may render other pages meanwhile
        raise NeedsAllPages
    files = release(scope.site)
    values = {
        "folder": data_path(""),
        "groups": tuple(_groups(scope, files)),
        "tables": ALL_TABLES,
        "licence": scope.site.corpus.report.data_licence,
    }
    return block(scope, "data_files.html", values)


def data_links(scope: PageScope, name: str) -> Markup:
    """Link to a table as CSV and JSON, and write the two."""
    known: Mapping[str, Table] = {table.name: table for table in IN_REPORT}
    if name not in known:
        raise PageError(f"there is no table `{name}`{nearest(str(name), known)}")
    values = {
        "csv": href(scope, add_table(scope.site, known[name])),
        "json": href(scope, json_path(known[name])),
        "name": name,
    }
    return block(scope, "data_links.html", values)


def _groups(scope: PageScope, files: Iterable[DataFile]) -> Iterator[FileGroup]:
    first = {name: at for at, name in enumerate(_WHOLE)}
    listed = sorted(files, key=lambda file: (first.get(file.name, len(first)), file.name))
    for title, belongs in _GROUPS.items():
        rows = tuple(_row(scope, file) for file in listed if belongs(file))
        if rows:
            yield FileGroup(title, rows, title in _FOLDED)


def _row(scope: PageScope, file: DataFile) -> FileRow:
    rows = "" if file.held.rows is None else f"{file.held.rows:,}"
    return FileRow(file.name, href(scope, file.path), file.held.sentence, rows, file.size, file.sha256)
