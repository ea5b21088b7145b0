"""Files that are stored already, known by their bytes: what nobody states of them now is as it was stored."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.load.adapters.protocol import RawRun
from generator.load.metadata import Metadata
from generator.load.naming import called_after
from generator.load.placing import Catalogue, stated_name
from generator.model.run import Decoding, Provenance, Run, SourceFile, tallies_digest

_STATED = ("harness", "harness_version", "date", "source", "url", "note")
Bytes = tuple[str, ...]  # sha256 of each file that a run was read from, and the digest of its tallies


@dataclass(frozen=True, slots=True)
class Stored:
    """The runs of a report by the bytes that they were read from."""

    runs: dict[Bytes, list[Run]]

    @classmethod
    def of(cls, runs: Iterable[Run]) -> "Stored":
        """Find runs by their bytes; a file may hold several of the same tallies."""
        found: dict[Bytes, list[Run]] = {}
        for run in runs:
            found.setdefault(bytes_of(run), []).append(run)
        return cls(found)

    def completing(self, raw: RawRun, metadata: Metadata, catalogue: Catalogue) -> Metadata:
        """Add what is stored of the same bytes to what is stated of them now."""
        files = raw.provenance.files if raw.provenance else raw.files
        digest = tallies_digest(raw.tasks, (raw.samples, raw.base, raw.plus, raw.plus_alone))
        alike = self.runs.get((*(file.sha256 for file in files), digest), [])
        name, source = stated_name(raw, metadata), metadata.source or ""
        if name is None:  # it would be called after its file, whatever that is called now
            own = called_after(raw.files[0].place.file)
            known = next((run for run in alike if run.provenance.named_as == own), None) or next(
                iter(alike), None
            )
        else:
            model = catalogue.find_model(name, source)
            known = next(
                (run for run in alike if model == run.model or name == run.provenance.named_as), None
            )
        return metadata.over(_stated_of(known, catalogue)) if known else metadata


def bytes_of(run: Run) -> Bytes:
    """Identify what a run was read from, and which of the runs there it is."""
    return (*(file.sha256 for file in run.provenance.files), run.digest)


def says_the_same(first: Run, second: Run) -> bool:
    """Say whether two runs of the same bytes differ in nothing but the names of files and of the model in them."""
    return bytes_of(first) == bytes_of(second) and _facts(first) == _facts(second)


def _facts(run: Run) -> tuple[str, str, str, Decoding, Provenance, tuple[object, ...]]:
    unnamed = tuple(SourceFile("", file.sha256) for file in run.provenance.files)
    provenance = replace(run.provenance, files=unnamed, named_as="")
    rest = (run.timed_out, run.plus_without_base, run.stated)
    return run.model, run.benchmark, run.dataset_version, run.decoding, provenance, rest


def _stated_of(run: Run, catalogue: Catalogue) -> Metadata:
    """Give what is stored of a run as what was stated of its file."""
    origin = run.provenance
    by_name = catalogue.find_model(origin.named_as, origin.source) == run.model
    return Metadata(
        model=origin.named_as if by_name else run.model,
        dataset_version=run.dataset_version,
        decoding=run.decoding,
        **{name: getattr(origin, name) or None for name in _STATED},
    )
