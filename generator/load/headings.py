"""Find the headings of a text: those of Markdown, and numbered lines as papers have them."""

import re
from collections.abc import Iterator

from generator.model.source_text import Section

_MARKDOWN = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t\r#]*$", re.MULTILINE)
# A number and a title on a line of its own; the lines of a table of contents end with a page.
_NUMBERED = re.compile(
    r"(?:^|\f)[ \t]*(?:Appendix[ \t]+)?((?:\d{1,2}|[A-Z])(?:\.\d{1,2}){0,3})\.?[ \t]+([A-Z][^\n.!;]{1,90}[^\W\d_?)\]’”])[ \t\r]*$",
    re.MULTILINE,
)
_NAMED = re.compile(
    r"(?:^|\f)[ \t]*(Abstract|References|Acknowledge?ments|Bibliography)[ \t\r]*$",
    re.MULTILINE | re.IGNORECASE,
)
_SKIPPED = 2  # one heading may have been lost; a larger step is no heading
_IN_TITLE = re.compile(
    r"(?:section|appendix)?\s*((?:\d{1,2}|[A-Z])(?:\.\d{1,2}){0,3})[.:]?\s+\S", re.IGNORECASE
)


def named(title: str) -> str:
    """Name a section by its number where its title has one, by its title otherwise."""
    words = " ".join(title.split())
    number = _IN_TITLE.match(words)
    return f"section {number[1]}" if number and _is_number(number[1], words) else f"section “{words}”"


def _is_number(found: str, words: str) -> bool:
    return found[0].isdigit() or "." in found or words.casefold().startswith(("appendix", "section"))


def markdown_sections(text: str) -> tuple[Section, ...]:
    """Find the headings of a Markdown text."""
    return tuple(Section(named(match[1]), match.start(1)) for match in _MARKDOWN.finditer(text))


def numbered_sections(text: str) -> tuple[Section, ...]:
    """Find the headings of a paper: numbers in their order, `Abstract`, `References`."""
    found = [Section(f"section “{match[1].capitalize()}”", match.start(1)) for match in _NAMED.finditer(text)]
    return tuple(sorted((*found, *_in_order(text)), key=lambda each: each.offset))


def _in_order(text: str) -> Iterator[Section]:
    """Take the numbers that may follow each other: a row of a table that begins with a number seldom does."""
    last: tuple[int, ...] = (0,)
    for match in _NUMBERED.finditer(text):
        parts = match[1].split(".")
        appendix = parts[0].isalpha()
        if appendix and len(parts) == 1 and "ppendix" not in match[0]:
            continue  # `A model ...` begins a sentence
        number = (100 + ord(parts[0]) if appendix else int(parts[0]), *map(int, parts[1:]))
        begun = number[0] - last[0] if not (appendix and last[0] < 100) else 1
        if number > last and begun <= _SKIPPED and number[0] > 0:
            last = number
            yield Section(f"{'appendix' if appendix else 'section'} {match[1]}", match.start(1))
