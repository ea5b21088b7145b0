"""Small reports to be hard on, and the command as a process of its own."""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures" / "runs"


def gen(root: Path, *words: str) -> "subprocess.Popen[str]":
    """Start a command on a report, as the first of a group of processes."""
    return subprocess.Popen(
        [sys.executable, "-m", "generator", "-C", str(root), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        start_new_session=True,  # so that it can be killed with all that it started
    )


def done(root: Path, *words: str) -> str:
    """Carry a command out and give what it printed; raises `RuntimeError` where it fails."""
    process = gen(root, *words)
    out, err = process.communicate()
    if process.returncode:
        raise RuntimeError(f"gen {' '.join(words)} ended with {process.returncode}:\n{out}{err}")
    return out


def tree(folder: Path) -> str:
    """Give a digest of the names and bytes of all files below a folder."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
