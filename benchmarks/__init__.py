"""Speed and memory of what people wait for, as ratios to something well known; run from the repository."""

import os

# As `gen` sets it: several threads on arrays as small as ours only keep cores busy.
for _library in ("OPENBLAS", "MKL", "OMP"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")
