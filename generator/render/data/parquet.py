"""Tables of text and whole numbers as Parquet: one row group, a dictionary a column, nothing compressed.

Written here because the library for it is larger than all others together, and because compressed bytes differ from
one version of zlib to the next. Source: Apache Parquet, "File Format".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from generator.render.data.column import Column
from generator.render.data.table import Row, Value
from generator.render.data.thrift import Encoded, i32, i64, several, struct, text, varint

_MAGIC, _CREATED_BY = b"PAR1", "scalebook"
_INT32, _BYTE_ARRAY = 1, 6
_UTF8, _REQUIRED, _OPTIONAL, _UNCOMPRESSED = 0, 0, 1, 0
_PLAIN, _RLE, _RLE_DICTIONARY = 0, 3, 8
_DATA_PAGE, _DICTIONARY_PAGE = 0, 2


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A column as the bytes of its two pages."""

    column: Column
    dictionary: bytes
    indices: bytes
    rows: int

    @property
    def size(self) -> int:
        return len(self.dictionary) + len(self.indices)

    def described(self, offset: int) -> Encoded:
        """Say what lies at an offset of the file."""
        return struct(
            {
                1: i32(_physical(self.column)),
                2: several([i32(each) for each in (_PLAIN, _RLE, _RLE_DICTIONARY)]),
                3: several([text(self.column.name)]),
                4: i32(_UNCOMPRESSED),
                5: i64(self.rows),
                6: i64(self.size),
                7: i64(self.size),
                9: i64(offset + len(self.dictionary)),
                11: i64(offset),
            }
        )


def as_parquet(columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    """Write rows as Parquet; raises `ValueError` for a column of numbers that are not whole."""
    each = zip(columns, zip(*rows, strict=True), strict=True) if rows else ()
    chunks = [_chunk(column, cells) for column, cells in each]
    offsets = np.cumsum([len(_MAGIC), *(chunk.size for chunk in chunks)]).tolist()
    described = [
        struct({2: i64(at), 3: chunk.described(at)}) for at, chunk in zip(offsets, chunks, strict=False)
    ]
    group = struct({1: several(described), 2: i64(offsets[-1] - offsets[0]), 3: i64(len(rows))})
    root = struct({4: text("schema"), 5: i32(len(columns))})
    footer = struct(
        {
            1: i32(1),
            2: several([root, *map(_schema, columns)]),
            3: i64(len(rows)),
            4: several([group] if rows else []),
            6: text(_CREATED_BY),
        }
    ).content
    pages = (part for chunk in chunks for part in (chunk.dictionary, chunk.indices))
    return b"".join((_MAGIC, *pages, footer, _four(len(footer)), _MAGIC))


def _physical(column: Column) -> int:
    if column.kind not in {"string", "integer"}:
        raise ValueError(f"the column {column.name} is neither text nor whole numbers")
    return _BYTE_ARRAY if column.kind == "string" else _INT32


def _schema(column: Column) -> Encoded:
    fields = {
        1: i32(_physical(column)),
        3: i32(_REQUIRED if column.needed else _OPTIONAL),
        4: text(column.name),
    }
    return struct(fields | ({6: i32(_UTF8)} if column.kind == "string" else {}))


def _chunk(column: Column, cells: Sequence[Value]) -> _Chunk:
    """Write the different values of a column once, and for each row which of them it has."""
    known = {value: at for at, value in enumerate(dict.fromkeys(cell for cell in cells if cell is not None))}
    values = b"".join(_plain(value) for value in known)
    head = struct({1: i32(len(known)), 2: i32(_PLAIN)})
    width = max(1, (len(known) - 1).bit_length())
    places = _packed([known[cell] for cell in cells if cell is not None], width)
    present = b"" if column.needed else _packed([cell is not None for cell in cells], 1)
    levels = b"" if column.needed else _four(len(present)) + present
    data = levels + bytes([width]) + places
    told = struct({1: i32(len(cells)), 2: i32(_RLE_DICTIONARY), 3: i32(_RLE), 4: i32(_RLE)})
    return _Chunk(
        column,
        _page(_DICTIONARY_PAGE, values, {7: head}),
        _page(_DATA_PAGE, data, {5: told}),
        len(cells),
    )


def _page(kind: int, content: bytes, head: dict[int, Encoded]) -> bytes:
    size = i32(len(content))
    return struct({1: i32(kind), 2: size, 3: size, **head}).content + content


def _plain(value: Value) -> bytes:
    if isinstance(value, str):
        content = value.encode()
        return _four(len(content)) + content
    return int(value or 0).to_bytes(4, "little", signed=True)


def _packed(numbers: Iterable[int], width: int) -> bytes:
    """Write small numbers of `width` bits each, the lowest bit first, as one bit-packed run of groups of eight."""
    found = np.fromiter(numbers, dtype=np.int64)
    groups = -(-len(found) // 8)
    padded = np.zeros(groups * 8, dtype=np.int64)
    padded[: len(found)] = found
    bits = (padded[:, None] >> np.arange(width)) & 1
    return varint(groups << 1 | 1) + np.packbits(bits.astype(np.uint8), bitorder="little").tobytes()


def _four(number: int) -> bytes:
    return number.to_bytes(4, "little")
