"""Whatever comes between, what was there before stays: the site that is live, and what `results/` holds."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator import pipeline
from generator.store.scaffolding import scaffold

pytestmark = pytest.mark.slow


@pytest.fixture
def report(tmp_path: Path) -> Path:
    root = tmp_path / "toy"
    scaffold(root, "Toy")
    pipeline.build(root, lambda _: None)
    return root


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder, hidden ones too, with its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def gen(root: Path, *words: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "generator", "-C", str(root), *words]
    return subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_stopped_leaves_the_old_site_and_nothing_else(
    report: Path, number: signal.Signals
) -> None:
    site, kept = contents(report / "site"), sorted(path.name for path in (report / "build").iterdir())
    with gen(report, "build", "--fresh") as process:
        while not list((report / "build").glob("site.new-*/index.html")):
            assert process.poll() is None
            time.sleep(0.005)
        process.send_signal(number)
        assert process.communicate(timeout=60) == ("", "\nAborted!\n")
    assert process.returncode == 1
    assert contents(report / "site") == site
    assert sorted(path.name for path in (report / "build").iterdir()) == kept
