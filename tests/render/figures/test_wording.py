"""Sentences written from numbers."""

import pytest

from generator.analyse.datum import Datum, printed
from generator.render.figures.wording import interval_note, one_line, trend
from tests.render.figures.corpora import card, corpus, score

UPPER_BOUND = (
    "Where a score averages several samples a task, or its source does not state how it was decoded, and no tallies are "
    "published, the bar is the widest that the number of tasks allows: an upper bound of the uncertainty."
)


def data(*values: str) -> tuple[Datum, ...]:
    cards = [card(f"m{number}", (number + 1) * 1e9) for number in range(len(values))]
    return tuple(
        printed(corpus(cards, [score(each.id, value) for each, value in zip(cards, values, strict=True)]))
    )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (("12.0", "20.0", "30.9"), "pass@1 rises from 12.0% at 1B to 30.9% at 3B"),
        (("100", "9.0"), "pass@1 falls from 100.0% at 1B to 9.0% at 2B"),
        (("12.0", "12.0"), "pass@1 is 12.0% at 1B and at 2B"),
        (("12.0",), "pass@1 is 12.0% at 1B"),
    ],
)
def test_a_trend_says_where_it_starts_and_ends(values: tuple[str, ...], sentence: str) -> None:
    assert trend("pass@1", data(*values)) == sentence


def test_greedy_scores_need_no_words_about_bounds() -> None:
    assert interval_note(data("12.0")) == "Bars are 95% intervals over tasks."


def test_a_bound_is_called_a_bound() -> None:
    known = corpus([card("a")], [score("a", "12.0", estimand="sampled")])
    assert interval_note(printed(known)) == f"Bars are 95% intervals over tasks. {UPPER_BOUND}"


def test_an_interval_of_the_source_is_said_to_be_its_own() -> None:
    known = corpus([card("a")], [score("a", "12.0", ci95_half=5.0)])
    assert interval_note(printed(known)) == (
        "Bars are 95% intervals over tasks. Where a source prints an interval, that one is drawn."
    )


def test_a_missing_interval_is_said_to_be_missing() -> None:
    known = [score("a", "12.0"), score("a", "13.0", tasks=None)]
    assert interval_note(printed(corpus([card("a")], known))) == (
        "Bars are 95% intervals over tasks. A point without a bar has no interval."
    )
    assert interval_note(printed(corpus([card("a")], known[1:]))) == "None of these numbers has an interval."


def test_text_from_data_becomes_one_line_that_can_be_seen() -> None:
    assert one_line("a\n\tb\x00 \x1b[0m\u202ec") == "a b [0m c"
