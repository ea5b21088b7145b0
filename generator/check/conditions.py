"""Under which conditions a score was taken, in words, and which of them two scores do not share."""

from collections.abc import Mapping

from generator.model.catalogue import UNSTATED
from generator.model.published import PublishedScore
from generator.model.run import Run
from generator.model.selecting import Candidate

_ESTIMANDS = {
    "greedy": "greedy",
    "sampled": "sampled",
    "sampling": "sampled",
    "selected": "selected",
    "unknown": "decoding not stated",
}


def decoding(origin: Run | PublishedScore) -> str:
    """Say how samples were drawn: `greedy`, `sampled at T=0.8`, `decoding not stated`."""
    if isinstance(origin, Run):
        strategy, temperature = str(origin.decoding.strategy), origin.decoding.temperature
    else:
        strategy, temperature = str(origin.estimand), origin.temperature
    words = _ESTIMANDS[strategy]
    return f"{words} at T={temperature:g}" if temperature and strategy != "greedy" else words


def estimand(strategy: str) -> str:
    """Say what a board's scores estimate."""
    return _ESTIMANDS[strategy]


def version(run_or_score: Run | PublishedScore) -> str:
    """Name the dataset version, or say that it is not stated."""
    named = run_or_score.dataset_version
    return "version not stated" if named in {"", UNSTATED} else named


def unlike(first: Candidate, second: Candidate) -> tuple[str, ...]:
    """Say in which conditions two scores differ, which keeps them out of one comparison: `k (1; 10)`."""
    pairs = zip(_conditions(first).items(), _conditions(second).items(), strict=True)
    differing = [f"{name} ({a}; {b})" for (name, a), (_, b) in pairs if a != b]
    tasks = _tasks(first.origin), _tasks(second.origin)
    if None not in tasks and tasks[0] != tasks[1]:  # a part of a benchmark is another benchmark
        differing.append(f"tasks ({tasks[0]}; {tasks[1]})")
    return tuple(differing)


def _tasks(origin: Run | PublishedScore) -> int | None:
    return len(origin.tasks) if isinstance(origin, Run) else origin.tasks


def _conditions(score: Candidate) -> Mapping[str, str]:
    origin = score.origin
    if isinstance(origin, Run):
        kind, harness = estimand(origin.decoding.strategy), origin.provenance.harness
    else:
        kind, harness = estimand(origin.estimand), origin.harness
    unstated = version(origin) != origin.dataset_version or not harness or _decoding_unstated(origin, kind)
    return {
        "benchmark": score.benchmark,
        "k": f"{score.k}",
        "dataset version": version(origin),
        "decoding": decoding(origin) if "sampled" in kind else kind,
        "harness": harness or "harness not stated",
        "source, which leaves something unsaid": _source(origin) if unstated else "",
    }


def _decoding_unstated(origin: Run | PublishedScore, kind: str) -> bool:
    temperature = origin.decoding.temperature if isinstance(origin, Run) else origin.temperature
    return kind == estimand("unknown") or (kind == estimand("sampled") and temperature is None)


def _source(origin: Run | PublishedScore) -> str:
    return origin.source if isinstance(origin, PublishedScore) else origin.provenance.source
