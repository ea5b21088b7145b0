"""What a site was made from, kept beside it in `build/site.json`: whoever publishes it sees whether it is still that."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from generator.errors import InputError, Place, Problem
from generator.load import looks
from generator.publish.digests import Digests
from generator.publish.watching import Look, changed_files, files_below, inputs, look_at
from generator.publish.writing import write_changed

FILE = "site.json"
_SITE = Place("site")


@dataclass(frozen=True, slots=True)
class Stamp:
    """The state of the inputs when they were read, of the site when it was made, and who made it."""

    inputs: Mapping[str, str]  # sha256 by path, relative to the report
    site: str  # one sha256 over all files
    generator: str

    @property
    def input_hash(self) -> str:
        """Give one sha256 over all inputs, by which two builds can be compared."""
        return over_all(self.inputs)


def read_inputs(root: Path, digests: Digests | None = None) -> Mapping[str, str]:
    """Give the sha256 of every file that a site is made from, by its path; what `digests` knows is not hashed again."""
    paths = {os.path.relpath(path, root): Path(path) for path in files_below(map(str, inputs(root)))}
    lie_there = {path: file for path, file in sorted(paths.items()) if file.is_file() or file.is_symlink()}
    read = {path: _digest(file, digests) for path, file in lie_there.items()}
    if digests is not None:
        digests.done()
    return read


def _digest(file: Path, digests: Digests | None) -> str:
    if digests is None:
        return sha256(file)
    name, look = str(file), looks.look_at(file)
    digest = digests.known(name, look)
    if digest is None:
        digest = sha256(file)
        digests.note(name, look, digest)
    return digest


def as_read(root: Path, read: Mapping[str, str], seen: Look) -> Mapping[str, str]:
    """Give the inputs of a site that was made since they looked as `seen`: what changed meanwhile is none that is known.

    A file may be gone when it is read, and there again later, as it was: some editors save in that way.
    """
    changed = changed_files(seen, look_at(inputs(root)))
    return {**read, **{os.path.relpath(path, root): "changed" for path in changed}}


def write_stamp(root: Path, read: Mapping[str, str], files: Mapping[str, str] | None = None) -> None:
    """Write what the site that is live now was made from; needs the lock of `build/`.

    `files` has the sha256 of each file of the site, by its path; without them they are read.
    """
    stamp = Stamp(read, site_hash(root) if files is None else over_all(files), version())
    text = json.dumps(asdict(stamp), indent=1)
    write_changed(root / "build" / FILE, f"{text}\n".encode())


def sound_stamp(root: Path) -> Stamp:
    """Give the stamp of a site that is whole and no older than its inputs; raises `InputError` where it is not."""
    if not (root / "site").is_dir():
        raise InputError(Problem(_SITE, "no-site", "there is none; `gen build` makes it"))
    stamp = read_stamp(root)
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
    if stamp.generator != version():
        return f"was built by Scalebook {stamp.generator}, and this is {version()}"
    if site_hash(root) != stamp.site:
        return "its files were changed since it was built"
    return ""


def read_stamp(root: Path) -> Stamp | None:
    """Give what is said of the site that is live; None where nothing is, or nothing that can be read."""
    try:
        stored = json.loads((root / "build" / FILE).read_bytes())
        return Stamp(dict(stored["inputs"]), str(stored["site"]), str(stored["generator"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # was cut off, or is none of ours: as good as not there


def site_hash(root: Path) -> str:
    """Give one sha256 over all files of the live site."""
    site = (root / "site").resolve()
    files = (path for path in sorted(site.rglob("*")) if path.is_file())
    return over_all({path.relative_to(site).as_posix(): sha256(path) for path in files})


def over_all(digests: Mapping[str, str]) -> str:
    """Give one sha256 over files, of each of which one is given by its path."""
    lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))
    return hashlib.sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()


def sha256(file: Path) -> str:
    """Give the sha256 of a file."""
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return "unreadable"  # reading the report tells it with its place


def version() -> str:
    """Give the version of Scalebook, as it is installed."""
    return metadata.version("scalebook")
