"""The effects that a conclusion may name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from generator.analyse.absence import Absence
from generator.analyse.effect import Effect
from generator.analyse.gains import gain_effect, growth_effect
from generator.analyse.large_k import large_k_effect
from generator.model.corpus import Corpus
from generator.model.report import EffectName

EFFECTS: Mapping[EffectName, Callable[[Corpus, frozenset[str]], Effect | Absence]] = MappingProxyType(
    {"gain": gain_effect, "gain-by-size": growth_effect, "gain-at-large-k": large_k_effect}
)
