"""A table of data: rows by described columns, from which files, schemas and the guide are made."""

import csv
import io
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import NoneType
from typing import cast

import msgspec

from generator.render.data.column import Column
from generator.render.site import Site
from generator.render.spreadsheet import defused

Value = str | int | float | bool | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table; `rows` makes its rows, whose cells stand in the order of `columns`."""

    name: str
    holds: str
    columns: tuple[Column, ...]
    rows: Callable[[Site], Iterable[Row]]
    key: tuple[str, ...] = ()  # columns that tell a row from every other


@dataclass(frozen=True, slots=True)
class Filled:
    """A table with its rows; what is not stated or not known is None, never empty text."""

    table: Table
    rows: tuple[Row, ...]

    def as_objects(self) -> Iterator[Mapping[str, Value]]:
        """Give each row as a mapping, as JSON writes it: no infinite number."""
        names = [column.name for column in self.table.columns]
        for row in self.rows:
            yield dict(zip(names, map(_finite, row), strict=True))


def filled(table: Table, site: Site) -> Filled:
    """Make the rows of a table; raises `ValueError` for a row of another length than the head."""
    width = len(table.columns)
    rows = tuple(tuple(map(_plain, row)) for row in table.rows(site))
    if any(len(row) != width for row in rows):
        raise ValueError(f"a row of the table {table.name} needs {width} cells")
    return Filled(table, rows)


def as_csv(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """Write rows below a head: numbers in full, no text that a spreadsheet takes for a formula."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    writer.writerows(zip(*map(_cells, zip(*rows, strict=True)), strict=True))
    return target.getvalue().encode()


def head_as_csv(columns: Sequence[Column]) -> str:
    """Write the head of `as_csv`."""
    return as_csv(columns, ()).decode()


def cells_as_csv(cells: Row) -> str:
    """Write some cells of a row as `as_csv` does, without the end of the line; one that is empty alone is quoted."""
    target = io.StringIO()
    csv.writer(target, lineterminator="").writerow(map(_cell, cells))
    return target.getvalue()


def as_json(objects: Iterable[object]) -> bytes:
    """Write a list of objects, one a line, so that two versions can be compared by line."""
    lines = (msgspec.json.encode(each) for each in objects)
    inside = b",\n".join(lines)
    return b"[\n" + inside + b"\n]\n" if inside else b"[]\n"


def _plain(value: Value) -> Value:
    if isinstance(value, float):
        return float(value)  # of numpy too
    return None if value == "" else value


def _finite(value: Value) -> Value:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _cells(values: Sequence[Value]) -> Iterable[int | str | None]:
    """Write the cells of a column; of many alike, which most texts are, each once."""
    kinds = set(map(type, values))
    if kinds <= {int, NoneType}:
        return cast("Sequence[int | None]", values)  # are written as they are
    if kinds <= {str, NoneType}:
        return map({value: _cell(value) for value in set(values)}.__getitem__, values)
    return map(_cell, values)


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return defused(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and math.isinf(value):
        return "INF" if value > 0 else "-INF"
    return repr(value)
