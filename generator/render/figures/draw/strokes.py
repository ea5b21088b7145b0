"""What both kinds of panels are drawn with: marks, ends of intervals, axes, words at a pixel."""

import math
from collections.abc import Iterable

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from generator.render.figures.inline import GRID, GROUND, INKS, TEXT
from generator.render.figures.layout import SIZE, Frame
from generator.render.figures.spec import Marker

_MARKERS = {"circle": "o", "square": "s", "diamond": "D", "triangle": "^", "down": "v"}
_SIZES = {"circle": 7.0, "square": 6.5, "diamond": 6.5, "triangle": 7.5, "down": 7.5}
DASHES = (0.0, (4.0, 2.0))
FAINT = 0.5  # opacity of intervals


def mark(
    at: tuple[float, float], marker: Marker, colour: int, *, filled: bool, flagged: bool = False
) -> Line2D:
    """Draw one point; what a check flagged is a cross, whatever its series looks like."""
    ink = INKS[colour]
    return Line2D(
        [at[0]],
        [at[1]],
        linestyle="none",
        marker="x" if flagged else _MARKERS[marker],
        markersize=8.0 if flagged else _SIZES[marker],
        markerfacecolor=ink if filled else GROUND,
        markeredgecolor=ink,
        markeredgewidth=2.2 if flagged else 1.5,
    )


def strokes(pieces: Iterable[Iterable[tuple[float, float]]]) -> Line2D:
    """Give straight pieces of line as one shape, in the colour of the grid and behind everything."""
    ends = [end for piece in pieces for end in (*piece, (math.nan, math.nan))]
    drawn = Line2D([x for x, _ in ends], [y for _, y in ends], color=GRID, linewidth=1, zorder=0.5)
    drawn.set_solid_capstyle("butt")
    return drawn


def arrow(at: tuple[float, float], toward: str, colour: int) -> Line2D:
    """Mark the place where an interval leaves the axis, with a head in the direction `^`, `v`, `<` or `>`."""
    head = Line2D([at[0]], [at[1]], linestyle="none", marker=toward, markersize=6, color=INKS[colour])
    head.set(markeredgewidth=0, zorder=2, clip_on=False)
    return head


def plain_axes(axes: Axes) -> None:
    """Leave nothing of the axes but the line below, ticks and letters in the colours of text."""
    axes.patch.set_visible(False)
    axes.tick_params(color=TEXT, labelcolor=TEXT, labelsize=SIZE, length=4, width=1)
    axes.tick_params(axis="y", length=0)
    axes.set_axisbelow(True)
    axes.spines[["top", "left", "right"]].set_visible(False)
    axes.spines["bottom"].set_color(TEXT)


def write(figure: Figure, place: Frame, at: tuple[float, float], text: str, **style: str | float) -> None:
    """Write words at a pixel from the lower left corner."""
    figure.text(at[0] / place.width, at[1] / place.height, text, **style)  # type: ignore[arg-type]
