"""Draw a figure's panels as SVG; the one place where matplotlib is loaded."""

import io
import warnings

import matplotlib as mpl
from matplotlib.figure import Figure

from generator.render.figures.draw.forest import draw_forest
from generator.render.figures.draw.panel import draw_panel
from generator.render.figures.inline import TEXT, Drawing, inline_svg
from generator.render.figures.layout import DPI, SIZE, forest_frame, frame
from generator.render.figures.spec import Forest, Plot

_METADATA = dict.fromkeys(("Date", "Creator", "Format", "Type"))  # none of them


def draw_svgs(plot: Plot) -> tuple[str, ...]:
    """Draw each panel as one inline SVG that follows the page's theme; same plot, same text."""
    return tuple(_draw(plot, number) for number in range(len(plot.panels)))


def _draw(plot: Plot, number: int) -> str:
    panel, name = plot.panels[number], f"fig-{plot.id}-{number + 1}"
    place = forest_frame(panel) if isinstance(panel, Forest) else frame(panel)
    target = io.BytesIO()
    with mpl.rc_context(), warnings.catch_warnings():
        # The letters are drawn by the reader's browser, whose fonts have more of them than matplotlib's own.
        warnings.filterwarnings("ignore", message="Glyph .* missing from", category=UserWarning)
        _settings(name)
        figure = Figure(figsize=(place.width / DPI, place.height / DPI), dpi=DPI)
        figure.patch.set_visible(False)
        if isinstance(panel, Forest):
            hovers = dict(draw_forest(figure, panel, place))
        else:
            hovers = dict(draw_panel(figure, panel, place))
        figure.savefig(target, format="svg", metadata=_METADATA)
    title = f"{plot.title}: {panel.title}" if len(plot.panels) > 1 else plot.title
    return inline_svg(Drawing(target.getvalue().decode(), name, title, panel.alt, hovers))


def _settings(salt: str) -> None:
    mpl.rcdefaults()  # what a user's own matplotlibrc says is not for this site
    mpl.rc("svg", fonttype="none", hashsalt=salt)
    mpl.rc("text", parse_math=False, color=TEXT)
    mpl.rc("font", size=SIZE)
