"""A sandbox made by the kernel's namespaces, which needs no program beside Python."""

import sys
from collections.abc import Sequence
from pathlib import Path

from generator.evaluate.backends.backend import SCRATCH, SCRATCH_SIZE
from generator.evaluate.backends.shown import shown_paths
from generator.evaluate.inside import namespaces


def unprivileged_namespaces(command: Sequence[str]) -> Sequence[str]:
    """Let a program of ours enter namespaces and then become the command."""
    shown = (word for pair in shown_paths() for word in pair)
    program = str(Path(namespaces.__file__))
    return (sys.executable, "-I", "-S", program, *shown, SCRATCH, str(SCRATCH_SIZE), "--", *command)
