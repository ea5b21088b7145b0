"""CSV files of fixed columns, row by row, with the place of every field."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from generator.errors import Place
from generator.load.files import place_of, read_text
from generator.load.problems import Problems, meant, shortened

Value = TypeVar("Value")
_FIELD = re.compile(r'(?:^|,)(?:"(?:[^"]|"")*")?[^,]*')
_LONGEST = 131_072  # characters of a field; another library may have set another limit for the whole process
_PLAINER = {  # what the parser says, and what to do
    "unexpected end of data": 'found a quote that is not closed; expected " at the end of the field',
    "expected after '\"'": "found text behind a closing quote; expected a comma: write a quote inside quotes twice",
    "field larger than": f"found more than {_LONGEST:,} characters in a field; expected at most 5,000",
}


class FieldError(ValueError):
    """A field that is not what its column holds; the message says what was found and expected."""


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row with its place, and the text that it stands in."""

    fields: Mapping[str, str]
    place: Place
    text: str

    def place_of(self, column: str) -> Place:
        """Give the place of a field; of the row, where that goes over several lines."""
        if "\n" in self.text.rstrip("\r\n"):
            return self.place
        starts = dict(zip(self.fields, _starts(self.text), strict=True))
        return Place(self.place.file, self.place.line, starts[column])


def _starts(row: str) -> Iterator[int]:
    """Give the column where each field of a row starts; a quote counts only at the start of its field."""
    for field in _FIELD.finditer(row):
        yield field.start() + 1 + field[0].startswith(",")


def read_rows(file: Path, root: Path, columns: list[str], problems: Problems) -> Iterator[CsvRow]:
    """Read the rows of a CSV file that has exactly these columns."""
    text, place = read_text(file, root, problems), place_of(file, root)
    if text is None:
        return
    rows = cut(text, place.file, problems)
    header, at, _ = next(rows, ([], Place(place.file), ""))
    if at.line != 1 or not _right_header(header, columns, at, problems):
        return
    for cells, here, row in rows:
        if len(cells) == len(columns):
            yield CsvRow(dict(zip(columns, (cell.strip() for cell in cells), strict=True)), here, row)
        elif cells:
            text = (
                f"found {len(cells)} fields; expected {len(columns)}: put text that holds a comma in quotes"
            )
            problems.add(here, "row-length", text)


def cut(text: str, file: str, problems: Problems) -> Iterator[tuple[list[str], Place, str]]:
    """Cut a text into rows of cells, each with its place and as it is written."""
    lines = io.StringIO(text, newline="").readlines()
    csv.field_size_limit(_LONGEST)
    reader, start = csv.reader(lines, strict=True), 0
    while start < len(lines):
        place = Place(file, start + 1)
        try:
            cells = next(reader)
        except csv.Error as error:
            other = f"{error}; expected comma-separated values"
            said = next((plain for sign, plain in _PLAINER.items() if sign in str(error)), other)
            problems.add(place, "csv-syntax", said)
        else:
            yield cells, place, "".join(lines[start : reader.line_num])
        start = reader.line_num


def _right_header(header: list[str], columns: list[str], place: Place, problems: Problems) -> bool:
    unknown = [name for name in header if name not in columns]
    missing = [name for name in columns if name not in header]
    if missing and not unknown:
        problems.add(place, "header", f"has no column {', '.join(missing)}; expected {','.join(columns)}")
    elif unknown and len(missing) < len(columns) / 2:  # else it is no header at all
        for name in unknown:
            hint = meant(name, missing) or f"; expected {','.join(columns)}"
            problems.add(place, "unknown-column", f"unknown column {shortened(name)}{hint}")
    elif header != columns:
        text = f"found the columns {shortened(','.join(header), 200)}; expected {','.join(columns)}"
        problems.add(place, "header", text)
    return header == columns


def built(
    rows: Iterator[CsvRow],
    parsers: Mapping[str, Callable[[str], Any]],
    build: Callable[[Mapping[str, Any], Place], Value],
    problems: Problems,
) -> Iterator[Value]:
    """Parse every field of every row, and build what is whole."""
    for row in rows:
        values, before = {}, len(problems.found)
        for name, text in row.fields.items():
            try:
                values[name] = parsers[name](text)
            except FieldError as error:
                problems.add(row.place_of(name), "field", f"{name}: {error}")
        if len(problems.found) == before:
            try:
                yield build(values, row.place)
            except FieldError as error:
                problems.add(row.place, "field", str(error))
