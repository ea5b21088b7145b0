"""Files are written wholly or not at all."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from generator.errors import InputError, Place, Problem


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place first, then exchange it in one step, so that nobody ever reads half of it."""
    write_together({path: content})


def write_together(changes: Mapping[Path, bytes | None]) -> None:
    """Write all of these files or none, in their order; None removes one. What stops it midway is undone first.

    Only a kill or a power cut may leave some of them written, each of them whole. Raises `InputError` for the file that
    cannot be written.
    """
    parts: dict[Path, Path] = {}
    kept: dict[Path, Path] = {}  # what a path holds now, under another name
    done: list[Path] = []
    path = Path()
    try:
        for path, content in changes.items():
            if content is not None:
                parts[path] = _written_beside(path, content)
            if path.is_file():
                kept[path] = _kept(path)
        for path in changes:
            done.append(path)
            _exchange(path, parts.get(path))
    except BaseException as error:
        failed = done[-1:] if isinstance(error, OSError) else []  # it is as it was
        for each in reversed(done[: len(done) - len(failed)]):
            _exchange(each, kept.get(each))
        if isinstance(error, OSError):
            text = f"cannot be written ({error.strerror or error}); expected room, and leave to write there"
            raise InputError(Problem(Place(str(path)), "unwritable", text)) from error
        raise
    finally:
        for left in (*parts.values(), *kept.values()):
            left.unlink(missing_ok=True)


def _kept(path: Path) -> Path:
    """Give a file a second name, which takes no room; a copy where the file system has no such thing."""
    other = path.with_name(f".{path.name}.{os.getpid()}.old")
    other.unlink(missing_ok=True)
    try:
        other.hardlink_to(path)
    except OSError:
        shutil.copy2(path, other)
    return other


def _written_beside(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o644)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _exchange(path: Path, part: Path | None) -> None:
    """Put a part in the place of a file; take the file away where there is no part."""
    if part is None:
        path.unlink(missing_ok=True)
    else:
        part.replace(path)
