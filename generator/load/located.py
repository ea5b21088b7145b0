"""YAML with the place of every key and value, and without YAML's surprises."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from generator.errors import Place
from generator.load.problems import Problems, shortened

DEPTH = 40
EACH = "*"  # any index, in the shape of a path
_MANY = 20  # refusals after which a file is not read on
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?\Z")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}
_NO_COLON = "could not find expected ':'"
_PLAINER = {  # what the parser says, and what to do
    "mapping values are not allowed in this context": "found a second `: `; expected one a line: write text that holds one in quotes",
    "found character that cannot start any token": "found a tab, @ or ` where a value starts; expected spaces, or quotes around the text",
    _NO_COLON: "found a line without `: `; expected a key and its value",
    "did not find expected key": "found a value that ends too early; expected a key here: check quotes, brackets and indentation",
    "did not find expected ',' or '}'": "the mapping in braces ends or goes on wrongly here; expected , or }",
    "did not find expected ',' or ']'": "the list in brackets ends or goes on wrongly here; expected , or ]",
    "did not find expected <document start>": "found text after the end of the document; expected nothing more",
    "did not find expected '-' indicator": "found no `- `; expected the next item of the list, or less indentation",
    "exceeded maximum nesting depth": f"found far more than {DEPTH} levels of nesting; expected at most {DEPTH}",
    "found unexpected end of stream": "found the end of the file inside quotes; expected the closing quote",
}

YamlPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Located:
    """A parsed file: plain values, and where each key and value stands by its path of keys and indices."""

    value: Any
    file: str
    keys: dict[YamlPath, tuple[int, int]] = field(default_factory=dict)
    values: dict[YamlPath, tuple[int, int]] = field(default_factory=dict)
    written: dict[YamlPath, str] = field(default_factory=dict)  # the text of what is not text

    @cached_property
    def shapes(self) -> dict[tuple[str, ...], list[tuple[int, YamlPath]]]:
        """The paths of all values by their shape, in which each index is `EACH`; with their places in the order of all."""
        found: dict[tuple[str, ...], list[tuple[int, YamlPath]]] = {}
        for at, path in enumerate(self.values):
            shape = tuple(EACH if isinstance(part, int) else part for part in path)
            found.setdefault(shape, []).append((at, path))
        return found

    def place(self, path: YamlPath, *, key: bool = False) -> Place:
        """Give the place of a value, or of its key; of what encloses it where it is missing."""
        marks = self.keys if key else self.values
        while path and path not in marks:
            path, marks = path[:-1], self.values
        line, column = marks.get(path, (0, 0))
        return Place(self.file, line, column)


def parse_yaml(text: str, file: str, problems: Problems) -> Located | None:
    """Parse one YAML document; None, and problems, where it cannot be read."""
    before = len(problems.found)
    try:
        if not _acceptable(text, file, problems):
            return None
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        said = error.problem or error.context or "found something else"
        mark = error.context_mark if said == _NO_COLON else error.problem_mark  # the line, not the next one
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        problems.add(place, "yaml-syntax", _PLAINER.get(said, f"{said}; expected YAML"))
        return None
    except yaml.YAMLError as error:
        problems.add(Place(file), "yaml-syntax", f"{' '.join(str(error).split())}; expected YAML")
        return None
    located = Located(None, file)
    value = None if node is None else _build(node, (), located, problems)
    if len(problems.found) > before:
        return None
    return Located(value, file, located.keys, located.values, located.written)


def _acceptable(text: str, file: str, problems: Problems) -> bool:
    """Refuse what makes small files large or strange, before anything is built from it."""
    depth, documents, refused = 0, 0, 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        for code, message in _refusals(event, depth, documents):
            problems.add(_at(event, file), code, message)
            refused += 1
        if depth > DEPTH or documents > 1 or refused >= _MANY:
            return False
    return not refused


def _refusals(event: yaml.Event, depth: int, documents: int) -> Iterator[tuple[str, str]]:
    if isinstance(event, yaml.CollectionStartEvent) and depth > DEPTH:
        yield "too-deep", f"found more than {DEPTH} levels of nesting; expected at most {DEPTH}"
    if isinstance(event, yaml.DocumentStartEvent) and documents > 1:
        yield "documents", "found a second YAML document; expected one a file"
    if isinstance(event, yaml.AliasEvent):
        yield "alias", f"found the alias `*{event.anchor}`; expected the value itself: aliases are not read"
    elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
        if event.anchor:
            yield "anchor", f"found the anchor `&{event.anchor}`; expected no anchor: anchors are not read"
        if event.tag:
            yield "tag", f"found the tag `{event.tag}`; expected the plain value: tags are not read"


def _at(event: yaml.Event, file: str) -> Place:
    mark = event.start_mark
    return Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)


def _build(node: yaml.Node, path: YamlPath, located: Located, problems: Problems) -> Any:
    mark = node.start_mark
    located.values[path] = (mark.line + 1, mark.column + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_build(child, (*path, at), located, problems) for at, child in enumerate(node.value)]
    if not isinstance(node, yaml.ScalarNode):
        return _build_mapping(node, path, located, problems)
    value = _scalar(node, located.place(path), problems)
    if not isinstance(value, str):
        located.written[path] = node.value
    return value


def _build_mapping(node: yaml.Node, path: YamlPath, located: Located, problems: Problems) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for key_node, value_node in node.value:
        mark, key = key_node.start_mark, key_node.value
        here = (mark.line + 1, mark.column + 1)
        place = Place(located.file, *here)
        if not isinstance(key_node, yaml.ScalarNode):
            problems.add(place, "key", "found a collection as a key; expected a name")
        elif key == "<<" and not key_node.style:
            problems.add(place, "merge", "found the merge key `<<`; expected the keys themselves")
        elif key in built:
            first = located.keys[*path, key][0]
            text = f"found `{key}` again, first in line {first}; expected each key once"
            problems.add(place, "duplicate-key", text)
        else:
            located.keys[*path, key] = here
            built[key] = _build(value_node, (*path, key), located, problems)
    return built


def _scalar(node: yaml.ScalarNode, place: Place, problems: Problems) -> Any:
    text = node.value
    if node.style:  # quoted, or a block
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text) and len(text) <= 20:
        return int(text)
    number = float(text) if _FLOAT.match(text) else None
    if _NOT_FINITE.match(text) or (number is not None and not math.isfinite(number)):
        problems.add(place, "not-finite", f"found {shortened(text)}; expected a finite number")
        return None
    return text if number is None else number
