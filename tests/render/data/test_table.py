"""Tables as CSV and JSON: the same rows, numbers in full, nothing that a spreadsheet would run."""

import json
import math
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from generator.render.data.column import Column
from generator.render.data.table import Row, Table, as_csv, as_json, filled
from tests.render.data.released import site_of
from tests.render.small_site import EMPTY

COLUMNS = (
    Column("id", "string", "the id", needed=True),
    Column("count", "integer", "how many"),
    Column("value", "number", "how much", "share"),
    Column("sure", "boolean", "whether it is sure"),
)


def table(*rows: Row) -> Table:
    def made(_: object) -> Iterable[Row]:
        return rows

    return Table("things", "Things.", COLUMNS, made, ("id",))


def test_the_same_rows_stand_in_both_files(tmp_path: Path) -> None:
    rows: tuple[Row, ...] = (
        ("a", 1, np.float64(0.1), True),
        ("=1+1", -2, -1e-17, False),
        ("ü,\n", None, None, None),
    )
    found = filled(table(*rows), site_of(EMPTY, tmp_path))
    assert as_csv(COLUMNS, found.rows).decode() == (
        'id,count,value,sure\na,1,0.1,true\n\'=1+1,-2,-1e-17,false\n"ü,\n",,,\n'
    )
    assert as_json(found.as_objects()).decode() == (
        '[\n{"id":"a","count":1,"value":0.1,"sure":true},\n'
        '{"id":"=1+1","count":-2,"value":-1e-17,"sure":false},\n'
        '{"id":"ü,\\n","count":null,"value":null,"sure":null}\n]\n'
    )


def test_empty_text_is_nothing_and_an_infinite_end_is_none_that_json_knows(tmp_path: Path) -> None:
    found = filled(table(("", 0, math.inf, None), ("b", 0, -math.inf, None)), site_of(EMPTY, tmp_path))
    assert as_csv(COLUMNS, found.rows).decode() == "id,count,value,sure\n,0,INF,\nb,0,-INF,\n"
    assert json.loads(as_json(found.as_objects())) == [
        {"id": None, "count": 0, "value": None, "sure": None},
        {"id": "b", "count": 0, "value": None, "sure": None},
    ]


def test_a_table_without_rows_is_a_head_and_an_empty_list(tmp_path: Path) -> None:
    found = filled(table(), site_of(EMPTY, tmp_path))
    assert (as_csv(COLUMNS, found.rows), as_json(found.as_objects())) == (b"id,count,value,sure\n", b"[]\n")


def test_a_row_of_another_length_than_the_head_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^a row of the table things needs 4 cells$"):
        filled(table(("a",)), site_of(EMPTY, tmp_path))
