"""Result formats that can be read; a new one is one module here and one entry in `ADAPTERS`."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from generator.load.adapters import (
    bigcodebench,
    compact,
    eval_arena,
    evalperf,
    evalplus_flat,
    evalplus_nested,
    human_eval,
)
from generator.load.adapters.packed import GZIP, unpacked
from generator.load.adapters.protocol import Adapter, RawRun, ResultFile
from generator.load.adapters.recognising import recognised
from generator.load.files import decode, place_of, read_bytes
from generator.load.problems import Problems

ADAPTERS: tuple[Adapter, ...] = (
    compact,
    evalplus_flat,
    evalplus_nested,
    evalperf,
    eval_arena,
    human_eval,
    bigcodebench,
)


def result_file(path: Path, root: Path, problems: Problems) -> ResultFile | None:
    """Take a result file from the disk; None, and a problem, where it is empty, binary or out of bounds."""
    stored, place = read_bytes(path, root, problems), place_of(path, root)
    content = None if stored is None else unpacked(stored, place, problems)
    if stored is None or content is None:
        return None
    plain = content.isascii() and b"\0" not in content  # most are, and 20 MB need not be decoded to know it
    if not plain and decode(content, place, problems) is None:
        return None
    digest = hashlib.sha256(stored).hexdigest()
    return ResultFile(path.name.removesuffix(GZIP), content.removeprefix(b"\xef\xbb\xbf"), place, digest)


def read_results(files: Iterable[ResultFile], problems: Problems) -> tuple[RawRun, ...]:
    """Read files of any known format; Eval-Arena's base and plus files among them become one run a model."""
    runs: list[RawRun] = []
    arena: list[RawRun] = []
    for file in files:
        adapter = recognised(file, ADAPTERS, problems)
        if adapter is not None:
            (arena if adapter is eval_arena else runs).extend(adapter.read(file, problems))
    return (*runs, *eval_arena.join(arena, problems))
