"""One escape for every place that text from data lands in: Markdown, HTML and quoted attributes alike."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from markupsafe import Markup

# Numeric character references mean the same in Markdown prose, raw HTML and quoted attributes, so text that is
# escaped once is safe in all three. Characters that only matter at the start of a Markdown line are escaped there.
_SPECIAL = re.compile(r"[&<>\"'`*_\[\]{}\\|~^$=!@]|^#|#(?=#*$)")  # `#` opens and closes headings
_SPECIAL_IN_LINES = re.compile(r"[&<>\"'`*_\[\]{}\\|~^$=!@#\n\r\t]|(?<=\s) ")
_LINE_START = re.compile(r"^(?:[+\-:](?=[\s\-]|$)|\d+(?=[.)](?:\s|$)))")
# Among them those that turn the direction of a line, after which a score would read backwards.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")


@lru_cache(maxsize=1 << 16)  # the same names of tasks stand on the pages of all models
def escape(text: str) -> Markup:
    """Make text show as exactly its characters; line breaks become spaces, control characters vanish."""
    one_line = " ".join(_UNSEEN.sub("", text).split())
    escaped = _SPECIAL.sub(_reference, one_line)
    start = _LINE_START.match(escaped)
    if start:
        escaped = "".join(f"&#{ord(sign)};" for sign in start.group()) + escaped[start.end() :]
    return Markup(escaped)  # noqa: S704 - this is the escape


def escape_lines(text: str) -> Markup:
    """Make text of several lines show as it is written, inside `<pre>`; it becomes one line of HTML."""
    return Markup(_SPECIAL_IN_LINES.sub(_reference, _UNSEEN.sub("", text)))  # noqa: S704 - this is the escape


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"


def safe_url(url: str) -> str | None:
    """Give the address if it leads to a page of the web, otherwise None."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in {"http", "https"} and parts.netloc else None


def outward_link(text: str, url: str) -> Markup:
    """Link to another site where the address is one of the web; otherwise show the text alone."""
    address = safe_url(url)
    if address is None:
        return escape(text)
    return Markup('<a href="{}" rel="noopener">{}</a>').format(escape(address), escape(text))
