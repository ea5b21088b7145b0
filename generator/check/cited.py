"""What the data of a report cite, and for what: scores, claims, models and benchmarks."""

from collections.abc import Mapping

from generator.model.citing import keys_of
from generator.model.claim import Claim
from generator.model.corpus import Corpus, derived


@derived
def sources_of_scores(corpus: Corpus) -> tuple[str, ...]:
    """Give the keys of what printed scores, runs and figures of resampling are taken from."""
    runs = {run.provenance.source for run in corpus.runs}
    printed = {each.source for each in corpus.published} | {each.source for each in corpus.resampling}
    return tuple(sorted((runs | printed) - {""}))


def claims_citing(corpus: Corpus) -> Mapping[str, tuple[str, ...]]:
    """Give the ids of the claims that each reference is cited by: as source, as evidence, or in their texts."""
    found: dict[str, list[str]] = {}
    for claim in corpus.claims:
        for key in sorted(_cited_by(claim)):
            found.setdefault(key, []).append(claim.id)
    return {key: tuple(names) for key, names in found.items()}


def _cited_by(claim: Claim) -> set[str]:
    texts = (claim.why, *(each.finding for each in claim.evidence), *(check.note for check in claim.checks))
    sources = {claim.source, *(each.source for each in claim.evidence)}
    return sources | {key for text in texts for key in keys_of(text)}


def sources_of_conclusions(corpus: Corpus) -> frozenset[str]:
    """Give the keys of what conclusions rest on, and of what the synthesis lists."""
    listed_there = corpus.report.synthesis.references_listed if corpus.report.synthesis else ()
    return frozenset({*listed_there, *(key for each in corpus.report.conclusions for key in each.evidence)})


def cited_by_data(corpus: Corpus) -> frozenset[str]:
    """Give every key that a file of `results/` cites."""
    models, benchmarks = corpus.models.values(), corpus.benchmarks.values()
    found = frozenset(
        {
            *sources_of_scores(corpus),
            *claims_citing(corpus),
            *sources_of_conclusions(corpus),
            *(each.source for each in corpus.report.tuning),
            *(model.reference for model in models),
            *(alias.source for model in models for alias in model.aliases),
            *(key for each in benchmarks for key in (each.reference, each.plus_reference)),
        }
    )
    return found - {""}
