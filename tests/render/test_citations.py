"""Citations in prose become links; in code they are examples."""

from pathlib import Path

import pytest

from generator.model.reference import Author, Reference
from generator.render.citations import expand_citations, short_name
from tests.render.small_site import EMPTY, citing, reference, refused, rendered

BAI = reference("bai2022hh", "Bai", "Jones", "Ndousse", title="A Helpful Assistant", year="2022")
LE = reference("le2022coderl", "Le", "Wang", title='On "RL"', year="2022")
CORPUS = citing(EMPTY, BAI, LE)
LIST = {"references.md": "# References\n\n{{ bibliography() }}\n"}


def link(key: str, title: str, words: str) -> str:
    return f'<a class="sb-cite" href="../references/#{key}" title="{title}">{words}</a>'


BAI_LINK = link("bai2022hh", "A Helpful Assistant", "Bai et al. 2022")
LE_LINK = link("le2022coderl", "On &#34;RL&#34;", "Le and Wang 2022")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("It grows [@bai2022hh].", f"It grows ({BAI_LINK})."),
        (
            "[@bai2022hh, section 5.3]",
            f"({link('bai2022hh', 'A Helpful Assistant', 'Bai et al. 2022, section 5.3')})",
        ),
        ("[@bai2022hh; @le2022coderl]", f"({BAI_LINK}; {LE_LINK})"),
        (
            "[@bai2022hh, Figure 21; @le2022coderl, p. 3]",
            (
                f"({link('bai2022hh', 'A Helpful Assistant', 'Bai et al. 2022, Figure 21')}; "
                f"{link('le2022coderl', 'On &#34;RL&#34;', 'Le and Wang 2022, p. 3')})"
            ),
        ),
        (
            '[@bai2022hh, "a \\ *b* <c>"]',
            f"({link('bai2022hh', 'A Helpful Assistant', 'Bai et al. 2022, &#34;a &#92; &#42;b&#42; &#60;c&#62;&#34;')})",
        ),
        (
            "[@bai2022hh,\nsection 5.3]: so",
            f"({link('bai2022hh', 'A Helpful Assistant', 'Bai et al. 2022, section 5.3')}): so",
        ),
        ("`[@bai2022hh]` [@bai2022hh]", f"`[@bai2022hh]` ({BAI_LINK})"),
        ("`` `[@bai2022hh]` ``", "`` `[@bai2022hh]` ``"),
        ("a ` b [@bai2022hh]", f"a ` b ({BAI_LINK})"),
        ("```\n[@nobody]\n```\n[@bai2022hh]", f"```\n[@nobody]\n```\n({BAI_LINK})"),
        ("~~~~ md\n[@nobody]\n~~~\n[@nobody]\n~~~~", "~~~~ md\n[@nobody]\n~~~\n[@nobody]\n~~~~"),
        ("[@somebody](https://example.org)", "[@somebody](https://example.org)"),
        ("[see @bai2022hh] a@example.org @bai2022hh", "[see @bai2022hh] a@example.org @bai2022hh"),
        (
            '{{ cite("bai2022hh", "Table 1") }}',
            link("bai2022hh", "A Helpful Assistant", "Bai et al. 2022, Table 1"),
        ),
        ('{{ citations("@le2022coderl") }}', f"({LE_LINK})"),
    ],
)
def test_a_citation_is_a_link_to_its_entry(tmp_path: Path, source: str, shown: str) -> None:
    assert rendered(tmp_path, LIST | {"page.md": source}, CORPUS)["page.md"] == shown


def test_without_a_list_of_references_a_citation_names_its_source_only(tmp_path: Path) -> None:
    made = rendered(tmp_path, {"page.md": "[@bai2022hh]"}, CORPUS)
    assert made["page.md"] == '(<span class="sb-cite" title="A Helpful Assistant">Bai et al. 2022</span>)'


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (
            "# A\n\nIt [@bai2022h].",
            "site_src/page.md:3: `bai2022h` names no entry of results/references.bib; did you mean `bai2022hh`?",
        ),
        ('{{ cite("zzz") }}', "site_src/page.md:1: `zzz` names no entry of results/references.bib"),
        ("\n[@bai2022hh; @zzz]", "site_src/page.md:2: `zzz` names no entry of results/references.bib"),
        (
            "[@bai2022hh section 5]",
            "site_src/page.md:1: found the citation `@bai2022hh section 5`, expected `@key` or `@key, locator`",
        ),
        (
            "[@bai2022hh; le]",
            "site_src/page.md:1: found the citation `le`, expected `@key` or `@key, locator`",
        ),
        ("[@ x]", "site_src/page.md:1: found the citation `@ x`, expected `@key` or `@key, locator`"),
        (
            "[@bai2022hh,\nsection\n5] and\n[@zzz]",
            "site_src/page.md:4: `zzz` names no entry of results/references.bib",
        ),
        ("[@bai2022hh,\nsection 5] {{ nobody }}", "site_src/page.md:2: there is no `nobody`"),
        (
            "{% if true %}\n[@zzz,\np. 1]\n{% endif %}",
            "site_src/page.md:2: `zzz` names no entry of results/references.bib",
        ),
    ],
)
def test_a_citation_that_leads_nowhere_is_a_problem_at_its_line(
    tmp_path: Path, source: str, problem: str
) -> None:
    assert [each[: len(problem)] for each in refused(tmp_path, {"page.md": source}, CORPUS)] == [problem]


def test_a_page_keeps_its_number_of_lines() -> None:
    source = "a\n[@b,\nc\nd] e [@f; @g]\n```\n[@h]\n```\n"
    assert expand_citations(source) == (
        'a\n{{ citations("@b, c d"\n\n) }} e {{ citations("@f; @g") }}\n```\n[@h]\n```\n'
    )


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (reference("k", "Miller"), "Miller 2024"),
        (reference("k", "Le", "Wang"), "Le and Wang 2024"),
        (reference("k", "Bai", "Jones", "Ndousse"), "Bai et al. 2024"),
        (reference("k", *"ABCDEFGHIJKL"), "A et al. 2024"),
        (reference("k", "Le", more_authors=True), "Le et al. 2024"),
        (reference("k", "DeepSeek-AI"), "DeepSeek-AI 2024"),
        (reference("k", title="Eval Arena"), "Eval Arena 2024"),
        (reference("k", "Miller", year=""), "Miller"),
        (Reference("k", "misc", "T", (Author("van der Berg", "Ada"),), year="2020"), "van der Berg 2020"),
    ],
)
def test_a_reference_is_named_as_a_text_does(made: Reference, name: str) -> None:
    assert short_name(made) == name
