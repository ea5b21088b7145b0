"""Citations in prose become links; in code they are examples."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.model.claim import Evidence
from generator.model.reference import Reference
from generator.render.citations import expand_citations
from tests.render.families import LLAMA, families
from tests.render.small_site import EMPTY, citing, claim, reference, refused, rendered

BAI = reference("bai2022hh", "Bai", "Jones", "Ndousse", title="A Helpful Assistant", year="2022")
LE = reference("le2022coderl", "Le", "Wang", title='On "RL"', year="2022")
CORPUS = citing(EMPTY, BAI, LE)
LIST = {"references.md": "# References\n\n{{ bibliography() }}\n"}


CARDS = {
    "bai2022hh": "Bai, Jones, Ndousse (2022). <cite>A Helpful Assistant.</cite>",
    "le2022coderl": "Le, Wang (2022). <cite>On &#34;RL&#34;.</cite>",
}


def cited(link: str, key: str) -> str:
    card = f'<span class="sb-card" aria-hidden="true" data-search-exclude>{CARDS[key]}</span>'
    return f'<span class="sb-cited">{link}{card}</span>'


def link(key: str, words: str) -> str:
    return cited(f'<a class="sb-cite" href="../references/#{key}">{words}</a>', key)


BAI_LINK = link("bai2022hh", "Bai et al. 2022")
LE_LINK = link("le2022coderl", "Le and Wang 2022")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("It grows [@bai2022hh].", f"It grows ({BAI_LINK})."),
        (
            "[@bai2022hh, section 5.3]",
            f"({link('bai2022hh', 'Bai et al. 2022, section 5.3')})",
        ),
        ("[@bai2022hh; @le2022coderl]", f"({BAI_LINK}; {LE_LINK})"),
        (
            "[@bai2022hh, Figure 21; @le2022coderl, p. 3]",
            (
                f"({link('bai2022hh', 'Bai et al. 2022, Figure 21')}; "
                f"{link('le2022coderl', 'Le and Wang 2022, p. 3')})"
            ),
        ),
        (
            '[@bai2022hh, "a \\ *b* <c>"]',
            f"({link('bai2022hh', 'Bai et al. 2022, &#34;a &#92; &#42;b&#42; &#60;c&#62;&#34;')})",
        ),
        (
            "[@bai2022hh,\nsection 5.3]: so",
            f"({link('bai2022hh', 'Bai et al. 2022, section 5.3')}): so",
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
            link("bai2022hh", "Bai et al. 2022, Table 1"),
        ),
        ('{{ citations("@le2022coderl") }}', f"({LE_LINK})"),
    ],
)
def test_a_citation_is_a_link_to_its_entry(tmp_path: Path, source: str, shown: str) -> None:
    assert rendered(tmp_path, LIST | {"page.md": source}, CORPUS)["page.md"] == shown


def test_without_a_list_of_references_a_citation_names_its_source_only(tmp_path: Path) -> None:
    made = rendered(tmp_path, {"page.md": "[@bai2022hh]"}, CORPUS)
    name = '<span class="sb-cite" tabindex="0">Bai et al. 2022</span>'
    assert made["page.md"] == f"({cited(name, 'bai2022hh')})"


def test_a_heading_has_no_cards_since_it_stands_in_menus_too(tmp_path: Path) -> None:
    made = rendered(
        tmp_path, LIST | {"page.md": '# On [@bai2022hh]\n\n# And {{ cite("le2022coderl") }}'}, CORPUS
    )
    name = (
        '<span class="sb-cited"><a class="sb-cite" href="../references/#bai2022hh">Bai et al. 2022</a></span>'
    )
    assert made["page.md"] == f"# On ({name})\n\n# And {LE_LINK}"
    assert ">On (Bai et al. 2022)</a>" in made["references.md"]


@pytest.mark.parametrize(
    ("made", "card"),
    [
        (reference("k", *"ABCD", venue="TMLR"), "A, B, C et al. (2024). <cite>On Scaling.</cite> TMLR."),
        (reference("k", "A", more_authors=True, title="Why?"), "A et al. (2024). <cite>Why?</cite>"),
        (reference("k", year="", title="*A*"), "(n.d.). <cite>&#42;A&#42;.</cite>"),
    ],
)
def test_a_card_says_who_when_what_and_where(tmp_path: Path, made: Reference, card: str) -> None:
    page = rendered(tmp_path, {"page.md": "[@k]"}, citing(EMPTY, made))["page.md"]
    assert re.findall(r"data-search-exclude>(.*?)</span>", page) == [card]


def test_text_of_a_claim_cites_and_is_else_as_it_is_written(tmp_path: Path) -> None:
    found = Evidence("le2022coderl", "Table 1", "supports", "Half of it [@bai2022hh, p. 3], [x](y) *z*")
    made = claim("C1", source="le2022coderl", why="See [@bai2022hh; @le2022coderl].", evidence=[found])
    pages = LIST | {"claims/_claim.md": "{{ claim_body(claim.id) }}"}
    page = rendered(tmp_path, pages, replace(CORPUS, claims=(made,)))["claims/C1.md"].replace("../../", "../")
    assert f"See ({BAI_LINK}; {LE_LINK}).</dd>" in page
    bai, le = link("bai2022hh", "Bai et al. 2022, p. 3"), link("le2022coderl", "Le and Wang 2022, Table 1")
    assert f"<li>Half of it ({bai}), &#91;x&#93;(y) &#42;z&#42; {le}</li>" in page


def test_a_figure_s_caption_cites(tmp_path: Path) -> None:
    made = families(Llama=LLAMA)
    noted = tuple(replace(each, note="As in [@other, p. 2].") for each in made.report.tuning)
    made = citing(
        replace(made, report=replace(made.report, tuning=noted)),
        reference("paper", "Wang"),
        reference("other", "Bai"),
    )
    page = rendered(tmp_path, LIST | {"page.md": '# Page\n\n{{ figure("tuned-pairs") }}'}, made)
    assert (
        'As in (<span class="sb-cited"><a class="sb-cite" href="../references/#other">Bai 2024, p. 2</a>'
        in page["page.md"]
    )
    figure = '<a href="../page/#fig-tuned-pairs">Base and tuned models by size</a>'
    assert (
        page["references.md"].count(f'Cited on <a href="../page/">Page</a>. In the figures: {figure}.') == 2
    )


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
