"""What the last build came to, kept in `build/outcome.json`: a build that would make the same site again says so at once.

It is known by the content of all that goes into a site: inputs, commit, this program and what is installed beside it.
What is kept is never trusted: where a part of it cannot be read, or the site is another than it left, all is built.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from generator.errors import Place
from generator.kept import program
from generator.model.finding import Finding
from generator.publish.imprint import source_of
from generator.publish.stamp import over_all, read_stamp, site_hash
from generator.publish.watching import inputs
from generator.publish.writing import write_changed

FILE = "outcome.json"
# Variables, and Python but that of what is installed beside us.
_ELSEWHERE = re.compile(
    rb"!ENV|!!python/(?!(?:name|object/apply|object/new|module):(?:material|materialx|pymdownx)\.)"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The pages of the live site, and what was found in its data."""

    pages: int
    findings: tuple[Finding, ...]


def key_of(root: Path, read: Mapping[str, str]) -> str | None:
    """Give one sha256 over all that a site is made from; None where some of it is not to be seen from here."""
    if _asks_the_environment(root):
        return None
    parts = (
        over_all(read),
        str(asdict(source_of(root))),
        program(),
        os.environ.get("SOURCE_DATE_EPOCH", ""),
    )
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def remember(root: Path, key: str | None, outcome: Outcome) -> None:
    """Keep what a build came to; the site of this moment is the one that it made."""
    if key is None:
        (root / "build" / FILE).unlink(missing_ok=True)
        return
    text = json.dumps({"key": key, "look": _look(root / "site"), **asdict(outcome)}, indent=1)
    write_changed(root / "build" / FILE, f"{text}\n".encode())


def remembered(root: Path, key: str | None) -> Outcome | None:
    """Give what the last build came to, where it was of the same key and its site is still whole."""
    try:
        stored = json.loads((root / "build" / FILE).read_bytes())
        if key is None or stored["key"] != key:
            return None
        outcome = Outcome(int(stored["pages"]), tuple(map(_finding, stored["findings"])))
        as_left = stored["look"] == _look(root / "site") or _same_content(root)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return outcome if as_left else None


def _finding(stored: Mapping[str, Any]) -> Finding:
    place = Place(**stored["place"])
    return Finding(place, stored["code"], stored["severity"], stored["sentence"], tuple(stored["about"]))


def _same_content(root: Path) -> bool:
    """Say whether a site that was copied or touched is what the stamp says; reads all of it."""
    stamp = read_stamp(root)
    return stamp is not None and stamp.site == site_hash(root)


def _look(site: Path) -> str:
    """Give one sha256 over the paths, sizes and times of change of all files.

    The time of change of the content can be set to any moment, that of the file itself cannot.
    """
    lines = sorted("\0".join(map(str, seen)) for seen in _seen(str(site.resolve()), ""))
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _seen(folder: str, inside: str) -> Iterator[tuple[str, int, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _seen(entry.path, f"{inside}{entry.name}/")
            else:
                status = entry.stat()
                yield f"{inside}{entry.name}", status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _asks_the_environment(root: Path) -> bool:
    """Say whether settings take values from elsewhere, so that the same files may make another site."""
    settings = (path for path in inputs(root) if path.suffix in {".yml", ".yaml"} and path.is_file())
    return any(_ELSEWHERE.search(path.read_bytes()) for path in settings)
