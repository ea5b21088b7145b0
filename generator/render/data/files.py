"""Tables as files: CSV and JSON, made once however many pages link to them."""

from generator.render.addresses import data_path
from generator.render.data.table import Table, as_csv, as_json, filled
from generator.render.site import Held, Site

_WITHOUT_JSON = ("claims",)  # whose JSON says more than the table


def add_table(site: Site, table: Table) -> str:
    """Add a table as CSV and JSON; gives the docs path of the CSV."""
    path = data_path(f"{table.name}.csv")

    def make(site: Site) -> None:
        found = filled(table, site)
        held = Held(table.holds, len(found.rows))
        site.add_file(path, as_csv(table.columns, found.rows), "results", held)
        if table.name not in _WITHOUT_JSON:
            site.add_file(json_path(table), as_json(found.as_objects()), "results", held)

    site.add_part(path, make)
    return path


def json_path(table: Table) -> str:
    """Say where the JSON of a table lies."""
    return data_path(f"{table.name}.json")
