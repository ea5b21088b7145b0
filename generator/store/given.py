"""What the user names to be added, files, folders and patterns, becomes a list of files."""

import glob
import gzip
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from generator.load.adapters.packed import GZIP
from generator.load.adapters.recognising import holds_no_results
from generator.load.files import place_of
from generator.load.metadata import is_sidecar
from generator.load.problems import Problems
from generator.load.runs import result_paths


def files_at(paths: Sequence[Path], root: Path, problems: Problems, passed_over: list[str]) -> Iterator[Path]:
    """Yield each file once, those of a folder in a fixed order; what lies beside results in a folder is passed over."""
    seen: set[Path] = set()
    for path in _expanded(paths, root, problems):
        inside = result_paths(path, root, problems) if _is_folder(path) else [path]
        beside = {file for file in inside if file != path and lies_beside_results(file)}
        passed_over.extend(place_of(file, root).file for file in inside if file in beside)
        if len(beside) == len(inside):
            text = "holds no .json or .jsonl file of results; expected result files"
            problems.add(place_of(path, root), "no-files", text)
        for file in inside:
            if file not in beside and file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _expanded(paths: Iterable[Path], root: Path, problems: Problems) -> Iterator[Path]:
    """Yield paths, and in the place of a pattern such as `runs/**/*.json` what it stands for."""
    for path in paths:
        if not glob.has_magic(str(path)) or os.path.lexists(path):
            yield path
            continue
        fitting = map(Path, glob.glob(str(path), recursive=True))  # noqa: PTH207 - a pattern may start at the root
        found = sorted(each for each in fitting if not is_sidecar(each))
        if not found:
            text = "stands for no file; expected a pattern of files or folders that are there"
            problems.add(place_of(path, root), "no-files", text)
        yield from found


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # reading it tells what is wrong, such as a name that is too long


def lies_beside_results(path: Path) -> bool:
    """Say whether a file of a folder holds tasks or samples, packed or not."""
    name = path.name.lower()
    if not name.removesuffix(GZIP).endswith(".jsonl"):
        return False
    try:
        with gzip.open(path) if name.endswith(GZIP) else path.open("rb") as file:
            return holds_no_results(file.readline(2**20))
    except (OSError, EOFError, zlib.error):
        return False  # reading it tells what is wrong
