"""Citations as people write them in text: `[@key]`, `[@key, section 5.3]` and `[@a; @b]`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# `[@name](address)` is a link.
CITATION = re.compile(r"\[(@[^\[\]{}]{1,300})\](?!\()")
_KEY = re.compile(r"@(?P<key>[A-Za-z0-9][\w.:+/-]*?)(?:,\s*(?P<locator>.+))?\s*$")


class CitationError(ValueError):
    """A citation that cannot be read, or leads nowhere."""


@dataclass(frozen=True, slots=True)
class Cited:
    """One document in a citation, and the place in it."""

    key: str
    locator: str = ""


def cited_in(words: str) -> Iterator[Cited]:
    """Read what stands between the brackets of a citation; raises `CitationError` at what is none."""
    for part in words.split(";"):
        match = _KEY.match(part.strip())
        if match is None:
            raise CitationError(f"found the citation `{part.strip()}`, expected `@key` or `@key, locator`")
        yield Cited(match["key"], match["locator"] or "")


def keys_of(text: str) -> Iterator[str]:
    """Give the key of every citation in a text; raises `CitationError` at one that cannot be read."""
    for match in CITATION.finditer(" ".join(text.split())):
        yield from (each.key for each in cited_in(match[1]))
