"""The table of scores: pass@k of every run with its interval, and its rank where it has one."""

from collections.abc import Iterator, Mapping
from itertools import count

from generator.analyse.absence import Absence
from generator.analyse.board import Board
from generator.analyse.board_pairs import ranked_by_plus
from generator.analyse.letters import compact_letters
from generator.analyse.ranking import rank_intervals
from generator.analyse.scores import run_score
from generator.model.run import Run
from generator.render.data.column import Column
from generator.render.data.estimates import INTERVAL, estimate_cells, tests_of
from generator.render.data.table import Row, Table
from generator.render.site import Site
from generator.render.views.boards import board_anchor

_NO_RANK: Row = (None,) * 5


def ks_of(run: Run) -> Iterator[int]:
    """Give 1, 2, 5, 10, 20, 50 and so on below the samples that every task has, and that number."""
    fewest = int(run.samples.min())
    series = (first * 10**power for power in count() for first in (1, 2, 5))
    for k in series:
        if k >= fewest:
            break
        yield k
    yield fewest


def _rows(site: Site) -> Iterator[Row]:
    for board in site.boards:
        anchor = board_anchor(site.corpus, board.key)
        ranks, by_plus = _ranks(site, board), ranked_by_plus(board)
        for row in board.rows:
            for plus in (False, True):
                for k in ks_of(row.run):
                    if k > 1 and row.run.missing(1, plus=plus):
                        break
                    ranked = k == 1 and plus == by_plus
                    rank = ranks.get(row.run.id, _NO_RANK) if ranked else _NO_RANK
                    yield (*_score(row.run, k, plus=plus), anchor, *rank)


def _score(run: Run, k: int, *, plus: bool) -> Row:
    return (
        run.id,
        run.model,
        run.benchmark,
        run.dataset_version,
        tests_of(plus=plus),
        k,
        *estimate_cells(run_score(run, k, plus=plus)),
        int(run.samples.min()),
        len(run.tasks),
        run.decoding.strategy,
        run.decoding.temperature,
    )


def _ranks(site: Site, board: Board) -> Mapping[str, Row]:
    compared = site.compared[board.key, ranked_by_plus(board)]
    if isinstance(compared, Absence):
        return {}
    letters = compact_letters(compared.pairs)
    each = ("",) * len(compared.runs) if isinstance(letters, Absence) else letters
    ranks = zip(compared.runs, rank_intervals(compared.pairs), each, strict=True)
    return {
        run.id: (rank.best, rank.worst, rank.among, rank.perhaps_first, letter) for run, rank, letter in ranks
    }


SCORES = Table(
    name="scores",
    holds="pass@k of every run, recomputed from its outcomes, with interval, and its ranks on its board.",
    columns=(
        Column("run", "string", "id of the run", needed=True, refers="runs"),
        Column("model", "string", "id of the model", needed=True, refers="models"),
        Column("benchmark", "string", "id of the benchmark", needed=True),
        Column("dataset_version", "string", "id of the version of its data", needed=True),
        Column(
            "tests", "string", "base tests alone, or base and plus tests", needed=True, of=("base", "plus")
        ),
        Column("k", "integer", "the k of pass@k: 1, 2, 5, 10 and so on, and the most there is", needed=True),
        Column("value", "number", "pass@k", "share"),
        *INTERVAL,
        Column("samples", "integer", "samples of the task that has the fewest", "samples", needed=True),
        Column("tasks", "integer", "tasks that the score is a mean of", "tasks", needed=True),
        Column("strategy", "string", "how samples were drawn", needed=True),
        Column("temperature", "number", "temperature, where it is stated"),
        Column("board", "string", "runs of one board may be ranked together", needed=True),
        Column("rank_best", "integer", "best rank that the tests of all pairs leave to it"),
        Column("rank_worst", "integer", "worst rank that they leave to it"),
        Column("rank_among", "integer", "among how many runs", "runs"),
        Column("perhaps_first", "boolean", "whether it is not separable from the first"),
        Column("letters", "string", "runs that share a letter are not separated"),
    ),
    rows=_rows,
    key=("run", "tests", "k"),
)
