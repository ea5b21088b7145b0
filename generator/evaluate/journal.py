"""What is known of samples already: a line for each, so that an evaluation goes on where it stopped.

A sample is known by the sha256 of its task and text. One that was changed is another one, and is evaluated.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeVar

import msgspec

from generator.evaluate.verdicts import Outcome

Shape = TypeVar("Shape")


class Conditions(msgspec.Struct, frozen=True):
    """All that verdicts depend on beside the samples; under others a journal is begun anew."""

    dataset: str  # md5
    evalplus: str
    python: str
    sandboxed: bool
    plus: bool  # the plus tests were asked for
    longest: float  # seconds of a set of tests
    format: int = 1


class _Head(msgspec.Struct, frozen=True):
    conditions: Conditions
    began: str  # day: 2026-06-12


class _Entry(msgspec.Struct, frozen=True):
    key: str
    outcome: Outcome


class Journal:
    """A journal that is open: what it holds, and the file to which more is appended."""

    def __init__(self, began: str, known: Mapping[str, Outcome], file: IO[bytes]) -> None:
        """Take what was read, and a file that stands at its end."""
        self.began, self.known, self._file = began, dict(known), file

    def add(self, key: str, outcome: Outcome) -> None:
        """Remember a verdict, so that it outlives this program."""
        self.known[key] = outcome
        self._file.write(msgspec.json.encode(_Entry(key, outcome)) + b"\n")
        self._file.flush()


@contextmanager
def opened(path: Path, conditions: Conditions, today: str) -> Iterator[Journal]:
    """Open a journal to go on with, or begin one where there is none of these conditions."""
    content = path.read_bytes() if path.exists() else b""
    whole, _, cut_off = content.rpartition(b"\n")
    first, *others = whole.split(b"\n")
    head = _decoded(first, _Head)
    if head is None or head.conditions != conditions:
        head, others = _Head(conditions, today), []
        path.write_bytes(msgspec.json.encode(head) + b"\n")
    elif cut_off:
        os.truncate(path, len(whole) + 1)
    entries = (_decoded(line, _Entry) for line in others)
    known = {entry.key: entry.outcome for entry in entries if entry is not None}
    with path.open("ab") as file:
        yield Journal(head.began, known, file)


def _decoded(line: bytes, shape: type[Shape]) -> Shape | None:
    try:
        return msgspec.json.decode(line, type=shape)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
