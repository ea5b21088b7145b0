"""All pairs of a board as a triangle, drawn by a template: which two are told apart."""

from dataclasses import dataclass
from itertools import groupby

from generator.analyse.board_pairs import Compared
from generator.analyse.interval import LEVEL
from generator.analyse.multiplicity import FAMILY_ALPHA
from generator.model.corpus import Corpus
from generator.render.formats import plural

CELL, LABEL = 12, 190
_KINDS = {"apart": "told apart", "alone": "alone only", "none": "not told apart"}


@dataclass(frozen=True, slots=True)
class Strip:
    """Neighbouring cells of one kind."""

    kind: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One run against all that stand above it."""

    place: int
    name: str
    y: int
    strips: tuple[Strip, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """A triangle of pairs, in the units of its drawing."""

    rows: tuple[MatrixRow, ...]
    width: int
    height: int
    cell: int
    label: int
    says: str


def pair_matrix(corpus: Corpus, compared: Compared) -> Matrix:
    """Lay a board's pairs out, runs in the order of the board."""
    size, pairs = len(compared.runs), compared.pairs
    rows = tuple(_row(corpus, compared, at) for at in range(size))
    says = (
        f"Each row is a run, each column a run above it. Of {plural(pairs.family, 'pair')} {pairs.separated:,} are told apart in the "
        f"family, and {_alone(compared):,} more by their own test only."
    )
    return Matrix(rows, LABEL + CELL * (size + 2), CELL * (size + 1), CELL, LABEL, says)


def _row(corpus: Corpus, compared: Compared, at: int) -> MatrixRow:
    kinds = [_kind(compared, above, at) for above in range(at)]
    strips, column = [], 0
    for kind, same in groupby(kinds):
        width = len(list(same))
        strips.append(Strip(kind, LABEL + CELL * column, CELL * width))
        column += width
    name = corpus.models[compared.runs[at].model].name
    counts = [f"{kinds.count(kind)} {words}" for kind, words in _KINDS.items() if kind in kinds]
    says = f"{at + 1}. {name}" + (
        f", against {plural(at, 'run')} above: {', '.join(counts)}" if kinds else ""
    )
    return MatrixRow(at + 1, name, CELL * at, tuple(strips), says)


def _kind(compared: Compared, first: int, second: int) -> str:
    if compared.pairs.adjusted[first, second] <= FAMILY_ALPHA:
        return "apart"
    return "alone" if compared.pairs.p[first, second] <= 1 - LEVEL else "none"


def _alone(compared: Compared) -> int:
    """Count pairs that their own test tells apart, and the family's does not."""
    pairs = compared.pairs
    found = (pairs.each(pairs.p) <= 1 - LEVEL) & (pairs.each(pairs.adjusted) > FAMILY_ALPHA)
    return int(found.sum())
