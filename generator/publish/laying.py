"""The folder of a new site: an older site lies in it at first, of which what differs is written over.

To write into a file that is there takes a tenth of the time of a new file in a new folder.
"""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from generator.publish.making import sha256


@dataclass(frozen=True, slots=True)
class Laid:
    """The files of a new site, and the sha256 of each, by their paths in its folder."""

    folder: Path
    files: dict[str, str] = field(default_factory=dict)

    def lay(self, name: str, content: bytes) -> str:
        """Let a file hold these bytes, and give their sha256; raises `OSError`."""
        self.files[name] = digest = sha256(content)
        file = self.folder / name
        try:
            if file.read_bytes() != content:
                file.write_bytes(content)
        except OSError:
            self._make_room(file)
            file.write_bytes(content)
        return digest

    def _make_room(self, file: Path) -> None:
        """Remove what keeps a file from lying where it belongs."""
        for folder in reversed(file.relative_to(self.folder).parents):
            if (self.folder / folder).is_file():
                (self.folder / folder).unlink()
        if file.is_dir():
            shutil.rmtree(file)
        file.unlink(missing_ok=True)
        file.parent.mkdir(parents=True, exist_ok=True)

    def leave_out(self, name: str) -> None:
        """Forget a file, so that `prune` removes it."""
        del self.files[name]

    def prune(self) -> None:
        """Remove all that was not laid, and folders that become empty; raises `OSError`."""
        for here, _, names in os.walk(self.folder, topdown=False):
            for name in names:
                path = Path(here, name)
                if str(path.relative_to(self.folder)) not in self.files:
                    path.unlink()
            with suppress(OSError):
                Path(here).rmdir()  # does nothing where something is in it


def on_top_of(spare: Path | None, new: Path) -> Laid:
    """Let a site that is no longer live be the ground of the new one, where there is one; raises `OSError`.

    Nothing but what is its own is written over: a link leads elsewhere, and a file of two names is somebody's copy.
    """
    if spare is not None and spare.is_dir() and not spare.is_symlink() and not new.exists():
        spare.rename(new)
        _leave_alone_what_is_not_ours(new)
    new.mkdir(parents=True, exist_ok=True)
    return Laid(new)


def _leave_alone_what_is_not_ours(folder: Path) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                _leave_alone_what_is_not_ours(Path(entry.path))
            elif entry.is_symlink() or entry.stat(follow_symlinks=False).st_nlink > 1:
                Path(entry.path).unlink()
