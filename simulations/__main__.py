"""Simulate: `python -m simulations [--write] [NAME...]` prints tables, or puts them into docs/methods.md."""

import sys
import time
from pathlib import Path

from simulations.studies import STUDIES
from simulations.study import table, written

METHODS = Path(__file__).parent.parent / "docs" / "methods.md"
_WRITE = "--write"


def main(arguments: list[str]) -> int:
    """Run the studies that are named, or all."""
    names = [each for each in arguments if each != _WRITE] or list(STUDIES)
    unknown = [name for name in names if name not in STUDIES]
    if unknown:
        print(
            f"found {', '.join(unknown)}; expected {_WRITE} or some of {', '.join(STUDIES)}", file=sys.stderr
        )
        return 2
    for name in names:
        began = time.perf_counter()
        made = table(STUDIES[name])
        print(f"\n{name}: {STUDIES[name].title} ({time.perf_counter() - began:.0f} s)\n{made}", flush=True)
        if _WRITE in arguments:
            text = METHODS.read_text(encoding="utf-8")
            METHODS.write_text(written(text, name, made), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
