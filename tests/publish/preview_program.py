"""A preview in a process of its own, whose build only wraps a text, so that it takes milliseconds.

As a program: `python preview_program.py ROOT PORT`.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.errors import InputError, Place, Problem
from generator.publish.exchange import exchange
from generator.publish.serving import serve

PATIENCE = 20  # seconds; far above what any step takes
MISTAKE = "MISTAKE"
PROBLEM = "site_src/index.md:1:1: found <b>MISTAKE</b> & more; expected none"


def build(root: Path) -> None:
    """Make a home page and one below it from `site_src/index.md`."""
    text = (root / "site_src" / "index.md").read_text()
    if MISTAKE in text:
        raise InputError(
            Problem(Place("site_src/index.md", 1, 1), "x", "found <b>MISTAKE</b> & more; expected none")
        )
    new = root / "site.new-1"
    shutil.rmtree(new, ignore_errors=True)
    (new / "below").mkdir(parents=True)
    page = f"<!doctype html><html><head><title>Toy</title></head><body><main>{text}</main></body></html>"
    for name in ("index.html", "404.html", "below/index.html"):
        (new / name).write_text(page)
    exchange(new, root / "site")


def report(root: Path, text: str, *, site_url: str = "https://example.org/") -> Path:
    """Write the files of a report that `build` understands."""
    (root / "site_src").mkdir(parents=True)
    (root / "results").mkdir()
    (root / "mkdocs.yml").write_text(f"site_name: Toy\nsite_url: {site_url}\n")
    (root / "site_src" / "index.md").write_text(text)
    return root


@dataclass(frozen=True, slots=True)
class Preview:
    """A running preview: its process, where it is, and what it says."""

    process: subprocess.Popen[bytes]
    root: Path
    log: Path

    def write(self, text: str) -> None:
        """Save the page as careful editors do: into another file that then takes its name."""
        part = self.root / "site_src" / ".index.md.swp"
        part.write_text(text)
        part.replace(self.root / "site_src" / "index.md")

    def lines(self) -> list[str]:
        """Give what was said so far, times left out."""
        return re.sub(r"in \d+\.\d s", "in T s", self.log.read_text()).splitlines()

    def says(self, *lines: str) -> None:
        """Wait until just these lines were said."""
        until(lambda: len(self.lines()) >= len(lines) or self.process.poll() is not None)
        assert self.lines() == list(lines)

    @property
    def port(self) -> int:
        """Give the port once it is said."""
        until(lambda: "serving http" in self.log.read_text() or self.process.poll() is not None)
        (port,) = re.findall(r"serving http://127\.0\.0\.1:(\d+)/ \(Ctrl-C ends\)\n", self.log.read_text())
        return int(port)


def until(true: Callable[[], bool]) -> None:
    """Wait until something is true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)


@contextmanager
def previewed(root: Path, *, port: int = 0) -> Iterator[Preview]:
    """Run a preview of a report until the test is over."""
    log = root.parent / f"{root.name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, __file__, str(root), str(port)], stdout=output, stderr=subprocess.STDOUT
        )
        try:
            yield Preview(process, root, log)
        finally:
            process.kill()
            process.wait()


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may start us with Ctrl-C switched off
    folder = Path(sys.argv[1])
    serve(
        folder,
        lambda: build(folder),
        ("127.0.0.1", int(sys.argv[2])),
        lambda line: os.write(1, f"{line}\n".encode()),
    )
