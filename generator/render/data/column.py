"""A column of a data file, as schemas and the guide describe it."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["string", "integer", "number", "boolean"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type, what it holds, and its unit; `needed` where no cell is empty."""

    name: str
    kind: Kind
    holds: str
    unit: str = ""
    needed: bool = False
    of: tuple[str, ...] = ()  # the values it may have; () = any
    refers: str = ""  # the table whose `id` it names
