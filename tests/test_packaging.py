"""The wheel carries all of generator/, its templates and its scaffold too, and runs where nothing else is."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.slow


def run(*command: str | Path, **environment: str) -> str:
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=os.environ | environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built by the backend that is installed here."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (path,) = folder.iterdir()
    return path


def files_of_the_package() -> set[str]:
    """The files under generator/, without the caches that tools leave there."""
    paths = (path.relative_to(ROOT) for path in (ROOT / "generator").rglob("*") if path.is_file())
    return {path.as_posix() for path in paths if not any("cache" in folder for folder in path.parts[:-1])}


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(wheel: Path) -> None:
    names = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == files_of_the_package()


def test_the_installed_wheel_runs_away_from_the_repository(wheel: Path, tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check"]
    run(*pip, "--target", tmp_path, wheel)
    said = run(tmp_path / "bin/gen", "--help", PYTHONPATH=str(tmp_path))
    assert said.splitlines()[0] == "Usage: gen [OPTIONS] COMMAND [ARGS]..."
    run(tmp_path / "bin/gen", "init", tmp_path / "report", PYTHONPATH=str(tmp_path))
    built = run(tmp_path / "bin/gen", "-C", tmp_path / "report", "build", PYTHONPATH=str(tmp_path))
    assert built == "site/: 17 pages\n"
