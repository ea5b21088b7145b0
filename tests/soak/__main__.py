"""Be hard on Scalebook: `python -m tests.soak kills 200`, `crowd 200`, `edits 200` or `fuzz 600` (seconds); `--record` keeps the outcome."""

import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.soak.crowds import crowd
from tests.soak.edits import edit_reports
from tests.soak.fuzzing import fuzz
from tests.soak.kills import kill_builds
from tests.soak.record import record

TRIALS: Mapping[str, Callable[[Path, int], dict[str, int]]] = {
    "kills": kill_builds,
    "crowd": crowd,
    "edits": edit_reports,
    "fuzz": fuzz,
}


def main(words: list[str]) -> int:
    """Carry out the trials that are named, each followed by its size; a fault ends them."""
    kept = "--record" in words
    words = [word for word in words if word != "--record"]
    if len(words) % 2 or not words or any(name not in TRIALS for name in words[::2]):
        print(f"expected pairs of a trial and its size; trials are {', '.join(TRIALS)}", file=sys.stderr)
        return 2
    for name, size in zip(words[::2], words[1::2], strict=True):
        _carry_out(name, int(size), kept=kept)
    return 0


def _carry_out(name: str, size: int, *, kept: bool) -> None:
    start, told = time.monotonic(), "a fault"
    try:
        with tempfile.TemporaryDirectory() as folder:
            counts = TRIALS[name](Path(folder), size)
        told = f"no fault: {', '.join(f'{count:,} {what}' for what, count in counts.items())}"
    finally:
        seconds = time.monotonic() - start
        if kept:
            record(f"{name} {size}", told, seconds)
    print(f"{name} {size}: {told}; {seconds:.0f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
