"""What stands in a BibTeX field: parts joined by `#`, names of strings, and LaTeX as plain text."""

import logging
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import LatexWalkerError, get_default_latex_context_db
from pylatexenc.macrospec import LatexContextDb

from generator.load.accents import composed
from generator.load.problems import meant, shortened

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_JOINED_LIMIT = 5000  # characters: strings of strings of strings grow fast
_LOGO = re.compile(r"\\((?:La|Bib|Xe|Lua)?TeX)\b(?:\{\})?")  # the decoder drops these names
_LINKED = re.compile(r"\\href\s*\{[^{}]*\}")  # and fails at this one; its text stays
_BARE = re.compile(r"[^\s{}\"#]+")
_ESCAPED = re.compile(r"\\([&%_#])")
_PLAIN = (("{", ""), ("}", ""), ("~", " "), ("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"))
_MATH = re.compile(r"(?<!\\)\$[^$]*\$")
_EXPONENT, _INDEX = re.compile(r"\^(?:(\d)|\{([\d+-]+)\})"), re.compile(r"_(?:(\d)|\{([\d+-]+)\})")
_RAISED, _LOWERED = (
    str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
    str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
)
# What the decoder raises where a macro lacks an argument, and where braces are nested too deep for it.
_UNDECODABLE = (AttributeError, LookupError, TypeError, ValueError, RecursionError, LatexWalkerError)
_MARK = re.compile(r"\\.|[{}\"]", re.DOTALL)


class ValueMistakeError(ValueError):
    """A field's value that cannot be read; the message says what was found and expected."""


def resolved(raw: str, strings: Mapping[str, str]) -> str:
    """Join a value's parts, such as `name # " text"`, each freed of its braces or quotes."""
    joined, length = list[str](), 0
    for text in _texts(raw, strings):
        joined.append(text)
        length += len(text)
        if length > _JOINED_LIMIT and len(joined) > 1:
            raise ValueMistakeError(
                f"found more than {_JOINED_LIMIT:,} characters joined by #; expected less"
            )
    return " ".join("".join(joined).split())


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
    text = _LINKED.sub("", _LOGO.sub(r"\1", composed(latex)))
    between = _MATH.sub("", text)
    if "$" in between or "\\" in _ESCAPED.sub("", between):
        text = _decoded(re.sub(r"(?<!\\)%", r"\%", _MATH.sub(_with_raised_digits, text)))
    else:
        ends = [0, *(end for math in _MATH.finditer(text) for end in math.span()), len(text)]
        parts = [text[start:end] for start, end in pairwise(ends)]
        text = "".join(_formula(part) if at % 2 else _unmarked(part) for at, part in enumerate(parts))
    return " ".join(text.split())


def _unmarked(latex: str) -> str:
    """Take the marks out of text without macros."""
    for written, shown in _PLAIN:
        latex = latex.replace(written, shown)
    return _ESCAPED.sub(r"\1", latex)


@lru_cache(maxsize=1024)
def _formula(math: str) -> str:
    return _decoded(_MATH.sub(_with_raised_digits, math))


def _with_raised_digits(math: re.Match[str]) -> str:
    """Write exponents and indices that are digits as such: `n^2` and `x_{10}`."""
    raised = _EXPONENT.sub(lambda match: (match[1] or match[2]).translate(_RAISED), math[0])
    return _INDEX.sub(lambda match: (match[1] or match[2]).translate(_LOWERED), raised)


def _decoded(latex: str) -> str:
    try:
        text: str = _decoder().latex_to_text(latex, latex_context=_macros())
    except _UNDECODABLE as error:
        text = f"found LaTeX that cannot be read, {shortened(latex)}; expected each macro with its arguments"
        raise ValueMistakeError(text) from error
    return text


@cache
def _decoder() -> LatexNodes2Text:
    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)  # what it warns of, it raises too
    return LatexNodes2Text(math_mode="text", keep_braced_groups=False)


@cache
def _macros() -> LatexContextDb:
    """Build what the decoder knows of macros once, which takes it longer than a title does."""
    return get_default_latex_context_db()
