"""Tables that are too long for a page: their first rows, and a sentence that says how many there are."""

from generator.render.formats import plural

MOST_ROWS = 250  # of a table in a page; all are in the data files


def first_of(most: int, count: int, noun: str) -> str:
    """Say that only the first of many are shown; empty where all are."""
    return "" if count <= most else f"Shown: the first {most:,} of {plural(count, noun)}."
