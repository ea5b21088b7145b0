"""Numbers in sentences that checks write: each with the brackets that follow it becomes a value with its interval."""

import re
from collections.abc import Iterator

from markupsafe import Markup

from generator.render.escape import escape

_NUMBER = r"(?<![\w.@+−-])[+−-]?\d+(?:\.\d+)?(?:%| points?| logits?)"
_WITH_INTERVAL = re.compile(rf"(?P<value>{_NUMBER}) (?P<interval>\([^()]*\))")
_ALONE = re.compile(_NUMBER)


def marked(sentence: str) -> Markup:
    """Write a sentence with its estimates marked; numbers that stand for themselves, such as a printed one, stay texts."""
    return Markup().join(_parts(sentence))


def _parts(sentence: str) -> Iterator[Markup]:
    at = 0
    for found in _WITH_INTERVAL.finditer(sentence):
        yield from _texts(sentence[at : found.start()])
        yield Markup('<span class="sb-value">{}</span> <span class="sb-interval">{}</span>').format(
            escape(found["value"]), escape(found["interval"])
        )
        at = found.end()
    yield from _texts(sentence[at:])


def _texts(text: str) -> Iterator[Markup]:
    at = 0
    for found in _ALONE.finditer(text):
        yield _plain(text[at : found.start()])
        yield Markup('<code class="sb-digits">{}</code>').format(escape(found.group()))
        at = found.end()
    yield _plain(text[at:])


def _plain(text: str) -> Markup:
    """Escape a part of a sentence, with the spaces at its ends."""
    if not text.strip():
        return Markup(" ") if text else Markup()
    before, after = (" " if each.isspace() else "" for each in (text[0], text[-1]))
    return Markup("{}{}{}").format(before, escape(text), after)
