"""Files are written wholly or not at all, one of them or many."""

import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.errors import InputError, Place, Problem

_STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place first, then exchange it in one step, so that nobody ever reads half of it."""
    write_together({path: content})


def write_together(changes: Mapping[Path, bytes | None]) -> None:
    """Write all of these files or none, in their order; None removes one.

    What stops it midway is undone first, and no second Ctrl-C stops the undoing: all that takes room is written before
    the first exchange. Only a kill or a power cut may leave some of the files written, each of them whole. Raises
    `InputError` for the file that cannot be written.
    """
    made = _missing_folders(changes)
    parts: dict[Path, Path] = {}  # the new contents, beside their places
    kept: dict[Path, Path] = {}  # what they replace, under another name
    done: list[Path] = []
    path = Path()
    with _signals_held() as obey:
        try:
            for path, content in changes.items():
                obey()
                if content is not None:
                    parts[path] = _written_beside(path, content)
                if path.is_file():
                    kept[path] = _kept(path)
            for path in changes:
                obey()
                _exchange(path, parts.get(path))
                done.append(path)
            obey()
        except BaseException as error:
            for each in reversed(done):
                _exchange(each, kept.get(each))
            _remove([*parts.values(), *kept.values()])
            _remove_folders(made)
            if isinstance(error, OSError):
                text = (
                    f"cannot be written ({error.strerror or error}); expected room, and leave to write there"
                )
                raise InputError(Problem(Place(str(path)), "unwritable", text)) from error
            raise
        _remove(kept.values())


@contextmanager
def _signals_held() -> Iterator[Callable[[], None]]:
    """Hold back what stops a program; what this gives obeys it, where everything can still be undone.

    Outside of the main thread no signal arrives anyway.
    """
    arrived: list[int] = []

    def obey() -> None:
        if arrived:
            raise KeyboardInterrupt

    held = _STOPS if threading.current_thread() is threading.main_thread() else ()
    before = {each: signal.getsignal(each) for each in held}
    minded = {each: handler for each, handler in before.items() if handler not in {signal.SIG_IGN, None}}
    for each in minded:
        signal.signal(each, lambda number, _: arrived.append(number))
    try:
        yield obey
    finally:
        for each, handler in minded.items():
            signal.signal(each, handler)


def _missing_folders(paths: Iterable[Path]) -> tuple[Path, ...]:
    """List the folders that writing will make, the deepest first."""
    folders = {path.parent for path in paths}
    above = {each for folder in folders for each in (folder, *folder.parents) if not each.exists()}
    return tuple(sorted(above, key=lambda folder: len(folder.parts), reverse=True))


def _written_beside(path: Path, content: bytes) -> Path:
    """Write a hidden file in the folder of another, where readers pass over it."""
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


def _kept(path: Path) -> Path:
    """Give a file a second name, which takes no room; a copy where the file system has no such thing."""
    other = path.with_name(f".{path.name}.{os.getpid()}.old")
    other.unlink(missing_ok=True)
    try:
        other.hardlink_to(path)
    except OSError:
        try:
            shutil.copy2(path, other)
        except BaseException:
            other.unlink(missing_ok=True)
            raise
    return other


def _exchange(path: Path, part: Path | None) -> None:
    """Put a part in the place of a file; take the file away where there is no part."""
    if part is None:
        path.unlink(missing_ok=True)
    else:
        part.replace(path)


def _remove(parts: Iterable[Path]) -> None:
    for part in parts:
        part.unlink(missing_ok=True)


def _remove_folders(folders: Iterable[Path]) -> None:
    for folder in folders:
        with suppress(OSError):  # not made yet, or somebody else has put something in
            folder.rmdir()
