"""Collecting mistakes, and showing values in messages."""

import pytest

from generator.errors import InputError, Place
from generator.load.problems import Problems, meant, printable, shortened


def test_all_mistakes_are_raised_at_once_in_order() -> None:
    problems = Problems()
    problems.raise_if_any()
    assert not problems
    problems.add(Place("b"), "code", "second")
    problems.add(Place("a"), "code", "first")
    assert problems
    with pytest.raises(InputError) as raised:
        problems.raise_if_any()
    assert str(raised.value) == "a: first\nb: second"


def test_a_message_stays_on_one_line_whatever_it_quotes() -> None:
    problems = Problems()
    problems.add(Place("a"), "code", "found a\nb\x1b[2J; expected “ö”")
    assert [str(problem) for problem in problems.found] == ["a: found a\\nb\\x1b[2J; expected “ö”"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("verdit", "; did you mean `verdict`?"),
        ("sorce", "; did you mean `source`?"),
        ("colour", ""),
        ("", ""),
    ],
)
def test_the_nearest_name_is_proposed_where_one_is_near(name: str, hint: str) -> None:
    assert meant(name, ("verdict", "source")) == hint


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("text", "`text`"),
        ("", "no text"),
        ("x" * 70, f"`{'x' * 60}…`"),
        ("a\nb\x1b[0m", "`a\\nb\\x1b[0m`"),
        (7, "7"),
        (1.5, "1.5"),
        (True, "true"),
        (None, "nothing"),
        ({"a": 1}, "a mapping"),
        ([], "a list"),
        ((), "a list"),
    ],
)
def test_a_value_is_shown_short_and_on_one_line(value: object, shown: str) -> None:
    assert shortened(value) == shown


def test_what_cannot_be_printed_is_escaped() -> None:
    assert printable("ä b\u2028\u202e\udcff\t") == "ä b\\u2028\\u202e\\udcff\\t"
