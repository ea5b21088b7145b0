"""The JSON Schema of report.json, made of the columns of its tables."""

import json
from collections.abc import Mapping
from typing import Any, get_args

from generator.model.claim import CertaintyLevel, ClaimKind, Direction, Verdict
from generator.model.finding import Severity
from generator.render.addresses import VERSION
from generator.render.data.column import Column
from generator.render.data.report_json import SCHEMA_JSON
from generator.render.data.table import Table
from generator.render.data.tables import IN_REPORT
from generator.render.site import Held, Site

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_NUMBER: Schema = {"type": "number"}
_FLAG: Schema = {"type": "boolean"}


def add_schema(site: Site) -> str:
    """Add the file; gives its docs path."""
    content = (json.dumps(report_schema(), ensure_ascii=False, indent=1) + "\n").encode()
    site.add_file(SCHEMA_JSON, content, "results", Held("The JSON Schema of report.json."))
    return SCHEMA_JSON


def report_schema() -> Schema:
    """Give the schema; keys that it does not name may be there, because later versions only add."""
    lists = {name: {"type": "array", "items": {"$ref": f"#/$defs/{name}"}} for name in _definitions()}
    head = {
        "$schema": _TEXT,
        "version": {"const": VERSION},
        "generator": _record({"name": _TEXT, "version": _TEXT}),
        "report": _record(_REPORT),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "report.json",
        "description": "Everything that a site says; later versions of v1 only add keys.",
        **_record({**head, **lists}),
        "$defs": _definitions(),
    }


def _definitions() -> Mapping[str, Schema]:
    rows = {table.name: _row(table) for table in IN_REPORT}
    reference = {"type": "object", "required": ["id", "type"], "description": "An item of CSL-JSON."}
    return {**rows, "claims": _record(_CLAIM), "references": reference}


def _row(table: Table) -> Schema:
    fields = {column.name: _cell(column) for column in table.columns}
    return {"description": table.holds, **_record(fields)}


def _cell(column: Column) -> Schema:
    unit = f" [{column.unit}]" if column.unit else ""
    found: Schema = {"type": column.kind, "description": column.holds + unit}
    if column.of:
        found["enum"] = list(column.of)
    return found if column.needed else _maybe(found)


def _maybe(schema: Schema) -> Schema:
    """Let a value be null as well."""
    choices = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, "type": [schema["type"], "null"], **choices}


def _record(fields: Mapping[str, Schema]) -> Schema:
    return {"type": "object", "required": list(fields), "properties": dict(fields)}


def _list(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _one_of(kinds: Any) -> Schema:
    return {"type": "string", "enum": list(get_args(kinds))}


_REPORT: Mapping[str, Schema] = {
    **dict.fromkeys(
        ("title", "question", "date", "searched_on", "abstract", "primary_scale", "contact"), _TEXT
    ),
    "authors": _TEXTS,
    "seed": {"type": "integer"},
    "limitations": _TEXTS,
    "data_licence": _maybe(_record({"name": _TEXT, "url": _TEXT, "note": _TEXT})),
}
_CHECK: Mapping[str, Schema] = {
    **dict.fromkeys(("asked", "expect", "directness", "outcome", "found", "note"), _TEXT),
    "level": _NUMBER,
    "scores": _TEXTS,
}
_EVIDENCE: Mapping[str, Schema] = {
    **dict.fromkeys(("source", "locator", "finding", "phrase", "quotation"), _TEXT),
    "direction": _one_of(Direction),
}
_CHANGE: Mapping[str, Schema] = {
    **dict.fromkeys(("on", "by", "what", "digest"), _TEXT),
    "verdict": _maybe(_one_of(Verdict)),
}
_CERTAINTY: Mapping[str, Schema] = {
    "level": _one_of(CertaintyLevel),
    "reasons": _TEXTS,
    "rated_by": _TEXT,
    "rated_on": _TEXT,
}
_MAGNITUDE: Mapping[str, Schema] = {
    "value": _NUMBER,
    "unit": _TEXT,
    "interval": _maybe({**_list(_NUMBER), "minItems": 2, "maxItems": 2}),
    "level": _NUMBER,
    "note": _TEXT,
}
_CLAIM: Mapping[str, Schema] = {
    **dict.fromkeys(
        ("id", "text", "completed", "source", "why", "same_sentence_as", "drops_condition"), _TEXT
    ),
    "kind": _one_of(ClaimKind),
    "verdict": _one_of(Verdict),
    "stated": _maybe(_record({"verified": _FLAG, "by": _TEXT})),
    "confidence": _maybe(_record({"value": _NUMBER, "kind": _TEXT, "of": _TEXT, "meaning": _TEXT})),
    "certainty": _maybe(_record(_CERTAINTY)),
    "magnitude": _maybe(_record(_MAGNITUDE)),
    "scope": {"type": "object", "additionalProperties": _TEXT},
    "supersedes": _TEXTS,
    "superseded_by": _TEXTS,
    "evidence": _list(_record(_EVIDENCE)),
    "checked": _maybe(_record({"by": _TEXT, "on": _TEXT, "method": _TEXT})),
    "history": _list(_record(_CHANGE)),
    "computed": _maybe(_one_of(Verdict)),
    "drifted": _FLAG,
    "checks": _list(_record(_CHECK)),
    "findings": _list(_record({"code": _TEXT, "severity": _one_of(Severity), "sentence": _TEXT})),
}
