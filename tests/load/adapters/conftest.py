"""Reading a result file in one step."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.load.adapters import Found, read_files, read_results, result_files
from generator.load.adapters.protocol import RawRun, ResultFile
from generator.load.problems import Problems

FIXTURES = Path(__file__).parents[2] / "fixtures" / "runs"


@pytest.fixture
def read() -> Callable[..., tuple[RawRun, ...]]:
    """Read fixtures that are in order."""

    def read(*names: str) -> tuple[RawRun, ...]:
        problems = Problems()
        files = [file for name in names for file in result_files(FIXTURES / name, FIXTURES, problems)]
        runs = read_results(files, problems)
        assert problems.found == []
        return runs

    return read


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., list[str]]:
    """Say what is told of a file that is not in order."""

    def told(content: str | bytes, name: str = "r.json", **others: str) -> list[str]:
        files = {name: content, **{f"{stem}.jsonl": text for stem, text in others.items()}}
        problems = Problems()
        opened: list[ResultFile] = []
        for each, text in files.items():
            (tmp_path / each).write_bytes(text if isinstance(text, bytes) else text.encode())
            opened.extend(result_files(tmp_path / each, tmp_path, problems))
        runs = read_results(opened, problems)
        assert bool(runs) != bool(problems)
        return [str(problem) for problem in sorted(problems.found)]

    return told


@pytest.fixture
def found(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Found]:
    """Read files that are in order, given by their names and texts."""

    def found(files: dict[str, str | bytes]) -> Found:
        problems = Problems()
        opened: list[ResultFile] = []
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
            opened.extend(result_files(path, tmp_path, problems))
        read = read_files(opened, problems)
        assert problems.found == []
        return read

    return found


@pytest.fixture
def corpus() -> Callable[..., tuple[Found, list[str]]]:
    """Read real files of a folder of the corpus's harnesses, and say what is told of them."""
    root = Path(os.environ.get("SCALEBOOK_CORPUS", "not-set")) / "harnesses"
    if not root.is_dir():
        pytest.skip("SCALEBOOK_CORPUS names no folder of real result files")

    def corpus(*names: str) -> tuple[Found, list[str]]:
        problems = Problems()
        opened = [file for name in names for file in result_files(root / name, root, problems)]
        read = read_files(opened, problems)
        return read, [str(problem) for problem in problems.found]

    return corpus
