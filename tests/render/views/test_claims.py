"""The table of claims has a row for each; what asserts nothing shares one page."""

from dataclasses import replace
from pathlib import Path

from generator.model.claim import Certainty, Confidence, Stated
from tests.render.small_site import rendered, shown, words
from tests.render.views.claims_seen import (
    DRIFTED,
    LEGEND,
    PAGES,
    facts,
    page,
    report_with,
    rising,
    rows,
    site,
)

HEAD = [
    "Id",
    "Claim",
    "Source",
    "Verdict stated",
    "Verdict computed",
    "Confidence printed",
    "Certainty",
    "Flags",
]
RATED = replace(
    rising(),
    id="C2",
    checks=(),
    completed="Large beats small models.",
    verdict="mixed",
    stated=Stated(verified=True, by="the list"),
    confidence=Confidence(0.25, "similarity", meaning="of texts"),
    certainty=Certainty("very_low", ("one figure",), "us", "2026-11-24"),
)


def test_each_claim_has_a_row_with_both_verdicts_and_what_a_number_measures(tmp_path: Path) -> None:
    body = page(tmp_path, "claims/index.md", rising(), RATED)
    assert rows(body) == [
        HEAD,
        [
            "C1",
            "“Large beats small.”",
            "Wang 2024",
            "supported",
            "supported",
            "none",
            "not rated",
            "counted twice",
        ],
        [
            "C2",
            "“Large beats small.…”",
            "Wang 2024",
            "mixed",
            "no direct check",
            "0.25 a similarity marked verified by the list",
            "very low, rated by us on 2026-11-24",
            "counted twice",
        ],
    ]
    assert [words(each) for each in body.iter("p")] == [
        "The whole table, with the texts that assert nothing: CSV, JSON."
    ]


def test_a_claim_that_has_drifted_says_so_in_words(tmp_path: Path) -> None:
    body = page(tmp_path, "claims/index.md", DRIFTED)
    assert rows(body)[1][3:5] == ["contradicted", "supported, drifted"]


def test_every_cell_that_can_be_filtered_by_has_its_value(tmp_path: Path) -> None:
    body = page(tmp_path, "claims/index.md", DRIFTED, RATED)
    (table,) = body.iter("table")
    assert table.get("data-filter") == "claims"
    assert [
        (each.get("data-facet"), each.get("data-value")) for each in table.iter() if each.get("data-facet")
    ] == [
        ("source", None),
        ("verdict", None),
        ("computed", None),
        ("source", "Wang 2024"),
        ("verdict", "contradicted"),
        ("computed", "supported, drifted"),
        ("source", "Wang 2024"),
        ("verdict", "mixed"),
        ("computed", "no direct check"),
    ]


def test_what_asserts_nothing_shares_one_page_and_the_table_leads_there(tmp_path: Path) -> None:
    files = site(tmp_path, rising(), LEGEND)
    assert sorted(files) == [
        "by/paper.md",
        "claims/C1.md",
        "claims/index.md",
        "claims/not-claims.md",
        "data/v1/claims.csv",
        "data/v1/claims.json",
        "data/v1/claims/C1.json",
        "data/v1/claims/S7.json",
        "models/large.md",
        "models/small.md",
    ]
    table = shown(files["claims/index.md"])
    assert [row[0] for row in rows(table)] == ["Id", "C1"]
    assert next(words(each) for each in table.iter("p")) == (
        "One more text was listed as a claim and asserts nothing, as the legend of a figure does: see the page of such texts."
    )
    assert [link.get("href") for link in table.findall("./p/a")] == [
        "not-claims/",
        "../data/v1/claims.csv",
        "../data/v1/claims.json",
    ]
    body = shown(files["claims/not-claims.md"])
    assert [each.get("id") for each in body.iter("h2")] == ["claim-S7"]
    assert [words(each) for each in body.iter("blockquote")] == ["Small, Large and others are compare…"]
    assert facts(body) == {
        "Verdict": "not checkable A legend (Wang 2024, p. 2).",
        "Kind": "figure text",
        "Listed in": "Wang 2024",
        "Marked": "verified by the list",
        "Confidence printed": "0.3: what it measures is not stated",
        "What the rules found": "its text ends without closing punctuation after 35 characters; the record completes it",
        "What its source shows": "It has a legend: Small and Large (not checked: no text of this source is stored) Wang 2024, Figure 1",
        "Checked": "read, by us, on 2026",
        "As data": "JSON",
    }


def test_an_address_leads_to_the_place_of_a_text_on_the_page_that_it_shares(tmp_path: Path) -> None:
    asking = '{{ item_href("claim", "S7") }} {{ item_href("claim", "S7", "#checks") }} {{ item_href("claim", "C1", "#checks") }}'
    files = rendered(tmp_path, {**PAGES, "index.md": asking}, report_with(rising(), LEGEND))
    assert files["index.md"] == "claims/not-claims/#claim-S7 claims/not-claims/#claim-S7 claims/C1/#checks"


def test_without_such_a_page_every_claim_keeps_its_own(tmp_path: Path) -> None:
    pages = {name: text for name, text in PAGES.items() if name != "claims/not-claims.md"}
    files = rendered(tmp_path, pages, report_with(rising(), LEGEND))
    assert ("claims/S7.md" in files, [row[0] for row in rows(shown(files["claims/index.md"]))]) == (
        True,
        ["Id", "C1", "S7"],
    )


def test_where_all_claims_assert_something_the_page_of_others_vanishes(tmp_path: Path) -> None:
    assert "claims/not-claims.md" not in site(tmp_path, rising())


def test_claims_whose_ids_differ_by_a_mark_have_rows_of_their_own_to_link_to(tmp_path: Path) -> None:
    body = page(tmp_path, "claims/index.md", *(replace(rising(), id=name) for name in ("a_b", "a-b", "A.b")))
    assert [row.get("id") for row in body.iter("tr") if row.get("id")] == ["a_b", "a-b", "a.b"]


def test_where_no_claim_asserts_anything_there_is_no_table(tmp_path: Path) -> None:
    assert rows(page(tmp_path, "claims/index.md", LEGEND)) == []


def test_it_is_told_of_how_many_claims_the_data_decide_and_which_have_drifted(tmp_path: Path) -> None:
    sound = rising(verdict="supported")
    made = report_with(sound, replace(DRIFTED, id="C2"), replace(sound, id="C3", checks=()), LEGEND)
    body = shown(
        rendered(tmp_path, PAGES | {"index.md": "# Home\n\n{{ claims_checked() }}"}, made)["index.md"]
    )
    assert words(body) == (
        "Home Of 3 claims, 2 have checks that bear on their very statement, which this build carried out. "
        "1 has drifted: C2, where these checks now come to another side than the stated verdict."
    )
