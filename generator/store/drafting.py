"""A catalogue that grows by what new files need, as far as the user allows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Protocol

from generator.load.adapters.protocol import Aside, RawRun
from generator.load.metadata import Metadata
from generator.load.naming import called_after, draft_card, model_id
from generator.load.placing import Catalogue, place_run, stated_name
from generator.load.problems import Problems
from generator.model.catalogue import UNSTATED, Alias, Benchmark, DatasetVersion, ModelCard
from generator.model.run import Run
from generator.store.known import Stored

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,99}")


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
    def new_benchmarks(self) -> bool:
        """Whether an unknown benchmark may be drafted from what a file calls it."""

    @property
    def versions_from_hash(self) -> bool:
        """Whether an unknown dataset may become a version of its own."""


@dataclass(slots=True)
class Draft:
    """Runs are placed one by one; each may add a model, a benchmark or a dataset version that later ones share."""

    catalogue: Catalogue
    allowed: Allowed
    stored: Stored
    cards: dict[str, ModelCard] = field(default_factory=dict)  # by id
    benchmarks: dict[str, Benchmark] = field(default_factory=dict)  # by id
    versions: list[tuple[str, DatasetVersion]] = field(default_factory=list)
    _models: dict[str, ModelCard] = field(init=False)  # of the catalogue, which sees what is put in
    _identities: dict[tuple[str, str], str] = field(init=False)  # as above
    _taken: set[str] = field(init=False)  # ids in small letters

    def __post_init__(self) -> None:
        """Let models be added without a copy of all of them for each."""
        self._models, self._identities = {**self.catalogue.models}, {**self.catalogue.identities}
        self.catalogue = replace(self.catalogue, models=self._models, identities=self._identities)
        self._taken = {known.casefold() for known in self._models} | {"index"}  # the page that lists them

    def place_all(
        self, raws: Iterable[tuple[RawRun, Metadata]], problems: Problems
    ) -> list[tuple[RawRun, Run]]:
        """Make runs of what files say; problems name what cannot be placed."""
        placed = []
        for found, beside in raws:
            raw = found
            if self.allowed.new_benchmarks and self.catalogue.benchmark_of(raw.tasks[0]) is None:
                raw = replace(raw, benchmark=self.benchmark(raw.benchmark))
            stated = self.allowed.metadata.over(beside)
            metadata = self._named(raw, self.stored.completing(raw, stated, self.catalogue))
            if self.allowed.versions_from_hash:
                metadata = self._versioned(raw, metadata)
            run = place_run(raw, metadata, self.catalogue, problems)
            if run is not None:
                placed.append((raw, run))
        return placed

    def place_score(self, aside: Aside) -> Aside:
        """Let scores be of a benchmark that is drafted, where that is allowed."""
        if not self.allowed.new_benchmarks:
            return aside
        return replace(aside, benchmark=self.benchmark(aside.benchmark))

    def benchmark(self, name: str) -> str:
        """Give the id of a benchmark that a file names, and draft it, without a task_prefix, where it is not known."""
        if not name or name in self.catalogue.benchmarks:
            return name
        new_id = model_id(name)
        if new_id not in self.catalogue.benchmarks:
            version = DatasetVersion(UNSTATED, note="the source does not state the version of the data")
            self.benchmarks[new_id] = Benchmark(new_id, name, versions=(version,))
            benchmarks = {**self.catalogue.benchmarks, new_id: self.benchmarks[new_id]}
            self.catalogue = replace(self.catalogue, benchmarks=benchmarks)
        return new_id

    def _named(self, raw: RawRun, metadata: Metadata) -> Metadata:
        name = stated_name(raw, metadata)
        if name is None and self.allowed.model_from_name:
            name = called_after(raw.files[0].place.file)
            metadata = replace(metadata, model=name)
        source = metadata.source or ""
        if (
            name is not None
            and self.allowed.new_models
            and name.isprintable()
            and not self._knows(name, source)
        ):
            self._add_model(name[:300], source)
        return metadata

    def _knows(self, name: str, source: str) -> bool:
        """Say whether a name is that of a model; the id that was drafted from another name is not."""
        card = self.cards.get(name)
        if card and card.name != name and (source, name) not in self.catalogue.identities:
            return False
        return self.catalogue.find_model(name, source) is not None

    def _add_model(self, name: str, source: str) -> None:
        plain, number = model_id(name), 2
        new_id = plain
        while new_id in self._taken:
            new_id, number = f"{plain}-{number}", number + 1
        card = draft_card(name, new_id)
        aliases = (Alias(source, name),) if source else ()
        card = replace(card, aliases=aliases, name=card.name if source else name)
        self.cards[new_id] = self._models[new_id] = card
        self._identities[source, name] = new_id
        self._taken.add(new_id)

    def _versioned(self, raw: RawRun, metadata: Metadata) -> Metadata:
        benchmark = self.catalogue.benchmark_of(raw.tasks[0])
        if benchmark is None or metadata.dataset_version:
            return metadata
        by_hash = {version.md5 for version in benchmark.versions if version.md5}
        if raw.dataset_md5 in by_hash or (raw.dataset_version and not _ID.fullmatch(raw.dataset_version)):
            return metadata
        version = _new_version(raw)
        if version.id.casefold() not in {known.id.casefold() for known in benchmark.versions}:
            self.versions.append((benchmark.id, version))
            grown = replace(benchmark, versions=(version, *benchmark.versions))
            benchmarks = {**self.catalogue.benchmarks, benchmark.id: grown}
            self.catalogue = replace(self.catalogue, benchmarks=benchmarks)
        return replace(metadata, dataset_version=version.id)


def _new_version(raw: RawRun) -> DatasetVersion:
    if raw.dataset_version:
        note = "named by a stored run that was added"
        return DatasetVersion(raw.dataset_version, len(raw.tasks), raw.dataset_md5, note)
    if raw.dataset_md5:
        name = f"md5-{raw.dataset_md5[:8]}"
        return DatasetVersion(name, len(raw.tasks), raw.dataset_md5, "a dataset that is not known by name")
    return DatasetVersion(UNSTATED, note="the source does not state the version of the data")
