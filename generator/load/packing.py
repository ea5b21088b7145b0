"""Readings as bytes, for a process or a build that comes later; lists of tasks, which many runs share, stand once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec
import numpy as np

from generator.errors import Place, Problem
from generator.load.adapters.protocol import Aside, RawRun
from generator.load.readings import Reading
from generator.model.run import Counts

Tasks = tuple[str, ...]
_SIZES: Mapping[int, type[np.unsignedinteger[Any]]] = {1: np.uint8, 2: np.uint16, 4: np.uint32}


class _Packed(msgspec.Struct, array_like=True):
    runs: list[tuple[int, RawRun]]  # without its tasks, which are those of a number
    scores: tuple[Aside, ...]
    problems: tuple[Problem, ...]
    places: tuple[Place, ...]


def _bytes_of(value: object) -> bytes:
    """Write counts as bytes, each as short as the largest allows; the first byte says how short."""
    if not isinstance(value, np.ndarray):
        raise TypeError(type(value).__name__)
    size = np.min_scalar_type(int(value.max(initial=0))).itemsize
    return bytes((size,)) + value.astype(_SIZES[size]).tobytes()


def _counts_of(_: object, stored: bytes) -> Counts:
    return np.frombuffer(stored, _SIZES[stored[0]], offset=1).astype(np.int32)


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_bytes_of)
_DECODER = msgspec.msgpack.Decoder(_Packed, dec_hook=_counts_of)


def packed(reading: Reading, tasks: dict[Tasks, int]) -> bytes | None:
    """Pack a reading, and number the lists of tasks that are new; None for a name or a number that cannot be packed."""
    runs = [(tasks.setdefault(run.tasks, len(tasks)), replace(run, tasks=())) for run in reading.runs]
    try:
        return _ENCODER.encode(_Packed(runs, reading.scores, reading.problems, reading.places))
    except (UnicodeEncodeError, OverflowError):
        return None


def unpacked(content: bytes | memoryview | msgspec.Raw, tasks: Sequence[Tasks]) -> Reading | None:
    """Give the reading that was packed; None where it is none."""
    try:
        found = _DECODER.decode(content)
        for number, run in found.runs:
            object.__setattr__(
                run, "tasks", tasks[number]
            )  # nobody has it yet, and a copy takes longer than the rest
    except (msgspec.DecodeError, IndexError, KeyError, ValueError):
        return None
    runs = tuple(run for _, run in found.runs)
    return Reading(runs, found.scores, found.problems, found.places)
