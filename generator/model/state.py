"""What a report says at one time, in short: what two reports, or one at two times, are compared by."""

from dataclasses import dataclass

VERSION = 1  # of results/snapshots/*.json


@dataclass(frozen=True, slots=True, order=True)
class RunState:
    """A run; its id ends in a digest of its outcomes, so that the same run done again has another one."""

    id: str
    model: str
    benchmark: str
    dataset_version: str
    board: str
    strategy: str
    temperature: float | None = None


@dataclass(frozen=True, slots=True)
class ScoreState:
    """A score of a run with its interval, and with its ranks where its board is ranked by it; None = not known."""

    run: str
    tests: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    rank_best: int | None = None
    rank_worst: int | None = None
    rank_among: int | None = None
    letters: str | None = None
    k: int = 1


@dataclass(frozen=True, slots=True)
class ClaimState:
    """A claim's verdict as stated, that of its checks, and whether the two are on different sides."""

    id: str
    verdict: str
    computed: str | None = None
    drifted: bool = False


@dataclass(frozen=True, slots=True, order=True)
class FindingState:
    """What a check found."""

    code: str
    severity: str
    sentence: str


@dataclass(frozen=True, slots=True)
class State:
    """Everything that is compared: pass@1 of every run, claims, citation keys and findings, each in a fixed order."""

    runs: tuple[RunState, ...] = ()
    scores: tuple[ScoreState, ...] = ()
    claims: tuple[ClaimState, ...] = ()
    sources: tuple[str, ...] = ()
    findings: tuple[FindingState, ...] = ()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state that was recorded, with the day that it is of."""

    date: str
    state: State
