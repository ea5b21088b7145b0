"""A file that a stage wants written: its place in the site, its bytes, and what it was made from."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.errors import Place


@dataclass(frozen=True, slots=True)
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
