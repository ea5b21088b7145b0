"""Stored texts of cited documents, in which quoted phrases are looked for."""

from bisect import bisect_right
from dataclasses import dataclass, field

from generator.errors import Place


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a text, and where it begins."""

    name: str  # `section 5.3`, or its title where it has no number
    offset: int


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a cited document says, as characters, with its headings and pages as far as they are known."""

    key: str  # citation key
    text: str = field(repr=False)
    sections: tuple[Section, ...] = ()  # by offset
    pages: tuple[int, ...] = ()  # where each begins; empty = not known
    place: Place = field(default=Place(""), compare=False)

    def where(self, offset: int) -> str:
        """Name the section and the page of an offset: `section 5.3, page 21`; empty where neither is known."""
        section = bisect_right([each.offset for each in self.sections], offset)
        page = bisect_right(self.pages, offset)
        names = [self.sections[section - 1].name] if section else []
        return ", ".join([*names, *([f"page {page}"] if page else [])])
