"""A claim's page: verdicts, evidence on both sides at equal weight, checks with their numbers, history, relations."""

from dataclasses import replace
from pathlib import Path

from generator.model.claim_check import ClaimCheck, Count, Order, Series, Threshold
from generator.model.filters import Filters
from generator.model.report import Report
from tests.render.figures.corpora import score
from tests.render.small_site import rendered, shown, words
from tests.render.views.claims_seen import (
    DRIFTED,
    FULL,
    OLD,
    PAGES,
    UNTESTED,
    facts,
    page,
    report_with,
    rising,
    rows,
)


def test_a_claim_shows_all_that_is_recorded_of_it(tmp_path: Path) -> None:
    body = page(tmp_path, "claims/C1.md", OLD, FULL)
    assert [words(each) for each in body.iter("blockquote")] == ["Large beats small models."]
    assert facts(body) == {
        "Verdict stated": "supported Both are printed.",
        "Verdict computed": "supported",
        "Kind": "finding",
        "Claimed in": "Wang 2024",
        "Scope": "sizes: 1B and 9B; k: 1",
        "Leaves out": "that tasks are easy",
        "Magnitude stated": "−2.5 points (95% interval −4 to 1) As printed.",
        "Marked": "not verified by the list",
        "Confidence printed": "0.8: probability of the claim's being true (by guess)",
        "Certainty": "low, rated by us on 2026-11-24one figureone task",
        "Same sentence as": "C0: one sentence of its source, counted once",
        "Supersedes": "C0",
        "Checked": "read, by us, on 2026-11-24",
    }
    assert [words(each) for each in body.iter("p")][:2] == [
        "Large beats small models.",
        "Found cut off, as Large beats small.…, and completed by the report's authors.",
    ]


def test_evidence_for_and_against_stands_side_by_side(tmp_path: Path) -> None:
    body = page(tmp_path, "claims/C1.md", OLD, FULL)
    (sides,) = (each for each in body.iter("div") if each.get("class") == "sb-sides")
    assert [words(each) for each in sides] == [
        "Evidence for It is so: large is ahead (not checked: no text of this source is stored) Wang 2024, Table 1",
        "Evidence against It is not so Wang 2024, Table 2",
    ]
    assert [words(each) for each in body.iter("h2")] == [
        "Evidence for",
        "Evidence against",
        "What limits it",
        "Context",
        "What is known of it",
        "What the rules found in its record",
        "Checks against the data",
        "History",
        "Cite it, read it by program",
    ]


def test_what_rules_found_in_the_record_stands_in_sentences(tmp_path: Path) -> None:
    body = page(tmp_path, "claims/C1.md", OLD, FULL)
    told = [each for each in body if each.tag == "ul"]
    assert [words(each) for part in told for each in part][-2:] == [
        "leaves out a condition of its source, as the record says: that tasks are easy",
        "is from the same sentence as C0, as the record says: the two count as one vote",
    ]


def test_a_side_without_evidence_says_so(tmp_path: Path) -> None:
    (sides,) = (
        each
        for each in page(tmp_path, "claims/C1.md", rising()).iter("div")
        if each.get("class") == "sb-sides"
    )
    assert [words(each) for each in sides] == [
        "Evidence for None recorded.",
        "Evidence against None recorded.",
    ]


def test_a_check_shows_what_it_asks_and_the_numbers_with_links_to_the_scores(tmp_path: Path) -> None:
    body = page(tmp_path, "claims/C1.md", rising())
    (table,) = body.iter("table")
    assert rows(body) == [
        ["Asked", "Expected", "Level", "Bearing", "Outcome", "Numbers, or why there are none", "Looked at"],
        [
            "large scores higher than small: pass@1 on HumanEvalA note.",
            "higher",
            "95%",
            "direct",
            "holds",
            "+40.0 points (+29.8 to +49.0; 95%, Newcombe, unpaired)",
            "small, Wang 2024large, Wang 2024",
        ],
    ]
    assert [link.get("href") for link in table.iter("a")] == [
        "../../by/paper/#paper-small-1-20.0",
        "../../by/paper/#paper-large-1-60.0",
    ]


def test_a_check_that_cannot_be_carried_out_says_why(tmp_path: Path) -> None:
    assert rows(page(tmp_path, "claims/C2.md", UNTESTED))[1] == [
        "nope scores within 2 points of 50%",
        "about 50%, within 2 points",
        "90%",
        "indirect",
        "cannot be checked",
        "figure='nope': there is no figure 'nope'; there are `paper-large-1-60.0` and `paper-small-1-20.0`",
        "no score",
    ]


def test_a_source_has_its_name_in_what_is_asked_and_a_count_no_interval(tmp_path: Path) -> None:
    counted = ClaimCheck(Count("at_least", 2, scores=Filters(source="paper")), "indirect")
    ordered = ClaimCheck(Order(Series("Toy", "humaneval", "paper"), "rises"), "indirect")
    body = page(tmp_path, "claims/C1.md", replace(rising(), checks=(counted, ordered)))
    assert [row[:3] for row in rows(body)[1:]] == [
        ["The data here hold at least 2 scores in Wang 2024", "at least 2", "no interval"],
        ["pass@1 on HumanEval of the family Toy in Wang 2024 rises with every step in size", "rises", "95%"],
    ]


def test_a_score_that_a_check_looked_at_says_its_k_where_it_is_not_1(tmp_path: Path) -> None:
    at_ten = score("large", "70.0", k=10)
    made = report_with(
        replace(
            rising(), checks=(ClaimCheck(Threshold(Filters(figure=at_ten.id), 0.5, "above"), "indirect"),)
        )
    )
    made = replace(made, published=(*made.published, at_ten))
    assert (
        rows(shown(rendered(tmp_path, PAGES, made)["claims/C1.md"]))[1][-1] == "large at pass@10, Wang 2024"
    )


def test_a_drifted_claim_tells_both_verdicts_and_the_numbers(tmp_path: Path) -> None:
    body = page(tmp_path, "claims/C1.md", DRIFTED)
    assert facts(body)["Verdict computed"] == "supported Drifted"
    (told,) = (each for each in body.iter("div") if each.get("class") == "sb-drifted")
    assert [words(each) for each in told] == [
        "This claim has drifted. It is stated as contradicted, but the direct checks of this build come to supported:",
        (
            "large scores higher than small: pass@1 on HumanEval: holds, +40.0 points "
            "(+29.8 to +49.0; 95%, Newcombe, unpaired)."
        ),
    ]


def test_the_history_stands_oldest_first_with_the_verdict_of_the_day(tmp_path: Path) -> None:
    body = page(tmp_path, "claims/C1.md", OLD, FULL)
    (history,) = (each for each in body.iter("ol") if each.get("class") == "sb-history")
    assert [words(each) for each in history] == [
        "2026-11-23, us: Written. (verdict from then on: mixed) digest 0123456789ab",
        "2026-11-24, them: Read again. (verdict from then on: supported) not sealed",
    ]


def test_a_superseded_claim_says_by_which(tmp_path: Path) -> None:
    body = page(tmp_path, "claims/C0.md", OLD, FULL)
    (told,) = (each for each in body.iter("p") if each.get("class") == "sb-superseded")
    assert words(told) == "Superseded by C1. What stands here is kept as it was."
    assert [link.get("href") for link in told.iter("a")] == ["../C1/"]
    assert facts(body)["Same sentence as"] == "C1: one sentence of its source, counted once"


def test_a_claim_can_be_cited_read_by_program_and_corrected(tmp_path: Path) -> None:
    made = replace(report_with(rising()), report=Report("A report?", contact="https://example.org/issues"))
    body = shown(rendered(tmp_path, PAGES, made)["claims/C1.md"])
    assert [words(each) for each in body.iter("h2")][-1] == "Cite it, read it by program, correct it"
    (code,) = body.iter("code")
    assert "".join(code.itertext()).splitlines() == [
        "@misc{claim-c1,",
        "title = {Claim C1: Large beats small.},",
        "howpublished = {In: A report?},",
        "note = {Verdict: supported},",
        "}",
    ]
    assert [words(each) for each in body.iter("p")][-2:] == [
        "A report? Claim C1: “Large beats small.” Verdict: supported.",
        "This claim as JSON. Something is wrong here? Report it, and name claim C1 and the source that shows it.",
    ]
    assert [link.get("href") for link in body.findall("./p/a")] == [
        "../../data/v1/claims/C1.json",
        "https://example.org/issues",
    ]
