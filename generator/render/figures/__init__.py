"""The report's figures: each a function from the corpus to plain data, or why the corpus has none."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from generator.analyse.absence import Absence
from generator.model.corpus import Corpus
from generator.render.figures import (
    codet5p_scaling,
    printed_samples,
    sample_curves,
    scores_by_size,
    tuned_pairs,
    tuning_forests,
)
from generator.render.figures.spec import Plot

FIGURES: Mapping[str, Callable[[Corpus], Plot | Absence]] = MappingProxyType(
    {
        "codet5p-scaling": codet5p_scaling.spec,
        "printed-curves": printed_samples.spec,
        "sample-curves": sample_curves.spec,
        "scores-by-size": scores_by_size.spec,
        "tuned-pairs": tuned_pairs.spec,
        "tuning-gain": tuning_forests.gain_spec,
        "tuning-growth": tuning_forests.growth_spec,
    }
)
