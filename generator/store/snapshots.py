"""What `gen snapshot` does: record what a report says, so that later states can be compared with it."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import msgspec

from generator.errors import InputError, Place, Problem
from generator.model.state import VERSION, ScoreState, Snapshot
from generator.store.writing import write_whole


def store_snapshot(root: Path, snapshot: Snapshot, *, force: bool = False) -> tuple[Path, bool]:
    """Write a snapshot; gives its file, and whether that changed; raises `InputError` where another would be lost."""
    name = f"results/snapshots/{snapshot.date}.json"
    path, content = root / name, snapshot_file(snapshot)
    if os.path.lexists(path):
        if path.is_file() and path.read_bytes() == content:
            return path, False
        if not force:
            text = (
                f"holds another state of {snapshot.date}; expected none: `--date` names another day, such as that on which "
                "the results came in, `--force` writes over it"
            )
            raise InputError(Problem(Place(name), "snapshot-there", text))
    newest = max((each.stem for each in path.parent.glob("*.json")), default="")
    if snapshot.date < newest and not os.path.lexists(path):
        text = (
            f"would come before {newest}, which is recorded already; expected a later day: `--date` names one"
        )
        raise InputError(Problem(Place(name), "snapshot-order", text))
    write_whole(path, content)
    return path, True


def snapshot_file(snapshot: Snapshot) -> bytes:
    """Write a snapshot as JSON, a row a line with sorted keys, so that two can be compared by line."""
    state = snapshot.state
    parts = {
        "snapshot": msgspec.json.encode(VERSION),
        "claims": _rows(map(asdict, state.claims)),
        "date": msgspec.json.encode(snapshot.date),
        "findings": _rows(map(asdict, state.findings)),
        "runs": _rows(map(asdict, state.runs)),
        "scores": _rows(map(_score, state.scores)),
        "sources": _rows(state.sources),
    }
    lines = (msgspec.json.encode(name) + b": " + value for name, value in parts.items())
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


def _score(score: ScoreState) -> dict[str, object]:
    return {name: value for name, value in asdict(score).items() if name != "k"}


def _rows(rows: Iterable[object]) -> bytes:
    lines = tuple(msgspec.json.encode(row, order="sorted") for row in _known(rows))
    return b"[\n" + b",\n".join(lines) + b"\n]" if lines else b"[]"


def _known(rows: Iterable[object]) -> Iterator[object]:
    """Leave out what is not known."""
    for row in rows:
        yield (
            {name: value for name, value in row.items() if value is not None}
            if isinstance(row, dict)
            else row
        )
