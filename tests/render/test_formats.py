"""How numbers read."""

import pytest

from generator.analyse.interval import Interval
from generator.render.formats import (
    chance,
    decimal,
    interval_ends,
    listed,
    p_value,
    parameters,
    percent,
    plural,
    points,
    points_ends,
    ratio,
    rough,
    sample_count,
    size_class,
    two_figures,
    words,
)


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0, "0.0"),
        (1, "100.0"),
        (0.268, "26.8"),
        (0.00049, "0.0"),
        (-0.0004, "0.0"),
        (0.9996, "100.0"),
        (-0.1, "-10.0"),
    ],
)
def test_a_share_reads_in_percent(share: float, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(
    ("difference", "text"),
    [(0.011, "+1.1"), (-0.028, "−2.8"), (0, "+0.0"), (-0.0004, "+0.0"), (-1, "−100.0")],
)
def test_a_difference_reads_in_points_with_a_true_minus(difference: float, text: str) -> None:
    assert points(difference) == text


def test_an_interval_reads_as_its_ends() -> None:
    assert interval_ends(Interval(0.2064, 0.341, "Wilson", "tasks")) == "20.6–34.1"
    assert interval_ends(Interval(0, 0, "Wilson", "tasks")) == "0.0–0.0"


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (None, "–"),
        (0, "0"),
        (999, "999"),
        (1234, "1.23K"),
        (110e3, "110K"),
        (999_499, "999K"),
        (999_950, "1M"),
        (220e6, "220M"),
        (999.6e6, "1B"),
        (6.738e9, "6.74B"),
        (236e9, "236B"),
        (1.8e12, "1.8T"),
        (3.2e15, "3200T"),
    ],
)
def test_a_number_of_parameters_reads_as_people_say_it(count: float | None, text: str) -> None:
    assert parameters(count) == text


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (plural(0, "run"), "0 runs"),
        (plural(1, "run"), "1 run"),
        (plural(1333, "run"), "1,333 runs"),
        (plural(1, "study", "studies"), "1 study"),
        (plural(2, "study", "studies"), "2 studies"),
    ],
)
def test_a_count_stands_with_its_noun(text: str, made: str) -> None:
    assert text == made


@pytest.mark.parametrize(
    ("names", "text"),
    [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_names_are_listed_as_in_a_sentence(names: tuple[str, ...], text: str) -> None:
    assert listed(names) == text
    assert listed(iter(names)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7.5, "7.5"),
        (10, "10"),
        (10.0, "10"),
        (0.16, "0.16"),
        (0.1234567, "0.1234567"),
        (1234567.0, "1234567"),
        (-0.5, "-0.5"),
    ],
)
def test_a_decimal_is_as_short_as_it_is_exact(value: float, text: str) -> None:
    assert decimal(value) == text


def test_an_identifier_reads_as_words() -> None:
    assert words("supported_with_limits") == "supported with limits"


@pytest.mark.parametrize(
    ("p", "text"),
    [
        (1.0, "1.00"),
        (0.43, "0.43"),
        (0.0334, "0.033"),
        (0.00660882, "0.0066"),
        (5e-15, "<0.0001"),
        (0.0, "<0.0001"),
    ],
)
def test_a_p_value_has_the_digits_that_count(p: float, text: str) -> None:
    assert p_value(p) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.5, "50.0%"), (0.9724, "97.2%"), (0.99999, ">99.9%"), (1.0, ">99.9%"), (0.0002, "<0.1%")],
)
def test_no_chance_is_written_as_certain(share: float, text: str) -> None:
    assert chance(share) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (7, "7"),
        (99, "99"),
        (127, "130"),
        (9091, "9,100"),
        (175_422, "180,000"),
        (3_000_000, "over a million"),
    ],
)
def test_a_number_to_be_planned_with_is_rounded_up_to_two_digits(count: int, text: str) -> None:
    assert rough(count) == text


def test_ratios_and_ends_in_points_have_a_true_minus() -> None:
    assert (ratio(0.929), ratio(-1.25), ratio(-0.01)) == ("0.9", "−1.2", "0.0")
    assert points_ends(Interval(-0.028, 0.011, "Wilson", "tasks")) == "−2.8 to +1.1"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "<1"), (0.99, "<1"), (1.0, "1"), (1.6163, "1.6"), (8.59, "8.6"), (62.98, "63"), (124.0, "120")],
)
def test_a_number_of_samples_has_two_figures_at_most(value: float, text: str) -> None:
    assert sample_count(value, 128) == text


def test_more_samples_than_were_drawn_are_said_to_be_more() -> None:
    assert sample_count(float("inf"), 128) == ">128"
    assert two_figures(0.2345) == "0.23"


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        (None, "not stated"),
        (125e6, "0–3B"),
        (2.99e9, "0–3B"),
        (3e9, "3–15B"),
        (15e9, "15–50B"),
        (49.9e9, "15–50B"),
        (50e9, "50B+"),
        (1e12, "50B+"),
    ],
)
def test_a_size_falls_in_a_range_that_holds_its_lower_end(parameters: float | None, named: str) -> None:
    assert size_class(parameters) == named
