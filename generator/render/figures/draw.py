"""Draw a figure's panels as SVG; the one place where matplotlib is loaded."""

import io
import warnings
from collections.abc import Iterator

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.transforms import IdentityTransform, ScaledTranslation

from generator.render.figures.inline import GRID, GROUND, INKS, TEXT, Drawing, inline_svg
from generator.render.figures.layout import (
    DPI,
    LEGEND_ROW,
    SIZE,
    TITLE,
    Frame,
    dodges,
    frame,
    label_places,
    thinned,
)
from generator.render.figures.spec import Panel, Plot, Series

_MARKERS = {"circle": "o", "square": "s", "diamond": "D", "triangle": "^", "down": "v"}
_SIZES = {"circle": 7.0, "square": 6.5, "diamond": 6.5, "triangle": 7.5, "down": 7.5}
_DODGE = 5.0  # px between series whose intervals would cover each other
_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))  # none of them


def draw_svgs(plot: Plot) -> tuple[str, ...]:
    """Draw each panel as one inline SVG that follows the page's theme; same plot, same text."""
    return tuple(_draw(plot, number) for number in range(len(plot.panels)))


def _draw(plot: Plot, number: int) -> str:
    panel, name = plot.panels[number], f"fig-{plot.id}-{number + 1}"
    place, target = frame(panel), io.BytesIO()
    with mpl.rc_context(), warnings.catch_warnings():
        # The letters are drawn by the reader's browser, whose fonts have more of them than matplotlib's own.
        warnings.filterwarnings("ignore", message="Glyph .* missing from", category=UserWarning)
        _settings(name)
        figure = Figure(figsize=(place.width / DPI, place.height / DPI), dpi=DPI)
        figure.patch.set_visible(False)
        axes = figure.add_axes(place.axes)
        _scales(axes, panel, place)
        hovers = dict(_all_series(axes, panel))
        _words(figure, panel, place)
        figure.savefig(target, format="svg", metadata=_METADATA)
    title = f"{plot.title}: {panel.title}" if len(plot.panels) > 1 else plot.title
    return inline_svg(Drawing(target.getvalue().decode(), name, title, panel.alt, hovers))


def _settings(salt: str) -> None:
    mpl.rcdefaults()  # what a user's own matplotlibrc says is not for this site
    mpl.rc("svg", fonttype="none", hashsalt=salt)
    mpl.rc("text", parse_math=False, color=TEXT)
    mpl.rc("font", size=SIZE)


def _scales(axes: Axes, panel: Panel, place: Frame) -> None:
    axes.patch.set_visible(False)
    axes.set_xscale("log" if panel.x.log else "linear")
    axes.set_xlim(panel.x.low, panel.x.high)
    axes.set_ylim(panel.y.low, panel.y.high)
    ticks = thinned(panel, place)
    axes.set_xticks([value for value, _ in ticks], [label for _, label in ticks])
    axes.set_xticks([], minor=True)
    axes.set_yticks([value for value, _ in panel.y.ticks], [label for _, label in panel.y.ticks])
    axes.tick_params(color=TEXT, labelcolor=TEXT, labelsize=SIZE, length=4, width=1)
    axes.tick_params(axis="y", length=0)
    axes.grid(visible=True, axis="y", color=GRID, linewidth=1)
    axes.set_axisbelow(True)
    axes.spines[["top", "left", "right"]].set_visible(False)
    axes.spines["bottom"].set_color(TEXT)


def _all_series(axes: Axes, panel: Panel) -> Iterator[tuple[str, str]]:
    """Draw all series, intervals below lines below points, and yield each point's group with its text."""
    for number, (series, dodge) in enumerate(zip(panel.series, dodges(panel, _DODGE), strict=True)):
        moved = axes.transData + ScaledTranslation(dodge / DPI, 0, axes.figure.dpi_scale_trans)
        ink = INKS[series.colour]
        if series.line:
            xs, ys = [point.x for point in series.points], [point.y for point in series.points]
            joined = Line2D(xs, ys, transform=moved, color=ink, linewidth=2, zorder=3)
            joined.set_linestyle((0, (4, 2)) if series.dashed else "-")
            axes.add_line(joined)
        for index, point in enumerate(series.points):
            if point.low is not None and point.high is not None:
                ends = ([point.x, point.x], [point.low, point.high])
                bar = Line2D(*ends, transform=moved, color=ink, alpha=0.5, linewidth=1.5, zorder=2)
                axes.add_line(bar)
            mark = _mark(series, (point.x, point.y))
            mark.set(transform=moved, zorder=4, gid=f"point-{number}-{index}", clip_on=False)
            axes.add_line(mark)
            yield f"point-{number}-{index}", point.title


def _mark(series: Series, at: tuple[float, float]) -> Line2D:
    ink = INKS[series.colour]
    return Line2D(
        [at[0]],
        [at[1]],
        linestyle="none",
        marker=_MARKERS[series.marker],
        markersize=_SIZES[series.marker],
        markerfacecolor=ink if series.filled else GROUND,
        markeredgecolor=ink,
        markeredgewidth=1.5,
    )


def _words(figure: Figure, panel: Panel, place: Frame) -> None:
    """Write titles, and the names of the series at their ends or in rows below the axes."""

    def write(x: float, y: float, text: str, **style: str | float) -> None:
        figure.text(x / place.width, y / place.height, text, **style)  # type: ignore[arg-type]

    write(2, place.height - 16, panel.title, size=TITLE, weight="bold")
    write(2, place.top + 12, panel.y.label)
    write((place.left + place.right) / 2, place.bottom - 34, panel.x.label, ha="center")
    if not place.legend:
        for series, (x, y) in zip(panel.series, label_places(panel, place), strict=True):
            write(x, y, series.label, color=INKS[series.colour], va="center")
        return
    for row, series in enumerate(panel.series):
        y = place.bottom - 52 - row * LEGEND_ROW
        key = _mark(series, (14, y))
        key.set_transform(IdentityTransform())
        figure.add_artist(key)
        write(28, y, series.label, va="center")
