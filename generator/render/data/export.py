"""A table of data as one file of a user's choice: all of it for programs, a few columns for a paper."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from generator.render.data.column import Column
from generator.render.data.parquet import as_parquet
from generator.render.data.table import Filled, Row, Value, as_csv, as_json
from generator.render.formats import percent

FORMATS = ("csv", "json", "parquet", "markdown", "latex")
FOR_PAPERS = frozenset({"markdown", "latex"})
# What a table of a paper shows where nobody names columns; of other tables it shows all.
_PAPER_COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "scores": (
            "model",
            "benchmark",
            "dataset_version",
            "tests",
            "k",
            "value",
            "low",
            "high",
            "strategy",
            "temperature",
            "samples",
            "tasks",
        ),
        "published": (
            *("named_as", "source", "benchmark", "tests", "k", "value", "low", "high", "estimand"),
            *("temperature", "samples", "locator"),
        ),
    }
)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_LATEX = MappingProxyType(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "–": "--",
        "\n": " ",
    }
)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which columns to take, in their order (none = all), and which values each of some columns may have."""

    columns: tuple[str, ...] = ()
    only: Mapping[str, Collection[str]] = field(default_factory=dict)


def exported(table: Filled, selection: Selection, form: str) -> bytes:
    """Write the selected part of a table in one of `FORMATS`; columns of the selection have to be the table's."""
    names = selection.columns or (_PAPER_COLUMNS.get(table.table.name, ()) if form in FOR_PAPERS else ())
    columns = {column.name: column for column in table.table.columns}
    chosen = tuple(columns[name] for name in names or columns)
    places = [tuple(columns).index(column.name) for column in chosen]
    rows = [tuple(row[place] for place in places) for row in fitting(table, selection.only)]
    return _WRITERS[form](chosen, rows)


def fitting(table: Filled, only: Mapping[str, Collection[str]]) -> Iterator[Row]:
    """Yield the rows that have one of the wanted values in each of some columns."""
    names = [column.name for column in table.table.columns]
    wanted = [(names.index(name), values) for name, values in only.items()]
    return (row for row in table.rows if all(_text(row[place]) in values for place, values in wanted))


def values_of(table: Filled, name: str) -> set[str]:
    """Give what the rows of a table have in a column, as they are filtered by."""
    place = [column.name for column in table.table.columns].index(name)
    return {_text(row[place]) for row in table.rows}


def _text(value: Value) -> str:
    """Write a cell as it is filtered by and as a paper shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def _objects(columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    names = [column.name for column in columns]
    return as_json(dict(zip(names, row, strict=True)) for row in rows)


def _markdown(columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    heads, cells = _shown(columns, rows)
    rule = ["---:" if number else "---" for _, number in heads]
    lines = [[name for name, _ in heads], rule]
    lines += [[_MARKDOWN.sub(r"\\\1", " ".join(text.split())) for text in row] for row in cells]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines).encode()


def _latex(columns: Sequence[Column], rows: Sequence[Row]) -> bytes:
    heads, cells = _shown(columns, rows)
    spec = "".join("r" if number else "l" for _, number in heads)
    body = [" & ".join(map(_as_latex, row)) for row in ([name for name, _ in heads], *cells)]
    lines = [
        "% needs \\usepackage{booktabs}",
        f"\\begin{{tabular}}{{{spec}}}",
        "\\toprule",
        f"{body[0]} \\\\",
        "\\midrule",
        *(f"{line} \\\\" for line in body[1:]),
        "\\bottomrule",
        "\\end{tabular}",
    ]
    return ("\n".join(lines) + "\n").encode()


def _as_latex(text: str) -> str:
    return "".join(_LATEX.get(sign, sign) for sign in text)


def _shown(columns: Sequence[Column], rows: Sequence[Row]) -> tuple[list[tuple[str, bool]], list[list[str]]]:
    """Give heads, each with whether it is of numbers, and cells: shares in percent, an interval behind its value."""
    names = [column.name for column in columns]
    merged = {"value", "low", "high"} <= set(names)
    kept = [at for at, name in enumerate(names) if not (merged and name in {"low", "high"})]
    ends = (names.index("low"), names.index("high")) if merged else ()
    heads = [(_head(columns[at], with_ends=merged), columns[at].kind in {"number", "integer"}) for at in kept]
    cells = []
    for row in rows:
        line = [_shown_cell(columns[at], row[at]) for at in kept]
        if merged and all(isinstance(row[end], float) for end in ends):
            low, high = (_shown_cell(columns[names.index("value")], row[end]) for end in ends)
            line[kept.index(names.index("value"))] += f" ({low}–{high})"
        cells.append(line)
    return heads, cells


def _head(column: Column, *, with_ends: bool) -> str:
    if column.unit != "share":
        return column.name.replace("_", " ")
    interval = " (95% interval)" if with_ends and column.name == "value" else ""
    return f"{column.name.replace('_', ' ')}, %{interval}"


def _shown_cell(column: Column, value: Value) -> str:
    if isinstance(value, float) and column.unit == "share":
        return percent(value)
    return _text(value)


_WRITERS: Mapping[str, Callable[[Sequence[Column], Sequence[Row]], bytes]] = MappingProxyType(
    {"csv": as_csv, "json": _objects, "parquet": as_parquet, "markdown": _markdown, "latex": _latex}
)
