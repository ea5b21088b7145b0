"""What measurements came to: shown as a table, and kept as JSON and Markdown in `benchmarks/results/`."""

import datetime as dt
import importlib.metadata
import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any, Literal

from benchmarks.material import ROOT
from benchmarks.watching import Stage

FOLDER = ROOT / "benchmarks" / "results"
_PACKAGES = ("markdown", "mkdocs", "mkdocs-material", "numpy", "zensical")
_HEAD = """# What takes how long

Written by `make bench`; [docs/speed.md](../../docs/speed.md) says how to read it. Times and ratios are the shortest
of the repetitions.
"""


@dataclass(frozen=True, slots=True)
class Reach:
    """What a row is to stay below."""

    of: Literal["seconds", "ratio"]
    most: float

    def __str__(self) -> str:
        """Write it as in `under 3 s`."""
        return f"under {self.most:g} s" if self.of == "seconds" else f"at most {self.most:g} ×"


@dataclass(frozen=True, slots=True)
class Row:
    """What one case took."""

    what: str
    seconds: tuple[float, ...]
    memory: float  # megabytes
    cpu: float | None = None  # seconds of all processes; None = not measured
    ratio: float | None = None  # to the row that the others are compared with
    pieces: int = 0  # that it made or read
    stages: tuple[Stage, ...] = ()  # of the shortest repetition
    reach: Reach | None = None
    ended: bool = True  # False where it was stopped, since nobody would wait

    @property
    def least(self) -> float:
        """Give the shortest time."""
        return min(self.seconds)

    @property
    def reached(self) -> bool | None:
        """Say whether it stays below what it is to; None where nothing is asked of it."""
        if self.reach is None:
            return None
        value = self.least if self.reach.of == "seconds" else self.ratio
        return self.ended and value is not None and value <= self.reach.most


@dataclass(frozen=True, slots=True)
class Result:
    """What a measurement came to."""

    title: str
    rows: tuple[Row, ...]


def shown(result: Result) -> str:
    """Show rows on a terminal."""
    lines = [f"  {'':<46} {'min':>9} {'median':>9} {'CPU':>9} {'ratio':>7} {'memory':>9}  each, reach"]
    for row in result.rows:
        cells = _cells(row)
        lines.append(
            f"  {row.what:<46} {cells['min']:>9} {cells['median']:>9} {cells['CPU']:>9} {cells['ratio']:>7}"
            f" {cells['memory']:>9}  {' '.join(filter(None, (cells['each'], cells['reach'])))}".rstrip()
        )
        lines += [
            f"    {each.name:<44} {_time(each.seconds):>9} {'':>27} {each.peak:>6.0f} MB"
            for each in row.stages
        ]
    return "\n".join(lines)


def record(name: str, result: Result, *, load: float, folder: Path = FOLDER) -> None:
    """Put a result in the place of its last one, and write the tables of all.

    `load` is how many processes wanted a core on average in the minute before the measurement.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "bench.json"
    kept = json.loads(file.read_bytes()) if file.exists() else {}
    rows = [_entry(row) for row in result.rows]
    kept[name] = {
        "title": result.title,
        "date": _today(),
        "on": _machine() | {"load": round(load, 1)},
        "rows": rows,
    }
    file.write_text(json.dumps(dict(sorted(kept.items())), indent=1) + "\n", encoding="utf-8")
    (folder / "bench.md").write_text(_HEAD + "".join(_tables(kept)), encoding="utf-8")


def _entry(row: Row) -> dict[str, Any]:
    """Give the record of a row; what is of the machine and not of the work is rounded away."""
    entry = asdict(row) | {
        "seconds": [round(each, 4) for each in row.seconds],
        "cpu": None if row.cpu is None else round(row.cpu, 3),
        "memory": round(row.memory, 1),
        "ratio": None if row.ratio is None else round(row.ratio, 3),
        "stages": [asdict(each) | {"peak": round(each.peak, 1)} for each in row.stages],
        "reach": None if row.reach is None else str(row.reach),
        "reached": row.reached,
        "shown": _cells(row),
    }
    entry["pieces"] = row.pieces or None
    return {key: value for key, value in entry.items() if value is not None and value != []}


def _today() -> str:
    return dt.datetime.now(tz=dt.UTC).date().isoformat()


def _machine() -> dict[str, Any]:
    """Say what it ran on, without a name or a path that would tell whose machine it is."""
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "cpus": os.cpu_count(),
        "packages": dict(_versions()),
    }


def _versions() -> Iterator[tuple[str, str]]:
    for package in _PACKAGES:
        try:
            yield package, importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue


def _tables(kept: Mapping[str, Any]) -> Iterator[str]:
    for name, entry in sorted(kept.items()):
        on = entry["on"]
        packages = ", ".join(f"{package} {version}" for package, version in on["packages"].items())
        yield f"\n## {name}\n\n{entry['title']}.\n\n"
        yield from _lines(
            ("", "time", "median", "CPU", "ratio", "memory", "each", "reach"),
            [[row["what"], *row["shown"].values()] for row in entry["rows"]],
        )
        yield from _stages(entry["rows"])
        yield f"\n{entry['date']}, {on['system']}, {on['cpus']} cores{_busy(on)}, Python {on['python']}; {packages}\n"


def _busy(on: Mapping[str, Any]) -> str:
    """Say so where others computed on the same machine, so that times are longer than they had to be."""
    return f" (busy: {on['load']} processes wanted one)" if on["load"] > on["cpus"] / 2 else ""


def _stages(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    staged = [(row["what"], each) for row in rows for each in row.get("stages", ())]
    if staged:
        yield "\n"
        yield from _lines(
            ("of", "stage", "time", "memory"),
            [
                [what, each["name"], _time(each["seconds"]), f"{each['peak']:,.0f} MB"]
                for what, each in staged
            ],
        )


def _lines(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |\n"
    yield f"|{'|'.join('---' if not at else '---:' for at, _ in enumerate(heads))}|\n"
    for row in rows:
        yield f"| {' | '.join(row)} |\n"


def _cells(row: Row) -> dict[str, str]:
    """Write what a row holds, as both tables show it."""
    over = "" if row.ended else "over "
    missed = "" if row.reached in (None, True) else ", missed"
    return {
        "min": over + _time(row.least),
        "median": over + _time(median(row.seconds)),
        "CPU": "" if row.cpu is None else _time(row.cpu),
        "ratio": "" if row.ratio is None else f"{row.ratio:.2f}",
        "memory": f"{row.memory:,.0f} MB",
        "each": _time(row.least / row.pieces) if row.pieces else "",
        "reach": "" if row.reach is None else f"{row.reach}{missed}",
    }


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.3g} ms"
