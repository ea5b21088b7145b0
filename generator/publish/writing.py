"""Rendered files become `build/docs`: what changed is written, what is no longer rendered is removed."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.errors import InputError, Place, Problem
from generator.render.files import RenderedFile
from generator.render.links import page_url

# The mark of https://bford.info/cachedir/: backups leave such folders out, and we know that the folder is ours.
TAG = "CACHEDIR.TAG"
_SIGNATURE = b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by Scalebook; edits in here are lost.\n"


@dataclass(frozen=True, slots=True)
class Changes:
    """How many files of `build/docs` were written, were right already, and were removed."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0


def write_docs(files: Iterable[RenderedFile], build: Path) -> Changes:
    """Make `build/docs` hold just these files; raises `InputError` before it writes where they cannot lie there."""
    ordered = sorted(files, key=lambda file: file.path)
    problems = [*_collisions(ordered), *_foreign(build)]
    if problems:
        raise InputError(*problems)
    build.mkdir(parents=True, exist_ok=True)
    write_changed(build / TAG, _SIGNATURE)
    docs = build / "docs"
    docs.mkdir(exist_ok=True)
    removed = _prune(docs, {file.path for file in ordered})
    written = sum(write_changed(docs / file.path, file.content) for file in ordered)
    return Changes(written, len(ordered) - written, removed)


def write_changed(path: Path, content: bytes) -> bool:
    """Write a file in one step unless it holds these bytes already; say whether it was written."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(".part")  # no longer than any name; only one build writes at a time
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return True


def _collisions(files: Sequence[RenderedFile]) -> Iterator[Problem]:
    """Find files that would take each other's place in the site, on some file system at least."""
    taken: dict[str, RenderedFile] = {}
    for file in files:
        first = taken.setdefault(_key(file.path), file)
        if first is not file:
            text = (
                f"makes {file.path}, which would take the place of {first.path}, made from {first.source}; "
                "expected a place of its own, even where upper and lower case are the same"
            )
            yield Problem(file.source, "path-collision", text)
    yield from _file_as_folder(files, taken)


def _file_as_folder(files: Sequence[RenderedFile], taken: Mapping[str, RenderedFile]) -> Iterator[Problem]:
    for file in files:
        for folder in PurePosixPath(_key(file.path)).parents:
            first = taken.get(str(folder))
            if first is not None and not first.path.endswith(".md"):
                text = f"makes {file.path}, but {first.path}, made from {first.source}, is a file; expected a folder"
                yield Problem(file.source, "path-collision", text)


def _key(path: str) -> str:
    return page_url(path).rstrip("/").casefold()


def _foreign(build: Path) -> Iterator[Problem]:
    """Refuse a `build/docs` that somebody else filled, since what is not rendered is removed from it."""
    docs = build / "docs"
    place = Place(f"{build.name}/docs")
    if docs.is_symlink():
        yield Problem(place, "foreign-folder", "is a link; expected a folder, or none")
    elif docs.exists() and not docs.is_dir():
        yield Problem(place, "foreign-folder", "is a file; expected a folder, or none")
    elif docs.is_dir() and not (build / TAG).is_file() and any(docs.iterdir()):
        text = "holds files that were not rendered, and they would be lost: move them; expected an empty folder, or none"
        yield Problem(place, "foreign-folder", text)


def _prune(docs: Path, kept: set[str]) -> int:
    """Remove what is not to be kept, and folders that become empty; links are removed and never followed."""
    removed = 0
    for folder, names, file_names in os.walk(docs, topdown=False):
        here = Path(folder)
        links = [name for name in names if (here / name).is_symlink()]
        for name in (*file_names, *links):
            path = here / name
            if path.is_symlink() or path.relative_to(docs).as_posix() not in kept:
                path.unlink()
                removed += 1
        if here != docs and not any(here.iterdir()):
            here.rmdir()
    return removed
