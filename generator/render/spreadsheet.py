"""Tables as CSV that a spreadsheet opens without running anything."""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_rows(rows: Iterable[Sequence[str]]) -> bytes:
    """Write rows of texts, the head first."""
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerows([defused(cell) for cell in row] for row in rows)
    return target.getvalue().encode()


def defused(text: str) -> str:
    """Keep a text from being taken for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
