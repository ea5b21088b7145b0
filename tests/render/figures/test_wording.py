"""Sentences written from numbers."""

import pytest

from generator.analyse.datum import Datum, printed
from generator.render.figures.wording import (
    climb,
    counted,
    course,
    interval_note,
    one_line,
    task_numbers,
    trend,
    with_interval,
)
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


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (("12.0", "20.0", "40.0"), "pass@1 rises by 55.2 points (≤ 37.2 to 73.2) per tenfold of size"),
        (("40.0", "20.0", "12.0"), "pass@1 falls by 59.5 points (≤ 40.3 to 78.8) per tenfold of size"),
        (
            ("12.0", "14.0", "12.0"),
            "pass@1 may rise or fall with size, by +0.7 points (≤ −13.9 to +15.3) per tenfold of size",
        ),
        (
            ("50.0", "50.0", "50.0"),
            "pass@1 may rise or fall with size, by +0.0 points (≤ −22.4 to +22.4) per tenfold of size",
        ),
        (("12.0", "20.0"), "pass@1 goes from 12.0% (7.9–17.9) at 1B to 20.0% (14.6–26.8) at 2B"),
        (("12.0",), "pass@1 is 12.0% (7.9–17.9) at 1B"),
    ],
)
def test_a_climb_says_what_a_tenfold_of_size_does_or_else_both_ends(
    values: tuple[str, ...], sentence: str
) -> None:
    assert climb("pass@1", data(*values)) == sentence


def test_a_course_adds_the_slope_to_both_ends_where_it_is_known() -> None:
    rising = (
        "pass@1 rises from 12.0% at 1B to 40.0% at 3B, by 55.2 points (≤ 37.2 to 73.2) per tenfold of size"
    )
    assert course("pass@1", data("12.0", "20.0", "40.0")) == rising
    level = "pass@1 is 12.0% at 1B and at 3B, by +0.7 points (≤ −13.9 to +15.3) per tenfold of size, which may be chance"
    assert course("pass@1", data("12.0", "14.0", "12.0")) == level
    assert course("pass@1", data("12.0", "20.0")) == "pass@1 rises from 12.0% at 1B to 20.0% at 2B"


def test_a_score_in_a_sentence_has_its_interval_or_the_reason_why_not() -> None:
    (known,) = data("12.0")
    assert with_interval(known.estimate) == "12.0% (7.9–17.9)"
    (unknown,) = printed(corpus([card("a")], [score("a", "13.0", tasks=None)]))
    assert with_interval(unknown.estimate) == f"13.0% ({unknown.estimate.absence})"


@pytest.mark.parametrize(
    ("tasks", "words"),
    [
        ((164, 164), "164 tasks each"),
        ((164, 29, 378), "29 to 378 tasks each"),
        ((164, None), "164 tasks each, not stated for 1"),
        ((None,), "numbers of tasks not stated"),
        ((1,), "1 task each"),
    ],
)
def test_numbers_of_tasks_are_told_as_far_as_they_are_known(
    tasks: tuple[int | None, ...], words: str
) -> None:
    assert task_numbers(tasks) == words


def test_a_count_says_of_what_and_over_how_many_tasks() -> None:
    assert counted(1, "score", 1, [164]) == "1 score of 1 model, 164 tasks each"


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
