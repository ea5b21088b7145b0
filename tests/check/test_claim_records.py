"""What is told of the records of claims."""

from dataclasses import replace

from generator.check.claim_records import open_histories, sealed_histories
from generator.check.examined import Examined
from generator.errors import Place
from generator.model.claim import Change, Claim
from generator.model.corpus import Corpus
from generator.model.history import digests
from tests.check import corpora

OPEN = Change("2026-11-24", "Ada", "read", "supported", place=Place("results/claims.yaml", 8, 5))
DUE = next(digests([OPEN]))


def told(*histories: tuple[Change, ...]) -> Corpus:
    """A report of claims with these histories."""
    made = (
        Claim(f"C{at}", "Size matters.", "doe", "finding", "supported", history=history)
        for at, history in enumerate(histories, 1)
    )
    return replace(corpora.corpus(), claims=tuple(made))


def test_an_open_entry_is_told_with_the_digest_that_seals_it() -> None:
    assert [str(each) for each in open_histories(told((OPEN,)))] == [
        f'results/claims.yaml:8:5: note: C1: the entry of 2026-11-24 in its history is not sealed yet; `digest: "{DUE}"` seals it [history-open]'
    ]


def test_a_sealed_history_and_none_are_in_order() -> None:
    assert list(open_histories(told((replace(OPEN, digest=DUE),), ()))) == []


def test_claims_with_a_history_are_counted() -> None:
    found = list(sealed_histories(told((replace(OPEN, digest=DUE),), (OPEN,), ())))
    assert found == [Examined("claims with a history: is every entry sealed", 1, 2)]
    assert list(sealed_histories(told(()))) == []
