"""What a site was made from, kept beside it in `build/site.json`: whoever publishes it sees whether it is still that."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from generator.errors import InputError, Place, Problem
from generator.publish.config import commit_url, read_config
from generator.publish.git import last_change
from generator.publish.overrides import Imprint, Source
from generator.publish.watching import files_below, inputs, inputs_inside
from generator.publish.writing import write_changed

FILE = "site.json"
_SITE = Place("site")
_SHORT = 10  # digits of a hash that people compare


@dataclass(frozen=True, slots=True)
class Stamp:
    """The state of the inputs when they were read, of the site when it was made, and who made it."""

    inputs: Mapping[str, str]  # sha256 by path, relative to the report
    site: str  # one sha256 over all files
    generator: str

    @property
    def input_hash(self) -> str:
        """Give one sha256 over all inputs, by which two builds can be compared."""
        return _over_all(self.inputs)


def read_inputs(root: Path) -> Mapping[str, str]:
    """Give the sha256 of every file that a site is made from, by its path."""
    paths = {os.path.relpath(path, root): Path(path) for path in files_below(map(str, inputs(root)))}
    return {path: _sha256(file) for path, file in sorted(paths.items()) if file.is_file()}


def imprint_of(root: Path, read: Mapping[str, str], as_of: str) -> Imprint:
    """Say in short what a site is made from, with the date of its newest input.

    The commit is none of the inputs: committing what a site was made from does not make the site stale.
    """
    commit, changed = last_change(root, inputs_inside(root))
    source = Source(commit[:_SHORT], commit_url(read_config(root), commit), changed=changed)
    return Imprint(as_of, _over_all(read)[:_SHORT], _version(), source)


def write_stamp(root: Path, read: Mapping[str, str]) -> None:
    """Write what the site that is live now was made from; needs the lock of `build/`."""
    stamp = Stamp(read, _over_all(_site_files(root)), _version())
    text = json.dumps(asdict(stamp), indent=1)
    write_changed(root / "build" / FILE, f"{text}\n".encode())


def sound_stamp(root: Path) -> Stamp:
    """Give the stamp of a site that is whole and no older than its inputs; raises `InputError` where it is not."""
    if not (root / "site").is_dir():
        raise InputError(Problem(_SITE, "no-site", "there is none; `gen build` makes it"))
    stamp = _read_stamp(root)
    if stamp is None:
        text = "nothing says what it was made from; expected a site that `gen build` made: run it again"
        raise InputError(Problem(_SITE, "no-stamp", text))
    if told := _staleness(root, stamp):
        raise InputError(Problem(_SITE, "stale-site", f"{told}; `gen build` makes it anew"))
    return stamp


def _staleness(root: Path, stamp: Stamp) -> str:
    """Say why the site is not what a build would make now; nothing where it is."""
    now = read_inputs(root)
    others = sorted(
        path for path in now.keys() | stamp.inputs.keys() if now.get(path) != stamp.inputs.get(path)
    )
    if others:
        more = f" and {len(others) - 1:,} more" if len(others) > 1 else ""
        return f"is older than its inputs: {others[0]}{more} changed since it was built"
    if stamp.generator != _version():
        return f"was built by Scalebook {stamp.generator}, and this is {_version()}"
    if _over_all(_site_files(root)) != stamp.site:
        return "its files were changed since it was built"
    return ""


def _read_stamp(root: Path) -> Stamp | None:
    try:
        stored = json.loads((root / "build" / FILE).read_bytes())
        return Stamp(dict(stored["inputs"]), str(stored["site"]), str(stored["generator"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # was cut off, or is none of ours: as good as not there


def _site_files(root: Path) -> Mapping[str, str]:
    site = (root / "site").resolve()
    files = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): _sha256(path) for path in files}


def _over_all(digests: Mapping[str, str]) -> str:
    lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))
    return hashlib.sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()


def _sha256(file: Path) -> str:
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return "unreadable"  # reading the report tells it with its place


def _version() -> str:
    return metadata.version("scalebook")
