"""How the checks name scores, counts and shares in their sentences."""

from generator.model.corpus import Corpus
from generator.model.published import PublishedScore


def counted(count: int, noun: str) -> str:
    """Write a count with its noun: `1 score`, `1,200 scores`."""
    return f"{count:,} {noun if count == 1 else noun + 's'}"


def percent(share: float, digits: int = 1) -> str:
    """Write a share (0..1) in percent: `48.8%`."""
    return f"{100 * share:.{digits}f}%"


def in_points(difference: float, digits: int = 3) -> str:
    """Write a difference of shares (0..1) in percentage points: `0.125 points`."""
    return f"{100 * difference:.{digits}f} points"


def suite_name(corpus: Corpus, benchmark: str, *, plus: bool) -> str:
    """Name a benchmark with its base or its plus tests: `HumanEval+`."""
    known = corpus.benchmarks[benchmark]
    return (known.plus_name or f"{known.name}+") if plus else known.name


def named(corpus: Corpus, score: PublishedScore) -> str:
    """Name a printed score by source, model, benchmark, k and value."""
    tests = suite_name(corpus, score.benchmark, plus=score.plus)
    return f"{score.source} prints {score.printed}% for {score.model} at pass@{score.k} on {tests}"


def listed(names: list[str]) -> str:
    """Write names as a sentence does: `a, b and c`."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
