"""Result files become typed values; what cannot be decoded is told with its place and in our words."""

import json
import re
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from generator.errors import Place
from generator.load.adapters.protocol import ResultFile
from generator.load.files import line_column
from generator.load.problems import Problems, shortened

Decoded = TypeVar("Decoded")
UNREADABLE = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)
_TYPES = {
    "array": "a list",
    "bool": "true or false",
    "float": "a number",
    "int": "a whole number",
    "null": "null",
    "object": "an object",
    "str": "text",
}
_TASK = re.compile(rb'"([A-Za-z]\w{0,40}/\w{1,40})"')


def decode(file: ResultFile, kind: type[Decoded], problems: Problems) -> Decoded | None:
    """Decode JSON into a typed value; None, and a problem with its place, where it cannot be."""
    try:
        return msgspec.json.decode(file.content, type=kind)
    except msgspec.ValidationError as error:
        problems.add(file.place, "value", in_words(error))
    except UNREADABLE as error:
        offset, text = not_json(file.content, error)
        problems.add(at_byte(file, offset), "json-syntax", text)
    return None


def at_byte(file: ResultFile, offset: int) -> Place:
    """Give the line and column of a byte of a result file."""
    return Place(file.place.file, *line_column(file.content, offset))


def at_key(file: ResultFile, key: str) -> Place:
    """Give the place of a key of a result file; of the file, where it is not found."""
    mark = next(_marks(file.content, key), None)
    return file.place if mark is None else at_byte(file, mark)


def _marks(content: bytes, key: str) -> Iterator[int]:
    pattern = re.escape(json.dumps(key).encode()) + rb"\s*:"
    return (found.start() for found in re.finditer(pattern, content))


def not_json(content: bytes, error: Exception) -> tuple[int, str]:
    """Say at which byte content stops being JSON, and how."""
    if isinstance(error, RecursionError):
        return 0, "the JSON is nested too deep to be read; expected results, a few levels deep"
    message = str(error)
    if "truncated" in message:
        return _cut_off(content)
    found = re.search(r"\(byte (\d+)\)", message)
    offset = int(found[1]) if found else 0
    if match := re.match(rb"-?(NaN|Infinity)", content[offset : offset + 9]):
        return offset, f"found {match[0].decode()} at byte {offset:,}; expected a number"
    reason = re.sub(r"\s*\(byte \d+\)", "", message).removeprefix("JSON is malformed: ")
    return offset, f"the JSON cannot be read at byte {offset:,}: {reason}"


def _cut_off(content: bytes) -> tuple[int, str]:
    end = len(content)
    try:
        json.loads(content, parse_int=len, parse_float=len)
    except (ValueError, RecursionError):
        tasks = _TASK.findall(content, max(0, end - 100_000))
        inside = f" inside {shortened(tasks[-1].decode())}," if tasks else ""
        return end, f"the JSON ends at byte {end:,}{inside} before it is closed: the file is cut off"
    mark = re.search(rb"\\u[dD][89a-fA-F]", content)  # a decoder that is stricter than the standard library
    return mark.start() if mark else 0, "found half of a surrogate pair (\\ud…); expected whole characters"


def in_words(error: msgspec.ValidationError) -> str:
    """Turn msgspec's words into ours: `provenance.files: found text; expected a list`."""
    message, _, where = str(error).partition(" - at `")
    path = re.sub(r"\[(\d+)\]", lambda found: f"[{int(found[1]) + 1}]", where.rstrip("`"))
    path = re.sub(r"^\$\.?", "", path).removesuffix("[...]")
    return f"{path}: {_plain(message)}" if path else _plain(message)


def _plain(message: str) -> str:
    if match := re.match(r"Expected `(.*?)`(.*?), got `(.*)`$", message):
        return f"found {_typed(match[3])}; expected {_typed(match[1])}{match[2]}"
    if match := re.match(r"Expected `(.*?)`(.*)$", message):
        return f"expected {_typed(match[1])}{match[2]}"
    if match := re.match(r"Object missing required field `(.*)`$", message):
        return f"has no `{match[1]}`; expected one"
    if match := re.match(r"Object contains unknown field `(.*)`$", message):
        return f"unknown key `{match[1]}`; expected only those of docs/formats.md"
    if match := re.match(r"Invalid enum value (.*)$", message):
        return f"found {match[1]}; expected one of the values in docs/formats.md"
    return message


def _typed(names: str) -> str:
    return " or ".join(_TYPES.get(name, name) for name in names.split(" | "))


def report_repeated_keys(file: ResultFile, problems: Problems) -> None:
    """Name each key that stands twice in an object, at its second place: a decoder keeps the last silently.

    Slow; called only where a cheap count says that something is repeated.
    """
    repeated: list[str] = []

    def note(pairs: list[tuple[str, object]]) -> dict[str, object]:
        seen: dict[str, object] = {}
        for key, value in pairs:
            if key in seen:
                repeated.append(key)
            seen[key] = value
        return seen

    try:
        json.loads(file.content, object_pairs_hook=note, parse_int=len, parse_float=len)
    except (ValueError, RecursionError):
        return  # what is skipped by the decoder proper may be beyond this one
    for key in dict.fromkeys(repeated):
        marks = list(_marks(file.content, key))
        place = at_byte(file, marks[1]) if len(marks) == 2 else file.place
        problems.add(
            place, "duplicate-key", f"{shortened(key)} stands twice in an object; expected each key once"
        )
