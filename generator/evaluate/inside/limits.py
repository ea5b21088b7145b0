"""What a trial may use of the machine: memory, files, processes, and no part of the server that started it."""

import os
import resource

MEMORY = 4 * 2**30  # bytes of address space, as EvalPlus has it
FILE_SIZE = 16 * 2**20  # bytes of a file
OPEN_FILES, PROCESSES = 64, 256
_LIMITS = (
    (resource.RLIMIT_AS, MEMORY),
    (resource.RLIMIT_DATA, MEMORY),
    (resource.RLIMIT_STACK, MEMORY),
    (resource.RLIMIT_FSIZE, FILE_SIZE),
    (resource.RLIMIT_NOFILE, OPEN_FILES),
    (resource.RLIMIT_CORE, 0),
    *(  # these are not everywhere
        (getattr(resource, name), limit)
        for name, limit in (("RLIMIT_NPROC", PROCESSES), ("RLIMIT_MEMLOCK", 0), ("RLIMIT_MSGQUEUE", 0))
        if hasattr(resource, name)
    ),
)


def let_go(kept: int, others: int) -> None:
    """Keep two descriptors, with nothing to read or write behind the standard ones, and lead a session of its own."""
    os.setsid()
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nothing, standard)
    low, high = sorted((kept, others))
    os.closerange(3, low)
    os.closerange(low + 1, high)
    os.closerange(high + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def limit_resources() -> None:
    """Lower what this process may use; a lower limit that is there already stays."""
    physical = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    for kind, limit in _LIMITS:
        _, hard = resource.getrlimit(kind)
        allowed = min(limit, physical) if limit == MEMORY else limit
        lowest = allowed if hard == resource.RLIM_INFINITY else min(allowed, hard)
        resource.setrlimit(kind, (lowest, lowest))
