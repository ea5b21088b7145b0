"""Everything a report is made of, read and cross-checked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from importlib import import_module
from typing import Any, TypeVar

from generator.model.catalogue import Benchmark, ModelCard
from generator.model.claim import Claim
from generator.model.memory import Memory
from generator.model.published import PublishedScore, ResamplingFigure
from generator.model.reference import Reference
from generator.model.report import Report
from generator.model.run import Run
from generator.model.source_text import SourceText
from generator.model.state import Snapshot

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """The report's inputs as values; every name in them has been found to lead somewhere.

    The mappings are keyed by id (by citation key for `references`), in the order of their files.
    """

    report: Report
    models: Mapping[str, ModelCard] = field(default_factory=dict)
    benchmarks: Mapping[str, Benchmark] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    runs: tuple[Run, ...] = ()  # by id
    published: tuple[PublishedScore, ...] = ()  # by source, then as in its file
    resampling: tuple[ResamplingFigure, ...] = ()
    claims: tuple[Claim, ...] = ()
    identities: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (source, name) -> model id
    source_texts: Mapping[str, SourceText] = field(
        default_factory=dict
    )  # of quoted sources, where one is stored
    snapshots: tuple[Snapshot, ...] = ()  # the oldest first

    memory: Memory = field(default_factory=Memory, repr=False)  # of what takes long to compute
    results: dict[str, Any] = field(default_factory=dict, init=False, repr=False)  # of `derived` functions

    def derive(self, name: str, compute: Callable[["Corpus"], T]) -> T:
        """Compute something of the whole corpus, or give it where it was computed before under this name."""
        if name not in self.results:
            self.results[name] = compute(self)
        result: T = self.results[name]
        return result

    def card_of(self, score: PublishedScore) -> ModelCard | None:
        """Find the model that a published score is about, where models.yaml says which it is."""
        model_id = self.identities.get((score.source, score.model))
        return self.models[model_id] if model_id else None


_DERIVED: dict[str, Callable[[Corpus], Any]] = {}


def derived(compute: Callable[[Corpus], T]) -> Callable[[Corpus], T]:
    """Let what is computed of a whole corpus be computed once: many pages and checks ask for the same."""
    name = f"{compute.__module__}:{compute.__qualname__}"

    @wraps(compute)
    def once(corpus: Corpus) -> T:
        return corpus.derive(name, compute)

    _DERIVED[name] = once
    return once


def derived_by_name(corpus: Corpus, name: str) -> object:
    """Give the result of a `derived` function by the name under which a corpus knows it; raises `KeyError` for others."""
    module = name.partition(":")[0]
    # The name is from a file that anybody may have written.
    if name not in _DERIVED and module.startswith("generator."):
        import_module(module)
    return _DERIVED[name](corpus)
