"""What a site gives away as data: described, checked by the libraries that others use, and always the same."""

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from generator.load.corpus import read_corpus
from generator.model.corpus import Corpus
from generator.model.report import DataLicence
from generator.render.addresses import data_path
from generator.render.data.schema import report_schema
from generator.render.data.table import Table
from generator.render.data.tables import ALL_TABLES, IN_REPORT, TABLES
from generator.render.pages import render_site
from tests.render.data.released import example, released, written
from tests.render.figures.corpora import codet5p
from tests.render.small_site import EMPTY, ROOT, reference

WHOLE = [
    "SHA256SUMS",
    "datapackage.json",
    "report.json",
    "report.schema.json",
    "tallies.csv",
    "tallies.parquet",
]
REFERENCES = ["references.bib", "references.json", "references.ris"]
LICENCE = DataLicence("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/", "Not the quotations.")


def test_every_table_is_there_as_csv_and_json_and_all_of_them_in_one(tmp_path: Path) -> None:
    files = released(example(tmp_path), tmp_path)
    tables = [f"{table.name}.{ending}" for table in TABLES for ending in ("csv", "json")]
    assert list(files) == sorted([*WHOLE, *REFERENCES, *tables, "claims/C1.json"])
    whole = json.loads(files["report.json"])
    assert {table.name: whole[table.name] for table in IN_REPORT} == {
        table.name: json.loads(files[f"{table.name}.json"]) for table in IN_REPORT
    }
    assert (
        whole["claims"] == json.loads(files["claims.json"])["claims"] == [json.loads(files["claims/C1.json"])]
    )
    assert whole["references"] == json.loads(files["references.json"])


@pytest.mark.parametrize("table", ALL_TABLES, ids=lambda table: table.name)
def test_a_csv_has_the_columns_that_are_described(table: Table, tmp_path: Path) -> None:
    for corpus in (example(tmp_path), EMPTY):
        head, *rows = csv.reader(io.StringIO(released(corpus, tmp_path)[f"{table.name}.csv"].decode()))
        assert head == [column.name for column in table.columns]
        assert {len(row) for row in rows} <= {len(head)}


def test_a_report_about_nothing_has_every_table_without_rows(tmp_path: Path) -> None:
    files = released(EMPTY, tmp_path)
    assert {files[f"{table.name}.json"] for table in IN_REPORT} == {b"[]\n"}
    assert {files[f"{table.name}.csv"].count(b"\n") for table in ALL_TABLES} == {1}


def test_the_schema_is_one_and_report_json_keeps_to_it(tmp_path: Path) -> None:
    schema = report_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    licensed = replace(EMPTY, report=replace(EMPTY.report, data_licence=LICENCE))
    for corpus in (example(tmp_path), EMPTY, licensed):
        files = released(corpus, tmp_path)
        assert json.loads(files["report.schema.json"]) == schema
        jsonschema.validate(json.loads(files["report.json"]), schema)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"k":1,', "", "'k' is a required property"),
        ('"tests":"base"', '"tests":"some"', "'some' is not one of ['base', 'plus']"),
        ('"version": 1,', '"version": 2,', "1 was expected"),
        ('"drifted":false', '"drifted":null', "None is not of type 'boolean'"),
    ],
)
def test_the_schema_sees_what_is_wrong(old: str, new: str, said: str, tmp_path: Path) -> None:
    text = released(example(tmp_path), tmp_path)["report.json"].decode().replace(old, new, 1)
    with pytest.raises(jsonschema.ValidationError, match=re.escape(said)):
        jsonschema.validate(json.loads(text), report_schema())


def test_the_sums_are_those_of_all_other_files(tmp_path: Path) -> None:
    files = released(example(tmp_path), tmp_path)
    assert files["SHA256SUMS"].decode().splitlines() == [
        f"{hashlib.sha256(content).hexdigest()}  {name}"
        for name, content in files.items()
        if name != "SHA256SUMS"
    ]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    corpus = example(tmp_path)
    assert released(corpus, tmp_path) == released(read_corpus(tmp_path / "report"), tmp_path)


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="there is no sha256sum")
def test_sha256sum_checks_them(tmp_path: Path) -> None:
    folder = written(example(tmp_path), tmp_path)
    told = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"],
        cwd=folder,
        check=False,
        capture_output=True,
    )
    assert (told.returncode, told.stdout, told.stderr) == (0, b"", b"")


def faults(folder: Path) -> list[str]:
    """What frictionless finds in a data package."""
    from frictionless import Package

    told = Package(str(folder / "datapackage.json")).validate()
    return [error.message for error in told.errors] + [
        f"{task.name}: {error.type}" for task in told.tasks for error in task.errors
    ]


def test_frictionless_finds_nothing_wrong_in_the_package(tmp_path: Path) -> None:
    corpus = example(tmp_path)
    licensed = replace(corpus, report=replace(corpus.report, data_licence=LICENCE))
    assert faults(written(licensed, tmp_path)) == []
    package = json.loads((tmp_path / "data/v1/datapackage.json").read_text(encoding="utf-8"))
    assert (package["name"], package["licenses"]) == (
        "report",
        [{"name": "CC-BY-4.0", "path": LICENCE.url, "title": "CC-BY-4.0"}],
    )


def test_the_numbers_of_figures_are_in_the_package_with_their_columns(tmp_path: Path) -> None:
    files = {file.path: file.content for file in render_site(cited(), pages(tmp_path))}
    folder = tmp_path / "out"
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    assert faults(folder / data_path("")) == []
    package = json.loads(files[data_path("datapackage.json")])
    (figure,) = (each for each in package["resources"] if each["path"] == "figures/codet5p-scaling.csv")
    assert (figure["profile"], figure["schema"]["fields"][:4]) == (
        "tabular-data-resource",
        [
            {"name": "model", "type": "string", "description": "name of the model"},
            {
                "name": "parameters",
                "type": "number",
                "description": "total number of parameters",
                "unit": "parameters",
            },
            {"name": "k", "type": "integer", "description": "the k of pass@k"},
            {"name": "share", "type": "number", "description": "pass@k", "unit": "share"},
        ],
    )


def cited() -> Corpus:
    """Give a corpus with a figure and the sources that it cites."""
    made = codet5p()
    keys = dict.fromkeys([*(score.source for score in made.published), "harness2024"])
    return replace(made, references={key: reference(key, "A") for key in keys})


def pages(folder: Path) -> Path:
    """Write a page with a figure and one that lists all data files."""
    made = folder / "site_src"
    made.mkdir()
    (made / "a.md").write_text('{{ figure("codet5p-scaling") }}', encoding="utf-8")
    (made / "data.md").write_text("{{ data_files() }}", encoding="utf-8")
    return made


def test_frictionless_finds_what_was_changed(tmp_path: Path) -> None:
    folder = written(example(tmp_path), tmp_path)
    scores = folder / "scores.csv"
    scores.write_text(scores.read_text(encoding="utf-8").replace(",base,", ",bass,", 1), encoding="utf-8")
    (folder / "runs.csv").write_text("id\n", encoding="utf-8")
    assert {"scores: hash-count", "scores: constraint-error", "runs: byte-count"} <= set(faults(folder))


def test_the_guide_has_every_table_with_its_columns_and_no_others() -> None:
    guide = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (\w+)\n\n(.*?)(?=\n## |\Z)", guide, re.MULTILINE | re.DOTALL))
    assert list(sections) == [table.name for table in ALL_TABLES]
    for table in ALL_TABLES:
        rows = "".join(
            f"| `{each.name}` | {each.kind} | {each.unit} | {each.holds} |\n" for each in table.columns
        )
        told = f"{table.holds}\n\n| column | type | unit | holds |\n|---|---|---|---|\n{rows}"
        assert f"{sections[table.name].rstrip()}\n".startswith(told)


def test_every_file_has_its_row_in_the_guide(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w.<>/]+)`", "\n".join(line.split(" | ")[0] for line in guide.splitlines()))
    tables = {f"{table.name}.{ending}" for table in TABLES for ending in ("csv", "json")}
    files = {name.replace("claims/C1", "claims/<id>") for name in released(example(tmp_path), tmp_path)}
    assert files - tables <= set(named)
