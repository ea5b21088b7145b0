"""The order of the stages: read, check, render, write, publish."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.errors import Problem
from generator.model.corpus import Corpus
from generator.render.files import RenderedFile


@dataclass(frozen=True, slots=True, eq=False)
class Rendered:
    """A report as values and as files, before anything is written."""

    corpus: Corpus
    files: tuple[RenderedFile, ...]


def read(root: Path) -> Corpus:
    """Read a report; raises `InputError` with every mistake in `results/`."""
    from generator.load.corpus import read_corpus  # noqa: PLC0415 - pydantic and msgspec load only when needed

    return read_corpus(root)
