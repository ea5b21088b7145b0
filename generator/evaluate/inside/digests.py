"""A long answer is told by its digest: the same for equal answers of the same types, and small."""

import marshal
from collections.abc import Iterator
from hashlib import sha256

LONG = 2**16  # bytes
_AT_ONCE = 1000  # parts of an answer
_NAN = b"\0\0\0\0\0\0\xf8\x7f"  # equals nothing, not even itself


def digest_of(answer: object) -> str:
    """Give the digest of a long answer that is made of Python's own types; empty for any other.

    `marshal` takes exact types only, and its version 2 writes equal values alike, but for the order of sets.
    """
    found, length = sha256(type(answer).__name__.encode()), 0
    try:
        for part in _parts(answer):
            if _NAN in part:
                return ""
            length += len(part)
            found.update(part)
    except ValueError:
        return ""
    return found.hexdigest() if length > LONG else ""


def _parts(answer: object) -> Iterator[bytes]:
    """Write an answer piece by piece, since it may fill half of the memory that there is."""
    if type(answer) in (list, tuple) and len(answer) > _AT_ONCE:  # type: ignore[arg-type]
        for start in range(0, len(answer), _AT_ONCE):  # type: ignore[arg-type]
            yield marshal.dumps(answer[start : start + _AT_ONCE], 2)  # type: ignore[index]
    else:
        yield marshal.dumps(answer, 2)  # type: ignore[arg-type]
