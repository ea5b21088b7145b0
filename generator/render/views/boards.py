"""Leaderboards: each run with its scores, its intervals, and the ranks that the tests leave to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.analyse.absence import Absence
from generator.analyse.board import Board, BoardKey, Row
from generator.analyse.board_pairs import MOST_RUNS, Compared, ranked_by_plus
from generator.analyse.letters import compact_letters
from generator.analyse.ranking import rank_intervals
from generator.check.conditions import decoding, estimand, version
from generator.model.catalogue import Benchmark, ModelCard
from generator.model.corpus import Corpus
from generator.model.run import Run
from generator.render.cells import Cell, cell, samples_range
from generator.render.cut import MOST_ROWS, first_of
from generator.render.formats import plural
from generator.render.links import slug
from generator.render.site import Site
from generator.render.tables import odd_of


@dataclass(frozen=True, slots=True)
class Rank:
    """The ranks that a run may have, in words."""

    interval: str
    best: int | None = None
    perhaps_first: bool = False
    letters: str = ""
    absence: str = ""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One run on a leaderboard."""

    model: ModelCard
    base: Cell
    plus: Cell
    run: Run
    rank: Rank
    trials: str
    decoding: str
    odd: tuple[str, ...]  # what should be known before the score is read


@dataclass(frozen=True, slots=True)
class BoardTable:
    """One leaderboard with what all its rows share."""

    title: str
    anchor: str
    benchmark: str
    plus_name: str
    shared: str
    tasks: str
    rows: tuple[BoardRow, ...]
    runs: int
    shown: str  # how many rows of how many; empty = all
    family: str  # which tests bound the ranks; empty where none do
    no_ranks: str  # why not; empty for a board of one run, which needs none
    lettered: bool

    @property
    def order_says_nothing(self) -> bool:
        """Say whether the rows may estimate different things, because decoding is not stated."""
        return bool(self.no_ranks) and self.rows[0].run.decoding.strategy == "unknown"

    @property
    def decodings_differ(self) -> bool:
        """Say whether each row has to name its decoding, because the title cannot."""
        return len({row.decoding for row in self.rows}) > 1 or self.rows[0].decoding not in self.title


def board_tables(site: Site, benchmark: str) -> tuple[BoardTable, ...]:
    """Make the leaderboards of a benchmark ready, the largest first."""
    return tuple(_board_table(site, board) for board in site.boards_of.get(benchmark, ()))


def board_title(site: Site, board: Board) -> str:
    """Name what a board's rows share: `HumanEval v0.1.10, greedy`."""
    corpus, key, run = site.corpus, board.key, board.rows[0].run
    separated = "," if version(run) != run.dataset_version else ""
    title = f"{corpus.benchmarks[key.benchmark].name}{separated} {version(run)}, {estimand(key.strategy)}"
    if _is_part(corpus.benchmarks[key.benchmark], key):
        title += f", {plural(key.tasks, 'task')} only"
    if not key.origin:
        return title
    cited = site.labels.get(key.origin)
    return f"{title}, in {cited.short if cited else key.origin}"


def board_anchor(corpus: Corpus, key: BoardKey) -> str:
    """Name a board's place on a page, by its number of tasks too where that is not the usual one."""
    parts = (key.benchmark, key.dataset_version, key.strategy, key.harness, key.origin)
    whole = corpus.benchmarks[key.benchmark].tasks_of(key.dataset_version)
    return slug("-".join(parts if key.tasks == whole else (*parts, f"{key.tasks}")))


def score_name(benchmark: Benchmark, *, plus: bool) -> str:
    """Name a base or a plus score: `HumanEval`, `HumanEval+`."""
    return benchmark.plus_name if plus else benchmark.name


def _board_table(site: Site, board: Board) -> BoardTable:
    corpus, key = site.corpus, board.key
    known, plus = corpus.benchmarks[key.benchmark], ranked_by_plus(board)
    harness = f"harness: {key.harness}" if key.harness else "harness not stated"
    compared = site.compared[key, plus]
    ranks = {} if isinstance(compared, Absence) else _ranks(compared)
    rows = tuple(_board_row(corpus, row, ranks) for row in board.rows[:MOST_ROWS])
    missing = compared.reason if isinstance(compared, Absence) and len(rows) > 1 else ""
    return BoardTable(
        title=board_title(site, board),
        anchor=board_anchor(corpus, key),
        benchmark=known.name,
        plus_name=known.plus_name if plus else "",
        shared=f"{plural(len(board.rows), 'run')}; {harness}",
        tasks=plural(key.tasks, "task"),
        rows=rows,
        runs=len(board.rows),
        shown=first_of(MOST_ROWS, len(board.rows), "run"),
        family="" if isinstance(compared, Absence) else _family(compared, score_name(known, plus=plus)),
        no_ranks=missing,
        lettered=any(rank.letters for rank in ranks.values()),
    )


@lru_cache(maxsize=32)  # several pages show a board
def _ranks(compared: Compared) -> Mapping[str, Rank]:
    letters = compact_letters(compared.pairs)
    each = ("",) * len(compared.runs) if isinstance(letters, Absence) else letters
    return {
        run.id: Rank(
            _span(rank.best, rank.worst), rank.best, perhaps_first=rank.perhaps_first, letters=letter
        )
        for run, rank, letter in zip(compared.runs, rank_intervals(compared.pairs), each, strict=True)
    }


def _span(best: int, worst: int) -> str:
    return f"{best}" if best == worst else f"{best}–{worst}"


def _family(compared: Compared, score: str) -> str:
    """State the family of tests that bounds the ranks."""
    pairs = compared.pairs
    if pairs.tested < pairs.family:
        return (
            f"{pairs.test} tests on {score} of {pairs.tested:,} of the {plural(pairs.family, 'pair')}, those of the first {MOST_RUNS} "
            f"runs with every run, each p multiplied by {pairs.family:,} ({pairs.adjustment}): {pairs.separated:,} told apart; a "
            "pair that was not tested counts as not told apart"
        )
    return (
        f"{pairs.test} tests of the {plural(pairs.family, 'pair')} on {score}, adjusted together by {pairs.adjustment}"
        f" at 5% for the family: {pairs.separated:,} told apart"
    )


def _is_part(benchmark: Benchmark, key: BoardKey) -> bool:
    """Say whether the runs of a board lack tasks of their dataset version, or have others."""
    return benchmark.tasks_of(key.dataset_version) not in {None, key.tasks}


def _board_row(corpus: Corpus, row: Row, ranks: Mapping[str, Rank]) -> BoardRow:
    return BoardRow(
        model=corpus.models[row.run.model],
        base=cell(row.base),
        plus=cell(row.plus),
        run=row.run,
        rank=ranks.get(row.run.id, Rank("–", absence="its score was not measured")),
        trials=f"{len(row.run.tasks)} × {samples_range(row.run)}",
        decoding=decoding(row.run),
        odd=odd_of(corpus, row.run, "error", "warning"),
    )
