"""The table of pairs: every two runs of a board, compared task by task."""

from collections.abc import Iterator
from functools import partial
from itertools import combinations

from generator.analyse.absence import Absence
from generator.analyse.board_pairs import MOST_RUNS, Compared
from generator.analyse.two_runs import PairResult, compare_two
from generator.render.data.column import Column
from generator.render.data.estimates import INTERVAL, interval_cells, tests_of
from generator.render.data.table import Row, Table
from generator.render.site import Site
from generator.render.views.boards import board_anchor


def _rows(site: Site) -> Iterator[Row]:
    corpus = site.corpus
    for (key, plus), compared in site.listed.items():
        if not isinstance(compared, Absence):
            made_of = (compared.runs, plus, corpus.report.seed)
            rows = corpus.memory.of("pairs", made_of, list[Row], partial(_pairs, compared))
            anchor = board_anchor(corpus, key)
            yield from ((anchor, tests_of(plus=plus), *row) for row in rows)


def _pairs(compared: Compared) -> list[Row]:
    test, adjustment, places = compared.pairs.test, compared.pairs.adjustment, range(len(compared.runs))
    return [_row(compare_two(compared, *at), test, adjustment) for at in combinations(places, 2)]


def _row(found: PairResult, test: str, adjustment: str) -> Row:
    counts = found.discordant
    lost, won, mid_p, better = (
        (None,) * 4
        if isinstance(counts, Absence)
        else (counts.lost, counts.won, counts.mid_p, counts.second_better)
    )
    return (
        found.first.id,
        found.second.id,
        found.difference.value,
        *interval_cells(found.difference.interval, found.difference.absence),
        lost,
        won,
        found.p,
        mid_p,
        found.adjusted,
        test,
        adjustment,
        found.family,
        found.separated,
        better,
        _known(found.detectable),
        _known(found.tasks_alone),
        _known(found.tasks_in_family),
        _known(found.samples_alone),
    )


def _known(value: float | Absence) -> float | None:
    return None if isinstance(value, Absence) else value


PAIRS = Table(
    name="pairs",
    holds=f"Every two runs of a board that share their tasks, compared task by task; boards of up to {MOST_RUNS} runs.",
    columns=(
        Column("board", "string", "the board of both", needed=True),
        Column(
            "tests", "string", "base tests alone, or base and plus tests", needed=True, of=("base", "plus")
        ),
        Column("first", "string", "id of the first run", needed=True, refers="runs"),
        Column("second", "string", "id of the second run", needed=True, refers="runs"),
        Column("difference", "number", "score of the second less that of the first", "share", needed=True),
        *INTERVAL,
        Column("only_first", "integer", "tasks that only the first solved, of one sample a task", "tasks"),
        Column("only_second", "integer", "tasks that only the second solved", "tasks"),
        Column("p", "number", "p-value of this pair alone", "probability", needed=True),
        Column("mid_p", "number", "mid-p of this pair alone", "probability"),
        Column(
            "p_family", "number", "p-value adjusted for all pairs of the board", "probability", needed=True
        ),
        Column("test", "string", "the test", needed=True),
        Column("adjustment", "string", "the adjustment for many pairs", needed=True),
        Column("family", "integer", "pairs that were tested together", "pairs", needed=True),
        Column("told_apart", "boolean", "whether the family's tests separate the two", needed=True),
        Column(
            "second_better", "number", "chance that the second solves more of all such tasks", "probability"
        ),
        Column(
            "detectable", "number", "true difference that these tasks show four times out of five", "share"
        ),
        Column("tasks_alone", "integer", "tasks that would tell the two apart, tested alone", "tasks"),
        Column("tasks_in_family", "integer", "tasks that would do it among all pairs", "tasks"),
        Column(
            "samples_alone", "integer", "samples a task that would do it, where tasks have several", "samples"
        ),
    ),
    rows=_rows,
    key=("board", "tests", "first", "second"),
)
