"""Read claims from a CSV file: one a row, under columns of any order."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from generator.errors import Place
from generator.load.located import Located, YamlPath
from generator.load.problems import Problems, meant, shortened
from generator.load.rows import CsvRow, cut
from generator.load.synthesis_text import mark, number

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(  # to the keys of claims.yaml
    {
        "id": ("id",),
        "text": ("text",),
        "completed": ("completed",),
        "source": ("source",),
        "kind": ("kind",),
        "verdict": ("verdict",),
        "why": ("why",),
        "verified": ("stated", "verified"),
        "stated_by": ("stated", "by"),
        "confidence": ("confidence", "value"),
        "confidence_kind": ("confidence", "kind"),
        "confidence_of": ("confidence", "of"),
        "confidence_meaning": ("confidence", "meaning"),
    }
)
_EXPECTED = f"expected some of {', '.join(COLUMNS)}"


def is_table(text: str) -> bool:
    """Say whether the first line names a column `text`."""
    header = next(iter(text.splitlines()), "")
    return "text" in {name.strip().strip('"') for name in header.split(",")}


def read_rows_of_claims(text: str, file: str, problems: Problems) -> Located:
    """Make records of rows; a cell without text is a key that is not there."""
    rows, before = cut(text, file, problems), len(problems.found)
    header, at, _ = next(rows, ([], Place(file, 1), ""))
    names = [name.strip() for name in header]
    _check_header(names, at, problems)
    records, places = list[object](), dict[YamlPath, tuple[int, int]]()
    for cells, place, row in rows if len(problems.found) == before else ():
        if len(cells) == len(names):
            csv_row = CsvRow(dict(zip(names, (cell.strip() for cell in cells), strict=True)), place, row)
            path = ("claims", len(records))
            records.append(_record(csv_row, path, places, problems))
        elif cells:
            said = f"found {len(cells)} fields; expected {len(names)}: put text that holds a comma in quotes"
            problems.add(place, "row-length", said)
    if not records and len(problems.found) == before:
        problems.add(at, "no-claims", "found a header without rows; expected a claim a row")
    return Located({"claims": records}, file, values={(): (1, 1), ("claims",): (1, 1), **places})


def _check_header(names: list[str], at: Place, problems: Problems) -> None:
    for name in dict.fromkeys(names):
        if name not in COLUMNS:
            hint = meant(name, COLUMNS) or f"; {_EXPECTED}"
            problems.add(at, "unknown-column", f"unknown column {shortened(name)}{hint}")
        elif names.count(name) > 1:
            problems.add(at, "header", f"found the column `{name}` twice; expected each once")


def _record(
    row: CsvRow, path: YamlPath, places: dict[YamlPath, tuple[int, int]], problems: Problems
) -> dict[str, Any]:
    record: dict[str, Any] = {}
    places[path] = (row.place.line, 1)
    for column, cell in row.fields.items():
        if not cell:
            continue
        *outer, last = keys = COLUMNS[column]
        at = row.place_of(column)
        places[(*path, *keys)] = (at.line, at.column)
        within = record
        for key in outer:
            places.setdefault((*path, key), (at.line, at.column))
            within = within.setdefault(key, {})
        within[last] = _value(column, cell, at, problems)
    return record


def _value(column: str, cell: str, at: Place, problems: Problems) -> object:
    if column == "verified":
        verified = mark(cell)
        if verified is None:
            said = f"verified: found {shortened(cell)}; expected yes or no, or a tick or cross"
            problems.add(at, "field", said)
        return bool(verified)
    return number(cell) if column == "confidence" else cell
