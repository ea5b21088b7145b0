"""Values of Python as JSON and back, so that what a solution returns can be judged where its code does not run.

Only what is of Python's own types goes through, and of NumPy's: a class that a solution defines is told by its name.
"""

import json
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import numpy as np

_DEPTH = 200  # of lists in lists; what is deeper is told as foreign
_SMALL = 2**63  # larger integers are written in base 16, which takes linear time
_ARRAY_KINDS = "biufcSU"
_IMMUTABLE, _HEAP = 1 << 8, 1 << 9  # flags of a type, in Include/object.h
_SCALAR_TYPES = frozenset(map(id, (str, bool, float, int, type(None))))
_BUILT_IN: tuple[type, ...] = (
    *(bool, int, float, complex, str, bytes, bytearray),
    *(list, tuple, dict, set, frozenset, deque, range, Fraction, Decimal),
)


@dataclass(frozen=True, slots=True, eq=False)
class Foreign:
    """A value that did not go through; it equals nothing, whatever its class says."""

    name: str
    decides: bool  # its class says by itself what it equals


def text_of(value: object) -> str:
    """Write a value as one line of JSON."""
    return json.dumps(_plain(value, 0), separators=(",", ":"))


def value_of(text: str | bytes) -> Any:
    """Read a value that `text_of` wrote; raises `ValueError` for anything else."""
    try:
        return _value(json.loads(text))
    except (TypeError, LookupError, ArithmeticError, RecursionError) as error:
        raise ValueError("not a value") from error


def _plain(value: Any, depth: int) -> Any:
    kind = type(value)
    if kind is str or kind is bool or kind is float or value is None:
        return value
    if kind is int:
        return value if -_SMALL < value < _SMALL else {"int": hex(value)}
    if depth > _DEPTH:
        return {"foreign": ["nested too deep", False]}
    if kind is list:
        return value if _holds_scalars(value) else [_plain(each, depth + 1) for each in value]
    if (write := _WRITERS.get(id(kind))) is not None:
        name, content = write(value)
        return {name: _plain(content, depth + 1)}
    return _plain_other(value, kind, depth)


def _holds_scalars(value: list[Any]) -> bool:
    """Say, fast, whether a list may be written as it stands."""
    kinds = set(map(id, map(type, value)))
    if not kinds <= _SCALAR_TYPES:
        return False
    integers = value if kinds == {id(int)} else [each for each in value if type(each) is int]
    return not integers or (min(integers) > -_SMALL and max(integers) < _SMALL)


def _plain_other(value: Any, kind: type, depth: int) -> Any:
    """Write NumPy's values; a subclass that leaves equality as it is, as what it is a subclass of."""
    if kind is np.str_ or kind is np.bytes_:
        return _plain(value.item(), depth + 1)
    if (name := _SCALARS.get(id(kind))) is not None:
        return {"scalar": [name, value.tobytes().hex()]}
    if kind is np.ndarray and value.dtype.kind in _ARRAY_KINDS and not value.dtype.hasobject:
        return {"array": [value.dtype.str, list(value.shape), value.tobytes().hex()]}
    lineage = type.__dict__["__mro__"].__get__(kind)  # what a metaclass cannot lie about
    for ancestor in lineage:
        if any(ancestor is known for known in _BUILT_IN):
            return _plain(_as_built_in(value, ancestor), depth + 1)
        if _decides(ancestor):
            return {"foreign": [_name(kind), True]}
    return {"foreign": [_name(kind), False]}


def _decides(kind: type) -> bool:
    """Say whether a class that was made in Python, and not in C, defines equality."""
    flags = type.__dict__["__flags__"].__get__(kind)
    made_in_python = flags & _HEAP and not flags & _IMMUTABLE
    return bool(made_in_python) and "__eq__" in type.__dict__["__dict__"].__get__(kind)


def _as_built_in(value: Any, ancestor: type) -> Any:
    """Take the content of a value by its ancestor's own methods, whatever its class has made of them."""
    if ancestor is int:
        return int.__add__(value, 0)
    if ancestor is dict:
        return dict(dict.items(value))
    if ancestor is str:
        return str.__str__(value)
    if ancestor in (list, tuple, set, frozenset):
        return ancestor(ancestor.__iter__(value))
    return ancestor(value)


def _name(kind: type) -> str:
    return str(type.__dict__["__name__"].__get__(kind)[:100])


def _real_and_imaginary(value: complex) -> list[float]:
    return [value.real, value.imag]


# By identity: a class of a solution may have a metaclass that says what the class equals.
_WRITERS: Mapping[int, Callable[[Any], tuple[str, Any]]] = MappingProxyType(
    {
        id(kind): write
        for kind, write in {
            tuple: lambda value: ("tuple", list(value)),
            set: lambda value: ("set", list(value)),
            frozenset: lambda value: ("frozenset", list(value)),
            dict: lambda value: ("dict", [list(pair) for pair in value.items()]),
            OrderedDict: lambda value: ("dict", [list(pair) for pair in value.items()]),
            Counter: lambda value: ("dict", [list(pair) for pair in value.items()]),
            defaultdict: lambda value: ("dict", [list(pair) for pair in value.items()]),
            type({}.keys()): lambda value: ("keys", list(value)),
            deque: lambda value: ("deque", list(value)),
            range: lambda value: ("range", [value.start, value.stop, value.step]),
            bytes: lambda value: ("bytes", value.hex()),
            bytearray: lambda value: ("bytearray", value.hex()),
            complex: lambda value: ("complex", _real_and_imaginary(value)),
            Fraction: lambda value: ("fraction", [value.numerator, value.denominator]),
            Decimal: lambda value: ("decimal", str(value)),
        }.items()
    }
)
_SCALAR_KINDS = MappingProxyType(
    {kind.__name__: kind for kind in np.sctypeDict.values() if np.dtype(kind).kind in "biufc"}
)
_SCALARS = MappingProxyType({id(kind): name for name, kind in _SCALAR_KINDS.items()})


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return [_value(each) for each in plain]
    if not isinstance(plain, dict):
        return plain
    ((name, content),) = plain.items()
    return _READERS[name](_value(content))


def _array(content: list[Any]) -> Any:
    kind, shape, data = content
    dtype = np.dtype(kind)
    if dtype.kind not in _ARRAY_KINDS:
        raise ValueError("not an array of numbers or text")
    return np.frombuffer(bytes.fromhex(data), dtype=dtype).reshape(shape)


def _scalar(content: list[Any]) -> Any:
    kind, data = content
    return np.frombuffer(bytes.fromhex(data), dtype=_SCALAR_KINDS[kind])[0]


_READERS: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "int": lambda content: int(content, 16),
        "tuple": tuple,
        "set": set,
        "frozenset": frozenset,
        "dict": lambda content: {key: value for key, value in content},  # noqa: C416 - dict() takes more
        "keys": lambda content: dict.fromkeys(content).keys(),
        "deque": deque,
        "range": lambda content: range(*content),
        "bytes": bytes.fromhex,
        "bytearray": bytearray.fromhex,
        "complex": lambda content: complex(*content),
        "fraction": lambda content: Fraction(*content),
        "decimal": Decimal,
        "scalar": _scalar,
        "array": _array,
        "foreign": lambda content: Foreign(str(content[0]), content[1] is True),
    }
)
