"""Measure and print: `python -m benchmarks`, or `python -m benchmarks NAME...` for some of it.

`builds` stands for the builds of all reports. With `--record`, what came out is kept in `benchmarks/results/`.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.builds import measured
from benchmarks.measurements import MEASUREMENTS
from benchmarks.measuring import result_of
from benchmarks.results import record, shown
from benchmarks.subjects import SUBJECTS

NAMES = (*MEASUREMENTS, *SUBJECTS)
GROUPS = {"builds": tuple(SUBJECTS)}
MEANING = """\
min, median: of a few repetitions, which the lines of a table take in turns
CPU:         what all processes computed together; what else a machine does hardly changes it
ratio:       the shortest time over that of the table's first line, or of MkDocs where a report is built, in this very
             run; compare ratios, not times, with those of another day or machine
memory:      the most that it held: all of a program with what it started, or what an action added to the running process
each:        the shortest time divided by the number of things made
reach:       what it is to stay below, on two cores that do nothing else"""


def main(words: list[str]) -> int:
    """Measure what is named, or all; each in a process of its own, so that none finds the memory of another."""
    keeps = "--record" in words
    asked = [word for word in words if word != "--record"]
    names = [name for word in asked for name in GROUPS.get(word, (word,))] or list(NAMES)
    if unknown := [name for name in names if name not in NAMES]:
        print(f"found {', '.join(unknown)}; expected some of {', '.join((*NAMES, *GROUPS))}", file=sys.stderr)
        return 2
    if len(names) == 1:
        _measure(names[0], keeps=keeps)
        return 0
    print(MEANING, flush=True)
    for name in names:
        options = ("--record",) if keeps else ()
        subprocess.run([sys.executable, "-m", "benchmarks", name, *options], check=True)
    return 0


def _measure(name: str, *, keeps: bool) -> None:
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        result = (
            measured(SUBJECTS[name], folder) if name in SUBJECTS else result_of(MEASUREMENTS[name](folder))
        )
    print(f"\n{name}: {result.title}\n{shown(result)}", flush=True)
    if keeps:
        record(name, result, load=load)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
