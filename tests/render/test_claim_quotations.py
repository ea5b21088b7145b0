"""A claim's page says of each quoted phrase what became of it, and the data check links back to the claim."""

from dataclasses import replace
from pathlib import Path

import pytest

from generator.model.claim import Evidence
from generator.model.corpus import Corpus
from generator.model.source_text import Section, SourceText
from tests.render.small_site import EMPTY, citing, claim, reference, rendered, shown, words

PAGES = {
    "claims/_claim.md": "# {{ claim.id }}\n\n{{ claim_body(claim.id) }}\n",
    "data-check.md": "# Data check\n\n{{ data_check() }}\n",
}
TEXT = SourceText("paper", "Small models get <worse> after tuning.", (Section("section 5.3", 0),))


def quoting(phrase: str, *, stored: bool = True) -> Corpus:
    passage = Evidence("paper", "section 5.3", "supports", "It says so", phrase)
    corpus = citing(replace(EMPTY, claims=(claim("C1", evidence=[passage]),)), reference("paper", "Miller"))
    return replace(corpus, source_texts={"paper": TEXT} if stored else {})


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("small models get", "It says so: small models get (found in the stored text, section 5.3)"),
        (
            "small models get better after tuning",
            (
                "It says so: small models get better after tuning "
                "(found with a difference, section 5.3: “worse” for “better”)"
            ),
        ),
        ("much worse than chance", "It says so: much worse than chance (not found in the stored text)"),
    ],
)
def test_each_phrase_says_what_became_of_it(tmp_path: Path, phrase: str, said: str) -> None:
    page = words(shown(rendered(tmp_path, PAGES, quoting(phrase))["claims/C1.md"]))
    assert said in page


def test_a_phrase_of_a_source_that_is_not_stored_says_so(tmp_path: Path) -> None:
    page = words(shown(rendered(tmp_path, PAGES, quoting("small models get", stored=False))["claims/C1.md"]))
    assert "small models get (not checked: no text of this source is stored)" in page


def test_evidence_without_a_phrase_says_nothing_of_one(tmp_path: Path) -> None:
    page = words(shown(rendered(tmp_path, PAGES, quoting(""))["claims/C1.md"]))
    assert "It says so Miller 2024, section 5.3" in page


def test_words_of_a_stored_text_are_escaped(tmp_path: Path) -> None:
    hostile = replace(TEXT, text="Small models <script>get</script> worse after *all* this tuning.")
    corpus = replace(quoting("small models worse after all this tuning"), source_texts={"paper": hostile})
    page = rendered(tmp_path, PAGES, corpus)["claims/C1.md"]
    assert "<script>" not in page
    assert "<em>" not in page


def test_the_data_check_names_the_claim_with_a_link(tmp_path: Path) -> None:
    page = rendered(tmp_path, PAGES, quoting("much worse than chance"))["data-check.md"]
    assert (
        '<th scope="row"><a href="../claims/C1/">C1</a></th><td class="sb-severity sb-grave">error</td>'
        "<td>Miller 2024: its stored text does not hold “much worse than chance”, nor anything close to it</td>"
    ) in page
