"""Every check, one after the other: what a reader should know of files that are in order."""

from collections.abc import Callable, Iterator

from generator.check.between_runs import doubled_runs, faulty_tasks, foreign_tasks, plus_without_base
from generator.check.claim_checks import checks_not_possible, drifted_claims
from generator.check.claim_records import open_histories
from generator.check.claim_text import faulty_claims
from generator.check.oddities import run_oddities
from generator.check.one_sample import averaged_scores, impossible_scores
from generator.check.printed_curves import falling_curves, impossible_curves, plus_above_base
from generator.check.quotations import misquoted_phrases
from generator.check.sources import disagreeing_sources, odd_intervals, recomputed_otherwise
from generator.model.corpus import Corpus, derived
from generator.model.finding import Finding

Check = Callable[[Corpus], Iterator[Finding]]


def odd_runs(corpus: Corpus) -> Iterator[Finding]:
    """No run is odd by itself; what many runs of one source share is told once, by a check of its own."""
    for run in corpus.runs:
        found = run_oddities(run, corpus.benchmarks[run.benchmark])
        yield from (finding for finding in found if finding.code != "plus-without-base")


def unconfirmed_models(corpus: Corpus) -> Iterator[Finding]:
    """Somebody has confirmed each model's entry."""
    for card in corpus.models.values():
        if card.unconfirmed:
            text = f"{card.id}: nobody has confirmed yet what its entry says; remove `unconfirmed` once it is right"
            yield Finding(card.place, "unconfirmed-model", "note", text, (card.id,))


CHECKS: tuple[Check, ...] = (
    averaged_scores,
    checks_not_possible,
    disagreeing_sources,
    doubled_runs,
    drifted_claims,
    falling_curves,
    faulty_claims,
    faulty_tasks,
    foreign_tasks,
    impossible_curves,
    impossible_scores,
    misquoted_phrases,
    odd_intervals,
    odd_runs,
    open_histories,
    plus_above_base,
    plus_without_base,
    recomputed_otherwise,
    unconfirmed_models,
)


@derived
def all_findings(corpus: Corpus) -> tuple[Finding, ...]:
    """Give what all checks find, in the order of their places."""
    return tuple(sorted(finding for check in CHECKS for finding in check(corpus)))
