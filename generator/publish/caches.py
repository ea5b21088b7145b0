"""What builds keep for the next ones in `build/cache/`, a folder for each kind: counted, and removed."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from generator.errors import InputError, Place, Problem
from generator.holder import Waiting
from generator.kept import FOLDER
from generator.publish.locking import undisturbed
from generator.publish.writing import TAG


@dataclass(frozen=True, slots=True)
class Cache:
    """What is kept of one kind."""

    kind: str
    files: int
    size: int  # bytes


def caches_of(root: Path) -> tuple[Cache, ...]:
    """Count what is kept for a report, by its kinds; raises `InputError` where `build/cache` is none of ours."""
    folder = _folder(root)
    return tuple(_counted(each) for each in sorted(folder.iterdir()) if each.is_dir()) if folder else ()


def clear_caches(root: Path, waiting: Waiting) -> tuple[Cache, ...]:
    """Remove what is kept for a report and say what that was; `waiting` is called where a build has to end first."""
    with undisturbed(root / "build", waiting):
        found, folder = caches_of(root), _folder(root)
        if folder:
            _remove(folder)
    return found


def _folder(root: Path) -> Path | None:
    """Give the folder of a report's caches; None where there is none."""
    folder = root / "build" / FOLDER
    place = Place(f"build/{FOLDER}")
    if folder.is_symlink():
        raise InputError(Problem(place, "foreign-folder", "is a link; expected a folder, or none"))
    if not folder.exists():
        return None
    if not folder.is_dir():
        raise InputError(Problem(place, "foreign-folder", "is a file; expected a folder, or none"))
    others = {path.name for path in folder.parent.iterdir()} - {FOLDER, ".lock"}
    if others and not (folder.parent / TAG).is_file():
        text = "lies in a folder that gen did not make; expected one of gen build, or none"
        raise InputError(Problem(place, "foreign-folder", text))
    return folder


def _counted(folder: Path) -> Cache:
    sizes = [path.lstat().st_size for path in folder.rglob("*") if not path.is_dir()]
    return Cache(folder.name, len(sizes), sum(sizes))


def _remove(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except OSError as error:
        text = f"cannot be removed ({error.strerror}); expected a folder that is ours"
        raise InputError(Problem(Place(f"build/{FOLDER}"), "build-folder", text)) from error
