"""Do the least that a build cannot do without, and nothing else: for comparison.

python -m benchmarks.floor markdown FOLDER     turns each Markdown file into HTML, which is thrown away
python -m benchmarks.floor json FOLDER         decodes each JSON file with the standard library
"""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

_EXTENSIONS = (
    "attr_list",
    "def_list",
    "fenced_code",
    "tables",
    "toc",
)  # those of a report, and of MkDocs itself


def by_markdown(folder: Path) -> None:
    """Convert pages as MkDocs does, without a theme, a search index or links that are followed."""
    from markdown import Markdown

    for path in sorted(folder.rglob("*.md")):
        converter = Markdown(extensions=_EXTENSIONS, extension_configs={"toc": {"permalink": True}})
        converter.convert(_without_head(path.read_text(encoding="utf-8")))


def _without_head(text: str) -> str:
    """Leave the YAML away that a page starts with."""
    return text.partition("\n---\n")[2] if text.startswith("---\n") else text


def by_json(folder: Path) -> None:
    """Decode files, one after the other."""
    for path in sorted(folder.rglob("*.json")):
        with path.open("rb") as file:
            json.load(file)


FLOORS: Mapping[str, Callable[[Path], None]] = {"markdown": by_markdown, "json": by_json}


if __name__ == "__main__":
    FLOORS[sys.argv[1]](Path(sys.argv[2]))
