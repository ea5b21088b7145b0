"""Why the scores of a family make no pair of base and tuned."""

from collections.abc import Iterable

from generator.analyse.datum import Datum
from generator.analyse.tuning import fits
from generator.check.conditions import decoding, version
from generator.model.report import TuningSeries


def unlike_reason(series: TuningSeries, scores: Iterable[Datum]) -> str:
    """Say why scores of this family make no pair: they come from different sources, or were not taken alike."""
    fitting = [datum for datum in scores if fits(datum, series)]
    bases = {datum.card.id: datum for datum in fitting if datum.card.training == series.base}
    for tuned in fitting:
        base = bases.get(tuned.card.base_model or "")
        if base is not None and tuned.card.training == series.tuned:
            return _difference(base, tuned)
    return "no source of this report prints both models"


def _difference(base: Datum, tuned: Datum) -> str:
    if decoding(base.origin) != decoding(tuned.origin):
        return f"{decoding(base.origin)} for the base models, {decoding(tuned.origin)} for the tuned ones"
    if version(base.origin) != version(tuned.origin):
        return f"{version(base.origin)} for the base models, {version(tuned.origin)} for the tuned ones"
    return "base and tuned scores were not taken alike"
