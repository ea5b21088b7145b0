"""What to say of a file that is of no known format: what it holds, and which format is nearest."""

from collections.abc import Sequence

import msgspec

from generator.load.adapters.decoding import UNREADABLE, at_byte, not_json
from generator.load.adapters.protocol import Adapter, ResultFile
from generator.load.problems import Problems, shortened

_SAMPLES = frozenset({"solution", "completion", "prompt"})


def holds_no_results(content: bytes) -> bool:
    """Say whether a file holds tasks or samples, line by line, such as lie beside results; never outcomes."""
    keys = _keys(content.lstrip().partition(b"\n")[0]) or ()
    return (
        "task_id" in keys and not _SAMPLES.isdisjoint(keys) and not {"passed", "result", "eval"} & set(keys)
    )


def report_unknown_format(file: ResultFile, adapters: Sequence[Adapter], problems: Problems) -> None:
    """Say what a file holds, what was looked for, and what is nearest."""
    if holds_no_results(file.content):
        text = "holds tasks or samples, no outcomes; expected results: gen evaluate runs the samples"
        problems.add(file.place, "no-results", text)
        return
    first = file.content.lstrip().partition(b"\n")[0]
    keys, lines = _keys(file.content), _keys(first)
    if keys is None and lines is None:
        _report_not_an_object(file, adapters, problems)
        return
    found = keys if keys is not None else lines or ()
    kind = "a JSON object" if keys is not None else "lines of JSON"
    nearest = max(adapters, key=lambda adapter: len(adapter.KEYS & set(found)))
    what = f"holds {kind} with {_listed(found)}: no format that is known here"
    if len(nearest.KEYS & set(found)) < 2:
        problems.add(file.place, "unknown-format", f"{what}; {_looked_for(adapters)}")
    else:
        text = f"{what}; nearest is {nearest.NAME}: expected {nearest.LOOKS_FOR}"
        problems.add(file.place, "unknown-format", text)


def _report_not_an_object(file: ResultFile, adapters: Sequence[Adapter], problems: Problems) -> None:
    try:
        msgspec.json.decode(file.content, type=msgspec.Raw)
        msgspec.json.decode(file.content, type=dict[str, msgspec.Raw])
    except msgspec.ValidationError:
        text = f"holds JSON, but no object: no format that is known here; {_looked_for(adapters)}"
        problems.add(file.place, "unknown-format", text)
    except UNREADABLE as error:
        offset, text = not_json(file.content, error)
        problems.add(at_byte(file, offset), "json-syntax", text)


def _keys(content: bytes) -> tuple[str, ...] | None:
    try:
        return tuple(msgspec.json.decode(content, type=dict[str, msgspec.Raw]))
    except UNREADABLE:
        return None


def _listed(keys: Sequence[str]) -> str:
    shown = [shortened(key, 30) for key in keys[:6]]
    more = [f"{len(keys) - 6} more"] if len(keys) > 6 else []
    return f"the keys {', '.join((*shown, *more))}" if shown else "no keys"


def _looked_for(adapters: Sequence[Adapter]) -> str:
    return f"expected a file of {', '.join(adapter.NAME for adapter in adapters)}"


def recognised(file: ResultFile, adapters: Sequence[Adapter], problems: Problems) -> Adapter | None:
    """Find the format of a file from its structure; None, and a problem that says what was looked for."""
    found = [adapter for adapter in adapters if adapter.recognises(file.content)]
    if len(found) == 1:
        return found[0]
    if found:
        names = " and ".join(adapter.NAME for adapter in found)
        problems.add(file.place, "two-formats", f"looks like {names}; expected one format")
    else:
        report_unknown_format(file, adapters, problems)
    return None
