"""The colours of figures in both themes: seen on their ground, and apart for every kind of colour vision."""

import math
import re
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from generator.render.figures.spec import COLOURS

CSS = (Path(__file__).parents[3] / "generator/render/assets/figures.css").read_text(encoding="utf-8")
TEXT, MARKS = 4.5, 3.0  # contrasts that WCAG 2.2 asks for, 1.4.3 and 1.4.11
APART = 6.0  # hundredths of OKLab's unit; 2 are just told apart side by side
# Machado G. M., Oliveira M. M., Fernandes L. A. F. (2009). IEEE TVCG 15(6), 1291-1298: at full severity, in linear RGB.
VISIONS = {
    "all three cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# Ottosson B. (2020). A perceptual color space for image processing.
CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
OKLAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
Colour = tuple[float, ...]


def colours(scheme: str) -> dict[str, str]:
    block = re.search(rf'\[data-md-color-scheme="{scheme}"\] \{{(.*?)\}}', CSS, re.DOTALL)
    assert block is not None
    return dict(re.findall(r"--sb-(\w+): (#[0-9a-f]{6})", block.group(1)))


def linear(colour: str) -> Colour:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def times(rows: Iterable[Iterable[float]], values: Iterable[float]) -> Colour:
    known = tuple(values)
    return tuple(sum(a * b for a, b in zip(row, known, strict=True)) for row in rows)


def contrast(one: str, other: str) -> float:
    dark, light = sorted(times([(0.2126, 0.7152, 0.0722)], linear(each))[0] for each in (one, other))
    return (light + 0.05) / (dark + 0.05)


def seen(colour: str, vision: str) -> Colour:
    """Give a colour in OKLab, as somebody with this vision sees it."""
    shown = (min(max(part, 0.0), 1.0) for part in times(VISIONS[vision], linear(colour)))
    return times(OKLAB, (cone ** (1 / 3) for cone in times(CONES, shown)))


def test_the_matrix_of_cones_is_that_of_its_author() -> None:
    assert np.allclose(seen("#ffffff", "all three cones"), (1, 0, 0), atol=1e-6)
    assert np.allclose(seen("#ff0000", "all three cones"), (0.62796, 0.22486, 0.12585), atol=1e-4)


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_every_ink_stands_out_from_its_ground_as_a_label_and_as_a_mark(scheme: str) -> None:
    known = colours(scheme)
    ground = known.pop("ground")
    del known["grid"]
    assert set(known) == {"text", *(f"c{number}" for number in range(COLOURS))}
    found = {name: contrast(colour, ground) for name, colour in known.items()}
    assert {name: value for name, value in found.items() if value < TEXT} == {}
    assert TEXT > MARKS


@pytest.mark.parametrize("vision", list(VISIONS))
@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_any_two_series_stay_apart(scheme: str, vision: str) -> None:
    known = colours(scheme)
    points = {name: seen(known[name], vision) for name in (f"c{number}" for number in range(COLOURS))}
    found = {
        f"{a} {b}": round(100 * math.dist(points[a], points[b]), 1)
        for a, b in combinations(sorted(points), 2)
    }
    assert {pair: distance for pair, distance in found.items() if distance < APART} == {}


def test_forced_colours_leave_every_role_a_colour_of_the_reader_s() -> None:
    (block,) = re.findall(r"@media \(forced-colors: active\) \{(.*?\n)\}", CSS, re.DOTALL)
    roles = dict(re.findall(r"--sb-(\w+): (\w+)", block))
    series = {f"c{number}": "CanvasText" for number in range(COLOURS)}
    assert roles == {"text": "CanvasText", "grid": "GrayText", "ground": "Canvas", **series}


def test_nothing_in_a_figure_moves() -> None:
    assert re.findall(r"transition|animation|scroll-behavior", CSS) == []
