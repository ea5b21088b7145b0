"""Files of one JSON object a line: each line is decoded by itself, and told by its number where it cannot be."""

from collections.abc import Iterator
from typing import TypeVar

import msgspec

from generator.errors import Place
from generator.load.adapters.decoding import UNREADABLE, in_words, not_json
from generator.load.adapters.protocol import ResultFile
from generator.load.problems import Problems

Line = TypeVar("Line")
_START = 65536  # bytes within which the first line has to end


def first_line_is(content: bytes, shape: type[object]) -> bool:
    """Say whether the first line can be decoded into a type."""
    line, _, _ = content[:_START].lstrip().partition(b"\n")
    try:
        msgspec.json.decode(line, type=shape)
    except UNREADABLE:
        return False
    return True


def decoded_lines(file: ResultFile, kind: type[Line], problems: Problems) -> Iterator[tuple[Place, Line]]:
    """Yield each line with its place; those that cannot be decoded are problems. Empty lines are passed over."""
    decoder = msgspec.json.Decoder(kind)
    for number, text in enumerate(file.content.split(b"\n"), start=1):
        if not text.strip():
            continue
        place = Place(file.place.file, number)
        try:
            yield place, decoder.decode(text)
        except msgspec.ValidationError as error:
            problems.add(place, "value", in_words(error))
        except UNREADABLE as error:
            offset, words = not_json(text, error)
            column = len(text[:offset].decode("utf-8", errors="replace")) + 1
            words = words.replace("the file is", "the line is")
            problems.add(Place(place.file, number, column), "json-syntax", words)
