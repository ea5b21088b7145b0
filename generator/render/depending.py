"""What a page or a data file depends on: noted while it is made, and compared before it is made again.

A page sees the report through `NotedSite`. Each part that it looks at becomes a cell, such as the runs of one model,
with one sha256 over its value. While all cells of a page have the values that they had, its text is what it was.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any, cast

from generator.model.corpus import Corpus, derived_by_name
from generator.model.memory import digest
from generator.render.files import RenderedFile
from generator.render.site import ById, Held, OfBoards, Site

Cell = tuple[Any, ...]  # names that lead to a value from the site on; the last may be a key of a mapping
_CITED = "cited_by"  # is filled while pages are rendered, and known in the turns after the first
_GATHERED = frozenset({_CITED, "extra_files", "held"})  # filled while pages are rendered
_TOOLS = frozenset(
    {"env", "drawings", "generator_version"}
)  # say nothing of the data; templates are in a page's key
_DERIVED = "derived"
_NOTHING = Held()
_RECORDS = (Corpus, ById)  # are looked at part by part


@dataclass(slots=True)
class Notes:
    """The cells that a page looked at, and the files and parts that it added."""

    cells: dict[Cell, str] = field(default_factory=dict)
    files: list[tuple[RenderedFile, Held]] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    complete: bool = True  # False = it looked at something that has no cell


@dataclass(frozen=True, slots=True)
class Values:
    """The values of cells in one turn of a build, each as one sha256."""

    site: Site
    known: dict[Cell, str | None] = field(default_factory=dict)
    turn: int = 0

    def in_turn(self, turn: int) -> "Values":
        """Give the values in another turn, of which more is known of what pages cite."""
        same = {cell: value for cell, value in self.known.items() if cell[0] != _CITED}
        return Values(self.site, same, turn)

    def of(self, cell: Cell) -> str | None:
        """Give the sha256 of a cell's value; None where the value is none that can be compared."""
        if cell not in self.known:
            self.known[cell] = self._found(cell)
        return self.known[cell]

    def _found(self, cell: Cell) -> str | None:
        value: Any = self.site
        try:
            for at, name in enumerate(cell):
                if name == _DERIVED and isinstance(value, Corpus):
                    value = derived_by_name(value, cell[-1])
                    break
                value = value.made_of if isinstance(value, OfBoards) else value
                if isinstance(value, Mapping):
                    value = [value[name]] if name in value else []  # a missing key is a value too
                else:
                    value = getattr(value, name)
                    if isinstance(value, Mapping) and at == len(cell) - 1:
                        value = list((value.made_of if isinstance(value, OfBoards) else value).items())
            return digest(value)
        except (AttributeError, TypeError, ValueError, OverflowError, KeyError, ImportError):
            return None


class NotedSite:
    """A site that notes what is looked at; for a page it is a `Site`."""

    def __init__(self, values: Values, notes: Notes) -> None:
        """Note in `notes` what is looked at."""
        self._values, self._notes = values, notes

    def __getattr__(self, name: str) -> Any:
        """Give a part of the site, and note it."""
        if name in _TOOLS:
            return getattr(self._values.site, name)
        if name in _GATHERED and not (name == _CITED and self._values.turn):
            self._notes.complete = False
            return getattr(self._values.site, name)
        return _seen(self._values, self._notes, self._values.site, (name,))

    def add_file(self, path: str, content: bytes, source: str, holds: Held = _NOTHING) -> None:
        """Add a file to the site, and note it."""
        site = self._values.site
        site.add_file(path, content, source, holds)
        self._notes.files.append((site.extra_files[path], holds))

    def add_part(self, name: str, make: Callable[[Site], None]) -> None:
        """Let a part be made, which notes for itself what it looks at."""
        self._notes.parts.append(name)
        self._values.site.add_part(name, make)


class _NotedRecord:
    """A part of the site with parts of its own."""

    def __init__(self, values: Values, notes: Notes, real: Any, name: Cell) -> None:
        self._values, self._notes, self._real, self._name = values, notes, real, name

    def __getattr__(self, name: str) -> Any:
        if name == "memory":  # what it gives depends on what it is given
            return self._real.memory
        method = getattr(type(self._real), name, None)
        if isinstance(method, FunctionType):  # looks at the parts through us
            return lambda *given, **named: method(self, *given, **named)
        return _seen(self._values, self._notes, self._real, (*self._name, name))

    def derive(self, name: str, compute: Callable[[Any], Any]) -> Any:
        """Give what is computed of all of it once a build, and note what it came to."""
        _note(self._values, self._notes, (*self._name, _DERIVED, name))
        return self._real.derive(name, compute)

    def __eq__(self, other: object) -> bool:
        """Compare as what it stands for, so that what is computed once a build is."""
        return self._real is (other._real if isinstance(other, _NotedRecord) else other)

    def __hash__(self) -> int:
        """Whoever keeps results by it computes them from all of it."""
        self._notes.complete = False
        return hash(self._real)


class _NotedMapping(Mapping[Any, Any]):
    """A mapping that notes which keys are looked up, and where all of it is looked at."""

    def __init__(self, values: Values, notes: Notes, real: Mapping[Any, Any], name: Cell) -> None:
        self._values, self._notes, self._real, self._name = values, notes, real, name

    def __getitem__(self, key: Any) -> Any:
        self._look_up(key)
        return self._real[key]

    def __contains__(self, key: object) -> bool:
        self._look_up(key)
        return key in self._real

    def _look_up(self, key: object) -> None:
        _note(self._values, self._notes, (*self._name, key) if _is_plain(key) else self._name)

    def __iter__(self) -> Iterator[Any]:
        _note(self._values, self._notes, self._name)
        return iter(self._real)

    def __len__(self) -> int:
        _note(self._values, self._notes, self._name)
        return len(self._real)


def _is_plain(key: object) -> bool:
    return isinstance(key, str | int) or (isinstance(key, tuple) and all(map(_is_plain, key)))


def noted_site(values: Values, notes: Notes) -> Site:
    """Give the site of a page that notes what it looks at."""
    return cast("Site", NotedSite(values, notes))


def _seen(values: Values, notes: Notes, owner: Any, name: Cell) -> Any:
    real = getattr(owner, name[-1])
    if isinstance(real, Mapping):
        return _NotedMapping(values, notes, real, name)
    if isinstance(real, _RECORDS):
        return _NotedRecord(values, notes, real, name)
    _note(values, notes, name)
    return real


def _note(values: Values, notes: Notes, cell: Cell) -> None:
    found = values.of(cell)
    if found is None:
        notes.complete = False
    else:
        notes.cells[cell] = found
