"""The summary of Qwen2.5-Coder's evaluation: scores in percent, by suite and benchmark; whose, the file does not say."""

import re
from types import MappingProxyType

from generator.load.adapters.called import benchmark_called
from generator.load.adapters.counting import share
from generator.load.adapters.decoding import decode
from generator.load.adapters.protocol import Aside, ResultFile
from generator.load.problems import Problems, shortened
from generator.model.run import StatedScore

NAME = "Qwen2.5-Coder summary"
KEYS = frozenset({"EvalPlus", "MultiPL-E", "CRUX-Eval", "BigCodeBench"})
LOOKS_FOR = "`EvalPlus` and `MultiPL-E`, each with benchmarks and scores in percent"
_SUITE = re.compile(rb'"(EvalPlus|MultiPL-E)"\s*:\s*\{')
_LANGUAGES = MappingProxyType(  # as MultiPL-E calls them
    {"c#": "cs", "c++": "cpp", "javascript": "js", "python": "py", "shell": "sh", "typescript": "ts"}
)


def recognises(content: bytes) -> bool:
    """Look for two of its suites at the start."""
    return len(set(_SUITE.findall(content[:65536]))) == 2


def read(file: ResultFile, problems: Problems) -> tuple[Aside, ...]:
    """Read the score of every benchmark as pass@1; how samples were drawn, and how many, the file does not say."""
    before, suites = len(problems.found), decode(file, dict[str, dict[str, float | None]], problems)
    scores = [
        (suite, name, percent)
        for suite, benchmarks in (suites or {}).items()
        for name, percent in benchmarks.items()
        if percent is not None
    ]
    for suite, name, percent in scores:
        if not 0 <= percent <= 100:
            text = f"{shortened(suite)}: {shortened(name)}: found {percent:g}; expected percent from 0 to 100"
            problems.add(file.place, "score", text)
    if suites is not None and not scores:
        problems.add(file.place, "no-scores", "states no score; expected one")
    return tuple(_aside(file, *score) for score in scores) if len(problems.found) == before else ()


def _aside(file: ResultFile, suite: str, name: str, percent: float) -> Aside:
    benchmark, version, plus = _benchmark(suite, name)
    return Aside(
        file,
        NAME,
        (NAME, file.sha256, suite, name),
        benchmark=benchmark,
        dataset_version=version,
        scores=(StatedScore(plus, 1, share(percent)),),
    )


def _benchmark(suite: str, name: str) -> tuple[str, str, bool]:
    """Give the benchmark and the version of its data that a suite calls so, and whether its plus tests ran."""
    if suite == "MultiPL-E":
        return f"humaneval-{_LANGUAGES.get(name.casefold(), name.casefold())}", "", False
    if suite == "BigCodeBench":
        return "bigcodebench", name, False
    if suite == "EvalPlus":
        benchmark, plus = benchmark_called(name)
        return benchmark, "", plus
    return f"{suite} {name}", "", False
