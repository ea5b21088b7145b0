"""Citations in text, as people write them."""

import pytest

from generator.model.citing import CitationError, Cited, cited_in, keys_of


def test_a_citation_names_documents_and_places() -> None:
    assert list(cited_in("@a; @b:c/d+e, section 5.3, p. 1 ;@f")) == [
        Cited("a"),
        Cited("b:c/d+e", "section 5.3, p. 1"),
        Cited("f"),
    ]


@pytest.mark.parametrize("words", ["a", "@", "@a;", "@a section 5", "@a, "])
def test_what_is_no_citation_is_refused(words: str) -> None:
    found = words.rsplit(";", maxsplit=1)[-1].strip()
    with pytest.raises(
        CitationError, match=f"^found the citation `{found}`, expected `@key` or `@key, locator`$"
    ):
        list(cited_in(words))


def test_all_keys_of_a_text_are_found_over_its_lines_and_links_are_none() -> None:
    text = "As [@a; @b,\n p. 1] says, and [@c]; but [@d](https://e.org), [see @e], @f and a@g.org do not."
    assert list(keys_of(text)) == ["a", "b", "c"]
