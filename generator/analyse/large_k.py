"""What tuning adds when many samples may be drawn, from the curves in k that publications print."""

from generator.analyse.absence import Absence
from generator.analyse.compare import unpaired_difference
from generator.analyse.effect import Effect, Reading
from generator.analyse.printed_curves import PrintedCurve
from generator.analyse.sampling_pairs import CurvePair, curve_pairs
from generator.analyse.scores import published_score
from generator.model.corpus import Corpus
from generator.model.published import PublishedScore


def large_k_effect(corpus: Corpus, flagged: frozenset[str]) -> Effect | Absence:
    """Give tuned minus base, in shares, at the largest k that both curves of a pair print.

    The pair that goes to the largest k counts; the other readings are the same pair at the smallest k, and the other
    pairs, each at its largest k. No tallies are known, so that intervals are unpaired and can only be too wide. A score
    that a check finds fault with (`flagged`) gives no reading.
    """
    found = ((pair, _shared(pair)) for pair in curve_pairs(corpus))
    pairs = sorted(((pair, ks) for pair, ks in found if ks), key=lambda each: -max(each[1]))
    if not pairs:
        return Absence("no publication here prints curves of a base model and its tuned form at the same k")
    (first, ks), *others = pairs
    return Effect(
        _reading(corpus, first, max(ks), flagged),
        (
            _reading(corpus, first, min(ks), flagged),
            *(_reading(corpus, pair, max(shared), flagged) for pair, shared in others),
        ),
        tuple(dict.fromkeys(pair.tuned_card.name for pair, _ in pairs)),
    )


def _shared(pair: CurvePair) -> frozenset[int]:
    return frozenset(pair.base.ks) & frozenset(pair.tuned.ks)


def _reading(corpus: Corpus, pair: CurvePair, k: int, flagged: frozenset[str]) -> Reading:
    base, tuned = _at(pair.base, k), _at(pair.tuned, k)
    known = corpus.benchmarks[base.benchmark]
    label = f"{pair.tuned_card.name}, {known.plus_name if base.plus else known.name} pass@{k}"
    if {base.id, tuned.id} & flagged:
        return Reading(label, "points", Absence("a check finds fault with a printed score"))
    scores = published_score(base), published_score(tuned)
    found = unpaired_difference(*scores)
    absence = "" if found.interval else scores[0].absence or scores[1].absence
    return Reading(label, "points", found.value, found.interval, absence, count=1)


def _at(curve: PrintedCurve, k: int) -> PublishedScore:
    return next(score for score in curve.scores if score.k == k)
