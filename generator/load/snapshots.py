"""Read `results/snapshots/`: what the report said at earlier times, a file a day."""

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from generator.errors import Place
from generator.load.files import listed, place_of, read_text
from generator.load.located import parse_yaml
from generator.load.problems import Problems
from generator.load.schema import Day, Id, Key, Many, Name, Number, Prose, Strict, check
from generator.model.claim import Verdict
from generator.model.finding import Severity
from generator.model.state import ClaimState, FindingState, RunState, ScoreState, Snapshot, State

_BEGINNING = re.compile(rb'\s*\{\s*"snapshot"\s*:')
_A_DAY = len("2026-06-12")
_Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
_Count = Annotated[int, Field(ge=1)]


class _Run(Strict):
    id: Name = Field(description="Id of the run.")
    model: Id = Field(description="Id of its model.")
    benchmark: Id = Field(description="Id of its benchmark.")
    dataset_version: Name = Field(description="Id of the version of its data.")
    board: Name = Field(description="Runs of one board may be ranked together.")
    strategy: Name = Field(description="How samples were drawn.")
    temperature: Number | None = Field(default=None, description="The temperature, where it is stated.")


class _Score(Strict):
    run: Name = Field(description="Id of the run.")
    tests: Literal["base", "plus"] = Field(description="Base tests alone, or base and plus tests.")
    value: _Share | None = Field(default=None, description="pass@1, between 0 and 1.")
    low: Number | None = Field(default=None, description="Lower end of its interval.")
    high: Number | None = Field(default=None, description="Upper end of its interval.")
    rank_best: _Count | None = Field(default=None, description="Best rank that it may have.")
    rank_worst: _Count | None = Field(default=None, description="Worst rank that it may have.")
    rank_among: _Count | None = Field(default=None, description="Among how many runs.")
    letters: Name | None = Field(default=None, description="Runs that share a letter are not separated.")


class _Claim(Strict):
    id: Id = Field(description="Id of the claim.")
    verdict: Verdict = Field(description="The verdict as stated.")
    computed: Verdict | None = Field(default=None, description="The verdict of its checks.")
    drifted: bool = Field(default=False, description="Whether the two are on different sides.")


class _Finding(Strict):
    code: Name = Field(description="The kind of finding.")
    severity: Severity = Field(description="How grave it is.")
    sentence: Prose = Field(description="What was found.")


class SnapshotFile(Strict):
    """A file of results/snapshots/, as `gen snapshot` writes it."""

    snapshot: Annotated[int, Field(ge=1, le=1)] = Field(description="Version of this format.")
    date: Day = Field(description="The day that the state is of, as in the file's name.")
    runs: Many[_Run] = Field(default=(), description="Every run.")
    scores: Many[_Score] = Field(default=(), description="pass@1 of every run, with interval and ranks.")
    claims: Many[_Claim] = Field(default=(), description="Every claim with its verdicts.")
    sources: Many[Key] = Field(default=(), description="Citation keys of the references.")
    findings: Many[_Finding] = Field(default=(), description="What the checks found.")


def read_snapshots(root: Path, problems: Problems) -> tuple[Snapshot, ...]:
    """Read every snapshot of a report, the oldest first."""
    files = listed(root / "results" / "snapshots", root, problems)
    found = (_named(file, root, problems) for file in files if file.suffix == ".json")
    return tuple(sorted((each for each in found if each), key=lambda each: each.date))


def is_snapshot(content: bytes) -> bool:
    """Say whether a file is a snapshot and no report.json, by its first key."""
    return bool(_BEGINNING.match(content))


def read_snapshot(text: str, file: str, problems: Problems) -> Snapshot | None:
    """Read one snapshot; None, and problems with their places, where it cannot be read."""
    located = parse_yaml(text, file, problems)  # JSON is YAML, and so has places
    entry = check(located, SnapshotFile, problems) if located else None
    if located is None or entry is None:
        return None
    if len(entry.date) != _A_DAY:
        text = f"date: found `{entry.date}`; expected a whole day, such as 2026-06-12"
        problems.add(located.place(("date",)), "value", text)
        return None
    return Snapshot(entry.date, _state(entry))


def _named(file: Path, root: Path, problems: Problems) -> Snapshot | None:
    text = read_text(file, root, problems)
    snapshot = None if text is None else read_snapshot(text, place_of(file, root).file, problems)
    if snapshot and file.stem != snapshot.date:
        _tell_name(place_of(file, root), snapshot, problems)
        return None
    return snapshot


def _tell_name(place: Place, snapshot: Snapshot, problems: Problems) -> None:
    text = f"holds the snapshot of {snapshot.date}; expected it in results/snapshots/{snapshot.date}.json"
    problems.add(place, "file-name", text)


def _state(entry: SnapshotFile) -> State:
    return State(
        runs=tuple(RunState(**dict(each)) for each in entry.runs),
        scores=tuple(ScoreState(**dict(each)) for each in entry.scores),
        claims=tuple(ClaimState(**dict(each)) for each in entry.claims),
        sources=entry.sources,
        findings=tuple(FindingState(**dict(each)) for each in entry.findings),
    )
