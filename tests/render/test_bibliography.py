"""The list of references: how an entry reads, their order, and who cites them."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.errors import Place
from generator.model.catalogue import ModelCard
from generator.model.claim import Certainty, Evidence
from generator.model.corpus import Corpus
from generator.model.published import ResamplingFigure
from generator.model.reference import Author, Reference
from generator.model.report import Conclusion
from generator.render.bibliography import Citing, entry
from generator.render.naming import labels
from generator.render.pages import render_report
from tests.render.small_site import EMPTY, citing, claim, reference, rendered, shown, words, write

LIST = "# References\n\n{{ bibliography() }}\n"


def line_of(made: Reference) -> str:
    """Give the line of an entry."""
    one = entry(made, labels([made])[made.key], Citing())
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
            "A / TMLR 3, pp. 1–9, ACM. / ",
        ),
        (reference("k", "A", publisher="ACM"), "A / ACM. / "),
        (reference("k", "A", venue="J. Stat.", pages="7"), "A / J. Stat., p. 7. / "),
        (reference("k", "A", venue="J. Stat."), "A / J. Stat. / "),
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
    assert line_of(made) == line


FILES = (
    '<p>{}, as files for a reference manager: <a href="../data/v1/references.bib" download>BibTeX</a>, '
    '<a href="../data/v1/references.json" download>CSL-JSON</a>, <a href="../data/v1/references.ris" download>RIS</a>.</p>\n'
)
BIBTEX = (
    '<details class="sb-bibtex" data-search-exclude><summary>BibTeX<span class="sb-hidden"> of {0}</span></summary>'
    '<button type="button" class="sb-copy">Copy<span class="sb-hidden"> the BibTeX of {0}</span></button>'
    "<pre><code>{1}</code></pre></details>\n"
)
WRITTEN = "&#64;misc&#123;bai2022hh,&#10;&#32;&#32;title &#61; &#123;A &#42;B&#42;&#125;,&#10;&#125;"


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
        bibtex="@misc{bai2022hh,\n  title = {A *B*},\n}\n",
    )
    page = rendered(
        tmp_path,
        {"references.md": LIST, "a.md": "# On `size` & *more* {#x}\n\n[@bai2022hh]"},
        citing(EMPTY, made),
    )
    assert page["references.md"].split("\n", 2)[2] == (
        f"{FILES.format('1 document')}"
        '<h2 id="of-the-rest">Methods, models and everything else cited</h2>\n'
        '<ul class="sb-references">\n'
        '<li id="bai2022hh"><span class="sb-authors">Bai and Le</span> (2024). <cite>A &#42;B&#42;.</cite> TMLR. '
        '<a href="https://doi.org/10.1/x" rel="noopener">doi:10.1/x</a>, '
        '<a href="https://arxiv.org/abs/2301.00001" rel="noopener">arXiv:2301.00001</a>. '
        '<span class="sb-note">Preprint.</span>'
        '<div class="sb-backlinks">Cited on <a href="../a/">On size &#38; more</a>.</div>\n'
        f"{BIBTEX.format('Bai and Le 2024', WRITTEN)}"
        "</li>\n"
        "</ul>\n"
    )


def test_a_bibtex_entry_is_shown_line_by_line_as_it_is_written(tmp_path: Path) -> None:
    written = "@misc{k,\n  title = {A & <b> *c* \\'e},\n  note = {[@k] {{ 1 }}},\n}\n"
    page = rendered(tmp_path, {"references.md": LIST}, citing(EMPTY, reference("k", bibtex=written)))
    (code,) = shown(page["references.md"]).iter("code")
    assert f"{''.join(code.itertext())}\n" == written


def test_what_nothing_cites_says_so(tmp_path: Path) -> None:
    page = rendered(
        tmp_path, {"references.md": LIST}, citing(EMPTY, reference("k", title="On Scaling", year=""))
    )
    assert page["references.md"].split("\n", 2)[2] == (
        f"{FILES.format('1 document')}"
        '<h2 id="cited-nowhere">Cited nowhere</h2>\n'
        '<ul class="sb-references">\n'
        '<li id="k">(n.d.). <cite>On Scaling.</cite>'
        '<div class="sb-backlinks">Cited on no page.</div>\n'
        "</li>\n"
        "</ul>\n"
    )


def test_entries_are_grouped_by_what_they_are_used_for(tmp_path: Path) -> None:
    keys = ("scores", "claims", "evidence", "text", "conclusion", "model", "page", "none")
    corpus = citing(EMPTY, *(reference(key, key) for key in keys))
    found = Evidence("evidence", "p. 1", "supports", "It does [@text].")
    rated = Certainty("low", (), "us", "2026")
    stated = Conclusion("c", "It grows.", rated, "direct", evidence=("conclusion",))
    corpus = replace(
        corpus,
        report=replace(corpus.report, conclusions=(stated,)),
        models={"m": ModelCard("m", "M", reference="model")},
        resampling=(ResamplingFigure("r1", "scores", "M", "best_reward", None, 0.5, 2, "p. 1", ""),),
        claims=(claim("C1", source="claims", evidence=[found]),),
    )
    made = rendered(tmp_path, {"references.md": LIST, "p.md": "[@page] [@claims]"}, corpus)
    page = shown(made["references.md"])
    heads = [words(each) for each in page.iter("h2")]
    lists = [[item.get("id") for item in each.iter("li")] for each in page.iter("ul")]
    assert dict(zip(heads, lists, strict=True)) == {
        "Sources of scores": ["scores"],
        "Sources of claims and conclusions": ["claims", "conclusion", "evidence", "text"],
        "Methods, models and everything else cited": ["model", "page"],
        "Cited nowhere": ["none"],
    }


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
    assert sorted(made) == [
        "data/v1/references.bib",
        "data/v1/references.json",
        "data/v1/references.ris",
        "other.md",
        "references.md",
    ]


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


def test_a_claim_that_cites_is_linked_by_its_name_and_not_as_a_page(tmp_path: Path) -> None:
    corpus = replace(citing(EMPTY, reference("paper", "A")), claims=(claim("C1"), claim("C2")))
    pages = {
        "claims/_claim.md": "# Claim {{ claim.id }}\n\n{{ claim_body(claim.id) }}",
        "all.md": "{{ claims_table() }}",
    }
    assert backlinks(tmp_path, pages, corpus) == {
        "paper": (
            "Cited on all.md. By claim C1, claim C2. "
            "{'all.md': '../all/', 'claim C1': '../claims/C1/', 'claim C2': '../claims/C2/'}"
        )
    }


def test_a_claim_without_a_page_is_named(tmp_path: Path) -> None:
    corpus = replace(citing(EMPTY, reference("paper", "A")), claims=(claim("C1"),))
    assert backlinks(tmp_path, {}, corpus) == {"paper": "By claim C1. {}"}


def test_what_neither_a_page_nor_the_data_cite_is_one_finding(tmp_path: Path) -> None:
    keys = [f"k{at:02}" for at in range(16)]
    made = [
        reference(key, "A", place=Place("results/references.bib", 10 + at)) for at, key in enumerate(keys)
    ]
    write(tmp_path, {"page.md": "[@k00]"})
    corpus = replace(citing(EMPTY, *made), claims=(claim("C1", source="k01", why="See [@k02]."),))
    assert [str(each) for each in render_report(corpus, tmp_path / "site_src").findings] == [
        (
            "results/references.bib:13: note: nothing cites 13 entries: `k03`, `k04`, `k05`, `k06`, `k07`, `k08`, `k09`, "
            "`k10`, `k11`, `k12`, `k13`, `k14` and 1 more [uncited-reference]"
        )
    ]


def test_where_all_is_cited_nothing_is_found(tmp_path: Path) -> None:
    write(tmp_path, {"page.md": "[@a]"})
    assert render_report(citing(EMPTY, reference("a", "A")), tmp_path / "site_src").findings == ()
