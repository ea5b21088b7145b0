"""An SVG document becomes part of a page: theme colours, names of its own, nothing that the page does not need."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.render.figures.spec import COLOURS

# Drawn in colours that stand for roles; the page's style sheet says what each role looks like in each theme.
TEXT, GRID, GROUND = "#010101", "#020202", "#030303"
INKS = tuple(f"#04{index:02x}04" for index in range(COLOURS))
_VARIABLES: Mapping[str, str] = {
    TEXT: "var(--sb-text)",
    GRID: "var(--sb-grid)",
    GROUND: "var(--sb-ground)",
    **{ink: f"var(--sb-c{index})" for index, ink in enumerate(INKS)},
}
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")
_NUMBER = re.compile(r"-?\d+\.\d+")
_NO_TURN = re.compile(r"rotate\(-?0(?:\.0*)? [^)]*\)")
_STRAIGHT = re.compile(r"M [-\d. L]+")  # after a move, pairs of numbers are lines anyway
_GEOMETRY = frozenset({"d", "x", "y", "transform"})
# What the style sheet says of all words and what no reader sees: every drawing would repeat it by the hundred.
_UNSAID = frozenset(
    {
        "font-size: 12.5px",
        "text-anchor: start",
        "fill: var(--sb-text)",
        "stroke-dashoffset: 0",
        "stroke-linecap: square",
        "stroke-linejoin: miter",
    }
)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn SVG document, the name that its ids start with, and the words that go into it."""

    document: str
    name: str
    title: str
    alt: str
    hovers: Mapping[str, str]  # id of a group -> text that hovers over it


def inline_svg(drawing: Drawing) -> str:
    """Give the `<svg>` element, fit to stand in Markdown: no prolog, no blank line, no colour but the theme's."""
    drawn = ET.fromstring(drawing.document)  # noqa: S314 - drawn by us a moment ago
    root = ET.Element(
        "svg",
        {
            "viewBox": drawn.get("viewBox", ""),
            "class": "sb-plot",
            "role": "img",
            # Not a `<title>`, which a browser would show over all of the drawing.
            "aria-label": drawing.title,
            "aria-describedby": f"{drawing.name}-alt",
        },
    )
    ET.SubElement(root, "desc", {"id": f"{drawing.name}-alt"}).text = drawing.alt
    names = _names(drawn, drawing.name)
    root.extend([kept for child in drawn for kept in _kept(child, names, drawing.hovers)])
    ET.indent(root, space="")
    return ET.tostring(root, encoding="unicode").replace(
        " />", "/>"
    )  # no text and no attribute has a bare `>`


def _names(drawn: ET.Element, prefix: str) -> dict[str, str]:
    """Give new names to the ids that something in the drawing refers to, in the order of their use."""
    used = (_plain(value) for each in drawn.iter() for key, value in each.items() if _local(key) == "href")
    return {old: f"{prefix}-m{number}" for number, old in enumerate(dict.fromkeys(used))}


def _kept(element: ET.Element, names: Mapping[str, str], hovers: Mapping[str, str]) -> Iterator[ET.Element]:
    """Give what stays of an element: nothing, itself, or what is in it where it is a group that says nothing."""
    tag, group = _local(element.tag), element.get("id", "")
    if tag in {"metadata", "style", "clipPath"}:  # nothing is drawn outside of its axes
        return
    result = ET.Element(tag, dict(_attributes(element, names)))
    if group in hovers:
        result.set("class", "sb-band" if group.startswith("band-") else "sb-point")
        ET.SubElement(result, "title").text = hovers[group]
    result.extend([kept for child in element for kept in _kept(child, names, hovers)])
    if tag in {"text", "tspan"}:
        result.text = element.text
    if tag == "g" and not result.attrib:
        yield from result
    elif tag != "defs" or len(result):
        yield result


def _attributes(element: ET.Element, names: Mapping[str, str]) -> list[tuple[str, str]]:
    found = []
    for key, value in element.items():
        name = _local(key)
        if name == "clip-path":
            continue
        if name == "id":
            found += [("id", names[value])] if value in names else []
        elif name == "href":
            found.append(("href", "#" + names[_plain(value)]))
        elif name == "style":
            found += [("style", text)] if (text := _themed(value, _local(element.tag))) else []
        elif name in _GEOMETRY:
            found += [(name, text)] if (text := _rounded(value)) else []
        else:
            found.append((name, value))
    return found


def _themed(style: str, tag: str) -> str:
    """Keep what a style sheet cannot know; a mark that is used takes all but its filling from where it is defined."""
    themed = _COLOUR.sub(lambda match: _VARIABLES[match.group().lower()], style)
    parts = [
        part for each in themed.split(";") if (part := each.strip()) and not part.startswith("font-family")
    ]
    if tag == "use":
        parts = [part for part in parts if part.startswith("fill:")]
    unsaid = _UNSAID if tag == "text" else _UNSAID - {"fill: var(--sb-text)"}
    return ";".join(part.replace(": ", ":") for part in parts if part not in unsaid)


def _rounded(geometry: str) -> str:
    """Keep tenths of a pixel, so that the last digits of another machine do not show, and no letter that goes without saying."""
    short = _NUMBER.sub(lambda match: f"{float(match.group()) + 0.0:z.1f}".removesuffix(".0"), geometry)
    plain = " ".join(_NO_TURN.sub("", short).split())
    return _STRAIGHT.sub(lambda match: match.group().replace(" L ", " "), plain)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _plain(reference: str) -> str:
    return reference.removeprefix("#")
