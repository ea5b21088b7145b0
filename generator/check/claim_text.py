"""Checks on a claim's own text: is it whole, undamaged, an assertion, told once, and with its conditions."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from unicodedata import normalize

from generator.check.captions import caption_signs
from generator.check.lost_ligatures import lost_ligatures
from generator.check.wording import listed
from generator.model.claim import Claim
from generator.model.corpus import Corpus
from generator.model.finding import Finding

_ENDS = (".", "!", "?", "。", "！", "？")
_CLOSERS = "\"'”’»)]*_¹²³⁴⁵⁶⁷⁸⁹⁰ "
_OPENED_BY = {")": "(", "]": "[", "”": "“", "»": "«", '"': '"'}
_OPENING = 3  # words by which texts that may hold each other are found
_NAMED = 6  # claims in a sentence
_LIMIT = 2  # cut-off texts of one length show a limit on it


def cut_off(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Tell texts that do not end as a sentence does, or end where a limit on their length was met.

    A limit is that of one extraction: a claim of another origin may have as many characters by accident.
    """
    cut: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for claim in claims:
        if not _ends(claim.text):
            cut[_extraction(claim)].append(claim.id)
    for claim in claims:
        alike = [name for name in cut[_extraction(claim)] if name != claim.id]
        if not _ends(claim.text):
            seen = "ends without closing punctuation"
        elif len(alike) >= _LIMIT:
            seen = "ends as a sentence does, but"
        else:
            continue
        text = f"{claim.id}: its text {seen} after {len(claim.text):,} characters{_as_do(alike)}"
        if claim.completed:
            text = f"{text}; the record completes it"
            yield Finding(claim.place, "claim-cut-off", "note", text, (claim.id,))
        else:
            yield Finding(claim.place, "claim-cut-off", "warning", text, (claim.id,))


def _extraction(claim: Claim) -> tuple[str, str, int]:
    """Give what claims share that one limit may have cut: file, who marked them, and number of characters."""
    return claim.place.file, claim.stated.by if claim.stated else "", len(claim.text)


def _ends(text: str) -> bool:
    whole = text.rstrip()
    said = whole.rstrip(_CLOSERS)
    if said.endswith(("…", "...")):
        return False
    opener = _OPENED_BY.get(whole[-1:])
    return said.endswith(_ENDS) or (opener is not None and opener in whole[:-1])


def _as_do(alike: Sequence[str]) -> str:
    return f", as many as {_named(alike)}" if alike else ""


def _named(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return listed([*names[:_NAMED], f"{more:,} more"] if more > 0 else list(names))


def damaged(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Tell words that lost the letters of a ligature."""
    for claim in claims:
        lost = list(lost_ligatures(claim.text))
        if lost:
            words = listed([f"“{each.found}” (likely “{each.meant}”)" for each in lost])
            text = f"{claim.id}: its text lost letters, as when it is taken out of a PDF: {words}"
            yield Finding(claim.place, "claim-damaged", "warning", text, (claim.id,))


def captions(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Tell legends of figures, titles of panels and captions of tables."""
    for claim in claims:
        signs = "; ".join(caption_signs(claim.text))
        said = f"{claim.id}: reads as text of a figure or table"
        if signs and claim.kind == "figure_text":
            text = f"{said}, as the record says: {signs}"
            yield Finding(claim.place, "claim-caption", "note", text, (claim.id,))
        elif signs:
            text = f"{said}, and the record calls it {claim.kind}: {signs}"
            yield Finding(claim.place, "claim-caption", "warning", text, (claim.id,))


def told_twice(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Tell claims from one sentence, once a pair: they would be two votes for one observation."""
    at = {claim.id: number for number, claim in enumerate(claims)}
    pairs = {**_repeated(claims), **_recorded(claims, at)}
    for (first, second), seen in sorted(pairs.items()):
        one, other = claims[second], claims[first]
        text = f"{one.id}: {seen.format(other.id)}: the two count as one vote"
        if one.same_sentence_as == other.id or other.same_sentence_as == one.id:
            yield Finding(one.place, "claim-twice", "note", text, (one.id, other.id))
        else:
            yield Finding(one.place, "claim-twice", "warning", text, (one.id, other.id))


def _recorded(claims: Sequence[Claim], at: Mapping[str, int]) -> dict[tuple[int, int], str]:
    pairs = [(number, at.get(claim.same_sentence_as, number)) for number, claim in enumerate(claims)]
    said = "is from the same sentence as {}, as the record says"
    return {(min(pair), max(pair)): said for pair in pairs if pair[0] != pair[1]}


def _repeated(claims: Sequence[Claim]) -> dict[tuple[int, int], str]:
    """Find claims whose text stands in that of another; only those that hold its opening words are looked at.

    A claim that takes the place of another may keep its words.
    """
    texts = [_normal(claim.completed or claim.text) for claim in claims]
    holding: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        words = text.split()
        for opening in {tuple(words[at : at + _OPENING]) for at in range(len(words) - _OPENING + 1)}:
            holding[opening].append(number)
    found = {}
    for number, text in enumerate(texts):
        whole = text if _ends(claims[number].completed or claims[number].text) else text.rstrip()
        for other in holding[tuple(text.split()[:_OPENING])]:
            if other == number or whole not in texts[other] or _replaces(claims[number], claims[other]):
                continue
            if text == texts[other]:
                found[min(number, other), max(number, other)] = "has the same text as {}"
            else:
                holds = number < other
                found[min(number, other), max(number, other)] = (
                    "its text holds that of {}" if holds else "its text is part of that of {}"
                )
    return found


def _replaces(one: Claim, other: Claim) -> bool:
    return one.id in other.supersedes or other.id in one.supersedes


def _normal(text: str) -> str:
    """Keep words and figures only, in lower case, each with a space on both sides."""
    words = re.findall(r"\w+", normalize("NFKC", text).casefold())
    return f" {' '.join(words)} "


def dropped_conditions(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Tell what a source makes a condition and a claim leaves out, as far as its record says."""
    for claim in claims:
        if claim.drops_condition:
            text = f"{claim.id}: leaves out a condition of its source, as the record says: {claim.drops_condition}"
            yield Finding(claim.place, "claim-condition", "note", text, (claim.id,))


Rule = Callable[[Sequence[Claim]], Iterator[Finding]]
# Each rule with what it asks.
RULES: tuple[tuple[str, Rule], ...] = (
    ("does the text end as a sentence does", cut_off),
    ("are its words undamaged", damaged),
    ("does it assert something, as no caption does", captions),
    ("is it the first of its sentence", told_twice),
    ("does it keep the conditions of its source, as far as the record says", dropped_conditions),
)


def text_faults(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Find the faults of the claims' own texts, rule by rule."""
    for _, rule in RULES:
        yield from rule(claims)


def faulty_claims(corpus: Corpus) -> Iterator[Finding]:
    """No claim of a report has a fault in its text."""
    yield from text_faults(corpus.claims)
