"""What is said between a sandbox and the program outside: a letter, a length, and so many bytes."""

import os
import struct

READY, TRIAL, STOP, ANSWERS, ENDED = b"R", b"T", b"S", b"A", b"E"
_HEAD = struct.Struct(">cI")


def write_frame(descriptor: int, kind: bytes, content: bytes = b"") -> None:
    """Write one frame whole."""
    write_all(descriptor, _HEAD.pack(kind, len(content)) + content)


def read_frame(descriptor: int) -> tuple[bytes, bytes]:
    """Wait for one frame and give its letter and content; raises `EOFError` where the other side is gone."""
    kind, length = _HEAD.unpack(_read_all(descriptor, _HEAD.size))
    return kind, _read_all(descriptor, length)


def write_all(descriptor: int, content: bytes, write=os.write) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - of os
    """Write bytes, however few the system takes at a time."""
    rest = memoryview(content)
    while rest:
        rest = rest[write(descriptor, rest) :]


def _read_all(descriptor: int, length: int) -> bytes:
    parts = []
    while length:
        part = os.read(descriptor, min(length, 2**20))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
