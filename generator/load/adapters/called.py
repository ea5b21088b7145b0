"""What harnesses call the benchmarks that this program knows, and the tasks to which they give a number."""

import re
from collections.abc import Mapping
from types import MappingProxyType

_KNOWN = re.compile(r"(?:openai_)?(humaneval|mbpp)([ _-]?plus|\+)?(?:_instruct|_\d+)*")
STARTS: Mapping[str, str] = MappingProxyType({"humaneval": "HumanEval/", "mbpp": "Mbpp/"})


def benchmark_called(name: str) -> tuple[str, bool]:
    """Give the benchmark behind a harness's name of it, and whether its plus tests ran: `mbpp_plus` is MBPP's.

    A name that is not known stays as it is, without what stands before its last slash.
    """
    last = name.rpartition("/")[2]
    known = _KNOWN.fullmatch(last.casefold())
    return (known[1], known[2] is not None) if known else (last, False)


def task_called(benchmark: str, task: str | int) -> str:
    """Give a task the name that its benchmark has for it: 11 of `mbpp` is `Mbpp/11`."""
    name = str(task)
    return STARTS.get(benchmark, "") + name if name.isdigit() else name
