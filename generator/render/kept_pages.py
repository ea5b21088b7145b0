"""Pages, data files and figures of the last build, for as long as what they were made of is what it was.

A page's text lies in `build/docs` and is known by its sha256: a file that somebody changed is rendered again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.errors import Place
from generator.kept import FOLDER, keep, kept
from generator.model.memory import Memory, Remembered, digest
from generator.render.depending import Notes, Values, noted_site
from generator.render.figures.spec import Plot
from generator.render.files import RenderedFile
from generator.render.site import Drawings, Held, Parts, Site


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file below `build/docs`: its sha256, and what it was made from."""

    path: str
    sha256: str
    source: str
    holds: Held


Cells = list[tuple[list[Any], str]]


@dataclass(frozen=True, slots=True)
class KeptPart:
    """Data files that are made together, and what they were made of."""

    cells: Cells
    files: list[KeptFile]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page: what it was made of, and all that rendering it came to."""

    key: str  # one sha256 over its templates and the item
    cells: Cells
    text: KeptFile
    files: list[KeptFile]
    parts: list[str]
    cited: list[str]
    figures: dict[str, tuple[str, list[str]]]  # by id: title, keys


@dataclass(frozen=True, slots=True)
class Rendering:
    """What rendering a page came to."""

    text: str
    cited: frozenset[str]
    figures: Mapping[str, tuple[str, frozenset[str]]]


Drawn = tuple[str, tuple[str, ...]]  # one sha256 over what is drawn, and the panels


@dataclass(frozen=True, slots=True)
class KeptDrawings(Drawings):
    """Figures of the last build, by the sha256 of all that is drawn in them."""

    last: dict[str, Drawn] = field(default_factory=dict)
    now: dict[str, Drawn] = field(default_factory=dict)

    def draw(self, plot: Plot) -> tuple[str, ...]:
        """Give the panels of a figure; draws them where they are others than those of the last build."""
        last, wanted = self.last.get(plot.id), digest(plot)
        fits = last is not None and last[0] == wanted
        panels = last[1] if last is not None and fits else Drawings.draw(self, plot)
        self.now[plot.id] = wanted, panels
        return panels


@dataclass(slots=True)
class KeptParts(Parts):
    """Data files of the last build, for as long as what they were made of is what it was; needs `values`."""

    build: Path | None = None
    last: dict[str, KeptPart] = field(default_factory=dict)
    now: dict[str, KeptPart] = field(default_factory=dict)
    values: Values | None = None

    def make(self, site: Site, name: str, make: Callable[[Site], None]) -> None:
        """Add the files of a part: those of the last build, or new ones."""
        if self.again(name):
            return
        if self.build is None or self.values is None:
            make(site)
            return
        notes = Notes()
        make(noted_site(self.values, notes))
        if notes.complete and not notes.parts:
            self.now[name] = KeptPart(_cells(notes), [_kept_file(file, holds) for file, holds in notes.files])

    def again(self, name: str) -> bool:
        """Add the files of a part as the last build made them, unless they are there; False where that cannot be."""
        if name in self.made:
            return True
        part = self.last.get(name)
        if part is None or self.values is None or _differ(part.cells, self.values):
            return False
        files = _found(self.build, part.files)
        if files is None:
            return False
        _add(self.values.site, part.files, files)
        self.made.add(name)
        self.now[name] = part
        return True


@dataclass(slots=True)
class KeptPages:
    """Pages, data files, figures and numbers of the last build, and those of this one; without a folder nothing is kept."""

    build: Path | None
    last: dict[str, KeptPage] = field(default_factory=dict)
    now: dict[str, KeptPage] = field(default_factory=dict)
    drawings: KeptDrawings = field(default_factory=KeptDrawings)
    parts: KeptParts = field(default_factory=KeptParts)
    memory: Memory = field(default_factory=Memory)

    def again(self, path: str, key: str, values: Values) -> Rendering | None:
        """Give a page as the last build rendered it, and add its files; None where it has to be rendered."""
        page = self.last.get(path)
        if page is None or page.key != key or _differ(page.cells, values):
            return None
        files = _found(self.build, (page.text, *page.files))
        # Parts come last: who looks at the same asks for the same parts, so that none is there that nobody asks for.
        if files is None or not all(map(self.parts.again, page.parts)):
            return None
        _add(values.site, page.files, files[1:])
        self.now[path] = page
        figures = {name: (title, frozenset(keys)) for name, (title, keys) in page.figures.items()}
        return Rendering(files[0].content.decode(), frozenset(page.cited), figures)

    def note(self, path: str, key: str, rendering: Rendering, notes: Notes) -> None:
        """Keep a page for the next build, where all that it depends on is known."""
        if not notes.complete or self.build is None:
            return
        self.now[path] = KeptPage(
            key,
            _cells(notes),
            _kept_file(RenderedFile(path, rendering.text.encode(), Place("")), Held()),
            [_kept_file(file, holds) for file, holds in notes.files],
            notes.parts,
            sorted(rendering.cited),
            {name: (title, sorted(keys)) for name, (title, keys) in rendering.figures.items()},
        )

    def save(self) -> None:
        """Keep what this build knows of its pages, figures and numbers; raises `OSError`."""
        if self.build is None:
            return
        figures = self.drawings.last | self.drawings.now  # a page that was taken as it was draws none
        parts = (
            ("pages", self.last, self.now),
            ("files", self.parts.last, self.parts.now),
            ("figures", self.drawings.last, figures),
            ("numbers", self.memory.last, self.memory.for_the_next()),
        )
        for name, last, now in parts:
            if now != last:
                keep(self.build / FOLDER / "markdown" / name, now)


def kept_pages(build: Path, *, fresh: bool = False) -> KeptPages:
    """Read what the last build knew of its pages, data files and figures; nothing of it where all is to be made fresh."""
    if fresh:
        return KeptPages(build, parts=KeptParts(build=build))
    folder = build / FOLDER / "markdown"
    drawings = KeptDrawings(last=kept(folder / "figures", dict[str, Drawn]) or {})
    memory = Memory(kept(folder / "numbers", dict[str, Remembered]) or {})
    parts = KeptParts(build=build, last=kept(folder / "files", dict[str, KeptPart]) or {})
    pages = kept(folder / "pages", dict[str, KeptPage]) or {}
    return KeptPages(build, pages, drawings=drawings, parts=parts, memory=memory)


def key_of_page(texts: Mapping[str, str], item: Mapping[str, Any]) -> str | None:
    """Give one sha256 over templates, by their names, and the item that a page is about; None where it has none."""
    try:
        return digest([list(texts.items()), list(item.items())])
    except (TypeError, ValueError, OverflowError):
        return None


def _cells(notes: Notes) -> Cells:
    return [(list(cell), known) for cell, known in notes.cells.items()]


def _differ(cells: Cells, values: Values) -> bool:
    return any(values.of(_as_cell(cell)) != known for cell, known in cells)


def _as_cell(names: list[Any]) -> tuple[Any, ...]:
    return tuple(_as_cell(name) if isinstance(name, list) else name for name in names)


def _found(build: Path | None, files: Sequence[KeptFile]) -> list[RenderedFile] | None:
    """Give files below `build/docs`; None where one is not as it was made."""
    found = []
    for kept_file in files:
        try:
            content = (build / "docs" / kept_file.path).read_bytes() if build else b""
        except OSError:
            return None
        file = RenderedFile(kept_file.path, content, Place(kept_file.source))
        if file.sha256 != kept_file.sha256:
            return None
        found.append(file)
    return found


def _add(site: Site, kept_files: Sequence[KeptFile], files: Sequence[RenderedFile]) -> None:
    for kept_file, file in zip(kept_files, files, strict=True):
        site.add(file, kept_file.holds)


def _kept_file(file: RenderedFile, holds: Held) -> KeptFile:
    return KeptFile(file.path, file.sha256, file.source.file, holds)
