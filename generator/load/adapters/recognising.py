"""What to say of a file that is of no known format: what it holds, and which format is nearest."""

from collections.abc import Sequence

import msgspec

from generator.load.adapters.decoding import UNREADABLE, at_byte, not_json
from generator.load.adapters.protocol import Adapter, ResultFile
from generator.load.problems import Problems, shortened

_ANY = "expected one of those in docs/harnesses.md"
_NAMED = 2  # formats that are about as near as each other
_SAMPLES = frozenset({"solution", "completion", "prompt"})


def holds_no_results(content: bytes) -> bool:
    """Say whether a file holds tasks or samples, line by line, such as lie beside results; never outcomes."""
    keys = _keys(content.lstrip().partition(b"\n")[0]) or ()
    return (
        "task_id" in keys and not _SAMPLES.isdisjoint(keys) and not {"passed", "result", "eval"} & set(keys)
    )


def report_unknown_format(file: ResultFile, adapters: Sequence[Adapter], problems: Problems) -> None:
    """Say what a file holds and which formats are nearest."""
    if holds_no_results(file.content):
        text = "holds tasks or samples, no outcomes; expected results: gen evaluate runs the samples"
        problems.add(file.place, "no-results", text)
        return
    first = file.content.lstrip().partition(b"\n")[0]
    keys, lines = _keys(file.content), _keys(first)
    if keys is not None:
        _report(file, f"a JSON object with {_listed(keys)}", _nearest(keys, adapters), problems)
    elif lines is not None:
        _report(file, f"lines of JSON with {_listed(lines)}", _nearest(lines, adapters), problems)
    elif not first.startswith((b"{", b"[")):
        _report(
            file, f"text that starts with {shortened(first.decode(errors='replace'), 30)}", _ANY, problems
        )
    else:
        _report_not_an_object(file, problems)


def _report(file: ResultFile, what: str, expected: str, problems: Problems) -> None:
    problems.add(file.place, "unknown-format", f"holds {what}, which is no known format; {expected}")


def _nearest(keys: Sequence[str], adapters: Sequence[Adapter]) -> str:
    """Say what is expected: the format that shares several keys, or else those that share one."""
    shared = {adapter.NAME: adapter.KEYS & set(keys) for adapter in adapters}
    nearest = max(adapters, key=lambda adapter: len(shared[adapter.NAME]))
    if len(shared[nearest.NAME]) > 1:
        return f"nearest is {nearest.NAME}: expected {nearest.LOOKS_FOR}"
    near = [f"{name} (`{next(iter(key))}`)" for name, key in shared.items() if key][:_NAMED]
    return f"nearest {'is' if len(near) == 1 else 'are'} {' and '.join(near)}; {_ANY}" if near else _ANY


def _report_not_an_object(file: ResultFile, problems: Problems) -> None:
    try:
        msgspec.json.decode(file.content, type=msgspec.Raw)
        msgspec.json.decode(file.content, type=dict[str, msgspec.Raw])
    except msgspec.ValidationError:
        _report(file, "JSON, but no object", _ANY, problems)
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
