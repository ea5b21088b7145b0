"""What the text of a printed percentage says of its precision."""

from decimal import InvalidOperation
from fractions import Fraction

import pytest

from generator.analyse.rounding import printed_share, unit


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("30", Fraction(1, 100)),
        ("30.0", Fraction(1, 1000)),
        ("92.203", Fraction(1, 100_000)),
        ("3e1", Fraction(1, 10)),
        ("100", Fraction(1, 100)),
    ],
)
def test_the_last_digit_printed_says_the_unit(printed: str, expected: Fraction) -> None:
    assert unit(printed) == expected


def test_a_share_is_exact() -> None:
    assert printed_share("48.7") == Fraction(487, 1000)


def test_what_is_no_number_has_no_unit() -> None:
    with pytest.raises(InvalidOperation):
        unit("about 30")
    with pytest.raises(ValueError, match=r"^NaN is no percentage$"):
        unit("NaN")
