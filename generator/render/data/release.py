"""All data files of a site: every table, everything as one, their description and their sums."""

from generator.render.addresses import data_path
from generator.render.claim_files import add_claim, add_claims
from generator.render.data.datapackage import add_package
from generator.render.data.described import DataFile, data_files
from generator.render.data.files import add_table
from generator.render.data.parquet import parquet_of_columns
from generator.render.data.report_json import add_report
from generator.render.data.schema import add_schema
from generator.render.data.tables import TABLES
from generator.render.data.tallies import TALLIES, tallies_as_csv, tallies_by_column
from generator.render.reference_files import add_references
from generator.render.site import Held, Site

SUMS = data_path("SHA256SUMS")


def release(site: Site) -> tuple[DataFile, ...]:
    """Add every data file that no page has added so far; gives all of them, by name."""
    add_parts(site)
    add_report(site)
    add_schema(site)
    add_package(site)
    _add_sums(site)
    return data_files(site)


def add_parts(site: Site) -> None:
    """Add the data files that say nothing of other files."""
    for table in TABLES:
        add_table(site, table)
    for claim in site.corpus.claims:
        add_claim(site, claim)
    add_claims(site)
    add_references(site)
    site.add_part(data_path("tallies"), _add_tallies)


def _add_tallies(site: Site) -> None:
    values = tallies_by_column(site.corpus.runs)
    held = Held(TALLIES.holds, len(values[0]))
    site.add_file(data_path("tallies.csv"), tallies_as_csv(site.corpus.runs), "results", held)
    site.add_file(data_path("tallies.parquet"), parquet_of_columns(TALLIES.columns, values), "results", held)


def _add_sums(site: Site) -> None:
    """Add the sha256 of every other file, as `sha256sum --check` reads it."""
    lines = (f"{each.sha256}  {each.name}\n" for each in data_files(site) if each.path != SUMS)
    held = Held("The sha256 of every other file, as the program sha256sum checks it.")
    site.add_file(SUMS, "".join(lines).encode(), "results", held)
