"""A page is cited as text and as BibTeX, with what is known of it."""

import pytest

from generator.model.report import Report
from generator.render.page_citation import PageCitation, page_citation

REPORT = Report("Does it grow?", authors=("Ada Lovelace", "R&D"))


def test_a_page_is_cited_with_its_report_its_address_and_the_date_of_its_data() -> None:
    cited = page_citation(
        REPORT, "models/a.md", "Model A", address="https://example.org/r/models/a/", as_of="2026-01-02"
    )
    assert cited == PageCitation(
        "Ada Lovelace and R&D. Model A. In: Does it grow? Data as of 2026-01-02. https://example.org/r/models/a/",
        "@misc{does-it-grow-models-a,\n"
        "  author = {{Ada Lovelace} and {R\\&D}},\n"
        "  title = {Model A},\n"
        "  howpublished = {In: Does it grow?},\n"
        "  year = {2026},\n"
        "  note = {Data as of 2026-01-02},\n"
        "  url = {https://example.org/r/models/a/},\n"
        "}",
    )


def test_what_is_not_known_is_left_out_and_a_report_is_not_inside_itself() -> None:
    cited = page_citation(Report("R"), "index.md", "R", address="", as_of="")
    assert cited == PageCitation("R.", "@misc{r,\n  title = {R},\n}")


@pytest.mark.parametrize(
    ("title", "written"),
    [
        (r"{{ x }} \input{y}", r"\{\{ x \}\} \textbackslash{}input\{y\}"),
        ("مرحبا 🤖", "مرحبا 🤖"),
        ("M" * 300, "M" * 300),
    ],
)
def test_a_title_of_any_kind_stays_one_title(title: str, written: str) -> None:
    cited = page_citation(Report("R"), "a.md", title, address="https://x.org/{a}\n", as_of="")
    assert cited == PageCitation(
        f"{title}. In: R. https://x.org/{{a}}\n",
        f"@misc{{r-a,\n  title = {{{written}}},\n  howpublished = {{In: R}},\n  url = {{https://x.org/a}},\n}}",
    )
