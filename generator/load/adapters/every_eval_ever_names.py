"""What names of Every Eval Ever say: the version of the schema, and which tests of which benchmark were evaluated."""

import re
from typing import Literal

from generator.load.adapters.called import STARTS, benchmark_called
from generator.load.problems import shortened

Tests = Literal["base", "plus", "plus_alone"]
_VERSION = re.compile(r"(?:instance_level_eval_)?0\.[23]\.\d+")
_OURS = "scalebook/"  # how the id of an evaluation starts that `gen export` wrote
_ALONE = "+ alone"


def fault_of_version(version: str) -> str:
    """Say what is wrong with the version of a schema; empty where it is known."""
    if _VERSION.fullmatch(version):
        return ""
    found = shortened(version)
    return f"schema_version: found {found}; expected 0.2 or 0.3, the versions that are known here"


def written_by_us(evaluation: str) -> bool:
    """Say whether `gen export` wrote an evaluation, whose names then say exactly which tests ran."""
    return evaluation.startswith(_OURS)


def evaluation_called(name: str, evaluation: str) -> tuple[str, Tests]:
    """Give the benchmark of an evaluation, and whether its samples pass `base`, `plus` (and base) or `plus_alone`.

    Others than we write the harness, the scorer or a filter into a name: `inspect_evals/humaneval - verify`,
    `humaneval_plus/create_test` and `lab.humaneval` are of HumanEval. A name that is not known stays as it is, without
    what stands before its last slash.
    """
    if name.endswith(_ALONE):
        return name.removesuffix(_ALONE), "plus_alone"
    if not written_by_us(evaluation):
        name = name.partition(" - ")[0]
        called = {benchmark_called(part) for part in re.split(r"[/.]", name)}
        known = [each for each in called if each[0] in STARTS]
        if len(known) == 1:
            return known[0][0], "plus" if known[0][1] else "base"
        name = name.rpartition("/")[2]
    return (name.removesuffix("+"), "plus") if name.endswith("+") else (name, "base")
