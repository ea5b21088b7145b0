"""Files that a stage wants written: their places in the site, their bytes, and what they were made from."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from generator.errors import Place
from generator.model.finding import Finding


@dataclass(frozen=True)  # no slots: its sum is kept once it is computed
class RenderedFile:
    """One file below `build/docs`; `source` is the template or data file that a mistake in it leads back to."""

    path: str  # posix, relative to the docs folder
    content: bytes
    source: Place

    def __post_init__(self) -> None:
        """Refuse paths that would leave the docs folder."""
        parts = PurePosixPath(self.path).parts
        if not parts or ".." in parts or self.path.startswith("/") or "\\" in self.path:
            raise ValueError(f"a rendered file needs a path inside the docs folder, found {self.path!r}")

    @cached_property
    def sha256(self) -> str:
        """The sha256 of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Rendered:
    """The files of a site, and what only shows once its pages are rendered."""

    files: tuple[RenderedFile, ...]
    findings: tuple[Finding, ...]
    keep: Callable[[], None] = lambda: None  # keeps what the next build can use; raises `OSError`
