"""Be hard on Scalebook: `python -m tests.soak kills 200`, `crowd 200`, or `fuzz 600` (seconds)."""

import sys
import tempfile
import time
from pathlib import Path

from tests.soak.crowds import crowd
from tests.soak.fuzzing import fuzz
from tests.soak.kills import kill_builds

TRIALS = {"kills": kill_builds, "crowd": crowd, "fuzz": fuzz}


def main(words: list[str]) -> int:
    """Carry out the trials that are named, each followed by its size."""
    if len(words) % 2 or not words or any(name not in TRIALS for name in words[::2]):
        print(f"expected pairs of a trial and its size; trials are {', '.join(TRIALS)}", file=sys.stderr)
        return 2
    for name, size in zip(words[::2], words[1::2], strict=True):
        start = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            counts = TRIALS[name](Path(folder), int(size))
        told = ", ".join(f"{count:,} {what}" for what, count in counts.items())
        print(f"{name} {size}: {told}; {time.monotonic() - start:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
