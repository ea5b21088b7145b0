"""A catalogue that grows by what new files need, as far as the user allows."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Protocol

from generator.load.adapters.protocol import RawRun
from generator.load.metadata import Metadata
from generator.load.naming import called_after, draft_card, model_id
from generator.load.placing import Catalogue, place_run, stated_name
from generator.load.problems import Problems
from generator.model.catalogue import Alias, DatasetVersion, ModelCard
from generator.model.run import Run


class Allowed(Protocol):
    """What the user states of the files, and how far the tool may help itself."""

    @property
    def metadata(self) -> Metadata:
        """What is stated, over what files and sidecars say."""

    @property
    def new_models(self) -> bool:
        """Whether an unknown model may be drafted from its name."""

    @property
    def model_from_name(self) -> bool:
        """Whether a file that names no model may be called by its own name."""

    @property
    def versions_from_hash(self) -> bool:
        """Whether an unknown dataset may become a version of its own."""


@dataclass(slots=True)
class Draft:
    """Runs are placed one by one; each may add a model or a dataset version that later ones share."""

    catalogue: Catalogue
    allowed: Allowed
    cards: list[ModelCard] = field(default_factory=list)
    versions: list[tuple[str, DatasetVersion]] = field(default_factory=list)

    def place_all(
        self, raws: Iterable[tuple[RawRun, Metadata]], problems: Problems
    ) -> list[tuple[RawRun, Run]]:
        """Make runs of what files say; problems name what cannot be placed."""
        placed = []
        for raw, beside in raws:
            metadata = self._named(raw, self.allowed.metadata.over(beside))
            if self.allowed.versions_from_hash:
                metadata = self._versioned(raw, metadata)
            run = place_run(raw, metadata, self.catalogue, problems)
            if run is not None:
                placed.append((raw, run))
        return placed

    def _named(self, raw: RawRun, metadata: Metadata) -> Metadata:
        name = stated_name(raw, metadata)
        if name is None and self.allowed.model_from_name:
            name = called_after(raw.files[0].place.file)
            metadata = replace(metadata, model=name)
        known = name is None or self.catalogue.find_model(name, metadata.source or "")
        if name is not None and not known and self.allowed.new_models and name.isprintable():
            self._add_model(name[:300], metadata.source or "")
        return metadata

    def _add_model(self, name: str, source: str) -> None:
        taken = {known.casefold() for known in self.catalogue.models}
        new_id, number = model_id(name), 2
        while new_id in taken:
            new_id, number = f"{model_id(name)}-{number}", number + 1
        card = draft_card(name, new_id)
        aliases = (Alias(source, name),) if source else ()
        card = replace(card, aliases=aliases, name=card.name if source else name)
        self.cards.append(card)
        self.catalogue = replace(
            self.catalogue,
            models={**self.catalogue.models, new_id: card},
            identities={**self.catalogue.identities, (source, name): new_id},
        )

    def _versioned(self, raw: RawRun, metadata: Metadata) -> Metadata:
        benchmark = self.catalogue.benchmark_of(raw.tasks[0])
        if benchmark is None or metadata.dataset_version or raw.dataset_version:
            return metadata
        known = {version.md5: version.id for version in benchmark.versions if version.md5}
        if raw.dataset_md5 in known:
            return metadata
        name = f"md5-{raw.dataset_md5[:8]}" if raw.dataset_md5 else "unstated"
        if name not in {version.id for version in benchmark.versions}:
            version = _new_version(name, raw)
            self.versions.append((benchmark.id, version))
            grown = replace(benchmark, versions=(version, *benchmark.versions))
            benchmarks = {**self.catalogue.benchmarks, benchmark.id: grown}
            self.catalogue = replace(self.catalogue, benchmarks=benchmarks)
        return replace(metadata, dataset_version=name)


def _new_version(name: str, raw: RawRun) -> DatasetVersion:
    if raw.dataset_md5:
        return DatasetVersion(name, len(raw.tasks), raw.dataset_md5, "a dataset that is not known by name")
    return DatasetVersion(name, note="the source does not state the version of the data")
