"""All studies, by the name at their table in docs/methods.md: adding one is a module, a line here and its marks there."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from simulations.families import RANDOM_EFFECTS
from simulations.paired_outcomes import BONETT_PRICE, MCNEMAR_SIZE
from simulations.paired_samples import PAIRED_T
from simulations.rejected_share import REJECTED_SHARE
from simulations.sampling import EQUIVALENT_K, PRINTED_EQUIVALENT_K
from simulations.score_interval import BOOTSTRAP, ONE_SAMPLE, SCORE_INTERVAL
from simulations.size import SIZE_INTERVALS
from simulations.study import Study

STUDIES: Mapping[str, Study[Any]] = MappingProxyType(
    {
        "bonett-price": BONETT_PRICE,
        "bootstrap-of-scores": BOOTSTRAP,
        "equivalent-k": EQUIVALENT_K,
        "mcnemar-size": MCNEMAR_SIZE,
        "one-sample": ONE_SAMPLE,
        "paired-t": PAIRED_T,
        "printed-equivalent-k": PRINTED_EQUIVALENT_K,
        "random-effects": RANDOM_EFFECTS,
        "rejected-share": REJECTED_SHARE,
        "score-interval": SCORE_INTERVAL,
        "size-intervals": SIZE_INTERVALS,
    }
)
