"""Seals on a claim's history: each entry's digest covers the entry and the digest of the one before it."""

import hashlib
import json
from collections.abc import Iterable, Iterator

from generator.model.claim import Change

_DIGITS = 12


def digests(history: Iterable[Change]) -> Iterator[str]:
    """Give the digest that each entry should have, after those that the entries before it state.

    Where an entry states none, its own should-be digest takes its place, so that several can be sealed at once.
    """
    before = ""
    for change in history:
        due = _digest(before, change)
        yield due
        before = change.digest or due


def _digest(before: str, change: Change) -> str:
    entry = {"by": change.by, "on": change.on, "verdict": change.verdict, "what": change.what}
    text = before + json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
