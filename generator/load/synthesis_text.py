"""Read the text of a machine-written synthesis: its title, what it counts, its table of claims and its references."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.errors import Place
from generator.load.located import Located, YamlPath
from generator.load.problems import Problems, shortened
from generator.model.report import Quality, Synthesis

_HEADER = ("claim", "verified", "confidence")
_MARKS: Mapping[str, bool] = MappingProxyType(
    {"✓": True, "✔": True, "yes": True, "true": True, "×": False, "✗": False, "✘": False, "no": False}
    | {"false": False}
)
_MONTHS = "January February March April May June July August September October November December".split()
_DAY = re.compile(rf"({'|'.join(_MONTHS)}) (\d{{1,2}}), (\d{{4}})\Z")
_QUALITY = re.compile(r"score(?: of)?:? (\d{1,3}(?:\.\d{1,3})?)\s*/\s*(\d{1,3})\b")
_METHOD = re.compile(r"report is an? ([a-z-]+ literature synthesis)")
_AUTOMATED = re.compile(r"automated assessment, not (?:human )?peer review")
_LISTED = re.compile(r"- *<?(https?://[^\s<>\"]+)>?\s*\Z")


@dataclass(frozen=True, slots=True)
class SynthesisText:
    """What the text holds: its claims as records, itself, and the addresses that it lists."""

    claims: Located
    synthesis: Synthesis
    addresses: tuple[str, ...]


def is_synthesis(text: str) -> bool:
    """Say whether the text has a table of claims."""
    return any(_is_header(line) for line in text.splitlines())


def mark(cell: str) -> bool | None:
    """Read a tick or a cross; None for anything else."""
    return _MARKS.get(cell.strip().casefold())


def number(cell: str) -> float | str:
    """Read a plain number; anything else stays the text that it is."""
    written = cell.strip()
    return float(written) if re.fullmatch(r"-?\d{1,9}(\.\d{1,9})?", written) else written


def read_synthesis(text: str, file: str, problems: Problems) -> SynthesisText:
    """Read the text; its claims are as found, and nobody has read them against a source yet."""
    lines = text.splitlines()
    records, places, before = list[object](), dict[YamlPath, tuple[int, int]](), len(problems.found)
    for at, cells in _table(lines):
        if len(cells) != len(_HEADER) or mark(cells[1]) is None:
            found = f"{len(cells)} cells" if len(cells) != len(_HEADER) else shortened(cells[1])
            expected = "a claim, a tick or cross, and a confidence, with tabs between them"
            problems.add(Place(file, at), "row", f"found {found}; expected {expected}")
            continue
        path = ("claims", len(records))
        records.append(_record(cells))
        starts = (1, len(cells[0]) + 2, len(cells[0]) + len(cells[1]) + 3)
        for key, start in zip(("text", "stated", "confidence"), starts, strict=True):
            places[*path, key] = (at, start)
        places[path], places[*path, "confidence", "value"] = (at, 1), (at, starts[2])
    if not records and len(problems.found) == before:
        at = next(each for each, line in enumerate(lines, 1) if _is_header(line))
        problems.add(Place(file, at), "no-claims", "found a table without claims; expected one a line")
    located = Located({"claims": records}, file, values={(): (1, 1), ("claims",): (1, 1), **places})
    listed = (_LISTED.match(line.strip()) for line in lines)
    addresses = tuple(found[1] for found in listed if found)
    return SynthesisText(located, _stated(lines), addresses)


def _is_header(line: str) -> bool:
    return tuple(cell.strip().casefold() for cell in line.split("\t")) == _HEADER


def _table(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of each table of claims, to the next empty line, with their line numbers."""
    inside = False
    for at, line in enumerate(lines, 1):
        if _is_header(line):
            inside = True
        elif not line.strip():
            inside = False
        elif inside:
            yield at, line.split("\t")


def _record(cells: list[str]) -> dict[str, object]:
    return {
        "text": cells[0].strip(),
        "stated": {"verified": mark(cells[1]), "by": "the synthesis"},
        "confidence": {"value": number(cells[2]), "kind": "unstated"},
    }


def _stated(lines: list[str]) -> Synthesis:
    prose = " ".join(lines)
    dated = (_DAY.match(line.strip()) for line in lines)
    days = (found for found in dated if found)
    day = next((f"{d[3]}-{_MONTHS.index(d[1]) + 1:02}-{int(d[2]):02}" for d in days), "")
    score, method = _QUALITY.search(prose), _METHOD.search(prose)
    kind = "automated, not peer review" if _AUTOMATED.search(prose) else "as the text states it"
    return Synthesis(
        title=next((line.strip() for line in lines if line.strip()), ""),
        date=day,
        method=method[1] if method else "",
        quality=Quality(float(score[1]), float(score[2]), kind) if score else None,
        papers_retrieved=_first(r"(\d{1,9}) papers? retrieved", prose),
        claims_extracted=_first(r"(\d{1,9}) claims? extracted", prose),
        claims_verified=_first(r"(\d{1,9}) (?:claims? )?(?:independently )?verified", prose),
    )


def _first(pattern: str, prose: str) -> int | None:
    found = re.search(pattern, prose)
    return int(found[1]) if found else None
