"""Everything a report is made of, read and cross-checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.catalogue import Benchmark, ModelCard
from generator.model.claim import Claim
from generator.model.published import PublishedScore, ResamplingFigure
from generator.model.reference import Reference
from generator.model.report import Report
from generator.model.run import Run
from generator.model.source_text import SourceText
from generator.model.state import Snapshot


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

    def card_of(self, score: PublishedScore) -> ModelCard | None:
        """Find the model that a published score is about, where models.yaml says which it is."""
        model_id = self.identities.get((score.source, score.model))
        return self.models[model_id] if model_id else None
