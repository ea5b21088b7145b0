"""Every check, one after the other: what a reader should know of files that are in order."""

from collections.abc import Callable, Iterator

from generator.check.oddities import run_oddities
from generator.model.corpus import Corpus
from generator.model.finding import Finding

Check = Callable[[Corpus], Iterator[Finding]]


def odd_runs(corpus: Corpus) -> Iterator[Finding]:
    """No run is odd by itself."""
    for run in corpus.runs:
        yield from run_oddities(run, corpus.benchmarks[run.benchmark])


def unconfirmed_models(corpus: Corpus) -> Iterator[Finding]:
    """Somebody has confirmed each model's entry."""
    for card in corpus.models.values():
        if card.unconfirmed:
            text = f"{card.id}: nobody has confirmed yet what its entry says; remove `unconfirmed` once it is right"
            yield Finding(card.place, "unconfirmed-model", "note", text)


CHECKS: tuple[Check, ...] = (odd_runs, unconfirmed_models)


def all_findings(corpus: Corpus) -> tuple[Finding, ...]:
    """Give what all checks find, in the order of their places."""
    return tuple(sorted(finding for check in CHECKS for finding in check(corpus)))
