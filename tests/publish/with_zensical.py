"""Build a report's `build/docs` with Zensical, the successor that the authors of Material develop."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest


def skip_without_zensical() -> None:
    """Skip a test where the package is not installed."""
    if importlib.util.find_spec("zensical") is None:
        pytest.skip("Zensical is not installed; `make test` installs it, for it alone: the extra `zensical`")


def built_with_zensical(root: Path) -> Path:
    """Build what `gen render` wrote, strictly and without a word of complaint; give the folder of the site."""
    done = subprocess.run(
        [
            Path(sys.executable).with_name("zensical"),
            "build",
            "--strict",
            "--clean",
            "-f",
            "build/mkdocs.yml",
        ],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    said = re.sub(r"\d+(\.\d+)?m?s\b", "T", done.stdout).splitlines()
    assert (done.returncode, sorted(said)) == (0, ["Build finished in T", "Build started", "No issues found"])
    return root / "build" / "site"
