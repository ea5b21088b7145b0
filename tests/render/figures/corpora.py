"""Small corpora and plots, made of what a test is about."""

from collections.abc import Iterable

import numpy as np

from generator.analyse.absence import Absence
from generator.model.catalogue import Alias, Benchmark, ModelCard, Training
from generator.model.corpus import Corpus
from generator.model.published import Estimand, PublishedScore, Reading
from generator.model.report import Report, TuningSeries
from generator.model.run import Decoding, Provenance, Run, SourceFile, Strategy
from generator.render.figures.spec import Axis, Column, Forest, Panel, Plot, Point, Series

HUMANEVAL = Benchmark("humaneval", "HumanEval", plus_name="HumanEval+")


def card(
    name: str,
    size: float | None = 2e9,
    *,
    family: str = "CodeT5+",
    training: Training = "base",
    base_model: str | None = None,
    sources: Iterable[str] = ("paper",),
) -> ModelCard:
    aliases = tuple(Alias(source, name) for source in sources)
    return ModelCard(name, name, family, size, training=training, base_model=base_model, aliases=aliases)


def score(
    model: str,
    printed: str,
    *,
    source: str = "paper",
    k: int = 1,
    plus: bool = False,
    estimand: Estimand = "greedy",
    temperature: float | None = None,
    version: str = "",
    harness: str = "",
    tasks: int | None = 164,
    ci95_half: float | None = None,
    read: Reading = "printed",
    note: str = "",
) -> PublishedScore:
    return PublishedScore(
        id=f"{source}-{model}-{k}-{printed}",
        source=source,
        model=model,
        benchmark="humaneval",
        plus=plus,
        dataset_version=version,
        tasks=tasks,
        harness=harness,
        k=k,
        printed=printed,
        share=float(printed) / 100,
        estimand=estimand,
        temperature=temperature,
        samples=None,
        ci95_half=ci95_half,
        read=read,
        locator="Table 1",
        url="",
        note=note,
    )


def run(
    model: str,
    passed: int,
    *,
    tasks: int = 100,
    plus: bool = True,
    version: str = "v0.1.10",
    strategy: Strategy = "greedy",
) -> Run:
    outcomes = np.array([1] * passed + [0] * (tasks - passed), dtype=np.int32)
    return Run(
        id=f"{model}--{version}--{strategy}--{passed:08x}",
        model=model,
        benchmark="humaneval",
        dataset_version=version,
        decoding=Decoding(strategy),
        provenance=Provenance((SourceFile("results.json", "0" * 64),), source="harness2024"),
        tasks=tuple(f"HumanEval/{number}" for number in range(tasks)),
        samples=np.ones(tasks, dtype=np.int32),
        base=outcomes,
        plus=outcomes if plus else None,
    )


def corpus(
    cards: Iterable[ModelCard],
    scores: Iterable[PublishedScore] = (),
    runs: Iterable[Run] = (),
    tuning: tuple[TuningSeries, ...] = (),
) -> Corpus:
    models = {each.id: each for each in cards}
    names = {(alias.source, alias.name): each.id for each in models.values() for alias in each.aliases}
    return Corpus(
        Report("A report", tuning=tuning),
        models=models,
        benchmarks={"humaneval": HUMANEVAL},
        runs=tuple(runs),
        published=tuple(scores),
        identities=names,
    )


def codet5p() -> Corpus:
    """Two sizes at three k, greedy plus scores, and one recomputed run."""
    leaderboard, paper = "evalplus_leaderboard", "wang2023codet5plus"
    small = card("small", 220e6, sources=(paper, leaderboard))
    large = card("large", 16e9, sources=(paper, leaderboard))
    sampled = (
        score(name, printed, source=paper, k=k, estimand="sampled", temperature=warmth)
        for k, warmth, shown in (
            (1, 0.2, ("12.0", "30.9")),
            (10, 0.6, ("20.7", "51.6")),
            (100, 0.8, ("31.6", "76.7")),
        )
        for name, printed in zip(("small", "large"), shown, strict=True)
    )
    greedy = (
        score("small", "22.0", source=leaderboard, plus=True, version="v0.1.10", harness="evalplus"),
        score("large", "26.8", source=leaderboard, plus=True, version="v0.1.10", harness="evalplus"),
    )
    return corpus(
        [small, large], [*sampled, *greedy], [run("small", 21, version="v0.1.9", strategy="unknown")]
    )


def point(
    x: float, y: float, *, low: float | None = None, high: float | None = None, title: str = "a point"
) -> Point:
    return Point(x, y, low, high, title)


def panel(*series: Series, title: str = "A panel", alt: str = "It rises.") -> Panel:
    sizes = sorted({each.x for one in series for each in one.points})
    x = Axis(
        "parameters", sizes[0] / 2, sizes[-1] * 2, tuple((size, f"{size:g}") for size in sizes), log=True
    )
    return Panel(title, x, Axis("pass@1, %", 0, 1, ((0, "0"), (1, "100"))), series, alt)


def line(label: str = "pass@1", *, colour: int = 0, marked: str = "a point", joined: bool = True) -> Series:
    points = (point(1e9, 0.25, low=0.2, high=0.3, title=marked), point(4e9, 0.5))
    return Series(label, points, colour, line=joined)


def curves_of(plot: Plot | Absence) -> tuple[Panel, ...]:
    assert isinstance(plot, Plot)
    return tuple(panel for panel in plot.panels if isinstance(panel, Panel))


def plot(
    *panels: Panel | Forest,
    title: str = "A figure",
    caption: str = "What it shows.",
    rows: tuple[tuple[str | float | None, ...], ...] = (),
) -> Plot:
    columns = (Column("model", "Model"), Column("share", "pass@k, %", "share"), Column("note", ""))
    return Plot("a-figure", title, caption, panels or (panel(line()),), columns, rows)
