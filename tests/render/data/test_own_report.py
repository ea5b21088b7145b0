"""The data files of the report in this repository, read by the libraries that others use."""

import io
import json
from pathlib import Path

import jsonschema
import pytest
from pyarrow import parquet

from generator.load.corpus import read_corpus
from generator.render.data.table import filled
from generator.render.data.tallies import TALLIES
from tests.render.data.released import site_of, written
from tests.render.data.test_release import faults
from tests.render.small_site import ROOT


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    scratch = tmp_path_factory.mktemp("own")
    return written(read_corpus(ROOT), scratch)


@pytest.mark.slow
def test_its_package_has_no_faults(folder: Path) -> None:
    assert faults(folder) == []


@pytest.mark.slow
def test_its_report_json_keeps_to_the_schema(folder: Path) -> None:
    schema, whole = (json.loads((folder / f"report{end}.json").read_bytes()) for end in (".schema", ""))
    jsonschema.validate(whole, schema)


@pytest.mark.slow
def test_its_tallies_are_read_from_parquet(folder: Path, tmp_path: Path) -> None:
    table = parquet.read_table(io.BytesIO((folder / "tallies.parquet").read_bytes()))
    rows = [tuple(row.values()) for row in table.to_pylist()]
    assert rows == list(filled(TALLIES, site_of(read_corpus(ROOT), tmp_path)).rows)
