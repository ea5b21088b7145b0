"""Measure and print: `python -m benchmarks`, or `python -m benchmarks NAME...` for some of it."""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measurements import MEASUREMENTS
from benchmarks.measuring import measure, table

MEANING = """\
min, median: of a few repetitions, which the lines of a table take in turns
ratio:       the shortest time over that of the table's first line, in this very run; compare ratios, not times,
             with those of another day or machine
memory:      the most that it held: all of a program, or what an action added to the running process
each:        the shortest time divided by the number of things made"""


def main(names: list[str]) -> int:
    """Measure what is named, or all; each in a process of its own, so that none finds the memory of another."""
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        print(f"found {', '.join(unknown)}; expected some of {', '.join(MEASUREMENTS)}", file=sys.stderr)
        return 2
    if len(names) == 1:
        with tempfile.TemporaryDirectory() as folder:
            measurement = MEASUREMENTS[names[0]](Path(folder))
            print(f"\n{names[0]}: {measurement.title}\n{table(measure(measurement))}", flush=True)
        return 0
    print(MEANING, flush=True)
    for name in names or MEASUREMENTS:
        subprocess.run([sys.executable, "-m", "benchmarks", name], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
