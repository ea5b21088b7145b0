"""What every page of one build shares, computed once before a template sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import metadata
from typing import TypeVar

from jinja2 import Environment

from generator.analyse.absence import Absence
from generator.analyse.board import Board, BoardKey, PrintedBoard, boards, printed_boards
from generator.analyse.board_pairs import MOST_RUNS, Compared, compare_board, measured_runs
from generator.analyse.effect import Effect
from generator.analyse.effects import EFFECTS
from generator.analyse.study import BoardStudy, study
from generator.check.claim_checks import ClaimResult, claim_results
from generator.check.findings import all_findings
from generator.check.quotations import Quotation, quotations
from generator.errors import Place
from generator.model.catalogue import ModelCard
from generator.model.claim import Claim
from generator.model.corpus import Corpus
from generator.model.finding import Finding
from generator.model.published import PublishedScore
from generator.model.report import EffectName
from generator.model.run import Run
from generator.render.citations import CitedBy
from generator.render.data.column import Column
from generator.render.figures import FIGURES
from generator.render.figures.spec import Plot
from generator.render.files import RenderedFile
from generator.render.naming import Label, labels

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Plots(Mapping[str, Plot | Absence]):
    """The figures of a report as plain data, by id: each is made when it is first asked for."""

    corpus: Corpus
    made: dict[str, Plot | Absence] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Plot | Absence:
        """Give a figure, or why the data have none."""
        if name not in self.made:
            self.made[name] = FIGURES[name](self.corpus)
        return self.made[name]

    def __iter__(self) -> Iterator[str]:
        """Give the names of all figures that there may be."""
        return iter(FIGURES)

    def __len__(self) -> int:
        """Count them."""
        return len(FIGURES)


@dataclass(frozen=True, slots=True)
class OfBoards(Mapping[K, V]):
    """Something of each board, made when it is first asked for, and what it is made of, by which it is known."""

    made_of: Mapping[K, object]
    make: Callable[[K], V]
    made: dict[K, V] = field(default_factory=dict)

    def __getitem__(self, key: K) -> V:
        """Give it."""
        if key not in self.made and key in self.made_of:
            self.made[key] = self.make(key)
        return self.made[key]

    def __iter__(self) -> Iterator[K]:
        """Give the keys of all."""
        return iter(self.made_of)

    def __len__(self) -> int:
        """Count them."""
        return len(self.made_of)


@dataclass(frozen=True, slots=True)
class Drawings:
    """Figures as SVG, each drawn once however many pages show it."""

    drawn: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, plot: Plot) -> tuple[str, ...]:
        """Give the panels of a figure."""
        if plot.id not in self.drawn:
            self.drawn[plot.id] = self.draw(plot)
        return self.drawn[plot.id]

    def draw(self, plot: Plot) -> tuple[str, ...]:
        """Draw the panels of a figure."""
        from generator.render.figures.draw import draw_svgs  # noqa: PLC0415 - matplotlib takes 0.8 s to import

        return draw_svgs(plot)


@dataclass(slots=True)
class Parts:
    """Data files that are made together, once however many pages link to them."""

    made: set[str] = field(default_factory=set)

    def add(self, site: Site, name: str, make: Callable[[Site], None]) -> None:
        """Let `make` add the files of a part, unless they are there."""
        if name not in self.made:
            self.make(site, name, make)
            self.made.add(name)

    def make(self, site: Site, name: str, make: Callable[[Site], None]) -> None:  # noqa: ARG002 - others keep it by its name
        """Add the files of a part."""
        make(site)


@dataclass(frozen=True, slots=True)
class Held:
    """What is in a data file: a sentence, and how many rows where it is a table; of the columns those that no table names."""

    sentence: str = ""
    rows: int | None = None
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class ById:
    """Printed scores, runs and claims by their ids."""

    scores: Mapping[str, PublishedScore]
    runs: Mapping[str, Run]
    claims: Mapping[str, Claim]


@dataclass(frozen=True)
class Site:
    """One build: its inputs, the page of each item, and what pages gather while they are rendered."""

    corpus: Corpus
    env: Environment
    item_pages: Mapping[tuple[str, str], str] = field(default_factory=dict)  # ("model", id) -> docs path
    cited_by: CitedBy = field(default_factory=CitedBy)
    extra_files: dict[str, RenderedFile] = field(default_factory=dict)  # data files, by docs path
    held: dict[str, Held] = field(default_factory=dict)  # what is in them, by docs path
    drawings: Drawings = field(default_factory=Drawings)
    parts: Parts = field(default_factory=Parts)
    address: str = ""  # where the site will lie, where that is known

    @cached_property
    def generator_version(self) -> str:
        """The version of Scalebook, as it is installed."""
        return metadata.version("scalebook")

    @cached_property
    def boards(self) -> tuple[Board, ...]:
        """Rankings of all runs."""
        return boards(self.corpus.runs)

    @cached_property
    def boards_of(self) -> Mapping[str, tuple[Board, ...]]:
        """Rankings by their benchmark, in the same order."""
        return _grouped((board.key.benchmark, board) for board in self.boards)

    @cached_property
    def compared(self) -> Mapping[tuple[BoardKey, bool], Compared | Absence]:
        """All pairs of each board by its plus scores, and by its base scores, or why its runs are not compared."""
        seed, memory = self.corpus.report.seed, self.corpus.memory
        known = {board.key: board for board in self.boards}
        made_of = {(key, plus): (board, seed) for key, board in known.items() for plus in (True, False)}
        return OfBoards(made_of, lambda of: compare_board(known[of[0]], seed, plus=of[1], memory=memory))

    @cached_property
    def listed(self) -> Mapping[tuple[BoardKey, bool], Compared | Absence]:
        """As `compared`, base before plus, of the boards that have so few runs that all pairs are listed."""
        seed = self.corpus.report.seed
        few = {
            (board.key, plus): (board, seed)
            for board in self.boards
            for plus in (False, True)
            if len(measured_runs(board, plus=plus)) <= MOST_RUNS
        }
        return OfBoards(few, self.compared.__getitem__)

    @cached_property
    def printed_boards(self) -> tuple[PrintedBoard, ...]:
        """Tables of printed scores."""
        return printed_boards(self.corpus.published)

    @cached_property
    def studies(self) -> Mapping[BoardKey, BoardStudy]:
        """What the outcomes of each board tell of its tasks and pairs."""
        known = {board.key: board for board in self.boards}
        return OfBoards(known, lambda key: study(known[key], self.corpus.memory))

    @cached_property
    def runs_of(self) -> Mapping[str, tuple[Run, ...]]:
        """Runs by model id."""
        return _grouped((run.model, run) for run in self.corpus.runs)

    @cached_property
    def printed_of(self) -> Mapping[str, tuple[PublishedScore, ...]]:
        """Published scores by the model that they are known to be about."""
        known = ((self.corpus.card_of(score), score) for score in self.corpus.published)
        return _grouped((card.id, score) for card, score in known if card is not None)

    @cached_property
    def printed_by(self) -> Mapping[str, tuple[PublishedScore, ...]]:
        """Published scores by source."""
        return _grouped((score.source, score) for score in self.corpus.published)

    @cached_property
    def by_id(self) -> ById:
        """Printed scores, runs and claims by their ids."""
        scores = {score.id: score for score in self.corpus.published}
        runs = {run.id: run for run in self.corpus.runs}
        return ById(scores, runs, {claim.id: claim for claim in self.corpus.claims})

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks find in the data."""
        return all_findings(self.corpus)

    @cached_property
    def claim_results(self) -> Mapping[str, ClaimResult]:
        """What the checks of each claim come to, by claim id."""
        return claim_results(self.corpus)

    @cached_property
    def claim_findings(self) -> Mapping[str, tuple[Finding, ...]]:
        """What the checks find about claims, by claim id; a score may have the same id, and is in another file."""
        claims = self.by_id.claims
        pairs = ((name, finding) for finding in self.findings for name in finding.about if name in claims)
        return _grouped((name, each) for name, each in pairs if each.place.file == claims[name].place.file)

    @cached_property
    def plots(self) -> Plots:
        """The figures as plain data, by id."""
        return Plots(self.corpus)

    @cached_property
    def labels(self) -> Mapping[str, Label]:
        """The short names of references, by their keys."""
        return labels(self.corpus.references.values())

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The keys of the references that data are from, the longest first."""
        corpus = self.corpus
        keys = {score.source for score in corpus.published} | {run.provenance.source for run in corpus.runs}
        keys |= {each.source for claim in corpus.claims for each in claim.evidence}
        return tuple(sorted(keys & corpus.references.keys(), key=lambda key: (-len(key), key)))

    @cached_property
    def quotations(self) -> Mapping[str, tuple[Quotation, ...]]:
        """What became of the phrases that claims quote, by claim id, in the order of its evidence."""
        return quotations(self.corpus)

    @cached_property
    def same_sentence_as(self) -> Mapping[str, tuple[str, ...]]:
        """The claims that say of themselves that their sentence is that of another, by its id."""
        pairs = ((claim.same_sentence_as, claim.id) for claim in self.corpus.claims)
        return _grouped((old, new) for old, new in pairs if old)

    @cached_property
    def superseded_by(self) -> Mapping[str, tuple[str, ...]]:
        """The claims that say of themselves that they take the place of another, by its id."""
        return _grouped((old, claim.id) for claim in self.corpus.claims for old in claim.supersedes)

    @cached_property
    def effects(self) -> Mapping[EffectName, Effect | Absence]:
        """The effects that conclusions name, each computed once."""
        named = {each.effect for each in self.corpus.report.conclusions if each.effect is not None}
        return {name: EFFECTS[name](self.corpus, frozenset(self.flags)) for name in sorted(named)}

    @cached_property
    def flags(self) -> Mapping[str, tuple[str, ...]]:
        """The codes of errors and warnings by the ids of the printed scores that they are about."""
        of_data = (finding for finding in self.findings if not finding.code.startswith(("claim-", "phrase-")))
        grave = (finding for finding in of_data if finding.severity != "note")
        pairs = ((name, finding.code) for finding in grave for name in finding.about)
        return _grouped((name, code) for name, code in pairs if name in self.by_id.scores)

    @cached_property
    def tuned_from(self) -> Mapping[str, tuple[ModelCard, ...]]:
        """Models by the base model that they were tuned from."""
        cards = self.corpus.models.values()
        return _grouped((card.base_model, card) for card in cards if card.base_model)

    def add_part(self, name: str, make: Callable[[Site], None]) -> None:
        """Let `make` add data files, unless that has been done under this name; it sees all that they depend on."""
        self.parts.add(self, name, make)

    def add_file(self, path: str, content: bytes, source: str, holds: Held = Held()) -> None:
        """Add a file that a page links to, with what is in it."""
        self.add(RenderedFile(path, content, Place(source)), holds)

    def add(self, file: RenderedFile, holds: Held) -> None:
        """Add a file that is made already; unlike `add_file`, no page is noted to have made it."""
        self.extra_files[file.path] = file
        self.held[file.path] = holds


def _grouped(pairs: Iterable[tuple[str, V]]) -> Mapping[str, tuple[V, ...]]:
    groups: dict[str, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
