"""One small report through the whole pipeline: what `gen init` makes, as Markdown, compared to the letter.

A change that is meant is recorded by `make golden`, and read in the diff.
"""

import tempfile
from pathlib import Path

from click.testing import CliRunner

from generator.cli import main

GOLDEN = Path(__file__).parent / "golden"


def rendered(folder: Path) -> dict[str, bytes]:
    """Make the example and render it; gives each file, assets aside."""
    for words in (["init", str(folder), "--title", "Golden"], ["-C", str(folder), "render"]):
        done = CliRunner().invoke(main, words)
        assert done.exit_code == 0, done.output
    docs = folder / "build" / "docs"
    files = (path for path in sorted(docs.rglob("*")) if path.is_file() and path.parent.name != "assets")
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in files}


def recorded() -> dict[str, bytes]:
    files = (path for path in sorted(GOLDEN.rglob("*")) if path.is_file())
    return {path.relative_to(GOLDEN).as_posix(): path.read_bytes() for path in files}


def test_the_example_renders_to_what_was_recorded(tmp_path: Path) -> None:
    assert rendered(tmp_path / "report") == recorded()


def record() -> None:
    """Write what is rendered now in place of what was recorded."""
    with tempfile.TemporaryDirectory() as folder:
        now = rendered(Path(folder) / "report")
    for path in recorded().keys() - now.keys():
        (GOLDEN / path).unlink()
    for path, content in now.items():
        (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
        (GOLDEN / path).write_bytes(content)


if __name__ == "__main__":
    record()
