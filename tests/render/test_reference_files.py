"""The bibliography as files, read by the libraries of others."""

import json
import re
from dataclasses import replace
from importlib.resources import files

import rispy
from citeproc.source.json import CiteProcJSON

from generator.load.bibtex import read_references
from generator.load.problems import Problems
from generator.model.reference import Author, Reference
from generator.render.reference_files import _CSL, bibtex, csl_json, ris
from tests.render.small_site import ROOT, reference

WHOLE = Reference(
    "wang2023",
    "inproceedings",
    'CodeT5+: "α" & {β}',
    (Author("de la École", "Zoë"), Author("The Example Team")),
    more_authors=True,
    year="2023",
    venue="EMNLP",
    volume="2",
    pages="1069–1088",
    publisher="ACL",
    doi="10.1/x",
    arxiv="2305.07922",
    url="https://e.org/a",
    note="Best paper",
    bibtex="@inproceedings{wang2023,\n  title = {T},\n}\n",
)
REPORT = read_references(
    (ROOT / "results/references.bib").read_text(encoding="utf-8"), "results/references.bib", Problems()
)


def test_an_entry_is_whole_in_csl_json() -> None:
    assert json.loads(csl_json([WHOLE])) == [
        {
            "id": "wang2023",
            "type": "paper-conference",
            "title": 'CodeT5+: "α" & {β}',
            "author": [
                {"family": "de la École", "given": "Zoë"},
                {"literal": "The Example Team"},
                {"literal": "others"},
            ],
            "issued": {"date-parts": [[2023]]},
            "container-title": "EMNLP",
            "volume": "2",
            "page": "1069-1088",
            "publisher": "ACL",
            "DOI": "10.1/x",
            "archive": "arXiv",
            "archive_location": "2305.07922",
            "URL": "https://e.org/a",
            "note": "Best paper",
        }
    ]


def test_an_entry_is_whole_in_ris() -> None:
    assert rispy.loads(ris([WHOLE]).decode()) == [
        {
            "type_of_reference": "CPAPER",
            "id": "wang2023",
            "authors": ["de la École, Zoë", "The Example Team", "others"],
            "title": 'CodeT5+: "α" & {β}',
            "year": "2023",
            "secondary_title": "EMNLP",
            "volume": "2",
            "start_page": "1069",
            "end_page": "1088",
            "publisher": "ACL",
            "doi": "10.1/x",
            "accession_number": "arXiv:2305.07922",
            "urls": ["https://e.org/a"],
            "notes": ["Best paper"],
        }
    ]


def test_what_an_entry_lacks_is_left_out() -> None:
    bare = reference("k", title="T", year="")
    assert json.loads(csl_json([bare])) == [{"id": "k", "type": "article-journal", "title": "T"}]
    assert ris([bare]) == b"TY  - JOUR\r\nID  - k\r\nTI  - T\r\nER  - \r\n"
    assert json.loads(csl_json([reference("k", year="in press")]))[0]["issued"] == {"literal": "in press"}


def test_kinds_are_named_as_each_format_does() -> None:
    kinds = [
        Reference("a", "misc", "T", (), arxiv="2301.00001"),
        Reference("b", "misc", "T", (), url="https://e.org"),
        Reference("c", "misc", "T", ()),
        Reference("d", "phdthesis", "T", ()),
    ]
    assert [each["type"] for each in json.loads(csl_json(kinds))] == [
        "article", "webpage", "document", "thesis",
    ]  # fmt: skip
    assert [each["type_of_reference"] for each in rispy.loads(ris(kinds).decode())] == [
        "UNPB", "ELEC", "GEN", "THES",
    ]  # fmt: skip


def test_bibtex_is_read_back_as_the_same_references() -> None:
    problems = Problems()
    again = read_references(bibtex(REPORT).decode(), "r.bib", problems)
    assert (again, problems.found) == (REPORT, [])


def test_a_citation_processor_knows_every_type_and_field_of_this_report_s_csl_json() -> None:
    read = CiteProcJSON(
        json.loads(csl_json(REPORT))
    )  # warns of what it does not know, and a warning is an error
    assert {key: str(each.title) for key, each in read.items()} == {
        each.key.lower(): each.title for each in REPORT
    }


def test_the_schema_of_csl_lists_every_type_and_variable_that_is_written() -> None:
    schema = files("citeproc") / "data/schema/schemas/styles"
    names = {
        name: set(re.findall(r'"([\w-]+)"', (schema / f"csl-{name}.rnc").read_text(encoding="utf-8")))
        for name in ("types", "variables")
    }
    made = [
        WHOLE,
        *(replace(WHOLE, kind=kind) for kind in (*_CSL, "misc")),
        replace(WHOLE, kind="misc", arxiv=""),
    ]
    items = json.loads(csl_json([*made, Reference("k", "misc", "T", ())]))
    assert {item["type"] for item in items} - names["types"] == set()
    assert {key for item in items for key in item} - names["variables"] == {"id", "type"}


def test_ris_of_this_report_is_read_back_by_title_and_authors() -> None:
    read = rispy.loads(ris(REPORT).decode())
    assert [each["title"] for each in read] == [each.title for each in REPORT]
    assert [len(each.get("authors", [])) for each in read] == [
        len(each.authors) + each.more_authors for each in REPORT
    ]
