"""Boards: scores that may stand in one ranking, because they estimate the same thing on the same data."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from generator.analyse.absence import Absence
from generator.analyse.scores import Estimate, run_score
from generator.model.catalogue import UNSTATED
from generator.model.published import Estimand, PublishedScore
from generator.model.run import Run, Strategy


class BoardKey(NamedTuple):
    """What a ranking must share; two sources that leave something unsaid may have left different things unsaid."""

    benchmark: str
    dataset_version: str
    strategy: Strategy
    harness: str
    tasks: int  # how many: a part of a benchmark is another benchmark
    origin: str = ""  # citation key or file names, where version or harness is not stated


@dataclass(frozen=True, slots=True)
class Row:
    """One run on a board with its greedy or sampled pass@1."""

    run: Run
    base: Estimate | Absence
    plus: Estimate | Absence


@dataclass(frozen=True, slots=True)
class Board:
    """Runs by their plus score, then base score, best first; a score that was not measured stands below every other."""

    key: BoardKey
    rows: tuple[Row, ...]


def boards(runs: Iterable[Run]) -> tuple[Board, ...]:
    """Sort runs, in any order and with an id each, into boards; the largest board of a benchmark comes first."""
    groups: dict[BoardKey, list[Run]] = {}
    for run in runs:
        groups.setdefault(board_key(run), []).append(run)
    found = [Board(key, _ranked(group)) for key, group in groups.items()]
    return tuple(sorted(found, key=lambda board: (board.key.benchmark, -len(board.rows), board.key)))


@dataclass(frozen=True, slots=True, order=True)
class PrintedKey:
    """What printed scores must share to stand in one table; figures of two sources never do."""

    benchmark: str
    plus: bool
    dataset_version: str
    estimand: Estimand
    harness: str
    source: str


@dataclass(frozen=True, slots=True)
class PrintedBoard:
    """Scores of one source by k, the highest of each k first."""

    key: PrintedKey
    scores: tuple[PublishedScore, ...]


def printed_boards(scores: Iterable[PublishedScore]) -> tuple[PrintedBoard, ...]:
    """Sort printed scores into tables, plus before base and the largest table of each first."""
    groups: dict[PrintedKey, list[PublishedScore]] = {}
    for score in scores:
        key = PrintedKey(
            score.benchmark, score.plus, score.dataset_version, score.estimand, score.harness, score.source
        )
        groups.setdefault(key, []).append(score)
    found = (
        PrintedBoard(key, tuple(sorted(group, key=lambda score: (score.k, -score.share, score.id))))
        for key, group in groups.items()
    )
    return tuple(
        sorted(
            found,
            key=lambda board: (board.key.benchmark, not board.key.plus, -len(board.scores), board.key),
        )
    )


def board_key(run: Run) -> BoardKey:
    """Say on which board a run stands."""
    source, harness = run.provenance, run.provenance.harness
    stated = harness and run.dataset_version != UNSTATED
    origin = "" if stated else source.source or ", ".join(file.name for file in source.files)
    return BoardKey(
        run.benchmark,
        run.dataset_version,
        run.decoding.strategy,
        harness,
        tasks=len(run.tasks),
        origin=origin,
    )


def _ranked(runs: Iterable[Run]) -> tuple[Row, ...]:
    rows = (Row(run, run_score(run, plus=False), run_score(run, plus=True)) for run in runs)
    return tuple(sorted(rows, key=lambda row: (-_value(row.plus), -_value(row.base), row.run.id)))


def _value(score: Estimate | Absence) -> float:
    # sums of the same samples in another order differ in their last digits: that is a tie
    return round(score.value, 12) if isinstance(score, Estimate) else -1.0
