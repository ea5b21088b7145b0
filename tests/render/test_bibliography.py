"""The list of references: how an entry reads, their order, and who cites them."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.model.corpus import Corpus
from generator.model.reference import Author, Reference
from generator.render.bibliography import entries
from generator.render.citations import CitedBy
from tests.render.small_site import EMPTY, citing, reference, rendered, shown, words

LIST = "# References\n\n{{ bibliography() }}\n"


def entry(made: Reference) -> str:
    """Give the line of an entry."""
    one = entries([made], CitedBy())[0]
    links = " ".join(f"{text}={address}" for text, address in one.links)
    return f"{one.authors} / {one.venue} / {links}"


@pytest.mark.parametrize(
    ("made", "line"),
    [
        (reference("k", "Miller"), "Miller /  / "),
        (reference("k", "Le", "Wang"), "Le and Wang /  / "),
        (reference("k", "Bai", "Jones", "Ndousse"), "Bai, Jones and Ndousse /  / "),
        (reference("k", *"ABCDEFGHIJ"), "A, B, C, D, E, F, G, H, I and J /  / "),
        (reference("k", *"ABCDEFGHIJKL"), "A, B, C, D, E, F, G, H, I, J, et al. /  / "),
        (reference("k", "Bai", more_authors=True), "Bai et al. /  / "),
        (reference("k"), " /  / "),
        (
            Reference("k", "misc", "T", (Author("Example", "Ada B."), Author("Team X"))),
            "Ada B. Example and Team X /  / ",
        ),
        (
            reference("k", "A", venue="TMLR", volume="3", pages="1--9", publisher="ACM"),
            "A / TMLR 3, pp. 1–9, ACM / ",
        ),
        (reference("k", "A", publisher="ACM"), "A / ACM / "),
        (
            reference("k", "A", doi="10.1234/a<b>#1"),
            "A /  / doi:10.1234/a<b>#1=https://doi.org/10.1234/a%3Cb%3E%231",
        ),
        (
            reference("k", "A", doi="10.1/x", url="https://doi.org/10.1/x"),
            "A /  / doi:10.1/x=https://doi.org/10.1/x",
        ),
        (
            reference("k", "A", arxiv="2301.00001", url="https://arxiv.org/pdf/2301.00001"),
            "A /  / arXiv:2301.00001=https://arxiv.org/abs/2301.00001",
        ),
        (
            reference("k", "A", doi="10.1/x", arxiv="2301.00001", url="https://example.org"),
            (
                "A /  / doi:10.1/x=https://doi.org/10.1/x arXiv:2301.00001=https://arxiv.org/abs/2301.00001 "
                "link=https://example.org"
            ),
        ),
    ],
)
def test_an_entry_says_who_where_and_how_to_get_it(made: Reference, line: str) -> None:
    assert entry(made) == line


def test_entries_stand_by_first_author_year_and_title() -> None:
    made = [
        reference("f", "Zhu", year="2020"),
        reference("e", "Le", year="2024", title="B"),
        reference("d", "Le", year="2024", title="a"),
        reference("c", "le", year="2023"),
        reference("b", title="Iliad"),
        reference("a", "Bai", "Zhu", year=""),
    ]
    assert [each.reference.key for each in entries(made, CitedBy())] == ["a", "b", "c", "d", "e", "f"]


def test_an_entry_is_one_item_with_its_parts_and_its_links(tmp_path: Path) -> None:
    made = reference(
        "bai2022hh",
        "Bai",
        "Le",
        title="A *B*",
        venue="TMLR",
        doi="10.1/x",
        arxiv="2301.00001",
        note="Preprint",
    )
    page = rendered(
        tmp_path,
        {"references.md": LIST, "a.md": "# On `size` & *more* {#x}\n\n[@bai2022hh]"},
        citing(EMPTY, made),
    )
    assert page["references.md"].split("\n", 2)[2] == (
        '<ul class="sb-references">\n'
        '<li id="bai2022hh"><span class="sb-authors">Bai and Le</span> (2024). <cite>A &#42;B&#42;</cite>. TMLR. '
        '<a href="https://doi.org/10.1/x" rel="noopener">doi:10.1/x</a>, '
        '<a href="https://arxiv.org/abs/2301.00001" rel="noopener">arXiv:2301.00001</a>. '
        '<span class="sb-note">Preprint.</span>'
        '<div class="sb-backlinks">Cited on <a href="../a/">On size &#38; more</a>.</div>\n'
        "</li>\n"
        "</ul>\n"
    )


def test_what_no_page_cites_says_so(tmp_path: Path) -> None:
    page = rendered(
        tmp_path, {"references.md": LIST}, citing(EMPTY, reference("k", title="On Scaling", year=""))
    )
    assert page["references.md"].split("\n", 2)[2] == (
        '<ul class="sb-references">\n'
        '<li id="k"><cite>On Scaling</cite>.'
        '<div class="sb-backlinks">Not cited on any page.</div>\n'
        "</li>\n"
        "</ul>\n"
    )


def backlinks(folder: Path, pages: dict[str, str], corpus: Corpus) -> dict[str, str]:
    """Render pages with a list of references; gives who cites each, with the addresses."""
    made = rendered(folder, {"references.md": LIST} | pages, corpus)
    found = {}
    for item in shown(made["references.md"]).iter("li"):
        links = {words(a): a.get("href") for a in item.findall("div//a")}
        found[item.get("id") or ""] = f"{words(item.findall('div')[0])} {links}"
    return found


def test_pages_that_cite_are_linked_by_their_titles_each_once(tmp_path: Path) -> None:
    corpus = citing(EMPTY, reference("a", "A"), reference("b", "B"))
    pages = {
        "index.md": "---\ntitle: Home\n---\n# The *start*\n\n[@a; @b] and [@a, p. 3]",
        "deep/page.md": "[@b]",
        "gone.md": "{% if false %}[@a]{% endif %}",
        "vanished.md": '---\ntitle: Nothing\n---\n{% set x = cite("a") %}\n',
    }
    assert backlinks(tmp_path, pages, corpus) == {
        "a": "Cited on The start. {'The start': '../'}",
        "b": "Cited on deep/page.md, The start. {'deep/page.md': '../deep/page/', 'The start': '../'}",
    }


def test_the_page_that_lists_references_can_cite_them(tmp_path: Path) -> None:
    made = rendered(
        tmp_path,
        {"references.md": f"{LIST}\n[@a]\n", "other.md": f"# Other\n\n{LIST}\n[@a]"},
        citing(EMPTY, reference("a", "A")),
    )
    assert sorted(made) == ["other.md", "references.md"]


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("# C&#35; and &#60;b&#62; &#42;x&#42;", "C# and <b> *x*"),
        ("# `code` and **bold** ##", "code and bold"),
        ("# [Linked](https://example.org) {.x #y}", "Linked"),
        ("# With <span class='x'>tags</span>{: #y }", "With tags"),
        ("# Tom & Ada", "Tom & Ada"),
    ],
)
def test_a_page_is_named_by_the_words_of_its_heading(tmp_path: Path, heading: str, title: str) -> None:
    corpus = citing(EMPTY, reference("a", "A"))
    assert backlinks(tmp_path, {"p.md": f"{heading}\n\n[@a]"}, corpus) == {
        "a": f"Cited on {title}. {{{title!r}: '../p/'}}"
    }


def test_more_than_eight_pages_that_cite_are_folded(tmp_path: Path) -> None:
    pages = {f"p{at}.md": f"# Page {at}\n\n[@a]" for at in range(10)}
    assert backlinks(tmp_path, pages, citing(EMPTY, replace(reference("a", "A"), year="")))["a"].startswith(
        "Cited on Page 0, Page 1, Page 2, Page 3, Page 4, Page 5, Page 6, Page 7, and 2 morePage 8, Page 9 {"
    )
