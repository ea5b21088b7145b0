"""The report that is full of attacks has one wherever a file may say what it likes, so that no new key is forgotten."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from generator.load.json_schema import json_schema
from generator.load.metadata import SidecarFile
from tests.hostile_report import MARK, RAW, yaml_files

# Names that have to be those of something in the report.
LEADS_SOMEWHERE = {"tuning[].benchmark"}
FILES = {
    "report": "report.yaml",
    "models": "models.yaml",
    "benchmarks": "benchmarks.yaml",
    "claims": "claims.yaml",
}


def free_texts(schema: Mapping[str, Any], top: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Yield the paths at which a schema takes any text; tests of claims name what is there, and a note."""
    if "$ref" in schema:
        schema = top["$defs"][schema["$ref"].rpartition("/")[2]]
    for choice in schema.get("anyOf", ()):
        yield from free_texts(choice, top, path)
    if schema.get("type") == "string" and schema.keys().isdisjoint({"enum", "const", "pattern"}):
        yield path
    for name, inside in schema.get("properties", {}).items():
        if path != "claims[].checks[]" or name == "note":
            yield from free_texts(inside, top, f"{path}.{name}".lstrip("."))
    if "items" in schema:
        yield from free_texts(schema["items"], top, f"{path}[]")
    if schema.get("additionalProperties"):
        yield f"{path}{{}}"  # its keys
        yield from free_texts(schema["additionalProperties"], top, f"{path}{{}}")


def marked(value: object, path: str = "") -> Iterator[str]:
    if isinstance(value, str) and MARK in value:
        yield path
    if isinstance(value, list):
        for each in value:
            yield from marked(each, f"{path}[]")
    if isinstance(value, dict):
        for name, inside in value.items():
            free = MARK in name
            if free:
                yield f"{path}{{}}"
            yield from marked(inside, f"{path}{{}}" if free else f"{path}.{name}".lstrip("."))


@pytest.mark.parametrize("name", FILES)
def test_every_text_of_a_file_is_attacked(name: str) -> None:
    schema = json_schema(name)
    expected = set(free_texts(schema, schema)) - LEADS_SOMEWHERE
    assert set(marked(yaml_files(MARK)[FILES[name]])) == expected


def test_every_text_of_a_sidecar_is_attacked() -> None:
    schema = SidecarFile.model_json_schema()
    expected = set(free_texts(schema, schema)) - {"model", "dataset_version"}  # of the catalogue
    assert set(marked(yaml_files(MARK)[f"runs/{RAW}.meta.yaml"])) == expected
