"""Tables as Parquet: one row group, a dictionary a column (none for truth values), nothing compressed.

Written here because the library for it is larger than all others together, and because compressed bytes differ from
one version of zlib to the next. Source: Apache Parquet, "File Format".
"""

import struct as binary
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from generator.render.data.column import Column, Kind
from generator.render.data.table import Row, Value
from generator.render.data.thrift import Encoded, i32, i64, several, struct, text, varint

_MAGIC, _CREATED_BY = b"PAR1", "scalebook"
_BOOLEAN, _INT32, _DOUBLE, _BYTE_ARRAY = 0, 1, 5, 6
_UTF8, _REQUIRED, _OPTIONAL, _UNCOMPRESSED = 0, 0, 1, 0
_PLAIN, _RLE, _RLE_DICTIONARY = 0, 3, 8
_DATA_PAGE, _DICTIONARY_PAGE = 0, 2
_PHYSICAL: Mapping[Kind, int] = MappingProxyType(
    {"boolean": _BOOLEAN, "integer": _INT32, "number": _DOUBLE, "string": _BYTE_ARRAY}
)


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A column as the bytes of its pages."""

    column: Column
    dictionary: bytes  # empty where there is none
    indices: bytes
    rows: int

    @property
    def size(self) -> int:
        return len(self.dictionary) + len(self.indices)

    def described(self, offset: int) -> Encoded:
        """Say what lies at an offset of the file."""
        encodings = (_PLAIN, _RLE, _RLE_DICTIONARY) if self.dictionary else (_PLAIN, _RLE)
        return struct(
            {
                1: i32(_PHYSICAL[self.column.kind]),
                2: several([i32(each) for each in encodings]),
                3: several([text(self.column.name)]),
                4: i32(_UNCOMPRESSED),
                5: i64(self.rows),
                6: i64(self.size),
                7: i64(self.size),
                9: i64(offset + len(self.dictionary)),
                **({11: i64(offset)} if self.dictionary else {}),
            }
        )


def as_parquet(columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    """Write rows as Parquet; raises `OverflowError` for a whole number beyond 32 bits."""
    return parquet_of_columns(columns, list(zip(*rows, strict=True)) or [()] * len(columns))


def parquet_of_columns(columns: Sequence[Column], values: Sequence[Sequence[Value]]) -> bytes:
    """Write a table of which each column is given, as `as_parquet` does."""
    rows = len(values[0])
    chunks = [_chunk(column, each) for column, each in zip(columns, values, strict=True)]
    offsets = np.cumsum([len(_MAGIC), *(chunk.size for chunk in chunks)]).tolist()
    described = [
        struct({2: i64(at), 3: chunk.described(at)}) for at, chunk in zip(offsets, chunks, strict=False)
    ]
    group = struct({1: several(described), 2: i64(offsets[-1] - offsets[0]), 3: i64(rows)})
    root = struct({4: text("schema"), 5: i32(len(columns))})
    footer = struct(
        {
            1: i32(1),
            2: several([root, *map(_schema, columns)]),
            3: i64(rows),
            4: several([group] if rows else []),
            6: text(_CREATED_BY),
        }
    ).content
    pages = (part for chunk in chunks for part in (chunk.dictionary, chunk.indices))
    return b"".join((_MAGIC, *pages, footer, _four(len(footer)), _MAGIC))


def _schema(column: Column) -> Encoded:
    fields = {
        1: i32(_PHYSICAL[column.kind]),
        3: i32(_REQUIRED if column.needed else _OPTIONAL),
        4: text(column.name),
    }
    return struct(fields | ({6: i32(_UTF8)} if column.kind == "string" else {}))


def _chunk(column: Column, cells: Sequence[Value]) -> _Chunk:
    """Write the different values of a column once, and for each row which of them it has; truth values as they are."""
    found = dict.fromkeys(cells)
    there = [cell for cell in cells if cell is not None] if None in found else cells
    present = b"" if column.needed else _packed([cell is not None for cell in cells], 1)
    levels = b"" if column.needed else _four(len(present)) + present
    if column.kind == "boolean":
        data = levels + np.packbits(np.array(there, dtype=np.uint8), bitorder="little").tobytes()
        return _Chunk(column, b"", _data_page(data, len(cells), _PLAIN), len(cells))
    known: dict[Value, int] = {
        value: at for at, value in enumerate(value for value in found if value is not None)
    }
    values = b"".join(_plain(column, value) for value in known)
    head = struct({1: i32(len(known)), 2: i32(_PLAIN)})
    width = max(1, (len(known) - 1).bit_length())
    data = levels + bytes([width]) + _packed(map(known.__getitem__, there), width)
    dictionary = _page(_DICTIONARY_PAGE, values, {7: head})
    return _Chunk(column, dictionary, _data_page(data, len(cells), _RLE_DICTIONARY), len(cells))


def _data_page(content: bytes, rows: int, encoding: int) -> bytes:
    told = struct({1: i32(rows), 2: i32(encoding), 3: i32(_RLE), 4: i32(_RLE)})
    return _page(_DATA_PAGE, content, {5: told})


def _page(kind: int, content: bytes, head: dict[int, Encoded]) -> bytes:
    size = i32(len(content))
    return struct({1: i32(kind), 2: size, 3: size, **head}).content + content


def _plain(column: Column, value: Value) -> bytes:
    if column.kind == "string":
        content = str(value).encode()
        return _four(len(content)) + content
    if column.kind == "number":
        return binary.pack("<d", value)
    return int(value or 0).to_bytes(4, "little", signed=True)


def _packed(numbers: Iterable[int], width: int) -> bytes:
    """Write small numbers of `width` bits each, the lowest bit first, as one bit-packed run of groups of eight."""
    size = 1 if width <= 8 else 2 if width <= 16 else 4
    found = np.fromiter(numbers, dtype=f"<u{size}")
    groups = -(-len(found) // 8)
    padded = np.zeros((groups * 8, 1), dtype=found.dtype)
    padded[: len(found), 0] = found
    bits = np.unpackbits(padded.view(np.uint8), axis=1, count=width, bitorder="little")
    return varint(groups << 1 | 1) + np.packbits(bits, bitorder="little").tobytes()


def _four(number: int) -> bytes:
    return number.to_bytes(4, "little")
