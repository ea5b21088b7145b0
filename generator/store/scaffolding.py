"""What `gen init` does: make a report that builds at once, an example or a leaderboard of result files."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from generator.errors import InputError, Place, Problem
from generator.store.adding import AddOptions, Plan, carry_out, plan_additions
from generator.store.catalogue import default_benchmarks, yaml_text

_TITLE = "My report"  # in the scaffold, where the report's own title goes
_UNTITLED = "Evaluation results"
_LONGEST = 300
_PLACES = {
    "gitignore": ".gitignore",
    "pages.yml": ".github/workflows/pages.yml",
    "preview.yml": ".github/workflows/preview.yml",
    "pull_request_template.md": ".github/pull_request_template.md",
}  # of what would count here too
_KEPT = ("README.md", *_PLACES.values())  # written only where there is none
_OWN = (
    "mkdocs.yml",
    "site_src",
    "results/report.yaml",
    "results/models.yaml",
    "results/benchmarks.yaml",
    "results/references.bib",
    "results/claims.yaml",
    "results/claims",
    "results/published",
    "results/runs",
)  # what a report is read from: it must not mix with what lay there before


def scaffold(folder: Path, title: str | None = None) -> tuple[Path, ...]:
    """Make a small report with an example of everything; gives the files that were written.

    Raises `InputError`, and writes nothing, where the folder holds a report or parts of one.
    """
    with _beside(folder) as new:
        _write(new, "report", "example", title=_title(title, folder))
        (new / "results" / "benchmarks.yaml").write_text(default_benchmarks(), encoding="utf-8")
        return _move(new, folder)


def scaffold_from(folder: Path, results: Path, *, title: str | None = None, partial: bool = False) -> Plan:
    """Make a leaderboard of a folder of result files; gives what was stored, and what was odd about it.

    Raises `InputError`, and writes nothing, as `scaffold` does, and where a file cannot be placed; `partial` goes on
    without such files, as long as one is left.
    """
    with _beside(folder) as new:
        _write(new, "report", "leaderboard", title=_title(title, folder))
        options = AddOptions(new_models=True, model_from_name=True, versions_from_hash=True)
        plan = plan_additions([results], new, options)
        if not plan.additions:
            raise InputError(*plan.refusals)
        carry_out(plan, partial=partial)
        _move(new, folder)
        return replace(plan, root=folder)


def _title(stated: str | None, folder: Path) -> str:
    """Give the title as stated, or as the folder's name says it: `my-report` is *My report*."""
    name = re.sub(r"[-_]+", " ", folder.resolve().name)
    for text in (stated or "", name[:1].upper() + name[1:]):
        shown = "".join(sign if sign.isprintable() else " " for sign in text)
        if words := " ".join(shown.split()):
            return words[:_LONGEST]
    return _UNTITLED


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """Give an empty folder on the same disk, to be moved where it belongs once all of it is there."""
    _refuse_what_is_there(folder)
    existing = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
    try:
        part = tempfile.TemporaryDirectory(prefix=".gen-init-", dir=existing)
    except OSError as error:
        raise _not_writable(folder, error) from None
    with part:
        new = Path(part.name) / "report"
        new.mkdir()
        yield new


def _not_writable(folder: Path, error: OSError) -> InputError:
    text = f"cannot be written to ({error.strerror or error}); expected a folder for a report"
    return InputError(Problem(Place(folder.as_posix()), "not-writable", text))


def _refuse_what_is_there(folder: Path) -> None:
    """Raise `InputError` where a report would mix with what is there already."""
    for path in (folder, folder / "results"):
        if os.path.lexists(path) and (not path.is_dir() or (path != folder and path.is_symlink())):
            text = "is there and no folder; expected a folder, or nothing"
            raise InputError(Problem(Place(path.as_posix()), "no-folder", text))
    there = (folder / name for name in _OWN)
    taken = [path for path in there if os.path.lexists(path) and not _is_empty_folder(path)]
    text = "is there already, and `gen init` writes over nothing; expected another folder, or none of it"
    if taken:
        raise InputError(*(Problem(Place(path.as_posix()), "taken", text) for path in taken))


def _is_empty_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink() and not any(path.iterdir())


def _write(new: Path, *parts: str, title: str) -> None:
    """Copy parts of the packaged scaffold, with the report's title in place of its own."""
    for part in parts:
        for name, file in _files(files("generator") / "scaffold" / part):
            path = new / _PLACES.get(name, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            shown = title if path.suffix == ".md" else yaml_text(title)
            path.write_bytes(_titled(file.read_text(encoding="utf-8"), shown).encode())


def _titled(text: str, title: str) -> str:
    return re.sub(rf"(?m)^(# |site_name: |title: ){_TITLE}$", lambda found: found[1] + title, text)


def _files(folder: Traversable, inside: str = "") -> Iterator[tuple[str, Traversable]]:
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.is_dir():
            yield from _files(each, f"{inside}{each.name}/")
        else:
            yield inside + each.name, each


def _move(new: Path, folder: Path) -> tuple[Path, ...]:
    """Move all that was made to where it belongs, or nothing; gives the files at their places."""
    made = (path.relative_to(new) for path in sorted(new.rglob("*")) if path.is_file())
    written = tuple(folder / name for name in made if not _is_kept(folder / name, folder))
    done: list[tuple[Path, Path]] = []
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        for source, target in tuple(_moves(new, folder)):
            source.rename(target)
            done.append((source, target))
    except OSError as error:
        for source, target in reversed(done):
            target.rename(source)
        raise _not_writable(folder, error) from None
    return written


def _moves(new: Path, folder: Path) -> Iterator[tuple[Path, Path]]:
    """Pair what was made with its place; a whole folder where there is none yet."""
    if not folder.exists():
        yield new, folder
        return
    for path in sorted(new.iterdir()):
        yield from _moves_into(folder, path, folder / path.name)


def _moves_into(folder: Path, path: Path, target: Path) -> Iterator[tuple[Path, Path]]:
    if path.is_dir() and target.is_dir():
        for each in sorted(path.iterdir()):
            yield from _moves_into(folder, each, target / each.name)
    elif not _is_kept(target, folder):
        yield path, target


def _is_kept(target: Path, folder: Path) -> bool:
    """Say whether a file that the report can do without is there already, and stays what it is."""
    return target.relative_to(folder).as_posix() in _KEPT and os.path.lexists(target)
