"""The JSON Schemas say of each file what it may hold."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.load.json_schema import SCHEMAS, file_of, json_schema
from generator.load.located import parse_yaml
from generator.load.problems import Problems

ROOT = Path(__file__).parents[2]
FILES = (
    *(ROOT / file_of(name) for name in SCHEMAS if name != "snapshot"),
    *sorted((ROOT / "results/snapshots").glob("*.json")),
    *sorted((ROOT / "results/claims").glob("*.yaml")),
    *sorted((ROOT / "generator/scaffold").rglob("*.yaml")),
)
CLAIM = "claims:\n- id: C1\n  text: Size matters.\n  source: doe2024\n  kind: finding\n  verdict: supported\n"
CHECK = "  checks:\n  - {threshold: {figure: r1}, value: 20, expect: above, directness: direct}\n"
EXPECTED = "higher lower no_difference reproduces above below about rises falls grows shrinks overtakes stays_behind together apart at_least at_most exactly".split()


def faults(name: str, text: str) -> list[str]:
    """What a validator says of a file's text."""
    located = parse_yaml(text, f"{name}.yaml", Problems())
    assert located is not None
    validator = jsonschema.Draft202012Validator(json_schema(name))
    return sorted(f"{each.json_path}: {each.message}" for each in validator.iter_errors(located.value))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_the_files_of_reports_are_as_their_schemas_say(file: Path) -> None:
    name = {"claims": "claims", "snapshots": "snapshot"}.get(file.parent.name, file.stem)
    assert faults(name, file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(name))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (CLAIM + CHECK, []),
        (CLAIM + "  magnitude: {value: 4, unit: points, interval: [1, 7]}\n", []),
        (CLAIM + "  history: [{on: 2026, by: Ada, what: read}]\n", []),
        (
            CLAIM + "  evidnce: []\n",
            [
                "$.claims[0]: Additional properties are not allowed ('evidnce' was unexpected)",
            ],
        ),
        (CLAIM.replace("  kind: finding\n", ""), ["$.claims[0]: 'kind' is a required property"]),
        (
            CLAIM + "  confidence: {value: 1.4, kind: unstated}\n",
            ["$.claims[0].confidence: {'value': 1.4, 'kind': 'unstated'} is not valid under any of the given schemas"],
        ),
        (
            CLAIM + "  supersedes: C0\n",
            ["$.claims[0].supersedes: 'C0' is not of type 'array'"],
        ),
        (
            CLAIM + "  checks: [{expect: above, directness: direct}]\n",
            [
                "$.claims[0].checks[0]: {'expect': 'above', 'directness': 'direct'} is not valid under any of the given schemas"
            ],
        ),
        (
            CLAIM + CHECK.replace("above", "higher or lower"),
            [f"$.claims[0].checks[0].expect: 'higher or lower' is not one of {EXPECTED}"],
        ),
    ],
)  # fmt: skip
def test_a_wrong_claim_is_not_as_the_schema_says(text: str, said: list[str]) -> None:
    assert faults("claims", text) == said


def test_a_schema_is_written_out_with_types_limits_and_descriptions() -> None:
    assert json_schema("claims")["$defs"]["Confidence"] == {
        "additionalProperties": False,
        "properties": {
            "value": {
                "description": "The number as printed, 0 to 1.",
                "maximum": 1,
                "minimum": 0,
                "type": "number",
            },
            "kind": {
                "description": "What sort of number it is.",
                "enum": ["similarity", "probability", "unstated"],
                "type": "string",
            },
            "of": {
                "default": "",
                "description": "The event that a probability is of; with that kind only.",
                "maxLength": 5000,
                "type": "string",
            },
            "meaning": {
                "default": "",
                "description": "What the number measures.",
                "maxLength": 5000,
                "type": "string",
            },
        },
        "required": ["value", "kind"],
        "type": "object",
    }


def undescribed(schema: dict[str, Any]) -> Iterator[str]:
    """The keys of a file that no sentence describes."""
    for name, each in {"the file": schema, **schema["$defs"]}.items():
        for key, value in each.get("properties", {}).items():
            if not value.get("description", "").endswith("."):
                yield f"{name}: {key}"


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_key_is_described_in_a_sentence(name: str) -> None:
    assert list(undescribed(json_schema(name))) == []
