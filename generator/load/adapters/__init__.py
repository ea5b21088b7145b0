"""Result formats that can be read; a new one is one module here and one entry in `ADAPTERS`."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from generator.errors import Place
from generator.load.adapters import (
    bigcode,
    bigcodebench,
    bigcodebench_scores,
    compact,
    eval_arena,
    evalperf,
    evalplus_flat,
    evalplus_leaderboard,
    evalplus_nested,
    every_eval_ever,
    helm,
    hugging_face,
    human_eval,
    inspect_ai,
    livecodebench,
    lm_eval,
    multipl_e,
    qwen_coder,
)
from generator.load.adapters.asides import completed
from generator.load.adapters.packed import PACKED, unpacked
from generator.load.adapters.protocol import Adapter, Aside, RawRun, ResultFile
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
    bigcodebench_scores,
    livecodebench,
    multipl_e,
    lm_eval,
    inspect_ai,
    helm,
    bigcode,
    evalplus_leaderboard,
    hugging_face,
    qwen_coder,
    every_eval_ever,
)
JOINERS = MappingProxyType({module.NAME: module.join for module in (eval_arena, multipl_e, every_eval_ever)})


def result_files(path: Path, root: Path, problems: Problems) -> tuple[ResultFile, ...]:
    """Take a result file from the disk, or those of an archive; problems where one is empty, binary or out of bounds."""
    stored = read_bytes(path, root, problems)
    files = () if stored is None else files_in(stored, path.name, place_of(path, root), problems)
    digest = hashlib.sha256(stored or b"").hexdigest() if files else ""
    return tuple(replace(file, sha256=file.sha256 or digest) for file in files)


def files_in(stored: bytes, name: str, place: Place, problems: Problems) -> tuple[ResultFile, ...]:
    """Give what a file of the disk holds: itself, or the files of an archive.

    Only those of an archive are hashed here: how and when a large file is hashed, the caller knows better.
    """
    files = []
    for member in unpacked(stored, place, problems):
        content = member.content
        here = Place(f"{place.file}/{member.path}") if member.path else place
        plain = (
            content.isascii() and b"\0" not in content
        )  # most are, and 20 MB need not be decoded to know it
        if plain or decode(content, here, problems) is not None:
            own = PurePosixPath(member.path or name).name
            for ending in PACKED:
                own = own.removesuffix(ending)
            digest = hashlib.sha256(content).hexdigest() if member.path else ""
            files.append(ResultFile(own, content.removeprefix(b"\xef\xbb\xbf"), here, digest))
    return tuple(files)


@dataclass(frozen=True, slots=True)
class Found:
    """What result files hold: runs, and scores whose outcomes no file has."""

    runs: tuple[RawRun, ...]
    scores: tuple[Aside, ...]


def read_files(files: Iterable[ResultFile], problems: Problems) -> Found:
    """Read files of any known format; what harnesses part over several files becomes one run."""
    return brought_together((part for file in files for part in parts_of(file, problems)), problems)


def parts_of(file: ResultFile, problems: Problems) -> tuple[RawRun | Aside, ...]:
    """Read what one file tells by itself; its content, which was read, is forgotten."""
    # A file that names our own format at its start is of no other, and of those there are thousands.
    own = compact.begins_so(file.content)
    adapter = compact if own else recognised(file, ADAPTERS, problems)
    light = replace(file, content=b"")
    parts = adapter.read(file, problems) if adapter else ()
    return tuple(
        replace(part, file=light) if isinstance(part, Aside) else replace(part, files=(light,))
        for part in parts
    )


def brought_together(parts: Iterable[RawRun | Aside], problems: Problems) -> Found:
    """Make runs of what files tell, each by itself; scores whose outcomes no file has stay alone."""
    runs: list[RawRun] = []
    asides: list[Aside] = []
    for part in parts:
        if isinstance(part, Aside):
            asides.append(part)
        else:
            runs.append(part)
    whole, alone = completed(runs, asides, problems)
    for aside in alone:
        if not aside.scores:
            text = f"says how a run was made ({aside.format}), but not what came out; expected the file of outcomes too"
            problems.add(aside.file.place, "no-outcomes", text)
    single = (run for run in whole if run.format not in JOINERS)
    joined = (
        run
        for name, join in JOINERS.items()
        for run in join([run for run in whole if run.format == name], problems)
    )
    return Found((*single, *joined), tuple(aside for aside in alone if aside.scores))


def read_results(files: Iterable[ResultFile], problems: Problems) -> tuple[RawRun, ...]:
    """Read files of which each has to hold outcomes, by itself or with another of them."""
    return with_outcomes(read_files(files, problems), problems)


def with_outcomes(found: Found, problems: Problems) -> tuple[RawRun, ...]:
    """Give the runs that were found; scores without outcomes are problems."""
    for aside in found.scores:
        text = (
            f"states scores ({aside.format}), but no outcomes of tasks; expected outcomes: "
            "what is known by its scores alone belongs into results/published/, where `gen add --source KEY` writes it"
        )
        problems.add(aside.file.place, "no-outcomes", text)
    return found.runs
