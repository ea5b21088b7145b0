"""The sha256 of large inputs, kept from one build to the next: one that looks as it did is not hashed again."""

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from generator.kept import FOLDER, keep, kept
from generator.load.looks import SETTLED, Look, clock, look_at, telling

KIND = "digests"  # in `build/cache/`
LARGE = 2**20  # bytes; below, hashing takes no longer than looking it up

Digest = tuple[Look, str]


@dataclass(slots=True)
class Digests:
    """What is known of the inputs of a report; what is new is kept once all of it is `done`."""

    build: Path
    fresh: bool = False  # nothing is known, and all is kept anew
    settled: int = SETTLED
    large: int = LARGE
    _now: int = 0
    _known: dict[str, Digest] | None = None
    _found: dict[str, Digest] = field(default_factory=dict)

    def known(self, path: str, look: Look | None) -> str | None:
        """Give the sha256 of a large file that looks as it did."""
        if look is None or look[0] < self.large:
            return None
        if self._known is None:
            self._known = {} if self.fresh else kept(self._file, dict[str, Digest]) or {}
        seen, digest = self._known.get(path, (None, ""))
        if seen != look:
            self._now = self._now or clock(self._file.parent)  # before it is hashed
            return None
        self._found[path] = (look, digest)
        return digest

    def note(self, path: str, before: Look | None, digest: str) -> None:
        """Note the sha256 of a file that was looked at before it was hashed."""
        look = telling(before, look_at(path), self._now - self.settled)
        if look and look[0] >= self.large:
            self._found[path] = (look, digest)

    def done(self) -> None:
        """Keep what was found, and nothing of files that are gone; where that cannot be written, all is hashed again."""
        if self._known is not None and self._found != self._known:
            with suppress(OSError, UnicodeEncodeError):  # a name that is no text is not kept
                keep(self._file, self._found)

    @property
    def _file(self) -> Path:
        return self.build / FOLDER / KIND / "inputs"
