"""Pages that stay out of the text search: those of single items, where there are very many of a kind.

The index of the search is loaded whole by each reader's browser. Beyond a few hundred pages of a kind, a finder on the page
that lists them looks through their names and facts instead.
"""

from collections import Counter
from collections.abc import Iterable

from generator.render.page_list import Page
from generator.render.titles import body_of

MOST_SEARCHED = 250  # pages of one template
_OUT = "search: {exclude: true}\n"  # as Material and Zensical read it


def too_many(pages: Iterable[Page]) -> frozenset[str]:
    """Name the templates that make more pages of single items than the search should hold."""
    counts = Counter(page.template for page in pages if page.item)
    return frozenset(name for name, count in counts.items() if count > MOST_SEARCHED)


def out_of_search(text: str) -> str:
    """Say in a page's front matter that it stays out of the search; a page that says itself what it does is left alone."""
    body = body_of(text)
    front = text[: len(text) - len(body)]
    if not front:
        return f"---\n{_OUT}---\n{text}"
    if any(line.startswith("search:") for line in front.splitlines()):
        return text
    first, rest = front.split("\n", 1)
    return f"{first}\n{_OUT}{rest}{body}"
