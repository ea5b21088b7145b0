"""Bands around lines by size."""

from generator.analyse.datum import printed
from generator.render.figures.bands import bands_note, with_bands
from generator.render.figures.curves import Curve, Look, curve, panel
from generator.render.figures.spec import Panel
from tests.render.families import CODE, GEMMA, LLAMA, Scores, families


def drawn(sizes: Scores, *, line: bool = True) -> tuple[Panel, Curve]:
    known = [datum for datum in printed(families(F=sizes)) if datum.card.training == "base"]
    made = curve("base", known, Look(0, line=line))
    return with_bands(panel("A panel", [made], "It rises."), [made]), made


def test_three_sizes_have_the_band_over_tasks_alone() -> None:
    found, made = drawn(LLAMA)
    assert [(each.label, each.band, each.line, each.marks) for each in found.series] == [
        ("base", False, True, True),
        ("", True, False, False),
    ]
    band = found.series[1].points
    assert (band[0].x, round(band[-1].x)) == (8e9, 405_000_000_000)
    assert all(point.low is not None and point.low < point.y < (point.high or 0) for point in band)
    assert made.series in found.series
    assert bands_note([found]).endswith("95% over tasks with these checkpoints.")


def test_four_sizes_have_a_wider_band_of_another_checkpoint() -> None:
    found, _ = drawn(CODE)
    narrow, wide = (each.points for each in found.series if each.band)
    for inner, outer in zip(narrow, wide, strict=True):
        assert None not in {inner.low, inner.high, outer.low, outer.high}
        assert (outer.low or 0) < (inner.low or 0) < (inner.high or 0) < (outer.high or 0)
    assert "where another checkpoint of the family may score" in bands_note([found])


def test_two_sizes_and_scores_that_no_line_joins_have_no_band() -> None:
    assert len(drawn(GEMMA)[0].series) == 1
    assert len(drawn(LLAMA, line=False)[0].series) == 1
    assert bands_note([drawn(GEMMA)[0]]) == ""
