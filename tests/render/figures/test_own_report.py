"""The figures of the report in this repository, as its pages have them."""

import re
from pathlib import Path

import pytest

from generator.load.corpus import read_corpus
from generator.render.figures import FIGURES
from generator.render.figures.draw import draw_svgs
from generator.render.figures.files import Addresses, figure_html
from generator.render.figures.numbers import described
from generator.render.figures.spec import Plot

ROOT = Path(__file__).parents[3]
MOST = 60_000  # bytes


@pytest.fixture(scope="module")
def plots() -> dict[str, Plot]:
    corpus = read_corpus(ROOT)
    return {name: plot for name, spec in FIGURES.items() if isinstance(plot := spec(corpus), Plot)}


def test_the_report_has_every_figure(plots: dict[str, Plot]) -> None:
    assert list(plots) == list(FIGURES)


def test_each_figure_with_its_table_is_small(plots: dict[str, Plot]) -> None:
    sizes = {
        name: len(figure_html(plot, draw_svgs(plot), Addresses("a.csv", "method/")).encode())
        for name, plot in plots.items()
    }
    assert {name: size for name, size in sizes.items() if size >= MOST} == {}


def test_each_figure_says_what_it_finds_what_is_plotted_and_how_many(plots: dict[str, Plot]) -> None:
    for name, plot in plots.items():
        assert plot.said is not None, name
        assert re.search(r"\d", plot.said.finding), name
        assert re.search(r"%|points", plot.said.plotted), name
        assert re.match(r"\d+ (scores|pairs|curves|points) ", plot.said.counted), name
        assert plot.sources or name == "scores-by-size", name


def test_the_guide_has_the_columns_of_every_figure_and_no_others(plots: dict[str, Plot]) -> None:
    guide = (ROOT / "docs" / "data.md").read_text(encoding="utf-8").partition("## Numbers of a figure\n")[2]
    every = dict.fromkeys(column for plot in plots.values() for column in described(plot.columns))
    rows = [f"| `{each.name}` | {each.kind} | {each.unit} | {each.holds} |" for each in every]
    assert [line for line in guide.splitlines() if line.startswith("| `")] == rows


def test_each_column_says_what_it_holds_and_the_same_name_holds_the_same(plots: dict[str, Plot]) -> None:
    every = [column for plot in plots.values() for column in plot.columns]
    assert [column.key for column in every if not column.holds] == []
    known = {(column.key, column.kind, column.holds) for column in every}
    assert len(known) == len({key for key, *_ in known})
