"""bigcode-evaluation-harness: pass@k of each task and the settings; outcomes are not in the file."""

import re
from collections.abc import Mapping

import msgspec

from generator.load.adapters.called import benchmark_called
from generator.load.adapters.decoding import decode, in_words
from generator.load.adapters.protocol import Aside, ResultFile
from generator.load.problems import Problems, shortened
from generator.model.run import Decoding, StatedScore

NAME = "bigcode-evaluation-harness"
KEYS = frozenset({"config"})
LOOKS_FOR = "tasks with their `pass@k`, and a `config` with `n_samples` and `model`"
_CONFIG = re.compile(rb'"config"\s*:\s*\{')
# Some tasks part their problems: `Easy_pass@1` of mercury is of its easy ones, `Average_pass@1` of all.
_SCORE = re.compile(r"(?:(\w+)_)?pass@([1-9]\d{0,6})")
_ALL = frozenset({None, "Average"})


class _Config(msgspec.Struct):
    model: str
    n_samples: int
    do_sample: bool | None = None
    temperature: float | None = None
    top_p: float | None = None


def recognises(content: bytes) -> bool:
    """Look for the settings, which end the file, and for a score anywhere."""
    known = (b'"n_samples"', b'"modeltype"', b"pass@")
    shaped = _CONFIG.search(content[-65536:]) is not None
    return shaped and all(mark in content for mark in known)


def read(file: ResultFile, problems: Problems) -> tuple[Aside, ...]:
    """Read the scores of each task, and of each part of one."""
    before, tasks = len(problems.found), decode(file, dict[str, dict[str, object]], problems)
    if tasks is None:
        return ()
    try:
        config = msgspec.convert(tasks.pop("config", {}), type=_Config)
    except msgspec.ValidationError as error:
        problems.add(file.place, "value", f"config: {in_words(error)}")
        return ()
    asides = tuple(
        _aside(file, task, config, scores)
        for name, said in tasks.items()
        for task, scores in _parts(name, said).items()
    )
    for aside in asides:
        for score in aside.scores:
            if not (0 <= score.value <= 1 and score.k <= config.n_samples):
                text = (
                    f"{shortened(aside.benchmark)}: pass@{score.k}: found {score.value:g} of {config.n_samples} samples; "
                    "expected a share from 0 to 1, of at least k samples"
                )
                problems.add(file.place, "score", text)
    if not asides:
        problems.add(file.place, "no-scores", "states no pass@k of a task; expected one")
    return asides if len(problems.found) == before else ()


def _parts(task: str, said: Mapping[str, object]) -> Mapping[str, Mapping[int, float]]:
    """Give the pass@k that are stated of a task and of its parts, each under a name of its own."""
    parts: dict[str, dict[int, float]] = {}
    for name, value in said.items():
        called = _SCORE.fullmatch(name)
        if called and isinstance(value, float | int):
            part = task if called[1] in _ALL else f"{task}-{called[1].lower()}"
            parts.setdefault(part, {})[int(called[2])] = value
    return parts


def _aside(file: ResultFile, task: str, config: _Config, scores: Mapping[int, float]) -> Aside:
    benchmark, plus = benchmark_called(task)
    if config.do_sample is False:
        decoding: Decoding | None = Decoding("greedy", 0.0)
    else:
        decoding = None if config.temperature is None else Decoding.at(config.temperature, config.top_p)
    return Aside(
        file,
        NAME,
        (NAME, file.sha256, task),
        harness=NAME,
        model=config.model,
        benchmark=benchmark,
        decoding=decoding,
        scores=tuple(StatedScore(plus, k, value) for k, value in scores.items()),
        samples=config.n_samples,
    )
