"""What one build keeps for the next in `build/cache/`: never trusted, and left out of account where anything is odd.

A kept file says by which program it was written, and has a sum over its content: one that is damaged, cut off, of another
version or of another machine's Python is as good as none.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")

FOLDER = "cache"  # in `build/`
_PROGRAM = Path(__file__).parent


def keep(file: Path, value: object) -> None:
    """Write a value of plain data, structs or dataclasses in one step; raises `OSError`."""
    body = msgspec.msgpack.encode(value)
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{os.getpid()}.part")
    try:
        part.write_bytes(_seal(body) + body)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def kept(file: Path, kind: type[T]) -> T | None:
    """Read what `keep` wrote; None where there is nothing of this program and this kind."""
    try:
        content = file.read_bytes()
        seal, body = content[:32], memoryview(content)[32:]
        return msgspec.msgpack.decode(body, type=kind) if seal == _seal(body) else None
    except (OSError, msgspec.DecodeError):
        return None


def _seal(body: bytes | memoryview) -> bytes:
    return hashlib.sha256(program().encode() + hashlib.sha256(body).digest()).digest()


@cache
def program() -> str:
    """Give one sha256 over this program's files, the packages beside it, and its Python."""
    files = "".join(f"{_sha256(path)}  {path.relative_to(_PROGRAM)}\n" for path in sorted(_files()))
    parts = (files, "\n".join(sorted(set(_installed()))), sys.version)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _files() -> Iterator[Path]:
    for folder, _, names in os.walk(_PROGRAM):
        yield from (Path(folder, name) for name in names if not name.endswith((".pyc", ".pyo")))


def _installed() -> Iterator[str]:
    """Name all packages that can be imported, with their versions."""
    for folder in map(Path, sys.path):
        if folder.is_dir():
            yield from (each.name for each in folder.iterdir() if each.suffix in {".dist-info", ".egg-info"})


def _sha256(file: Path) -> str:
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return "unreadable"
