"""The page on data, and links from pages to data, as a reader sees them."""

import hashlib
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from generator.model.corpus import Corpus
from generator.model.report import DataLicence
from generator.render.data.tables import ALL_TABLES
from generator.render.pages import render_site
from tests.render.data.released import example
from tests.render.small_site import EMPTY, refused, rendered, shown, words, write

PAGES = {
    "data.md": "{{ data_files() }}",
    "references.md": "# References\n\n{{ bibliography() }}\n\n{{ figure('codet5p-scaling') }}",
}


def site(folder: Path, corpus: Corpus) -> dict[str, bytes]:
    write(folder, PAGES)
    return {file.path: file.content for file in render_site(corpus, folder / "site_src")}


def body(folder: Path, corpus: Corpus) -> ET.Element:
    return shown(site(folder, corpus)["data.md"].decode())


def rows(page: ET.Element) -> dict[str, list[str]]:
    tables = [table for table in page.iter("table") if "sb-files" in str(table.get("class"))]
    found = [
        [words(cell) for cell in row if cell.tag in {"th", "td"}]
        for table in tables
        for row in table.iter("tr")
    ]
    return {name: rest for name, *rest in found if name != "File"}


def test_every_file_of_the_site_is_listed_with_its_rows_size_and_sum(tmp_path: Path) -> None:
    corpus = example(tmp_path)
    files = site(tmp_path, corpus)
    data = {
        path.removeprefix("data/v1/"): content for path, content in files.items() if path.startswith("data/")
    }
    listed = rows(shown(files["data.md"].decode()))
    assert sorted(listed) == sorted(data)
    assert {name: cells[2:] for name, cells in listed.items()} == {
        name: [f"{len(content):,}", hashlib.sha256(content).hexdigest()] for name, content in data.items()
    }
    assert listed["published.csv"][:2] == [
        "Every score that a publication prints, with its source and its place there.",
        "4",
    ]
    assert listed["figures/codet5p-scaling.csv"][:2] == [
        "The numbers of the figure “CodeT5+: more parameters, more samples”.",
        "5",
    ]
    assert listed["report.json"][1] == ""


def test_each_file_is_linked_where_it_lies(tmp_path: Path) -> None:
    files = site(tmp_path, example(tmp_path))
    links = [
        str(link.get("href"))
        for link in shown(files["data.md"].decode()).iter("a")
        if "download" in link.attrib
    ]
    assert sorted(links) == sorted(path.removeprefix("data/") for path in files if path.startswith("data/"))


def test_the_columns_of_every_table_are_told(tmp_path: Path) -> None:
    page = body(tmp_path, EMPTY)
    told = {
        str(each.get("id")): each
        for each in page.iter("details")
        if str(each.get("id")).startswith("columns-")
    }
    assert list(told) == [f"columns-{table.name}" for table in ALL_TABLES]
    for table in ALL_TABLES:
        names = [words(row[0]) for row in told[f"columns-{table.name}"].iter("tr")]
        assert names == ["Column", *(column.name for column in table.columns)]
    assert [words(cell) for cell in told["columns-tallies"].findall(".//tr")[4]] == [
        "samples",
        "integer",
        "samples",
        "samples of the task",
    ]


def last_paragraph(page: ET.Element) -> str:
    return words(page.findall(".//p")[-1])


def test_the_licence_is_told_or_that_there_is_none(tmp_path: Path) -> None:
    assert last_paragraph(body(tmp_path, EMPTY)) == (
        "No licence is stated for these files. Ask their authors before you use more of them than the law allows."
    )
    licence = DataLicence("CC-BY-4.0", "https://example.org/by", "Quotations *aside*.")
    licensed = body(tmp_path, replace(EMPTY, report=replace(EMPTY.report, data_licence=licence)))
    assert last_paragraph(licensed) == "CC-BY-4.0. Quotations *aside*."
    assert licensed.findall(".//p")[-1][0].get("href") == "https://example.org/by"


def test_a_page_links_to_a_table_and_writes_it(tmp_path: Path) -> None:
    files = rendered(tmp_path, {"a/b.md": '{{ data_links("models") }}'})
    assert sorted(files) == ["a/b.md", "data/v1/models.csv", "data/v1/models.json"]
    page = shown(files["a/b.md"])
    assert words(page) == "The table models: CSV, JSON"
    assert [link.get("href") for link in page.iter("a")] == [
        "../../data/v1/models.csv",
        "../../data/v1/models.json",
    ]


def test_where_there_is_a_page_on_data_its_columns_are_linked_too(tmp_path: Path) -> None:
    files = rendered(tmp_path, {"a.md": '{{ data_links("models") }}', "data.md": "Data"})
    assert [link.get("href") for link in shown(files["a.md"]).iter("a")][2] == "../data/#columns-models"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("model", "there is no table `model`: did you mean `models`?"),
        ("claims", "there is no table `claims`"),
    ],
)
def test_a_table_that_is_not_there_is_a_mistake_of_the_page(name: str, said: str, tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, {"a.md": f'{{{{ data_links("{name}") }}}}'})
    assert problem.startswith(f"site_src/a.md:1: {said}")
