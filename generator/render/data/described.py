"""A data file with what a reader needs to know before fetching it, and to check it afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.render.addresses import data_path
from generator.render.data.table import Table
from generator.render.data.tables import ALL_TABLES
from generator.render.site import Held, Site

_BY_NAME = {table.name: table for table in ALL_TABLES}


@dataclass(frozen=True, slots=True)
class DataFile:
    """One data file; `name` is its path below the folder of data."""

    name: str
    path: str
    held: Held
    size: int  # bytes
    sha256: str

    @property
    def ending(self) -> str:
        """The ending of its name, which tells its format."""
        return self.name.rpartition(".")[2]

    @property
    def table(self) -> Table | None:
        """The table that it holds, row by row; the JSON of claims says more than their table."""
        found = _BY_NAME.get(self.name.rpartition(".")[0])
        return None if self.name == "claims.json" else found


def data_files(site: Site) -> tuple[DataFile, ...]:
    """Give the data files that there are by now, by name."""
    return tuple(_described(site, path) for path in _data_paths(site))


def _data_paths(site: Site) -> Iterable[str]:
    return sorted(path for path in site.extra_files if path.startswith(data_path("")))


def _described(site: Site, path: str) -> DataFile:
    name = path.removeprefix(data_path(""))
    file = site.extra_files[path]
    return DataFile(name, path, site.held[path], len(file.content), file.sha256)
