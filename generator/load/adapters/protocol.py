"""What an adapter is: how one result format is recognised, and read into runs as the file itself tells them."""

from dataclasses import dataclass
from typing import Protocol

from generator.errors import Place
from generator.load.problems import Problems
from generator.model.run import Counts, Decoding, Provenance, StatedScore


@dataclass(frozen=True, slots=True)
class ResultFile:
    """A result file as it lies on the disk."""

    name: str
    content: bytes
    place: Place
    sha256: str


@dataclass(frozen=True, slots=True, eq=False)
class RawRun:
    """One run as a file tells it; what the file does not say is empty or None."""

    files: tuple[ResultFile, ...]
    format: str  # name of its adapter
    tasks: tuple[str, ...]  # natural order
    samples: Counts
    base: Counts | None
    plus: Counts | None
    plus_alone: Counts | None = None
    harness: str = ""
    harness_version: str = ""
    model: str = ""
    benchmark: str = ""  # id, as stated; the task ids decide
    dataset_version: str = ""
    dataset_md5: str = ""
    date: str = ""
    decoding: Decoding | None = None
    timed_out: int = 0
    plus_without_base: int = 0
    stated: tuple[StatedScore, ...] = ()
    provenance: Provenance | None = None  # of a run that was stored before
    key: tuple[str, ...] = ()  # what files that belong together share
    lines: int = 0  # that its file has of it, where another file may count them


@dataclass(frozen=True, slots=True)
class Aside:
    """What a file says of a run without its outcomes: how it was made, and scores; they may lie in another file."""

    file: ResultFile
    format: str
    key: tuple[str, ...]  # that of the run in another file; of none where there never is one
    harness: str = ""
    harness_version: str = ""
    model: str = ""
    benchmark: str = ""
    dataset_version: str = ""
    dataset_md5: str = ""
    date: str = ""
    decoding: Decoding | None = None
    scores: tuple[StatedScore, ...] = ()
    timed_out: int = 0
    plus_without_base: int = 0
    provenance: Provenance | None = None  # of a run that was stored before
    lines: int | None = None  # of the file of outcomes
    tasks: int | None = None
    samples: int | None = None  # of each task


class Adapter(Protocol):
    """A module that knows one result format; `ADAPTERS` lists them all."""

    NAME: str
    KEYS: frozenset[str]  # of its top level, to find the nearest format for a file of none
    LOOKS_FOR: str  # what its files hold, in words for a message

    def recognises(self, content: bytes) -> bool:
        """Say, from structure alone and without reading all of it, whether content is of this format."""

    def read(self, file: ResultFile, problems: Problems) -> tuple[RawRun | Aside, ...]:
        """Read a file that was recognised; nothing, and problems, where it is not in order."""
