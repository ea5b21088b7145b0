"""Thrift's compact protocol, as much of it as the head of a Parquet file needs.

Source: Apache Thrift, "Thrift compact protocol encoding".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_I32, _I64, _BINARY, _LIST, _STRUCT = 5, 6, 8, 9, 12
_SHORT = 15  # a list of fewer has its length in its first byte, a field this near in its own


@dataclass(frozen=True, slots=True)
class Encoded:
    """A value as bytes, with the number of its type."""

    kind: int
    content: bytes


def i32(number: int) -> Encoded:
    """Encode a number of 32 bits."""
    return Encoded(_I32, varint(number << 1 ^ number >> 31))


def i64(number: int) -> Encoded:
    """Encode a number of 64 bits."""
    return Encoded(_I64, varint(number << 1 ^ number >> 63))


def text(value: str) -> Encoded:
    """Encode text."""
    content = value.encode()
    return Encoded(_BINARY, varint(len(content)) + content)


def several(values: Sequence[Encoded]) -> Encoded:
    """Encode a list of values of one type; an empty one is a list of records."""
    kind, size = values[0].kind if values else _STRUCT, len(values)
    head = bytes([size << 4 | kind]) if size < _SHORT else bytes([0xF0 | kind]) + varint(size)
    return Encoded(_LIST, head + b"".join(value.content for value in values))


def struct(fields: Mapping[int, Encoded]) -> Encoded:
    """Encode a record by the ids of its fields, which rise by less than 16."""
    parts, last = [], 0
    for at, value in fields.items():
        parts.append(bytes([at - last << 4 | value.kind]) + value.content)
        last = at
    return Encoded(_STRUCT, b"".join(parts) + b"\0")


def varint(number: int) -> bytes:
    """Write a number that is not negative, seven bits a byte, the lowest first."""
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    found.append(number)
    return bytes(found)
