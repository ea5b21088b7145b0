"""What is odd in the records of claims that are in order by themselves."""

from collections.abc import Iterator

from generator.check.examined import Examined
from generator.model.corpus import Corpus
from generator.model.finding import Finding
from generator.model.history import digests


def open_histories(corpus: Corpus) -> Iterator[Finding]:
    """Each entry of a claim's history is sealed."""
    for claim in corpus.claims:
        for change, due in zip(claim.history, digests(claim.history), strict=True):
            if not change.digest:
                text = f'{claim.id}: the entry of {change.on} in its history is not sealed yet; `digest: "{due}"` seals it'
                yield Finding(change.place, "history-open", "note", text, (claim.id,))


def sealed_histories(corpus: Corpus) -> Iterator[Examined]:
    """Count the claims whose history is sealed to its end."""
    told = [claim for claim in corpus.claims if claim.history]
    if told:
        sealed = sum(all(change.digest for change in claim.history) for claim in told)
        yield Examined("claims with a history: is every entry sealed", sealed, len(told))
