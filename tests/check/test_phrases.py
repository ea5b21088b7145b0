"""Phrases in a text: as they stand, nearly so, or not at all."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.check.phrases import Match, PhraseFinder

TEXT = (
    "Small models get worse after tuning, which we call “alignment taxes”. The sizes range from 13M–52B. "
    "We ﬁnd that encour-\naging the polite  refusal of harmful\nrequests is e\ufb03cient; it costs \u22127.4 points. "
    "It performs worse."
)


@pytest.mark.parametrize(
    ("phrase", "stands"),
    [
        ("models get worse after tuning", "models"),
        ("Models get worse", "models"),
        ("small models get", "Small"),
        ("'alignment taxes'", "“alignment"),
        ('"alignment taxes".', "“alignment"),
        ("range from 13M-52B", "range"),
        ("we find that encouraging the polite refusal", "We ﬁnd"),
        ("harmful requests is efficient", "harmful"),
        ("costs -7.4 points", "costs"),
        ("It performs worse.", "It performs"),
    ],
)
def test_what_typesetting_changes_is_no_difference(phrase: str, stands: str) -> None:
    assert PhraseFinder(TEXT).find(phrase) == Match(TEXT.index(stands))


@pytest.mark.parametrize(
    ("phrase", "stands", "difference"),
    [
        ("Small models get much worse after tuning", "Small", "without “much”"),
        ("the polite refusal of many harmful requests", "the polite", "without “many”"),
        ("models get better after tuning", "models", "“worse” for “better”"),
        ("the refusal of harmful requests", "the polite", "with “polite” in it"),
        ("costs 7.4 points", "costs", "other capitals, punctuation or spacing"),
        ("models get Worse after", "models", "other capitals, punctuation or spacing"),
        ("form worse", "performs worse", "“performs” for “form”"),
    ],
)
def test_what_is_close_is_found_with_the_words_that_differ(phrase: str, stands: str, difference: str) -> None:
    assert PhraseFinder(TEXT).find(phrase) == Match(TEXT.index(stands), difference)


@pytest.mark.parametrize(
    "phrase", ["much worse than chance", "polite requests of 52B", "quite another matter"]
)
def test_what_is_not_close_is_not_found(phrase: str) -> None:
    assert PhraseFinder(TEXT).find(phrase) is None


@pytest.mark.parametrize("text", ["", "\n", "–", "“"])
def test_nothing_stands_in_an_empty_text(text: str) -> None:
    assert PhraseFinder(text).find("much worse than chance") is None


def test_what_stands_inside_a_longer_word_is_found_with_that_word_only() -> None:
    text = "They retrain models and train modelsets; then they train models."
    assert PhraseFinder(text).find("train models") == Match(text.rindex("train"))


def test_a_phrase_of_signs_alone_is_not_found() -> None:
    assert PhraseFinder(TEXT).find("- – -") is None


def test_the_first_of_several_places_counts() -> None:
    assert PhraseFinder("It is so. It is so.").find("it is so") == Match(0)


WORDS = st.lists(
    st.text("aefilostE'", min_size=2, max_size=9).map(lambda word: f"k{word}k"), min_size=2, max_size=12
)
QUOTES = {"'": "'’‘´`"}


def damaged(text: str, draw: random.Random) -> str:
    """Change a text in ways that typesetting does."""
    for letters, ligature in (("fi", "ﬁ"), ("fl", "ﬂ"), ("ff", "ﬀ")):
        text = (
            "".join(part + (ligature if draw.random() < 0.5 else letters) for part in text.split(letters))
            .removesuffix(ligature)
            .removesuffix(letters)
        )
    signs = []
    for sign in text:
        if sign == " ":
            signs.append(draw.choice([" ", "  ", "\n", "\u00a0", "\r\n", "\t"]))
        elif sign == "'":
            signs.append(draw.choice("'’‘´`"))
        else:
            signs.append(sign + (draw.choice(["-\n", "\u00ad", "‐\n  "]) if draw.random() < 0.1 else ""))
    return "".join(signs).rstrip("-‐\u00ad \n")


@given(WORDS, WORDS, WORDS, st.randoms(use_true_random=False))
def test_a_phrase_is_found_however_its_text_was_typeset(
    before: list[str], words: list[str], after: list[str], draw: random.Random
) -> None:
    start, phrase = damaged(" ".join(before).upper(), draw) + " ", " ".join(words)
    text = f"{start}{damaged(phrase, draw)} {damaged(' '.join(after).upper(), draw)}"
    phrase = draw.choice([phrase, phrase[0].upper() + phrase[1:]])
    assert PhraseFinder(text).find(phrase) == Match(len(start))


@given(st.text(max_size=80), st.text(min_size=1, max_size=30))
def test_any_text_and_any_phrase_can_be_compared(text: str, phrase: str) -> None:
    match = PhraseFinder(text).find(phrase)
    assert match is None or 0 <= match.offset < len(text)


@given(st.text(max_size=40), st.integers(0, 39), st.integers(1, 39))
def test_what_is_cut_out_of_a_text_between_spaces_is_found_in_it(text: str, start: int, length: int) -> None:
    phrase = text[start : start + length]
    match = PhraseFinder(f"{text[:start]} {phrase} {text[start + length :]}").find(phrase)
    assert (match is not None and not match.difference) or not any(map(str.isalnum, phrase))
