"""The stored texts of cited documents: what is read of them, and what is wrong with others."""

import random
from collections.abc import Callable

import pytest

from generator.errors import Place
from generator.load.pdf_pages import pdf_pages
from generator.load.plain_html import plain_text
from generator.load.problems import Problems
from generator.model.corpus import Corpus
from generator.model.source_text import Section, SourceText
from tests.load.pdfs import pdf

Files = dict[str, str | bytes | None]
Reading = Callable[[Files], Corpus]
Refused = Callable[[Files], list[str]]
BIB = "@misc{doe2024,\n  title = {A Title},\n}\n@misc{roe2025,\n  title = {Another},\n}\n"
CLAIM = "claims:\n- id: C1\n  text: Size matters.\n  source: doe2024\n  kind: finding\n  verdict: supported\n  evidence:\n"
QUOTING: Files = {
    "references.bib": BIB,
    "claims.yaml": CLAIM
    + "  - {source: doe2024, locator: p. 1, direction: supports, finding: It does., phrase: size matters}\n",
}


def text_of(corpus: Corpus) -> SourceText:
    (text,) = corpus.source_texts.values()
    return text


def test_a_text_has_the_numbered_headings_of_a_paper(corpus: Reading) -> None:
    lines = (
        "Abstract\nWe ask.\n1 Introduction\n2024 was a year of\n1 model and\n2 Large\n2.1 How We Sample\nA model is\n"
        "7 Of these numbers nothing follows\n5.3 Nor is this\n3. Results\nAppendix A Details\nA.1 Tasks\nReferences\n"
    )
    text = text_of(corpus({**QUOTING, "sources/doe2024.txt": lines}))
    assert text.text == lines
    assert [(each.name, lines[each.offset :].partition("\n")[0]) for each in text.sections] == [
        ("section “Abstract”", "Abstract"),
        ("section 1", "1 Introduction"),
        ("section 2", "2 Large"),
        ("section 2.1", "2.1 How We Sample"),
        ("section 3", "3. Results"),
        ("appendix A", "A Details"),
        ("appendix A.1", "A.1 Tasks"),
        ("section “References”", "References"),
    ]
    assert (text.pages, text.place) == ((), Place("results/sources/doe2024.txt"))


def test_form_feeds_part_a_text_into_pages(corpus: Reading) -> None:
    text = text_of(corpus({**QUOTING, "sources/doe2024.txt": "One.\fTwo.\fThree."}))
    assert (text.pages, text.where(0), text.where(5), text.where(12)) == (
        (0, 5, 10),
        "page 1",
        "page 2",
        "page 3",
    )


def test_a_markdown_text_has_its_headings(corpus: Reading) -> None:
    text = text_of(
        corpus(
            {**QUOTING, "sources/doe2024.md": "# A Title\n\nIt is.\n\n## 5.3 Skills ##\n\nSize matters.\n"}
        )
    )
    assert text.sections == (Section("section “A Title”", 2), Section("section 5.3", 22))


def test_of_a_page_only_what_is_read_by_people_is_text(corpus: Reading) -> None:
    page = (
        "<!doctype html><html><head><title>T</title><style>p { x: 1 }</style><body><h1>A <em>Title</em></h1>"
        "<p>Size&nbsp;mat<b>ters</b> &lt;so&gt;.<script>if (1 < 2) document.write('<p>no</p>')</script><br/>"
        "<template><p>No.</template><h2>2 Results</h2><p>It <!-- does --> does"
    )
    text = text_of(corpus({**QUOTING, "sources/doe2024.html": page}))
    assert text.text.split() == "A Title Size matters <so>. 2 Results It does".split()
    assert [each.name for each in text.sections] == ["section “A Title”", "section 2"]
    assert text.where(text.text.index("does")) == "section 2"


def test_a_pdf_has_its_pages_and_headings(corpus: Reading) -> None:
    stored = pdf("1 Introduction\nWe ask.", "2 Results\nSize matters.")
    text = text_of(corpus({**QUOTING, "sources/doe2024.PDF": stored}))
    assert text.text == "1 Introduction\nWe ask.\f2 Results\nSize matters."
    assert text.where(text.text.index("Size")) == "section 2, page 2"


def test_only_what_is_quoted_is_read(corpus: Reading) -> None:
    files: Files = {**QUOTING, "sources/doe2024.txt": "Size matters.", "sources/roe2025.pdf": b"no PDF"}
    assert list(corpus(files).source_texts) == ["doe2024"]


def test_signs_of_a_key_that_file_names_cannot_hold_are_written_with_an_underscore(corpus: Reading) -> None:
    bib, claims = (
        str(QUOTING[name]).replace("doe2024", "DBLP:conf/doe2024")
        for name in ("references.bib", "claims.yaml")
    )
    files: Files = {
        "references.bib": f"{bib}@misc{{doe2024,\n  title = {{A Title}},\n}}\n",
        "claims.yaml": claims,
    }
    assert text_of(corpus({**files, "sources/DBLP_conf_doe2024.txt": "Size."})).key == "DBLP:conf/doe2024"


def test_hidden_files_and_folders_are_passed_over(corpus: Reading) -> None:
    files: Files = {"sources/.DS_Store": b"\0", "sources/doe2024_files/style.css": "p {}"}
    assert corpus({**QUOTING, **files}).source_texts == {}


MISTAKES: dict[str, tuple[str, str | bytes, str]] = {
    "a text in Latin-1": (
        "doe2024.txt",
        "One.\nTh\xe9 size.\n".encode("latin-1"),
        ":2:3: found the byte 0xe9, which is “é” in Latin-1 or Windows-1252; expected UTF-8: save the file as UTF-8",
    ),
    "a text in UTF-16": (
        "doe2024.md",
        "One.".encode("utf-16"),
        ": looks like UTF-16; expected UTF-8: save the file as UTF-8",
    ),
    "an empty text": ("doe2024.html", "", ": is empty; expected content, or no file"),
    "a text of marks": ("doe2024.txt", "--\n", ": holds no text; expected that of the source"),
    "a page without text": (
        "doe2024.html",
        "<html><body><img src='scan.png'></body></html>",
        ": holds no text; expected that of the source",
    ),
    "a text of a source that no reference names": (
        "doe2042.txt",
        "Size matters.",
        ": no entry of results/references.bib has the key `doe2042`; expected one; did you mean `doe2024`?",
    ),
    "a file of another kind": (
        "doe2024.docx",
        "PK",
        ": is not read; expected the text of a source, ending in .txt, .md, .html or .pdf",
    ),
    "a PDF that is none": (
        "doe2024.pdf",
        "Size matters.",
        ": cannot be read as PDF (Stream has ended unexpectedly); expected a whole PDF, or its text as .txt",
    ),
    "a PDF that is encrypted": (
        "doe2024.pdf",
        pdf("Size matters.", encrypted=True),
        ": is encrypted; expected a PDF that opens without a password, or its text as .txt",
    ),
    "a PDF without text": (
        "doe2024.pdf",
        pdf("", ""),
        ": has 2 pages and no text, as a scan has; expected a PDF with text, or its text as .txt",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_text_that_cannot_be_used_is_told_with_its_place(refused: Refused, mistake: str) -> None:
    name, content, message = MISTAKES[mistake]
    assert refused({**QUOTING, f"sources/{name}": content}) == [f"results/sources/{name}{message}"]


def test_a_pdf_with_damaged_bytes_is_read_or_told_and_never_crashes() -> None:
    draw, whole = random.Random(7), pdf("1 Introduction\nWe ask.", "2 Results")  # noqa: S311 - no secret
    told = set[str]()
    for count in (1, 3, 10, 60) * 25:
        content = bytearray(whole)
        for _ in range(count):
            content[draw.randrange(len(content))] = draw.choice(b"0123456789<>[]()/ RT\n\xff")
        problems = Problems()
        pages = pdf_pages(bytes(content), Place("x.pdf"), problems)
        assert (pages is None) == bool(problems)
        told.update(problem.code for problem in problems.found)
    assert told >= {"broken-pdf", "no-text"}


def test_two_texts_of_one_source_are_told(refused: Refused) -> None:
    assert refused({**QUOTING, "sources/doe2024.md": "One.", "sources/doe2024.txt": "Two."}) == [
        "results/sources/doe2024.txt: is a second text of `doe2024`, beside doe2024.md; expected one file for each source"
    ]


def test_a_large_text_is_not_read(refused: Refused) -> None:
    assert refused({**QUOTING, "sources/doe2024.txt": b"a" * (50 * 2**20 + 1)}) == [
        "results/sources/doe2024.txt: has 52,428,801 bytes; expected at most 52,428,800"
    ]


def test_all_mistakes_are_told_at_once(refused: Refused) -> None:
    files: Files = {
        "claims.yaml": QUOTING["claims.yaml"],
        "sources/doe2024.pdf": pdf(""),
        "sources/x.txt": "a",
    }
    assert refused({**files, "models.yaml": "models:\n- id: toy-7b\n"}) == [
        "results/models.yaml:2:3: models[1] has no `name`; expected one",
        "results/sources/doe2024.pdf: has 1 page and no text, as a scan has; expected a PDF with text, or its text as .txt",
        "results/sources/x.txt: no entry of results/references.bib has the key `x`; expected one",
    ]


@pytest.mark.parametrize(("phrase", "signs"), [("a", 1), ("'a b'", 2), ('"- -"', 0), ("of it", 4)])
def test_a_phrase_that_stands_in_every_text_is_told(refused: Refused, phrase: str, signs: int) -> None:
    evidence = (
        f"  - {{source: doe2024, locator: p. 1, direction: supports, finding: Yes., phrase: {phrase}}}\n"
    )
    shown = phrase.strip("'\"")
    assert [each.partition(": ")[2] for each in refused({"claims.yaml": CLAIM + evidence})] == [
        f"phrase: found `{shown}`, which has {signs} of letters and figures; expected at least 6: quote more"
    ]


def test_marked_sections_of_a_page_are_comments_as_in_browsers() -> None:
    page = "<![if IE]><p>one<![endif]> <![]two><p>three"
    assert plain_text(page) == ("\none \nthree", ())
