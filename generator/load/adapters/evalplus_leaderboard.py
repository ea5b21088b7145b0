"""The results.json of EvalPlus's leaderboard: pass@1 of many models on HumanEval, MBPP and their plus tests."""

import re

import msgspec

from generator.load.adapters.called import benchmark_called
from generator.load.adapters.counting import share
from generator.load.adapters.decoding import decode
from generator.load.adapters.evalplus import HARNESS
from generator.load.adapters.protocol import Aside, ResultFile
from generator.load.problems import Problems, shortened
from generator.model.run import Decoding, StatedScore

NAME = "EvalPlus leaderboard"
KEYS = frozenset({"link", "open-data", "prompted"})
LOOKS_FOR = "models, each with its `pass@1` of benchmarks in percent, and `prompted`"
_SHAPE = re.compile(rb'"pass@1"\s*:\s*\{')


class _Model(msgspec.Struct):
    scores: dict[str, float | None] = msgspec.field(name="pass@1")


def recognises(content: bytes) -> bool:
    """Look for the scores of a model at the start, and for what the leaderboard says of models."""
    return _SHAPE.search(content[:65536]) is not None and b'"prompted"' in content


def read(file: ResultFile, problems: Problems) -> tuple[Aside, ...]:
    """Read the scores of each model; the leaderboard ranks greedy decoding."""
    decoded = decode(file, dict[str, _Model], problems)
    before, asides = len(problems.found), []
    for model, found in (decoded or {}).items():
        for name, percent in found.scores.items():
            if percent is None:
                continue
            if not 0 <= percent <= 100:
                text = f"{shortened(model)}: {shortened(name)}: found {percent:g}; expected percent from 0 to 100"
                problems.add(file.place, "score", text)
            benchmark, plus = benchmark_called(name)
            asides.append(
                Aside(
                    file,
                    NAME,
                    (NAME, file.sha256, model, name),
                    harness=HARNESS,
                    model=model,
                    benchmark=benchmark,
                    decoding=Decoding("greedy", 0.0),
                    scores=(StatedScore(plus, 1, share(percent)),),
                    samples=1,
                )
            )
    if decoded and not asides:
        problems.add(file.place, "no-scores", "states no score of a model; expected one")
    return tuple(asides) if len(problems.found) == before else ()
