"""What a rendered page is called: the words of its first heading."""

import re
from html import unescape

from generator.render.citations import without_cards

_FRONT_MATTER = re.compile(
    r"-{3}[ \t]*\n(?:.*?\n)??(?:-{3}|\.{3})[ \t]*(?:\n|\Z)", re.DOTALL
)  # as MkDocs reads it
# What an author writes around the words of a heading: its mark, attributes, tags, emphasis, code and links.
_MARKUP = re.compile(r"^#|#*[ \t]*$|\{[:#.][^}]*\}|</?[a-z][^>]*>|[*`]|\[([^\]]*)\]\([^)]*\)")


def title_of(text: str, path: str) -> str:
    """Give the words of a page's first heading, or its path; what came from data is escaped no longer."""
    lines = (line for line in body_of(text).splitlines() if line.startswith("# "))
    heading = next(lines, None)
    return path if heading is None else unescape(_MARKUP.sub(r"\1", without_cards(heading))).strip()


def body_of(text: str) -> str:
    """Cut off the front matter of a page."""
    front = _FRONT_MATTER.match(text)
    return text[front.end() :] if front else text
