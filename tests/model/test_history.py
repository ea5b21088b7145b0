"""A digest seals an entry of a history together with all before it."""

import hashlib

from generator.model.claim import Change
from generator.model.history import digests

FIRST = Change("2026-11-24", "Ada", "read against the paper", "supported")
SECOND = Change("2026-11-30", "Ben", "found Größe in table 3")


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def test_a_digest_is_that_of_the_entry_and_the_digest_before_it() -> None:
    first = sha(
        '{"by":"Ada","on":"2026-11-24","verdict":"supported","what":"read against the paper"}',
    )
    second = sha(
        first + '{"by":"Ben","on":"2026-11-30","verdict":null,"what":"found Größe in table 3"}',
    )
    assert list(digests([FIRST, SECOND])) == [first, second]


def test_a_stated_digest_is_what_the_next_entry_rests_on() -> None:
    edited = Change("2026-11-24", "Ada", "read", "supported", digest="0123456789ab")
    assert list(digests([edited, SECOND]))[1] == sha(
        '0123456789ab{"by":"Ben","on":"2026-11-30","verdict":null,"what":"found Größe in table 3"}'
    )


def test_a_claim_without_history_has_no_digests() -> None:
    assert list(digests([])) == []
