"""A study's table, and its place in a text."""

import pytest

from simulations.study import Study, held, share, table, written

STUDY = Study("Squares", lambda: range(1, 3), {"n": str, "share": lambda n: share(n * n / 10)})
TABLE = "| n | share |\n| --- | --- |\n| 1 | 10.0% |\n| 2 | 40.0% |"


def test_rows_become_a_markdown_table() -> None:
    assert table(STUDY) == TABLE


def test_a_table_is_put_between_its_marks_and_nothing_else_changes() -> None:
    text = "Before\n\n<!-- simulated: a -->\nold\n<!-- end -->\n\n<!-- simulated: b -->\n<!-- end -->\nAfter"
    once = written(text, "b", TABLE)
    assert once == text.replace("b -->\n", f"b -->\n{TABLE}\n")
    assert written(once, "b", TABLE) == once
    assert (held(once, "a"), held(once, "b"), held(once, "c")) == ("old", TABLE, "")


@pytest.mark.parametrize(("text", "count"), [("", 0), ("<!-- simulated: a -->\n<!-- end -->\n" * 2, 2)])
def test_marks_that_are_missing_or_stand_twice_are_refused(text: str, count: int) -> None:
    message = f"^expected `<!-- simulated: a -->` and `<!-- end -->` after it once, found {count}$"
    with pytest.raises(ValueError, match=message):
        written(text, "a", TABLE)
