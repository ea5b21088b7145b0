"""Many tests at once: p-values adjusted over a stated family."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from generator.analyse.interval import LEVEL

FAMILY_ALPHA = 1 - LEVEL  # what the adjusted p-values of a family are held against


def holm(p: ArrayLike) -> NDArray[np.float64]:
    """Adjust p-values (0..1) so that the chance of any false finding in the family stays below the level.

    Whatever the tests depend on each other. The adjusted values come in the same order. Raises `ValueError` for values
    outside 0..1. Source: Holm S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal
    of Statistics 6, 65-70.
    """
    values = _p_values(p)
    order = np.argsort(values, kind="stable")
    left = len(values) - np.arange(len(values))
    return _reordered(np.maximum.accumulate(left * values[order]), order)


def benjamini_hochberg(p: ArrayLike) -> NDArray[np.float64]:
    """Adjust p-values (0..1) so that the expected share of false findings among the findings stays below the level.

    For tests that are independent or depend on each other positively. Raises `ValueError` for values outside 0..1.
    Source: Benjamini Y., Hochberg Y. (1995). Controlling the false discovery rate: a practical and powerful approach to
    multiple testing. Journal of the Royal Statistical Society B 57, 289-300.
    """
    values = _p_values(p)
    order = np.argsort(values, kind="stable")
    scaled = values[order] * len(values) / np.arange(1, len(values) + 1)
    return _reordered(np.minimum.accumulate(scaled[::-1])[::-1], order)


def _p_values(p: ArrayLike) -> NDArray[np.float64]:
    values = np.asarray(p, dtype=np.float64)
    if values.ndim != 1 or not bool(((values >= 0) & (values <= 1)).all()):
        raise ValueError("a family needs a row of p-values, each from 0 to 1")
    return values


def _reordered(adjusted: NDArray[np.float64], order: NDArray[np.intp]) -> NDArray[np.float64]:
    found = np.empty_like(adjusted)
    found[order] = np.minimum(1.0, adjusted)
    return found
