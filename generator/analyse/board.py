"""Boards: scores that may stand in one ranking, because they estimate the same thing on the same data."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.analyse.scores import Absence, Estimate, run_score
from generator.model.run import Run, Strategy


@dataclass(frozen=True, slots=True, order=True)
class BoardKey:
    """What a ranking must share: benchmark, dataset version, estimand, harness and where it was run."""

    benchmark: str
    dataset_version: str
    strategy: Strategy
    harness: str


@dataclass(frozen=True, slots=True)
class Row:
    """One run on a board with its greedy or sampled pass@1."""

    run: Run
    base: Estimate | Absence
    plus: Estimate | Absence


@dataclass(frozen=True, slots=True)
class Board:
    """Runs in the order of their plus score (base score where plus was not measured), best first."""

    key: BoardKey
    rows: tuple[Row, ...]


def boards(runs: Iterable[Run]) -> tuple[Board, ...]:
    """Sort runs into boards; the largest board of a benchmark comes first."""
    groups: dict[BoardKey, list[Run]] = {}
    for run in runs:
        key = BoardKey(run.benchmark, run.dataset_version, run.decoding.strategy, run.provenance.harness)
        groups.setdefault(key, []).append(run)
    found = [Board(key, _ranked(group)) for key, group in groups.items()]
    return tuple(sorted(found, key=lambda board: (board.key.benchmark, -len(board.rows), board.key)))


def _ranked(runs: Iterable[Run]) -> tuple[Row, ...]:
    rows = (Row(run, run_score(run, plus=False), run_score(run, plus=True)) for run in runs)
    return tuple(sorted(rows, key=lambda row: (-_value(row.plus), -_value(row.base), row.run.id)))


def _value(score: Estimate | Absence) -> float:
    return score.value if isinstance(score, Estimate) else -1.0
