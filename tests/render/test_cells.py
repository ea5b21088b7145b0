"""Scores in words."""

from dataclasses import replace

import numpy as np
import pytest

from generator.analyse.absence import Absence
from generator.analyse.interval import Interval
from generator.analyse.scores import Estimate
from generator.check.conditions import decoding, estimand, version
from generator.model.published import Estimand
from generator.model.run import Decoding, Strategy
from generator.render.cells import Cell, cell, samples_range
from tests.render.figures.corpora import run, score


def interval(*, upper_bound: bool = False) -> Interval:
    return Interval(0.206, 0.341, "Wilson", "tasks", upper_bound=upper_bound)


@pytest.mark.parametrize(
    ("estimate", "shown"),
    [
        (
            Estimate(0.268, interval(), 164),
            Cell("26.8", "20.6–34.1", method="Wilson", number=0.268, ends=("20.6", "34.1")),
        ),
        (
            Estimate(0.268, interval(upper_bound=True), 164),
            Cell("26.8", "≤ 20.6–34.1", method="Wilson", number=0.268, ends=("20.6", "34.1")),
        ),
        (
            Estimate(0.268, None, None, "read off a chart"),
            Cell("26.8", absence="read off a chart", number=0.268),
        ),
        (Absence("not measured"), Cell("not measured")),
    ],
)
def test_a_score_shows_its_value_and_its_interval_or_the_reason_why_there_is_none(
    estimate: Estimate | Absence, shown: Cell
) -> None:
    assert cell(estimate) == shown


@pytest.mark.parametrize(
    ("strategy", "temperature", "said"),
    [
        ("greedy", None, "greedy"),
        ("greedy", 0.0, "greedy"),
        ("sampling", None, "sampled"),
        ("sampling", 0.8, "sampled at T=0.8"),
        ("unknown", None, "decoding not stated"),
    ],
)
def test_a_run_says_how_its_samples_were_drawn(
    strategy: Strategy, temperature: float | None, said: str
) -> None:
    assert decoding(replace(run("m", 1), decoding=Decoding(strategy, temperature))) == said


@pytest.mark.parametrize(
    ("kind", "temperature", "said"),
    [
        ("greedy", 0.0, "greedy"),
        ("sampled", 0.2, "sampled at T=0.2"),
        ("sampled", 1.0, "sampled at T=1"),
        ("selected", None, "selected"),
        ("unknown", None, "decoding not stated"),
    ],
)
def test_a_printed_score_says_how_its_samples_were_drawn(
    kind: Estimand, temperature: float | None, said: str
) -> None:
    assert decoding(score("m", "30.0", estimand=kind, temperature=temperature)) == said


def test_a_board_says_what_its_scores_estimate() -> None:
    said = [estimand(strategy) for strategy in ("greedy", "sampling", "unknown")]
    assert said == ["greedy", "sampled", "decoding not stated"]


def test_samples_a_task_are_one_number_or_a_range() -> None:
    ragged = replace(run("m", 1, tasks=2), samples=np.array([1, 20], dtype=np.int32))
    assert (samples_range(run("m", 1)), samples_range(ragged)) == ("1", "1 to 20")


@pytest.mark.parametrize(
    ("named", "said"),
    [("v0.1.10", "v0.1.10"), ("", "version not stated"), ("unstated", "version not stated")],
)
def test_a_version_that_is_not_stated_is_said_to_be_so(named: str, said: str) -> None:
    assert version(score("m", "30.0", version=named)) == said
    assert version(run("m", 1, version=named)) == said
