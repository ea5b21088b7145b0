"""Find quoted phrases in a stored text: as they stand, nearly so, or not at all."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from heapq import nsmallest
from itertools import islice

from generator.check.phrase_text import Compact, compact

_CLOSE = 0.8  # likeness from which a phrase counts as found with a difference
_SOUGHT = 5  # words of a phrase that lead to likely passages, the longest
_FREQUENT = 300  # a word that stands more often leads to none
_SLACK = 3  # words that a passage may be longer or shorter than the phrase
_STEP, _MARGIN = 16, 48  # characters: within which words count as near, and that are looked at around
_PASSAGES = 6  # likely passages that are compared
_WORD = re.compile(r"[^\W_]+(?:[-'’\u00ad\u2010\u2011]\s*[^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase stands, and how the text differs from it; empty = in no way."""

    offset: int
    difference: str = ""


@dataclass(frozen=True)
class PhraseFinder:
    """A text made ready, so that many phrases can be looked for in it."""

    text: str = field(repr=False)

    @cached_property
    def _compact(self) -> Compact:
        return compact(self.text)

    def find(self, phrase: str) -> Match | None:
        """Find a phrase; None where nothing in the text is close to it."""
        return self._exactly(phrase) or self._nearly(phrase)

    def _exactly(self, phrase: str) -> Match | None:
        whole = compact(phrase).text
        offsets = [at for begun in {whole, whole[:1].swapcase() + whole[1:]} for at in self._offsets(begun)]
        return Match(min(offsets)) if offsets else None

    def _offsets(self, whole: str) -> Iterator[int]:
        """Give the first offset at which a compact phrase stands between the ends of words."""
        within = self._compact
        at = within.text.find(whole) if whole else -1
        while at >= 0:
            start, last = within.origin(at), within.origin(at + len(whole) - 1)
            if not (_joined(self.text, start) or _joined(self.text, last + 1)):
                yield start
                return
            at = within.text.find(whole, at + 1)

    def _nearly(self, phrase: str) -> Match | None:
        words = [match[0] for match in _WORD.finditer(phrase)]
        passages = [self._passage(at, phrase, words) for at in self._likely(phrase, words)]
        best = max(passages, default=None, key=lambda each: each[0])
        if best is None or best[0] < _CLOSE:
            return None
        return Match(best[1], _difference(words, best[2]))

    def _likely(self, phrase: str, words: Sequence[str]) -> Iterator[int]:
        """Give the offsets, in the compact text, of passages that share the longest words with a phrase."""
        whole, within = compact(phrase).text, self._compact.text
        votes = Counter[int]()
        for word in sorted({compact(word).text for word in words}, key=lambda word: (-len(word), word))[
            :_SOUGHT
        ]:
            found = list(islice(_places(word, within), _FREQUENT))
            before = max(0, whole.find(word))
            if len(found) < _FREQUENT or len(words) <= 2:
                votes.update([(at - before) // _STEP for at in found])
        near = {step: votes[step] + votes.get(step - 1, 0) + votes.get(step + 1, 0) for step in votes}
        best = nsmallest(_PASSAGES, near, key=lambda step: (-near[step], -votes[step], step))
        yield from (step * _STEP for step in best)

    def _passage(self, at: int, phrase: str, words: Sequence[str]) -> tuple[float, int, Sequence[str]]:
        """Align a phrase with the words about a place; gives how alike they are, where, and the words there."""
        whole, within = compact(phrase).text, self._compact
        first = within.origin(min(max(0, at - _MARGIN), len(within.text) - 1))
        last = within.origin(min(max(0, at + len(whole) + _MARGIN), len(within.text) - 1))
        there = list(_WORD.finditer(self.text, first, last + 1))
        likeness, begun, ended = _aligned([*map(_plain, words)], [_plain(each[0]) for each in there])
        passage = there[begun:ended]
        return (likeness, passage[0].start() if passage else 0, [each[0] for each in passage])


def _aligned(said: Sequence[str], there: Sequence[str]) -> tuple[float, int, int]:
    """Find the run of words that is most like a phrase, about the longest run that both share.

    It begins and ends where the phrase would, or at the phrase's own first and last word near there.
    """
    shared = SequenceMatcher(None, said, there, autojunk=False).find_longest_match()
    if not shared.size:
        return (0.0, 0, 0)
    first, last = shared.b - shared.a, shared.b - shared.a + len(said)
    about = range(max(0, first - _SLACK), min(len(there), last + _SLACK))
    starts = {max(0, first), *(at for at in about if there[at] == said[0] and at <= shared.b)}
    ends = {min(len(there), last), *(at + 1 for at in about if there[at] == said[-1] and at >= shared.b)}
    passages = [
        (_likeness(said, there[start:end]), start, end)
        for start in sorted(starts)
        for end in sorted(ends)
        if abs(end - start - len(said)) <= _SLACK
    ]
    return max(passages, default=(0.0, 0, 0), key=lambda each: each[0])


def _likeness(said: Sequence[str], there: Sequence[str]) -> float:
    """Compare two runs of words by their letters; of those that are close, whole words that agree count too."""
    letters = SequenceMatcher(None, " ".join(said), " ".join(there), autojunk=False)
    if letters.quick_ratio() < _CLOSE:
        return 0.0
    whole = SequenceMatcher(None, said, there, autojunk=False).ratio()
    alike = letters.ratio()
    return alike + whole if alike >= _CLOSE else 0.0


def _places(word: str, text: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _joined(text: str, offset: int) -> bool:
    """Say whether an offset is inside a word."""
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()


def _plain(word: str) -> str:
    return compact(word).text.replace("'", "").replace("-", "").casefold()


def _difference(said: Sequence[str], there: Sequence[str]) -> str:
    """Say in which words a passage differs from a phrase."""
    plain = SequenceMatcher(None, [*map(_plain, said)], [*map(_plain, there)], autojunk=False)
    parts = []
    for kind, start, end, first, last in plain.get_opcodes():
        quoted, stands = (
            f"“{' '.join(said[start:end])}”",
            f"“{' '.join(' '.join(there[first:last]).split())}”",
        )
        if kind == "replace":
            parts.append(f"{stands} for {quoted}")
        elif kind == "delete":
            parts.append(f"without {quoted}")
        elif kind == "insert":
            parts.append(f"with {stands} in it")
    return ", ".join(parts) or "other capitals, punctuation or spacing"
