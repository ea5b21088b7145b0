"""Places and problems as the user sees them."""

import pytest

from generator.errors import InputError, Place, Problem


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Place("a.yaml"), "a.yaml"),
        (Place("a.yaml", 3), "a.yaml:3"),
        (Place("a.yaml", 3, 7), "a.yaml:3:7"),
    ],
)
def test_a_place_is_shown_as_far_as_it_is_known(place: Place, shown: str) -> None:
    assert str(place) == shown


def test_a_problem_is_one_line_of_its_place_and_message() -> None:
    assert str(Problem(Place("a.yaml", 3, 7), "value", "found x; expected y")) == (
        "a.yaml:3:7: found x; expected y"
    )


def test_an_error_lists_its_problems_in_the_order_of_their_places_and_each_once() -> None:
    places = Place("b", 1), Place("a", 10, 2), Place("a", 9), Place("a", 10, 1), Place("b", 1)
    error = InputError(*(Problem(place, "value", "wrong") for place in places))
    assert str(error) == "a:9: wrong\na:10:1: wrong\na:10:2: wrong\nb:1: wrong"
    assert [problem.place for problem in error.problems] == sorted(set(places))
