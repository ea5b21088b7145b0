"""What the trials came to, kept as a table of one row a trial: `benchmarks/results/soak.md`."""

import datetime as dt
import os
import platform
from pathlib import Path

from tests.soak.reports import ROOT

FILE = ROOT / "benchmarks" / "results" / "soak.md"
_HEAD = """# What long trials came to

`make soak` kills builds at random moments, lets commands meet, and edits reports, whose builds are to have the
bytes of builds from nothing; `make fuzz` reads broken files. Both stop at the first fault, and write their rows
here.

| trial | outcome | time | day | on |
|---|---|---:|---|---|
"""


def record(trial: str, outcome: str, seconds: float, *, file: Path = FILE) -> None:
    """Write the row of a trial in the place of its last one."""
    on = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores"
    row = f"| {trial} | {outcome} | {seconds / 60:.0f} min | {dt.datetime.now(tz=dt.UTC).date().isoformat()} | {on} |"
    rows = _rows(file) | {trial.split(maxsplit=1)[0]: row}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(_HEAD + "".join(f"{each}\n" for _, each in sorted(rows.items())), encoding="utf-8")


def _rows(file: Path) -> dict[str, str]:
    """Give the rows that are there, by the name of the trial without its size."""
    if not file.is_file():
        return {}
    lines = file.read_text(encoding="utf-8").partition("|---|")[2].splitlines()[1:]
    return {line.split()[1]: line for line in lines if line.startswith("| ")}
