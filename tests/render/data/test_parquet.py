"""Parquet of our own, read by the library that others use."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from generator.render.data.column import Column
from generator.render.data.parquet import as_parquet
from generator.render.data.table import Row

NAME, COUNT = Column("name", "string", "a name", needed=True), Column("count", "integer", "a count")
NOTE, EXACT = Column("note", "string", "a note"), Column("exact", "integer", "a count", needed=True)
COLUMNS = (NAME, COUNT, NOTE, EXACT)
WHOLE = st.integers(-(2**31), 2**31 - 1)
TEXT = st.text(st.characters(codec="utf-8"), max_size=6)


def read(content: bytes) -> tuple[list[str], list[Row]]:
    """Give the columns with their types, and the rows."""
    table = parquet.read_table(io.BytesIO(content), use_threads=False)
    return [str(field) for field in table.schema], [tuple(row.values()) for row in table.to_pylist()]


@settings(deadline=None)  # what the library does first takes long
@given(st.lists(st.tuples(TEXT, st.none() | WHOLE, st.none() | TEXT, WHOLE), max_size=40))
def test_what_was_written_is_read(rows: list[Row]) -> None:
    assert read(as_parquet(COLUMNS, rows)) == (
        [
            "pyarrow.Field<name: string not null>",
            "pyarrow.Field<count: int32>",
            "pyarrow.Field<note: string>",
            "pyarrow.Field<exact: int32 not null>",
        ],
        rows,
    )


@pytest.mark.parametrize("different", [1, 2, 255, 256, 257, 5000])
def test_columns_of_few_and_of_many_different_values_are_read(different: int) -> None:
    rows: list[Row] = [(f"n{at % different}", at % different or None, None, -at) for at in range(5003)]
    assert read(as_parquet(COLUMNS, rows))[1] == rows


def test_many_columns_are_read() -> None:
    columns = [Column(f"c{at}", "integer", "a count") for at in range(40)]
    rows: list[Row] = [tuple(range(40)), tuple(None for _ in range(40))]
    assert read(as_parquet(columns, rows))[1] == rows


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(allow_nan=False),
            st.none() | st.floats(allow_nan=False),
            st.booleans(),
            st.none() | st.booleans(),
        ),
        max_size=40,
    )
)
def test_numbers_and_truth_values_are_read(rows: list[Row]) -> None:
    columns = [
        Column("share", "number", "a share", needed=True),
        Column("low", "number", "a share"),
        Column("first", "boolean", "whether", needed=True),
        Column("last", "boolean", "whether"),
    ]
    assert read(as_parquet(columns, rows)) == (
        [
            "pyarrow.Field<share: double not null>",
            "pyarrow.Field<low: double>",
            "pyarrow.Field<first: bool not null>",
            "pyarrow.Field<last: bool>",
        ],
        rows,
    )


def test_a_table_without_rows_keeps_its_columns() -> None:
    assert read(as_parquet([NAME, Column("last", "boolean", "whether")], ())) == (
        ["pyarrow.Field<name: string not null>", "pyarrow.Field<last: bool>"],
        [],
    )
