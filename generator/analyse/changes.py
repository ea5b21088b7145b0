"""What changed from one state of a report to another."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from generator.model.state import ClaimState, FindingState, RunState, ScoreState, State

K = TypeVar("K")
V = TypeVar("V")
_DIGITS = 12  # sums of the same samples in another order differ in their last digits: that is no change


@dataclass(frozen=True, slots=True)
class RunScores:
    """A run with its scores."""

    run: RunState
    scores: tuple[ScoreState, ...]


@dataclass(frozen=True, slots=True)
class Replaced:
    """A run that was done anew: all that is stated of it is the same, and its outcomes are others."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A score of a run that is in both states, and is another; where it was replaced, under its new id."""

    run: str
    before: ScoreState
    after: ScoreState


@dataclass(frozen=True, slots=True)
class RankMoved:
    """A run whose ranks or letters are others; None where it is not ranked."""

    board: str
    run: str
    before: ScoreState | None
    after: ScoreState | None


@dataclass(frozen=True, slots=True)
class ClaimMoved:
    """A claim with another verdict, stated or computed, or that began or ceased to drift."""

    before: ClaimState
    after: ClaimState


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed; `moved_within` counts scores that moved, but not beyond the interval that they had."""

    runs_added: tuple[RunScores, ...] = ()
    runs_removed: tuple[RunScores, ...] = ()
    runs_replaced: tuple[Replaced, ...] = ()
    moved_beyond: tuple[Moved, ...] = ()
    moved_within: int = 0
    ranks: tuple[RankMoved, ...] = ()
    claims_added: tuple[ClaimState, ...] = ()
    claims_removed: tuple[ClaimState, ...] = ()
    claims_moved: tuple[ClaimMoved, ...] = ()
    sources_added: tuple[str, ...] = ()
    sources_removed: tuple[str, ...] = ()
    findings_added: tuple[FindingState, ...] = ()
    findings_removed: tuple[FindingState, ...] = ()

    @property
    def same(self) -> bool:
        """Say whether nothing changed."""
        return not any(getattr(self, each.name) for each in fields(self))


def changes(before: State, after: State) -> Changes:
    """Compare two states; what is listed stands in the order of its state."""
    runs = _paired_runs(before.runs, after.runs)
    pairs = tuple(_pairs(before, after, runs))
    old, new = _by(before.claims, lambda claim: claim.id), _by(after.claims, lambda claim: claim.id)
    moved = tuple(pair for pair in pairs if not _is_same(pair))
    beyond = tuple(pair for pair in moved if _is_beyond(pair))
    return Changes(
        runs_added=_with_scores(after, set(runs.values())),
        runs_removed=_with_scores(before, runs.keys()),
        runs_replaced=tuple(Replaced(was, now) for was, now in runs.items() if was != now),
        moved_beyond=beyond,
        moved_within=len(moved) - len(beyond),
        ranks=tuple(_ranks(before, after, runs)),
        claims_added=_without(after.claims, before.claims, lambda claim: claim.id),
        claims_removed=_without(before.claims, after.claims, lambda claim: claim.id),
        claims_moved=tuple(
            ClaimMoved(old[name], new[name]) for name in new if name in old and old[name] != new[name]
        ),
        sources_added=_without(after.sources, before.sources, str),
        sources_removed=_without(before.sources, after.sources, str),
        findings_added=_without(after.findings, before.findings, _itself),
        findings_removed=_without(before.findings, after.findings, _itself),
    )


def _itself(finding: FindingState) -> FindingState:
    return finding


def _paired_runs(before: Iterable[RunState], after: Iterable[RunState]) -> Mapping[str, str]:
    """Say which run became which: by its id, else by all that is stated of it, where that tells it from others."""
    old, new = _by(before, lambda run: run.id), _by(after, lambda run: run.id)
    left = [run for run in old.values() if run.id not in new]
    came = [run for run in new.values() if run.id not in old]
    replaced = {
        was[0].id: now[0].id
        for stated, was in _grouped(left).items()
        for now in (_grouped(came).get(stated, []),)
        if len(was) == len(now) == 1
    }
    return {name: replaced.get(name, name) for name in old if name in new or name in replaced}


def _grouped(runs: Iterable[RunState]) -> Mapping[RunState, list[RunState]]:
    groups: dict[RunState, list[RunState]] = {}
    for run in runs:
        groups.setdefault(replace(run, id=""), []).append(run)
    return groups


def _pairs(before: State, after: State, runs: Mapping[str, str]) -> Iterator[Moved]:
    new = _by(after.scores, lambda score: (score.run, score.tests))
    for score in before.scores:
        run = runs.get(score.run)
        if run is not None and (run, score.tests) in new:
            yield Moved(run, score, new[run, score.tests])


def _is_same(pair: Moved) -> bool:
    was, now = pair.before.value, pair.after.value
    if was is None or now is None:
        return was is now
    return round(was - now, _DIGITS) == 0


def _is_beyond(pair: Moved) -> bool:
    """Say whether a score left its old interval; one that had none, or is none any more, counts as such."""
    low, high, value = pair.before.low, pair.before.high, pair.after.value
    return low is None or high is None or value is None or not low <= value <= high


def _ranks(before: State, after: State, runs: Mapping[str, str]) -> Iterator[RankMoved]:
    """Compare ranks and letters; how many runs there are changes with every run, and counts for nothing."""
    boards = {run.id: run.board for run in after.runs}
    old, new = _ranked(before), _ranked(after)
    for was, now in runs.items():
        first, then = old.get(was), new.get(now)
        if _rank(first) != _rank(then):
            yield RankMoved(boards[now], now, first, then)


def _ranked(state: State) -> Mapping[str, ScoreState]:
    return _by((score for score in state.scores if score.rank_best is not None), lambda score: score.run)


def _rank(score: ScoreState | None) -> tuple[int | None, int | None, str] | None:
    return None if score is None else (score.rank_best, score.rank_worst, score.letters or "")


def _with_scores(state: State, known: Iterable[str]) -> tuple[RunScores, ...]:
    """Give the runs that are not known, with their scores."""
    others = set(known)
    return tuple(
        RunScores(run, tuple(score for score in state.scores if score.run == run.id))
        for run in state.runs
        if run.id not in others
    )


def _without(these: Iterable[V], those: Iterable[V], key: Callable[[V], K]) -> tuple[V, ...]:
    known = {key(each) for each in those}
    return tuple(each for each in these if key(each) not in known)


def _by(items: Iterable[V], key: Callable[[V], K]) -> dict[K, V]:
    return {key(each): each for each in items}
