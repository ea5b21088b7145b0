"""The data files as a Frictionless data package: what is in each, with its columns, size and hash.

Source: Frictionless Data, "Data Package", "Data Resource", "Table Schema", version 1.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from generator.render.addresses import data_path
from generator.render.data.column import Column
from generator.render.data.described import DataFile, data_files
from generator.render.data.table import Table
from generator.render.links import slug
from generator.render.site import Held, Site

DATA_PACKAGE = data_path("datapackage.json")
_MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
}
_LICENCE_ID = re.compile(r"[-a-zA-Z0-9._]+")


def add_package(site: Site) -> str:
    """Add the description of all data files that there are by now; gives its docs path."""
    content = (json.dumps(_package(site), ensure_ascii=False, indent=1) + "\n").encode()
    held = Held("All of these files as a Frictionless data package, with their columns and hashes.")
    site.add_file(DATA_PACKAGE, content, "results", held)
    return DATA_PACKAGE


def _package(site: Site) -> dict[str, Any]:
    report = site.corpus.report
    found = {
        "profile": "data-package",
        "name": slug(report.title),
        "title": report.title,
        "description": report.question or report.abstract,
        "version": report.date,
        "contributors": [{"title": author, "role": "author"} for author in report.authors],
        "licenses": list(_licences(site)),
        "resources": [_resource(each) for each in data_files(site)],
    }
    return {name: value for name, value in found.items() if value}


def _licences(site: Site) -> Iterator[dict[str, str]]:
    licence = site.corpus.report.data_licence
    if licence:
        name = {"name": licence.name} if _LICENCE_ID.fullmatch(licence.name) else {}
        yield {**name, "path": licence.url, "title": licence.name}


def _resource(file: DataFile) -> dict[str, Any]:
    schema = _schema(file)
    return {
        "profile": "tabular-data-resource" if schema else "data-resource",
        "type": "table" if schema else "file",  # of version 2, so that no reader guesses
        "name": _name(file),
        "path": file.name,
        "description": file.held.sentence,
        "format": file.ending,
        "mediatype": _MEDIA_TYPES.get(file.ending, "text/plain"),
        **({} if file.ending == "parquet" else {"encoding": "utf-8"}),
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        **({"schema": schema} if schema else {}),
    }


def _name(file: DataFile) -> str:
    """Name a resource: the CSV of a table as the table, every other file as the file."""
    return file.table.name if file.table and file.ending == "csv" else slug(file.name)


def _schema(file: DataFile) -> dict[str, Any]:
    """Describe the columns of a CSV; nothing where nobody has said what they hold."""
    if file.ending == "csv" and file.table:
        return _table_schema(file.table)
    return {"fields": [_field(column) for column in file.held.columns]} if file.held.columns else {}


def _table_schema(table: Table) -> dict[str, Any]:
    foreign = list(_foreign_keys(table))
    return {
        "fields": [_field(column) for column in table.columns],
        **({"primaryKey": list(table.key)} if table.key else {}),
        **({"foreignKeys": foreign} if foreign else {}),
    }


def _field(column: Column) -> dict[str, Any]:
    limits: dict[str, Any] = {"required": True} if column.needed else {}
    if column.of:
        limits["enum"] = list(column.of)
    return {
        "name": column.name,
        "type": column.kind,
        "description": column.holds,
        **({"unit": column.unit} if column.unit else {}),
        **({"constraints": limits} if limits else {}),
    }


def _foreign_keys(table: Table) -> Iterator[dict[str, Any]]:
    for column in table.columns:
        if column.refers:
            resource = "" if column.refers == table.name else column.refers
            yield {"fields": column.name, "reference": {"resource": resource, "fields": "id"}}
