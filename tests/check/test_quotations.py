"""Whether quoted phrases stand in the stored texts of their sources."""

from dataclasses import replace

from generator.check.examined import Examined, phrases
from generator.check.quotations import Quotation, misquoted_phrases, quotations
from generator.errors import Place
from generator.model.claim import Evidence
from generator.model.corpus import Corpus
from generator.model.source_text import Section, SourceText
from tests.check import corpora
from tests.check.claims import claim

TEXT = SourceText(
    "paper",
    "Abstract\nWe ask.\n1 Results\nSmall models get worse after tuning.",
    (Section("section “Abstract”", 0), Section("section 1", 17)),
    (0, 17),
    Place("results/sources/paper.txt"),
)


def quoting(*phrases: str, source: str = "paper", stored: bool = True) -> Corpus:
    evidence = tuple(
        Evidence(source, "section 1", "supports", "It says so.", phrase, Place("results/claims.yaml", at))
        for at, phrase in enumerate(phrases, 8)
    )
    texts = {"paper": TEXT} if stored else {}
    return replace(corpora.corpus(), claims=(claim(evidence=evidence),), source_texts=texts)


def test_each_phrase_has_what_became_of_it_in_the_order_of_the_evidence() -> None:
    found = quotations(quoting("models get worse", "", "small models get better", "large models win"))
    assert found == {
        "C1": (
            Quotation("found", "section 1, page 2", 33),
            Quotation("none"),
            Quotation("differs", "section 1, page 2", 27, "“worse” for “better”"),
            Quotation("missing"),
        )
    }
    assert [each.said for each in found["C1"]] == [
        "found in the stored text, section 1, page 2",
        "",
        "found with a difference, section 1, page 2: “worse” for “better”",
        "not found in the stored text",
    ]


def test_without_a_stored_text_a_phrase_is_not_checked_and_said_so() -> None:
    corpus = quoting("models get worse", stored=False)
    (quotation,) = quotations(corpus)["C1"]
    assert quotation.said == "not checked: no text of this source is stored"
    assert list(misquoted_phrases(corpus)) == []
    assert list(phrases(corpus)) == [
        Examined("quoted phrases of which no source is stored: not checked", None, 1)
    ]


def test_a_phrase_that_is_not_there_is_an_error_and_one_that_differs_a_warning() -> None:
    corpus = quoting("models get worse", "small models get better", "large models win")
    assert [str(each) for each in misquoted_phrases(corpus)] == [
        (
            "results/claims.yaml:9: warning: C1: paper: its stored text holds “small models get better” with a difference "
            "(section 1, page 2): “worse” for “better” [phrase-differs]"
        ),
        (
            "results/claims.yaml:10: error: C1: paper: its stored text does not hold “large models win”, "
            "nor anything close to it [phrase-not-found]"
        ),
    ]
    assert list(phrases(corpus)) == [Examined("quoted phrases, in the stored texts of their sources", 1, 3)]


def test_phrases_in_order_are_told_of_nowhere() -> None:
    assert list(misquoted_phrases(quoting("models get worse"))) == []


def test_a_text_without_headings_or_pages_has_no_places() -> None:
    assert SourceText("paper", "It is so.").where(3) == ""
