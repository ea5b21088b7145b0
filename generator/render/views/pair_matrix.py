"""All pairs of a board as a triangle, drawn by a template: which two are told apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.analyse.all_pairs import AllPairs
from generator.analyse.interval import LEVEL
from generator.analyse.multiplicity import FAMILY_ALPHA
from generator.model.corpus import Corpus
from generator.model.run import Run
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


def pair_matrix(corpus: Corpus, runs: Sequence[Run], pairs: AllPairs) -> Matrix:
    """Lay a board's pairs out, runs in the order of the board."""
    size = len(runs)
    rows = tuple(_row(corpus.models[run.model].name, pairs, at) for at, run in enumerate(runs))
    says = (
        f"Each row is a run, each column a run above it. Of {plural(pairs.family, 'pair')} {pairs.separated:,} are told apart in the "
        f"family, and {_alone(pairs):,} more by their own test only."
    )
    return Matrix(rows, LABEL + CELL * (size + 2), CELL * (size + 1), CELL, LABEL, says)


def _row(name: str, pairs: AllPairs, at: int) -> MatrixRow:
    kinds = [_kind(pairs, above, at) for above in range(at)]
    strips, column = [], 0
    for kind, same in groupby(kinds):
        width = len(list(same))
        strips.append(Strip(kind, LABEL + CELL * column, CELL * width))
        column += width
    counts = [f"{kinds.count(kind)} {words}" for kind, words in _KINDS.items() if kind in kinds]
    says = f"{at + 1}. {name}" + (
        f", against {plural(at, 'run')} above: {', '.join(counts)}" if kinds else ""
    )
    return MatrixRow(at + 1, name, CELL * at, tuple(strips), says)


def _kind(pairs: AllPairs, first: int, second: int) -> str:
    if pairs.adjusted[first, second] <= FAMILY_ALPHA:
        return "apart"
    return "alone" if pairs.p[first, second] <= 1 - LEVEL else "none"


def _alone(pairs: AllPairs) -> int:
    """Count pairs that their own test tells apart, and the family's does not."""
    found = (pairs.each(pairs.p) <= 1 - LEVEL) & (pairs.each(pairs.adjusted) > FAMILY_ALPHA)
    return int(found.sum())
