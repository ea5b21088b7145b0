"""What a printed number can stand for: its text says how far it may have been rounded."""

from decimal import Decimal
from fractions import Fraction


def unit(printed: str) -> Fraction:
    """Give one unit of the last digit of a printed percentage, as a share: 0.001 for `30.0`, 0.01 for `30`.

    Raises `decimal.InvalidOperation` for text that is no number.
    """
    exponent = Decimal(printed).as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"{printed} is no percentage")  # noqa: TRY004 - NaN is a value of the right type
    return Fraction(10) ** (exponent - 2)


def printed_share(printed: str) -> Fraction:
    """Give a printed percentage as an exact share, 0..1."""
    return Fraction(printed) / 100
