"""What stands in a BibTeX field: parts joined by `#`, names of strings, and LaTeX as plain text."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from pylatexenc.latex2text import LatexNodes2Text

from generator.load.problems import meant, shortened

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LOGO = re.compile(r"\\((?:La|Bib|Xe|Lua)?TeX)\b(?:\{\})?")  # the decoder drops these names
_BARE = re.compile(r"[^\s{}\"#]+")
_MARK = re.compile(r"\\.|[{}\"]", re.DOTALL)


class ValueMistakeError(ValueError):
    """A field's value that cannot be read; the message says what was found and expected."""


def resolved(raw: str, strings: Mapping[str, str]) -> str:
    """Join a value's parts, such as `name # " text"`, each freed of its braces or quotes."""
    return " ".join("".join(_texts(raw, strings)).split())


def _texts(raw: str, strings: Mapping[str, str]) -> Iterator[str]:
    at = 0
    while True:
        at += len(raw[at:]) - len(raw[at:].lstrip())
        end = _end_of_part(raw, at)
        part, rest = raw[at:end], raw[end:].lstrip()
        if rest and not rest.startswith("#"):
            if part[:1] in {"{", '"'}:
                raise ValueMistakeError(
                    f"found {shortened(rest)} after the value; expected a comma before it"
                )
            raise ValueMistakeError(f"found {shortened(raw)}; expected text in braces or quotes")
        yield _text(part, strings)
        if not rest:
            return
        at = raw.index("#", end) + 1


def _end_of_part(raw: str, at: int) -> int:
    """Find where a part ends: behind its closing brace or quote, or behind a bare word."""
    opening = raw[at : at + 1]
    if opening not in {"{", '"'}:
        bare = _BARE.match(raw, at)
        return bare.end() if bare else at
    depth = 0
    for mark in _MARK.finditer(raw, at):
        depth += (mark[0] == "{") - (mark[0] == "}")
        closes = mark[0] == ("}" if opening == "{" else '"')
        if depth == 0 and closes and mark.start() > at:
            return mark.end()
    raise ValueMistakeError(f"found {shortened(raw[at:])}; expected its braces and quotes to close")


def _text(part: str, strings: Mapping[str, str]) -> str:
    if part[:1] in {"{", '"'}:
        return part[1:-1]
    if part.isdigit():
        return part
    if not part:
        raise ValueMistakeError("found no value; expected text in braces or quotes")
    if part.lower() not in strings:
        hint = meant(part, strings)
        raise ValueMistakeError(
            f"no @string defines {shortened(part)}; expected text in braces or quotes{hint}"
        )
    return strings[part.lower()]


@lru_cache(maxsize=4096)  # names and venues repeat, and decoding is slow
def plain_text(latex: str) -> str:
    """Write LaTeX as plain Unicode: accents composed, braces gone, `%` kept; only text that needs it is decoded."""
    if "\\" in latex or "$" in latex:
        escaped = re.sub(r"(?<!\\)%", r"\\%", _LOGO.sub(r"\1", latex))
        text: str = _decoder().latex_to_text(escaped)
    else:
        text = latex.replace("{", "").replace("}", "")
        text = text.replace("~", " ").replace("---", "—").replace("--", "–")
    return " ".join(text.split())


@cache
def _decoder() -> LatexNodes2Text:
    return LatexNodes2Text(math_mode="text", keep_braced_groups=False)
