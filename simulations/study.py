"""A study and the Markdown table that docs/methods.md holds of it, between two marks."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Study(Generic[Row]):
    """Rows made by a seeded function, and what each column shows of one."""

    title: str
    rows: Callable[[], Iterable[Row]]
    columns: Mapping[str, Callable[[Row], str]]


def table(study: Study[Row]) -> str:
    """Run a study and write its rows as a Markdown table."""
    lines = [list(study.columns), ["---"] * len(study.columns)]
    lines += [[show(row) for show in study.columns.values()] for row in study.rows()]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def written(text: str, name: str, made: str) -> str:
    """Put a table between its marks; raises `ValueError` where the text does not have them exactly once."""
    start, end = f"<!-- simulated: {name} -->", "<!-- end -->"
    marked = re.compile(rf"({re.escape(start)}\n).*?({re.escape(end)})", re.DOTALL)
    result, count = marked.subn(lambda found: f"{found[1]}{made}\n{found[2]}", text)
    if count != 1:
        raise ValueError(f"expected `{start}` and `{end}` after it once, found {count}")
    return result


def held(text: str, name: str) -> str:
    """Give the table that a text holds between the marks of a study, empty where it has none."""
    found = re.search(rf"<!-- simulated: {re.escape(name)} -->\n(.*?)\n?<!-- end -->", text, re.DOTALL)
    return found[1] if found else ""


def share(value: float) -> str:
    """Write a share in percent with one decimal."""
    return f"{100 * value:.1f}%"
