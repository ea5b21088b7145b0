"""JSON Schemas of the files of results/, so that editors complete them and mark mistakes."""

from collections.abc import Mapping
from typing import Any

from generator.load.catalogue import BenchmarksFile, ModelsFile
from generator.load.claims import ClaimsFile
from generator.load.report import ReportFile
from generator.load.schema import Strict
from generator.load.snapshots import SnapshotFile

SCHEMAS: Mapping[str, type[Strict]] = {
    "report": ReportFile,
    "models": ModelsFile,
    "benchmarks": BenchmarksFile,
    "claims": ClaimsFile,
    "snapshot": SnapshotFile,
}
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DEFINITIONS = "#/$defs/"


def file_of(name: str) -> str:
    """Say which file of a report a schema is of."""
    return "results/snapshots/DAY.json" if name == "snapshot" else f"results/{name}.yaml"


def json_schema(name: str) -> dict[str, Any]:
    """Give the JSON Schema of a file by its name without ending."""
    schema = _tidied(SCHEMAS[name].model_json_schema())
    definitions = {key.removeprefix("_"): value for key, value in schema.pop("$defs", {}).items()}
    return {"$schema": _DRAFT, "title": file_of(name).rpartition("/")[2], **schema, "$defs": definitions}


def _tidied(schema: Any) -> Any:
    """Leave out titles, which only repeat names, and the underscore of names of ours."""
    if isinstance(schema, list):
        return [_tidied(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _tidied(value) for key, value in schema.items() if key != "title" or isinstance(value, dict)}
    if "$ref" in kept:
        kept["$ref"] = kept["$ref"].replace(f"{_DEFINITIONS}_", _DEFINITIONS)
    return kept
