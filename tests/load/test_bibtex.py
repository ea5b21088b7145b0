"""The bibliography: every entry is read, or told with its line, and LaTeX becomes plain text."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from generator.errors import Place
from generator.load.bibtex import keys_in, read_references
from generator.load.problems import Problems
from generator.model.reference import Author, Reference


def read(text: str) -> tuple[list[str], list[str]]:
    """Give the keys that were read, and what was told."""
    problems = Problems()
    references = read_references(text, "r.bib", problems)
    return [each.key for each in references], [str(problem) for problem in problems.found]


def only(text: str) -> Reference:
    problems = Problems()
    (reference,) = read_references(text, "r.bib", problems)
    assert problems.found == []
    return reference


def title(latex: str) -> str:
    return only(f"@misc{{a, title = {{{latex}}}}}").title


def authors(names: str) -> tuple[Author, ...]:
    return only(f"@misc{{a, title = {{T}}, author = {{{names}}}}}").authors


def test_an_entry_is_read_whole() -> None:
    text = (
        '@string{acl = "Proceedings of ACL"}\n'
        "@InProceedings{example2026,\n"
        "  title     = {Scaling, for {E}xample},\n"
        "  Author    = {Example, Ada and {The Example Team} and others},\n"
        '  booktitle = acl # " 2026",\n'
        "  series    = {LNCS},\n"
        "  year      = 2026, month = jan, volume = {12}, pages = {1--9}, publisher = {Press},\n"
        "  doi       = {https://doi.org/10.1234/a\\_b},\n"
        "  eprint    = {arXiv:2301.00001}, archivePrefix = {arXiv},\n"
        "  url       = {https://example.org/a},\n"
        "  note      = {Best paper},\n"
        "  annote    = {Not for readers},\n"
        "}\n"
    )
    assert only(text) == Reference(
        key="example2026",
        kind="inproceedings",
        title="Scaling, for Example",
        authors=(Author("Example", "Ada"), Author("The Example Team")),
        more_authors=True,
        year="2026",
        venue="Proceedings of ACL 2026, LNCS",
        volume="12",
        pages="1–9",
        publisher="Press",
        doi="10.1234/a_b",
        arxiv="2301.00001",
        url="https://example.org/a",
        note="Best paper",
        bibtex=(
            "@inproceedings{example2026,\n"
            "  title = {Scaling, for {E}xample},\n"
            "  author = {Example, Ada and {The Example Team} and others},\n"
            "  booktitle = {Proceedings of ACL 2026},\n"
            "  series = {LNCS},\n"
            "  year = {2026},\n"
            "  month = {jan},\n"
            "  volume = {12},\n"
            "  pages = {1--9},\n"
            "  publisher = {Press},\n"
            "  doi = {https://doi.org/10.1234/a\\_b},\n"
            "  eprint = {arXiv:2301.00001},\n"
            "  archiveprefix = {arXiv},\n"
            "  url = {https://example.org/a},\n"
            "  note = {Best paper},\n"
            "}\n"
        ),
    )


def test_the_place_of_an_entry_is_its_line() -> None:
    assert only("% first\n\n@misc{a, title = {T}}\n").place == Place("r.bib", 3)


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        ("100% of it", "100% of it"),
        ("100% of \\'it", "100% of ít"),
        ("5\\% of $n$", "5% of n"),
        ("{\\LaTeX} and \\TeX{} and \\BibTeX", "LaTeX and TeX and BibTeX"),
        ('Rapha{\\"e}l na\\"{\\i}ve \\o\\ss {\\L}', "Raphaël naïve øßŁ"),
        ("A \\& B~C --- D--E", "A & B C — D–E"),
        ("A~B --- C--D", "A B — C–D"),
        ("{{GPT}-4}  and\n   more", "GPT-4 and more"),
        ("\\emph{x} \\textbf{y} $\\alpha$-bench", "x y α-bench"),
        ("\\href{https://e.org/a%b}{the page}", "the page"),
        ("A \\{ B \\} C", "A { B } C"),
        ("<script>", "<script>"),
        ("x @home y", "x @home y"),
        (
            "\\v{c}\\c c\\'{\\i}\\\"\\i\\~n Erd{\\H{o}}s \\'{E}mile \\AA ngstr\\\"om",
            "čçíïñ Erdős Émile Ångström",
        ),
        ("{\\'{e}} {\\ss}\\ae\\o re \\^{\\j} \\d{H}\\={a}\\.I", "é ßæøre ĵ Ḥāİ"),
        ("$O(n^2)$, $x_{10}$ and $\\alpha^{-1}$ for \\$5", "O(n²), x₁₀ and α⁻¹ for $5"),
        ("$O(n^2)$ in {{Nested {{Braces}}}}: 5\\% \\& x\\_y", "O(n²) in Nested Braces: 5% & x_y"),
        ("``A'' is $\\mathcal{L}$", "“A” is ℒ"),
    ],
)
def test_latex_becomes_plain_text(latex: str, plain: str) -> None:
    assert title(latex) == plain


def test_latex_reads_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "secret.tex").write_text("secret")
    assert title(f"A\\input{{{tmp_path / 'secret.tex'}}}B\\include{{{tmp_path / 'secret'}}}C") == "ABC"


@pytest.mark.parametrize(
    ("names", "read"),
    [
        ("Example, Ada", [Author("Example", "Ada")]),
        ("M\\~noz, Jos\\'e and {\\O}rsted, {\\'E}. de", [Author("Mñoz", "José"), Author("Ørsted", "É. de")]),
        ("de la {\\'E}cole, Jr., Zo\\\"e", [Author("de la École Jr.", "Zoë")]),
        ("Ada B. Example", [Author("Example", "Ada B.")]),
        ("Ludwig van Beethoven and van Gogh, Vincent", [Author("van Beethoven", "Ludwig"), Author("van Gogh", "Vincent")]),
        ("King, Jr., Martin", [Author("King Jr.", "Martin")]),
        ("{Research and Development}", [Author("Research and Development")]),
        ("{The {Big} Team} and Plato", [Author("The Big Team"), Author("Plato")]),
        ('Baur, Rapha{\\"e}l\n  and  Bo, Li', [Author("Baur", "Raphaël"), Author("Bo", "Li")]),
        ("Anderson, Sandy", [Author("Anderson", "Sandy")]),
    ],
)  # fmt: skip
def test_authors_are_persons_or_bodies(names: str, read: list[Author]) -> None:
    assert authors(names) == tuple(read)


@pytest.mark.parametrize("ending", ["others", "Others"])
def test_others_are_no_author(ending: str) -> None:
    reference = only(f"@misc{{a, title = {{T}}, author = {{Bo, Li and {ending}}}}}")
    assert (reference.authors, reference.more_authors) == ((Author("Bo", "Li"),), True)


@pytest.mark.parametrize(
    ("field", "url"),
    [
        ("url = {https://e.org/a%20b_c~d}", "https://e.org/a%20b_c~d"),
        ("url = {https://e.org/a\\_b{\\_}c\\%20}", "https://e.org/a_b_c%20"),
        ("howpublished = {\\url{https://e.org/}}", "https://e.org/"),
        ("howpublished = {On paper}", ""),
    ],
)
def test_an_address_is_freed_of_latex(field: str, url: str) -> None:
    assert only(f"@misc{{a, title = {{T}}, {field}}}").url == url


def test_how_something_is_published_is_its_venue_without_the_address() -> None:
    assert only("@misc{a, title = {T}, howpublished = {Blog, \\url{https://e.org/}}}").venue == "Blog"
    assert only("@misc{a, title = {T}, howpublished = {On paper}}").venue == "On paper"


def test_strings_are_read_whatever_their_case() -> None:
    text = '@STRING(ACL = {ACL})\n@string{x = acl # " in " # {May}}\n@misc{a, title = X # { 7}}\n'
    assert only(text).title == "ACL in May 7"


SOUND = "@misc{z, title = {Z}}\n"
MISTAKES: dict[str, tuple[str, list[str], list[str]]] = {
    "a key that stands twice": (
        "@misc{a, title = {A}}\n@misc{A, title = {B}}\n",
        ["a"],
        ["r.bib:2: found the key `A` again, first in line 1; expected each key once"],
    ),
    "a field that stands twice": (
        "@misc{a,\n title = {A},\n Title = {B}\n}\n",
        ["a"],
        ["r.bib:3: found the field `Title` again, first in line 2; expected each field once"],
    ),
    "a string that stands twice": (
        "@string{x = {A}}\n@string{X = {B}}\n@misc{a, title = x}\n",
        ["a"],
        ["r.bib:2: found @string `X` again, first in line 1; expected each once"],
    ),
    "a string that is not defined": (
        "@string{acl = {ACL}}\n@misc{a, title = acll # { 2026}}\n",
        ["a"],
        ["r.bib:2: title: no @string defines `acll`; expected text in braces or quotes; did you mean `acl`?"],
    ),
    "a string defined by none": (
        "@string{x = y}\n@misc{a, title = {T}, note = x}\n",
        ["a"],
        ["r.bib:1: x: no @string defines `y`; expected text in braces or quotes"],
    ),
    "strings that grow without end": (
        "@string{x0 = {" + "x" * 1000 + "}}\n"
        + "".join(f"@string{{x{n} = x{n - 1} # x{n - 1} # x{n - 1}}}\n" for n in range(1, 40)),
        [],
        ["r.bib:3: x2: found more than 5,000 characters joined by #; expected less"],
    ),
    "an empty key": (
        "@misc{, title = {A}}\n",
        [],
        ["r.bib:1: the @misc entry has no key; expected one after the brace"],
    ),
    "no key": (
        "@misc{title = {A}}\n",
        [],
        ["r.bib:1: the entry that starts `@misc{title =` cannot be read: found `=` after its key; expected a comma"],
    ),
    "a key of two words": (
        "@misc{a b, title = {A}}\n",
        [],
        ["r.bib:1: found the key `a b`; expected at most 100 letters, digits and . _ : + / -, the first a letter or digit"],
    ),
    "an entry that is not closed": (
        "@misc{a,\n  title = {A}\n@misc{b, title = {B}}\n",
        ["b"],
        ["r.bib:1: the entry that starts `@misc{a,` cannot be read: found `@misc` in a new line; expected `,` or `}` before it"],
    ),
    "a brace that is not closed": (
        "@misc{a,\n  title = {A,\n  year = 2020\n}\n@misc{b, title = {B}}\n",
        ["b"],
        ["r.bib:1: the entry that starts `@misc{a,` cannot be read: found `@misc` in a new line; expected `,` or `}` before it"],
    ),
    "a quote that is not closed": (
        '@misc{a, title = "A, year = 2020}\n@misc{b, title = {B}}\n',
        ["b"],
        [
            ('r.bib:1: the entry that starts `@misc{a, title = "A, year = 2020}` cannot be read: '
            'found `@misc` in a new line; expected `"` before it')
        ],
    ),
    "a field without its comma": (
        "@misc{a, title = {A} year = 2020}\n",
        ["a"],
        ["r.bib:1: title: found `year = 2020` after the value; expected a comma before it"],
    ),
    "a field without its value": (
        "@misc{a, title = {A}, note = }\n@misc{b, title = {B}, year}\n",
        ["a"],
        [
            ("r.bib:2: the entry that starts `@misc{b, title = {B}, year}` cannot be read: found `year` without a value; "
            "expected `name = {text}`"),
            "r.bib:1: note: found no value; expected text in braces or quotes",
        ],
    ),
    "a field without its name": (
        "@misc{a, title = {A}, = {B}}\n@misc{b, title = {B},,}\n",
        ["a"],
        [
            ("r.bib:2: the entry that starts `@misc{b, title = {B},` cannot be read: found `,` where a field starts; "
            "expected `name = {text}`"),
            "r.bib:1: found `{B}` without a name; expected `name = {text}`",
        ],
    ),
    "text without braces": (
        "@misc{a, title = A title}\n",
        ["a"],
        ["r.bib:1: title: found `A title`; expected text in braces or quotes"],
    ),
    "an entry without its sign": (
        "misc{a, title = {A}}\n",
        [],
        ["r.bib:1: found `misc{a, title = {A}}` outside of any entry; expected `@` and a type before it, or `%` for a comment"],
    ),
    "an entry without its brace": (
        "text\n@misc a, title = {A}}\n",
        [],
        ["r.bib:2: found `@misc a, title = {A}}` outside of any entry; expected `@` and a type before it, or `%` for a comment"],
    ),
    "a field outside of its entry": (
        "@misc{a, title = {A}}, year = 2020}\n",
        ["a"],
        ["r.bib:1: found `, year = 2020}` outside of any entry; expected `@` and a type before it, or `%` for a comment"],
    ),
    "an entry behind a percent sign": (
        "% @misc{a,\n%  title = {A}\n% }\n",
        [],
        ["r.bib:1: found `% @misc{a,`; expected no entry behind a %, which BibTeX reads all the same: delete it"],
    ),
    "no title": (
        "@misc{a, author = {Bo}}\n@misc{b, title = {}}\n@misc{c, title = {{}}}\n",
        ["a", "b", "c"],
        [f"r.bib:{line}: `{key}` has no title; expected one" for line, key in ((1, "a"), (2, "b"), (3, "c"))],
    ),
    "fields of another form": (
        ("@misc{a, title = {A},\n url = {www.e.org},\n doi = {abc},\n author = {Bo and and Li}}\n"
        "@misc{b, title = {B},\n howpublished = {\\url{javascript:x}},\n author = {a, b, c, d}}\n"),
        ["a", "b"],
        [
            "r.bib:2: url: found `www.e.org`; expected an address that starts with http:// or https://",
            "r.bib:3: doi: found `abc`; expected a DOI such as 10.1111/cgf.70290",
            "r.bib:4: author: found `and Li`; expected `Family, Given`, and ` and ` between authors",
            "r.bib:6: howpublished: found `javascript:x`; expected an address that starts with http:// or https://",
            "r.bib:7: author: found `a, b, c, d`; expected `Family, Given`, and ` and ` between authors",
        ],
    ),
    "LaTeX that cannot be decoded": (
        "@misc{a,\n title = {\\left( \\frac{1} \\sqrt},\n author = {Bo \\frac{1} \\sqrt}}\n",
        ["a"],
        [
            "r.bib:2: title: found LaTeX that cannot be read, `\\left( \\frac{1} \\sqrt`; expected each macro with its arguments",
            "r.bib:3: author: found LaTeX that cannot be read, `\\frac{1} \\sqrt`; expected each macro with its arguments",
        ],
    ),
    "braces without end": (
        "@misc{a,\n title = {\\x" + "{" * 2000 + "}" * 2000 + "}}\n",
        ["a"],
        [
            "r.bib:2: title: found LaTeX that cannot be read, `\\x" + "{" * 58 + "…`; expected each macro with its arguments"
        ],
    ),
    "fields without end": (
        f"@misc{{a,\n title = {{{'x' * 5001}}},\n author = {{{'x' * 200_001}}}}}\n",
        ["a"],
        [
            "r.bib:2: title: found 5,001 characters; expected at most 5,000",
            "r.bib:3: author: found 200,001 characters; expected at most 200,000",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "keys", "lines"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_and_what_follows_is_read(text: str, keys: list[str], lines: list[str]) -> None:
    assert read(text + SOUND) == ([*keys, "z"], lines)


def test_a_file_that_ends_in_an_entry_is_told() -> None:
    assert read(SOUND + "@misc{a, title = {A") == (
        ["z"],
        [
            (
                "r.bib:2: the entry that starts `@misc{a, title = {A` cannot be read: found the end of the file; "
                "expected the entry's closing brace"
            )
        ],
    )


def test_lines_are_counted_whatever_ends_them() -> None:
    assert read("@misc{a,\r\n title = {A},\r\n title = {B}\r\n}\r\n") == (
        ["a"],
        ["r.bib:3: found the field `title` again, first in line 2; expected each field once"],
    )


def test_comments_are_no_mistakes() -> None:
    text = 'Words, words.\n% year = {2020}\n@comment{any {x}}\n@preamble{"x"}\n' + SOUND
    assert read(text) == (["z"], [])


def test_entries_in_parentheses_and_with_a_last_comma_are_read() -> None:
    assert read("@misc(a, title = {A})\n@misc{b, title = {B},}\n") == (["a", "b"], [])


def test_quotes_may_hold_quotes_in_braces() -> None:
    assert only('@misc{a, title = "X {"}Y{"} z", year = "2020"}').title == 'X "Y" z'


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        read("@misc{a\n@misc{b, title = {\\frac{1} \\sqrt \\input{x}}}\n")
    assert caplog.records == []


def test_many_empty_lines_are_read_at_once() -> None:
    assert read("x" + "\n" * 300_000 + SOUND) == (["z"], [])


def test_keys_are_found_in_entries_that_cannot_be_read() -> None:
    assert keys_in("@misc{a, title = {A\n@Misc ( b:1/x ,\n@misc{}\nmisc{c,") == {"a", "b:1/x"}


def test_places_are_no_part_of_what_a_reference_is() -> None:
    reference = only(SOUND)
    assert replace(reference, place=Place("elsewhere", 9)) == reference


def test_one_broken_entry_of_ten_thousand_is_told_and_all_others_are_read() -> None:
    entries = [f"@misc{{k{n},\n title = {{T}},\n author = {{A, B}}\n}}\n" for n in range(10_000)]
    entries[5_000] = "@misc{k5000,\n title = {T,\n author = {A, B}\n}\n"
    keys, told = read("".join(entries))
    assert (len(keys), told) == (
        9_999,
        [
            (
                "r.bib:20001: the entry that starts `@misc{k5000,` cannot be read: found `@misc` in a new line; "
                "expected `,` or `}` before it"
            )
        ],
    )
