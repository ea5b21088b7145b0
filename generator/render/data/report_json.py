"""Everything that a site says as one file of JSON."""

import msgspec

from generator.model.report import DataLicence
from generator.render.addresses import VERSION, data_path
from generator.render.claim_files import claim_record
from generator.render.data.files import add_table, json_path
from generator.render.data.table import as_json
from generator.render.data.tables import IN_REPORT
from generator.render.reference_files import csl_json
from generator.render.site import Held, Site

REPORT_JSON = data_path("report.json")
SCHEMA_JSON = data_path("report.schema.json")
_ABOUT = (
    "title",
    "question",
    "authors",
    "date",
    "searched_on",
    "abstract",
    "seed",
    "primary_scale",
    "limitations",
)


def add_report(site: Site) -> str:
    """Add the file; gives its docs path."""
    parts = {name: msgspec.json.encode(value) for name, value in _head(site).items()}
    for table in IN_REPORT:
        add_table(site, table)
        parts[table.name] = site.extra_files[json_path(table)].content.rstrip()
    parts["claims"] = as_json(claim_record(site, claim) for claim in site.corpus.claims).rstrip()
    parts["references"] = csl_json(site.corpus.references.values()).rstrip()
    lines = (msgspec.json.encode(name) + b": " + value for name, value in parts.items())
    held = Held("Everything in one file: the report, its tables (tallies aside), claims and references.")
    site.add_file(REPORT_JSON, b"{\n" + b",\n".join(lines) + b"\n}\n", "results", held)
    return REPORT_JSON


def _head(site: Site) -> dict[str, object]:
    report = site.corpus.report
    about = {name: getattr(report, name) for name in _ABOUT}
    return {
        "$schema": SCHEMA_JSON.rpartition("/")[2],
        "version": VERSION,
        "generator": {"name": "scalebook", "version": site.generator_version},
        "report": {**about, "contact": report.contact, "data_licence": _licence(report.data_licence)},
    }


def _licence(licence: DataLicence | None) -> dict[str, str] | None:
    return {"name": licence.name, "url": licence.url, "note": licence.note} if licence else None
