"""All studies, by the name at their table in docs/methods.md: adding one is a module, a line here and its marks there."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from simulations.score_interval import BOOTSTRAP, ONE_SAMPLE, SCORE_INTERVAL
from simulations.study import Study

STUDIES: Mapping[str, Study[Any]] = MappingProxyType(
    {
        "bootstrap-of-scores": BOOTSTRAP,
        "one-sample": ONE_SAMPLE,
        "score-interval": SCORE_INTERVAL,
    }
)
