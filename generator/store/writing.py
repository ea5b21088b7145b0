"""Files are written wholly or not at all."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place first, then exchange it in one step, so that nobody ever reads half of it."""
    write_together({path: content})


def write_together(changes: Mapping[Path, bytes | None]) -> None:
    """Write all of these files or none, in their order; None removes one. What stops it midway is undone first.

    Only a kill or a power cut may leave some of them written, each of them whole.
    """
    parts: dict[Path, Path] = {}
    old = {path: path.read_bytes() if path.is_file() else None for path in changes}
    done: list[Path] = []
    try:
        for path, content in changes.items():
            if content is not None:
                parts[path] = _written_beside(path, content)
        for path in changes:
            done.append(path)
            _exchange(path, parts.get(path))
    except BaseException:
        for path in reversed(done):
            before = old[path]
            _exchange(path, None if before is None else _written_beside(path, before))
        raise
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


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
