"""The score file of BigCodeBench: pass@k of one run in a line, beside the file of outcomes or in its place."""

import re
from collections.abc import Mapping

import msgspec

from generator.load.adapters import bigcodebench
from generator.load.adapters.counting import share
from generator.load.adapters.decoding import decode, in_words
from generator.load.adapters.protocol import Aside, ResultFile
from generator.load.problems import Problems
from generator.model.run import Decoding, StatedScore

NAME = "BigCodeBench scores"
KEYS = frozenset({"model", "calibrated", "subset", "split", "gt_pass_rate", "failed_tasks"})
LOOKS_FOR = "`pass@k` beside `calibrated` and `subset`"
_SCORE = re.compile(r"pass@([1-9]\d{0,6})")
_DATASETS = ("full", "hard")
_ENDS = ("pass_at_k.json", "results.json")
# lab--toy--main--bigcodebench-hard-instruct--vllm-0.8-5: model, revision, benchmark, backend, temperature, samples
_CALLED = re.compile(r"(.+?)(?:--main)?--bigcodebench(?:-\w+)*--\w+-(\d+(?:\.\d+)?)-([1-9]\d{0,3})(?!\d)")


class _Said(msgspec.Struct):
    subset: str  # full or hard; before BigCodeBench 0.2 it is what is called `split` now
    model: str = ""  # as the file of samples is called
    split: str = ""  # complete or instruct


def recognises(content: bytes) -> bool:
    """Look for a score and for what BigCodeBench says beside it."""
    start = content[:65536]
    return start.lstrip().startswith(b"{") and all(
        mark in start for mark in (b'"pass@', b'"calibrated"', b'"subset"')
    )


def read(file: ResultFile, problems: Problems) -> tuple[Aside, ...]:
    """Read the scores, which complete the run of the file beside it, if that is read too."""
    before = len(problems.found)
    said, values = decode(file, _Said, problems), decode(file, dict[str, msgspec.Raw], problems)
    if said is None or values is None:
        return ()
    found = {int(name[5:]): raw for name, raw in values.items() if _SCORE.fullmatch(name)}
    if not found:
        problems.add(file.place, "no-scores", "states no pass@k; expected one")
    scores = {k: _number(file, k, raw, problems) for k, raw in found.items()}
    return (_aside(file, said, scores),) if len(problems.found) == before else ()


def _number(file: ResultFile, k: int, raw: msgspec.Raw, problems: Problems) -> float:
    try:
        value = msgspec.json.decode(raw, type=float)
    except msgspec.ValidationError as error:
        problems.add(file.place, "value", f"pass@{k}: {in_words(error)}")
        return 0
    if not 0 <= value <= 100:
        text = f"pass@{k}: found {value:g}; expected a share from 0 to 1, or percent"
        problems.add(file.place, "score", text)
    return value


def _aside(file: ResultFile, said: _Said, scores: Mapping[int, float]) -> Aside:
    """Say of the run what the file says; scores are shares unless one is beyond 1: forks of BigCodeBench write percent."""
    called = _CALLED.match(said.model)
    percent = max(scores.values()) > 1
    instruct = "instruct" in {said.split, said.subset}
    return Aside(
        file,
        NAME,
        bigcodebench.key_of(file, _ENDS),
        harness=bigcodebench.HARNESS,
        model=called[1].replace("--", "/", 1) if called else "",
        benchmark="bigcodebench-instruct" if instruct else "bigcodebench",
        dataset_version=said.subset if said.subset in _DATASETS else "",
        decoding=Decoding.at(float(called[2])) if called else None,
        scores=tuple(
            StatedScore(plus=False, k=k, value=share(value) if percent else value)
            for k, value in scores.items()
        ),
        samples=int(called[3]) if called else None,
    )
