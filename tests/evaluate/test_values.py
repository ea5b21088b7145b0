"""Values go to text and back as they are; what equality could be faked with does not."""

import re
from collections import Counter, OrderedDict, defaultdict, deque
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.evaluate.values import Foreign, text_of, value_of

HASHABLE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary()
    | st.complex_numbers(allow_nan=False)
    | st.fractions(),
    lambda inner: st.tuples(inner, inner) | st.frozensets(inner),
    max_leaves=5,
)
VALUES = st.recursive(
    HASHABLE,
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(HASHABLE, inner)
        | st.sets(HASHABLE)
        | st.tuples(inner)
        | st.lists(inner).map(deque)
    ),
    max_leaves=10,
)


def there_and_back(value: object) -> Any:
    return value_of(text_of(value))


@given(VALUES)
def test_values_of_python_come_back_as_they_were(value: object) -> None:
    assert (there_and_back(value), repr(type(there_and_back(value)))) == (value, repr(type(value)))


@given(st.text() | VALUES.map(text_of) | st.from_regex(r'\{"(int|tuple|array|scalar|range)":.*\}'))
def test_any_text_is_a_value_or_a_value_error(text: str) -> None:
    try:
        value_of(text)
    except ValueError:
        return


class _Point(NamedTuple):
    x: int
    y: int


class _Colour(IntEnum):
    RED = 1


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (_Point(1, 2), (1, 2)),
        (_Colour.RED, 1),
        (OrderedDict(a=1), {"a": 1}),
        (Counter("aab"), {"a": 2, "b": 1}),
        (defaultdict(list, a=[1]), {"a": [1]}),
        ({1: 2}.keys(), {1}),
        (np.str_("a"), "a"),
        (range(3), range(3)),
        (bytearray(b"a"), bytearray(b"a")),
        (Decimal("1.50"), Decimal("1.5")),
        (Fraction(1, 3), Fraction(1, 3)),
        (2**64, 2**64),
        (float("inf"), float("inf")),
        ("\ud800", "\ud800"),
    ],
)
def test_what_equals_a_plain_value_still_does(value: object, plain: object) -> None:
    assert there_and_back(value) == plain


def test_integers_of_any_size_go_through() -> None:
    assert there_and_back(-(10**5000)) == -(10**5000)


def test_values_of_numpy_keep_their_type_and_shape() -> None:
    scalar, array = there_and_back(np.float32(0.1)), there_and_back(np.arange(6).reshape(2, 3))
    assert (type(scalar), scalar) == (np.float32, np.float32(0.1))
    assert (array.dtype, array.tolist()) == (np.dtype(int), [[0, 1, 2], [3, 4, 5]])


class _Equal:
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


class _EqualText(str):
    __slots__ = ()
    __eq__ = _Equal.__eq__
    __hash__ = str.__hash__


class _Meta(type):
    __eq__ = _Equal.__eq__
    __hash__ = None  # type: ignore[assignment]


class _OfMeta(metaclass=_Meta):
    pass


@pytest.mark.parametrize(
    ("value", "name", "decides"),
    [
        (_Equal(), "_Equal", True),
        (_EqualText("a"), "_EqualText", True),
        (_OfMeta, "_Meta", True),
        (_OfMeta(), "_OfMeta", False),
        (re.compile("a"), "Pattern", False),
        (re.match("a", "a"), "Match", False),
        (map(str, []), "map", False),
        (np.array([None]), "ndarray", False),
    ],
)
def test_what_says_itself_what_it_equals_comes_back_as_a_name(
    value: object, name: str, *, decides: bool
) -> None:
    foreign = there_and_back([value])[0]
    assert (type(foreign), foreign.name, foreign.decides) == (Foreign, name, decides)
    assert value_of(text_of(value)) != foreign


def test_what_is_nested_too_deep_is_told_so() -> None:
    value: list[object] = []
    for _ in range(100_000):
        value = [value]
    assert "nested too deep" in text_of(value)
