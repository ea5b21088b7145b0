"""The page on pairs: which runs differ, what a board can resolve, and what would tell the others apart."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.analyse.absence import Absence
from generator.analyse.all_pairs import AllPairs
from generator.analyse.board import Board
from generator.analyse.board_pairs import MOST_RUNS, Compared, Pairs, ranked_by_plus
from generator.analyse.doubling import SignalToNoise, Sized, signal_to_noise
from generator.analyse.power import detectable_difference
from generator.analyse.ranking import rank_intervals
from generator.analyse.two_runs import compare_two
from generator.analyse.win_rates import win_rates
from generator.check.conditions import decoding
from generator.model.catalogue import ModelCard
from generator.model.corpus import Corpus
from generator.render.cut import first_of
from generator.render.data.files import add_table
from generator.render.data.pairs import PAIRS
from generator.render.formats import interval_ends, listed, percent, plural, points, points_ends, ratio
from generator.render.scope import PageScope, block, href
from generator.render.site import Site
from generator.render.views.boards import board_anchor, board_title, score_name
from generator.render.views.pair_matrix import Matrix, pair_matrix
from generator.render.views.pair_rows import PairRow, pair_row

TOP = 10
FEW = 6  # runs of which every pair is shown
SHOWN = 100  # rows of a table
_WORDS = {"sft": "SFT", "rlhf": "RLHF", "instruct": "instruct", "base": "base"}


@dataclass(frozen=True, slots=True)
class WinRow:
    """How often a run solves what a random other run of the board does not."""

    model: ModelCard
    won: str
    interval: str
    lost: str
    lost_interval: str


@dataclass(frozen=True, slots=True)
class PairTable:
    """Pairs that are read together."""

    title: str
    note: str
    rows: tuple[PairRow, ...]


@dataclass(frozen=True, slots=True)
class BoardPairs:
    """What the pairs of one board say."""

    title: str
    anchor: str
    score: str
    resolves: tuple[str, ...]  # sentences
    tables: tuple[PairTable, ...]
    matrix: Matrix | None
    wins: tuple[WinRow, ...]
    wins_shown: str  # how many of how many; empty = all
    csv: str  # empty where there are too many pairs to list


def compares(scope: PageScope) -> bool:
    """Say whether any two runs can be compared."""
    return any(True for _ in _compared(scope.site))


def tuned_pairs(scope: PageScope) -> Markup:
    """Show each tuned model beside the model that it was tuned from, where both did the same tasks."""
    found = list(_tuned(scope.site))
    rows = tuple(_row(scope.site.corpus, compared, at) for compared, at in found[: 2 * SHOWN])
    note = first_of(len(rows), len(found), "pair")
    return block(scope, "pair_table.html", {"table": PairTable("Base and tuned", note, rows)})


def board_pairs(scope: PageScope) -> Markup:
    """Show, for each board, what it can resolve and the pairs worth reading."""
    boards = [_board_pairs(scope, board, compared) for board, compared in _compared(scope.site)]
    return block(scope, "board_pairs.html", {"boards": boards})


def boards_not_compared(scope: PageScope) -> Markup:
    """List the boards of several runs of which no two are compared, each with the reason."""
    site, found = scope.site, []
    for board in site.boards:
        compared = site.compared[board.key, ranked_by_plus(board)]
        if isinstance(compared, Absence) and len(board.rows) > 1:
            found.append((board_title(site, board), plural(len(board.rows), "run"), compared.reason))
    return block(scope, "boards_not_compared.html", {"boards": found})


def _compared(site: Site) -> Iterator[tuple[Board, Compared]]:
    """Give the boards whose runs are compared, benchmarks in the order of benchmarks.yaml."""
    order = list(site.corpus.benchmarks)
    for board in sorted(site.boards, key=lambda board: order.index(board.key.benchmark)):
        found = site.compared[board.key, ranked_by_plus(board)]
        if not isinstance(found, Absence):
            yield board, found


def _tuned(site: Site) -> Iterator[tuple[Compared, tuple[int, int]]]:
    """Find pairs of one board by the base model that models.yaml names; their decoding is the same."""
    for board in site.boards:
        for plus in (True, False):
            found = site.compared[board.key, plus]
            if not isinstance(found, Absence):
                yield from ((found, places) for places in _tuned_places(site.corpus, found))


def _row(corpus: Corpus, compared: Compared, at: tuple[int, int]) -> PairRow:
    score = score_name(corpus.benchmarks[compared.runs[0].benchmark], plus=compared.plus)
    return pair_row(corpus, compare_two(compared, *at), score)


def _tuned_places(corpus: Corpus, compared: Compared) -> Iterator[tuple[int, int]]:
    places: dict[str, list[int]] = {}
    for at, run in enumerate(compared.runs):
        places.setdefault(run.model, []).append(at)
    for second, tuned in enumerate(compared.runs):
        for first in places.get(corpus.models[tuned.model].base_model or "", ()):
            if decoding(compared.runs[first]) == decoding(tuned):
                yield first, second


def _board_pairs(scope: PageScope, board: Board, compared: Compared) -> BoardPairs:
    corpus, key = scope.site.corpus, board.key
    anchor, score = (
        board_anchor(corpus, key),
        score_name(corpus.benchmarks[key.benchmark], plus=compared.plus),
    )
    size = len(compared.runs)
    listed_in = href(scope, add_table(scope.site, PAIRS)) if size <= MOST_RUNS else ""
    return BoardPairs(
        title=board_title(scope.site, board),
        anchor=anchor,
        score=score,
        resolves=tuple(_resolves(corpus, compared, score)),
        tables=tuple(_tables(corpus, compared)),
        matrix=pair_matrix(corpus, compared.runs, compared.pairs)
        if size > FEW and isinstance(compared.pairs, AllPairs)
        else None,
        wins=_wins(corpus, compared),
        wins_shown=first_of(SHOWN, size, "run"),
        csv=listed_in,
    )


def _tables(corpus: Corpus, compared: Compared) -> Iterator[PairTable]:
    size = len(compared.runs)

    def rows(places: list[tuple[int, int]]) -> tuple[PairRow, ...]:
        return tuple(_row(corpus, compared, at) for at in places)

    if size <= FEW:
        yield PairTable("Every pair", "", rows([(a, b) for a in range(size) for b in range(a + 1, size)]))
        return
    ranks = rank_intervals(compared.pairs)
    rivals = [(0, at) for at in range(1, size) if ranks[at].perhaps_first]
    if rivals:
        first = corpus.models[compared.runs[0].model].name
        note = f"{plural(len(rivals), 'run')} may be as good as {first}, the first of the board, or better."
        shown = first_of(SHOWN, len(rivals), "pair")
        yield PairTable(
            "Not separable from the first", " ".join(filter(None, (note, shown))), rows(rivals[:SHOWN])
        )
    neighbours = [(at, at + 1) for at in range(min(TOP, size) - 1)]
    yield PairTable(f"Neighbours among the first {min(TOP, size)}", "", rows(neighbours))


def _resolves(corpus: Corpus, compared: Compared, score: str) -> Iterator[str]:
    """Say in sentences what the board can tell apart."""
    pairs = compared.pairs
    yield (
        f"{plural(len(compared.runs), 'run')} on {plural(pairs.tasks, 'task')} make {plural(pairs.family, 'pair')}. {_compared_by(pairs, score)}: "
        f"{pairs.separated:,} told apart. If up to one in twenty of those called different may be alike (Benjamini-Hochberg), it is "
        f"{pairs.separated_by_fdr:,}."
    )
    detectable = detectable_difference(pairs.median_error)
    if isinstance(detectable, Absence):
        yield f"No detectable difference can be given: {detectable.reason}."
    else:
        yield (
            f"Half of the {'' if pairs.tested == pairs.family else 'tested '}pairs would need a true difference of more than {percent(detectable)} points to be found with 80% power, each "
            "tested alone: that is the median detectable difference."
        )
    sized = [_sized(corpus.models[run.model]) for run in compared.runs]
    yield _signal(_signal_to_noise(corpus, compared, sized))


def _signal_to_noise(
    corpus: Corpus, compared: Compared, sized: list[Sized | None]
) -> SignalToNoise | Absence:
    """Divide signal by noise, unless that was done before."""
    shares, pairs, seed = compared.shares, compared.pairs, corpus.report.seed

    def compute() -> tuple[list[SignalToNoise], list[Absence]]:
        found = signal_to_noise(shares, pairs, sized, seed)
        return ([found], []) if isinstance(found, SignalToNoise) else ([], [found])

    made_of, kind = (shares, pairs.test, sized, seed), tuple[list[SignalToNoise], list[Absence]]
    ratios, absences = corpus.memory.of("signal to noise", made_of, kind, compute)
    return ratios[0] if ratios else absences[0]


def _compared_by(pairs: Pairs, score: str) -> str:
    """Say which pairs are tested, and how they are adjusted for one another."""
    if pairs.tested == pairs.family:
        return f"They are compared by {pairs.test} tests on {score}, adjusted together by {pairs.adjustment} at 5% for the family"
    return (
        f"So many are not all tested: {pairs.tested:,} are, those of the first {MOST_RUNS} runs with every run, by {pairs.test} tests on "
        f"{score}. Each p is multiplied by {pairs.family:,}, the number of all pairs ({pairs.adjustment}), which holds whichever are "
        "tested; a pair that is not counts as not told apart. At 5% for the family"
    )


def _sized(card: ModelCard) -> Sized | None:
    """Take models of one family and training as a series; mixtures of experts are left out, being active in part."""
    if (
        not card.family
        or card.parameters is None
        or card.active_parameters is not None
        or card.training not in _WORDS
    ):
        return None
    return Sized(f"{card.family} ({_WORDS[card.training]})", card.parameters)


def _signal(found: SignalToNoise | Absence) -> str:
    if isinstance(found, Absence):
        return f"Signal to noise by doubling of size: none, {found.reason}."
    return (
        f"Signal to noise: doubling the size changes the score by {points(found.signal)} points "
        f"({points_ends(found.signal_interval)}, 95% over tasks) within {listed(found.series)}, {plural(found.models, 'run')}; that is "
        f"{ratio(found.ratio)} ({ratio(found.interval.low)} to {ratio(found.interval.high)}) standard errors of a paired difference."
    )


def _wins(corpus: Corpus, compared: Compared) -> tuple[WinRow, ...]:
    rates = win_rates(compared.shares, corpus.report.seed, most=SHOWN)
    return tuple(
        WinRow(
            corpus.models[run.model],
            percent(rate.won),
            interval_ends(rate.interval),
            percent(rate.lost),
            interval_ends(rate.lost_interval),
        )
        for run, rate in zip(compared.runs[:SHOWN], rates, strict=True)
    )
