"""How much may run at once."""

import os


def cores() -> int:
    """Give how many processors this process may use, 1 or more."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
