"""CSV files of fixed columns, row by row, with the place of every field."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from generator.errors import Place
from generator.load.files import place_of, read_text
from generator.load.problems import Problems, meant, shortened

Value = TypeVar("Value")


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
    """Give the column where each field of a row starts."""
    yield 1
    quoted = False
    for column, sign in enumerate(row, start=1):
        quoted ^= sign == '"'
        if sign == "," and not quoted:
            yield column + 1


def read_rows(file: Path, root: Path, columns: list[str], problems: Problems) -> Iterator[CsvRow]:
    """Read the rows of a CSV file that has exactly these columns."""
    text, place = read_text(file, root, problems), place_of(file, root)
    if text is None:
        return
    lines = io.StringIO(text, newline="").readlines()
    reader, start = csv.reader(lines, strict=True), 0
    try:
        for cells in reader:
            here, row = Place(place.file, start + 1), "".join(lines[start : reader.line_num])
            first, start = start == 0, reader.line_num
            if first:
                if not _right_header(cells, columns, here, problems):
                    return
            elif len(cells) == len(columns):
                yield CsvRow(dict(zip(columns, (cell.strip() for cell in cells), strict=True)), here, row)
            elif cells:
                text = f"found {len(cells)} fields; expected {len(columns)}: put text that holds a comma in quotes"
                problems.add(here, "row-length", text)
    except csv.Error as error:
        problems.add(Place(place.file, start + 1), "csv-syntax", f"{error}; expected comma-separated values")


def _right_header(header: list[str], columns: list[str], place: Place, problems: Problems) -> bool:
    unknown = [name for name in header if name not in columns]
    missing = [name for name in columns if name not in header]
    for name in unknown:
        hint = meant(name, missing) or f"; expected {','.join(columns)}"
        problems.add(place, "unknown-column", f"unknown column {shortened(name)}{hint}")
    if missing and not unknown:
        problems.add(place, "header", f"has no column {', '.join(missing)}; expected {','.join(columns)}")
    elif header != columns and not unknown:
        text = f"found the columns {','.join(header)}; expected {','.join(columns)}"
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
