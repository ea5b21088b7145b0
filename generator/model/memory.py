"""Numbers that were computed before, known by all that they were computed of: what takes long is not computed again."""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec
import numpy as np

T = TypeVar("T")

_OLDEST = 20  # builds in a row in which nobody asked for a number, after which it is forgotten


@dataclass(frozen=True, slots=True)
class Remembered:
    """A number, written down, and how many builds ago somebody asked for it."""

    value: bytes
    age: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Memory:
    """What the last builds computed, and what was asked for since."""

    last: dict[str, Remembered] = field(default_factory=dict)
    asked: dict[str, Remembered] = field(default_factory=dict)

    def of(self, what: str, made_of: object, kind: type[T], compute: Callable[[], T]) -> T:
        """Give a number of plain data, of this kind; computes it where nobody did it before of the same.

        What cannot be written down, such as an integer of more than 64 bits, is computed each time.
        """
        key = f"{what}:{digest(made_of)}"
        known = self.asked.get(key) or self.last.get(key)
        if known is not None:
            self.asked[key] = Remembered(known.value)
            return msgspec.msgpack.decode(known.value, type=kind)
        value = compute()
        with suppress(OverflowError, TypeError):
            self.asked[key] = Remembered(msgspec.msgpack.encode(value))
        return value

    def for_the_next(self) -> dict[str, Remembered]:
        """Give what is to be kept: what was asked for, and for a while what was not."""
        others = {
            key: each for key, each in self.last.items() if key not in self.asked and each.age < _OLDEST
        }
        return {key: Remembered(each.value, each.age + 1) for key, each in others.items()} | self.asked


def digest(value: object) -> str:
    """Give one sha256 over a value; raises `TypeError` where it holds what cannot be written down."""
    return hashlib.sha256(msgspec.msgpack.encode(value, enc_hook=_plain)).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, np.ndarray):
        return [value.dtype.str, list(value.shape), value.tobytes()]
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, Mapping):
        return list(value.items())
    raise TypeError(f"a {type(value).__name__} cannot be written down")
