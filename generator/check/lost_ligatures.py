"""Words that lost a ligature when text was taken out of a PDF: `netune`, `efciently`, `di erent`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from generator.check.ligature_words import LIGATURES, ligature_words

_LIGATURE = re.compile("|".join(LIGATURES))
_REST = {
    "ffi": ("", "f", "i"),
    "ffl": ("", "f", "l"),
    "ff": ("",),
    "fi": ("",),
    "fl": ("",),
}  # what may be left
_GAPS = "\ufffd?"  # what may stand in its place, a space aside
# A word of prose: no part of a path, a number, a contraction or a name with a dot in it.
_WORD = re.compile(
    rf"(?<![\w.@/'’=-])(?:[^\W\d_]+-)*[^\W\d_]*[{_GAPS}]?[^\W\d_]+(?:-[^\W\d_]+)*(?![\w@/'’=]|[.-]\w)"
)
# Words and names that a word of the list turns into when it loses its ligature.
_ORDINARY = frozenset(
    "ag ags ane aw awed aws bae baed bale baled benet bene conned dene dong eld end les ling nal nance ner nite oat oats "
    "oset overt owed owing ows prole prot rene rened rung species sting stu suer suers sux trac traced".split()
)
_SHORTEST, _SHORT = 3, frozenset({"nd"})  # letters; the one below that no text has by itself
_NAME = 6  # a capitalised word below so many letters may be a name: Rene, Benet


@dataclass(frozen=True, slots=True)
class LostLigature:
    """A damaged word as it stands, and the word that was likely meant."""

    found: str
    meant: str


def lost_ligatures(text: str) -> Iterator[LostLigature]:
    """Find the damaged words of a text, each once, in its order."""
    words = list(_WORD.finditer(text))
    seen = set[str]()
    for word, after in pairwise([*words, None]):
        if word is None or text[max(0, word.start() - 2) : word.start()].strip().isdigit():
            continue  # `2 nd`
        found = _damaged(word[0], gap="")
        if not found and after and text[word.end() : after.start()] == " ":
            found = _damaged(f"{word[0]} {after[0]}", gap=" ")
        if found and found.found not in seen:
            seen.add(found.found)
            yield found


def _damaged(token: str, gap: str) -> LostLigature | None:
    parts = [token] if gap else [token, *(token.split("-") if "-" in token else ())]
    for part in parts:
        meant = _forms().get(part.lower(), "")
        capital = part[:1] != part[:1].lower()
        begun = meant[:1] == part[:1].lower()  # the first letter is not lost
        if meant and part[1:] == part[1:].lower() and (not capital or (begun and len(part) >= _NAME)):
            return LostLigature(part, part[0] + meant[1:] if capital else meant)
    return None


@lru_cache(maxsize=1)
def _forms() -> Mapping[str, str]:
    """Give each damaged form with the word that it comes from."""
    words = ligature_words()
    pairs = ((form.strip(), word) for word in sorted(words) for form in _forms_of(word))
    known = _ORDINARY | words
    return {
        form: word for form, word in pairs if form not in known and (len(form) >= _SHORTEST or form in _SHORT)
    }


def _forms_of(word: str) -> Iterator[str]:
    between, lost = _LIGATURE.split(word), _LIGATURE.findall(word)
    for rest in product(*(_REST[each] for each in lost)):
        yield "".join(part + left for part, left in zip(between, (*rest, ""), strict=True))
    yield from (gap.join(between) for gap in (" ", *_GAPS))
