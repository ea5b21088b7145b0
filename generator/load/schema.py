"""Check a parsed file against its pydantic schema, and say every mistake in our own words."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
)

from generator.errors import Place
from generator.load.located import Located, YamlPath
from generator.load.problems import Problems, meant, printable, shortened

Schema = TypeVar("Schema", bound="Strict")
Item = TypeVar("Item")
_DAY = r"^[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
# Those that turn the direction of a line make a number after them read backwards.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class MistakesError(ValueError):
    """What does not fit together in one entry, each starting with the key that it is about: `value: found …`."""

    def __init__(self, *told: str) -> None:
        """Keep the sentences apart, so that each is told at its key."""
        super().__init__("; ".join(told))
        self.told = told


class Strict(BaseModel):
    """What every schema shares: no unknown keys, no conversions between types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _tidy(value: object) -> object:
    """Refuse control characters, which YAML's escapes can write; drop space around text."""
    control = _CONTROL.search(value) if isinstance(value, str) else None
    if control:
        raise ValueError(f"found the control character U+{ord(control[0]):04X}; expected text without it")
    return value.strip() if isinstance(value, str) else value


def _one_line(value: object) -> object:
    """Join the lines of a name, which stands where there is room for one."""
    tidy = _tidy(value)
    return re.sub(r"\s*\n\s*", " ", tidy) if isinstance(tidy, str) else tidy


def _year(value: object) -> object:
    """Take a year without quotes, which is a number in YAML."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _on_the_calendar(day: str) -> str:
    if len(day) == len("2026-06-12"):
        try:
            dt.date.fromisoformat(day)
        except ValueError:
            raise ValueError(f"found {shortened(day)}; expected a day that the calendar has") from None
    return day


def _tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


Text = Annotated[str, Field(max_length=5000), BeforeValidator(_tidy)]
Prose = Annotated[str, Field(min_length=1, max_length=5000), BeforeValidator(_tidy)]
Name = Annotated[str, Field(min_length=1, max_length=300), BeforeValidator(_one_line)]
Label = Annotated[str, Field(max_length=300), BeforeValidator(_one_line)]  # a name, or none
Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._+-]*$", max_length=100)]
Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:+/-]*$", max_length=100)]  # of a citation
Day = Annotated[
    str,
    Field(pattern=_DAY),
    BeforeValidator(_year),
    AfterValidator(_on_the_calendar),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": _DAY},
                {"type": "integer", "minimum": 1000, "maximum": 2999},
            ]
        }
    ),
]
Url = Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$", max_length=2000)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Many = Annotated[tuple[Item, ...], BeforeValidator(_tuple)]
_PATTERNS = {
    r"^[A-Za-z0-9][A-Za-z0-9._+-]*$": "an id of letters, digits and . _ + - that starts with a letter or digit",
    r"^[A-Za-z0-9][A-Za-z0-9._:+/-]*$": "a citation key of letters, digits and . _ : + / -",
    _DAY: "a date such as 2026-06-12",
    r"^https?://[^\s<>\"]+$": "an address that starts with http:// or https://",
    r"^[0-9a-f]{12}$": "a digest of 12 digits 0-9 and a-f",
    r"^pass@[1-9][0-9]{0,6}$": "a metric such as pass@1",
    r"^[0-9a-f]{32}$": "an md5 of 32 digits 0-9 and a-f",
}
_EXPECTED = {
    "float_type": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping of names to values",
    "model_type": "a mapping of names to values",
    "greater_than_equal": "at least {ge:g}",
    "greater_than": "more than {gt:g}",
    "less_than_equal": "at most {le:g}",
    "string_too_short": "text",
    "too_short": "at least one entry",
}


def check(located: Located, schema: type[Schema], problems: Problems) -> Schema | None:
    """Build the schema's value; None, and a problem for every mistake, where it cannot be built."""
    try:
        return schema.model_validate(located.value)
    except ValidationError as error:
        for mistake in error.errors(include_url=False):
            path = _path(mistake["loc"], located)
            fault = mistake.get("ctx", {}).get("error")
            if isinstance(fault, MistakesError):
                for place, message in _told_at_keys(fault, path, located):
                    problems.add(place, "value", message)
                continue
            code, message = _words(mistake, path, located, schema)
            at_key = code == "unknown-key" or mistake["loc"][-1:] == ("[key]",)
            problems.add(located.place(path, key=at_key), code, message)
        return None


def _told_at_keys(fault: MistakesError, path: YamlPath, located: Located) -> Iterator[tuple[Place, str]]:
    """Give each sentence at the key that it starts with, or at the entry where the key is missing."""
    for text in fault.told:
        inside = (*path, text.partition(":")[0])
        written = inside in located.values
        yield located.place(inside), text if written else f"{_named(path)}: {text}"


def _path(loc: YamlPath, located: Located) -> YamlPath:
    """Drop what pydantic puts into a path beside keys and indices, such as `[key]`."""
    path: YamlPath = ()
    for part in loc:
        if (*path, part) in located.values:
            path = (*path, part)
    return path


def _words(mistake: Any, path: YamlPath, located: Located, schema: type[BaseModel]) -> tuple[str, str]:
    """Give a problem's code and message."""
    kind, name, context = mistake["type"], _named(path), mistake.get("ctx", {})
    if kind == "extra_forbidden":
        known = _keys_at(schema, mistake["loc"][:-1])
        expected = meant(str(path[-1]), known) or f"; expected one of {', '.join(known)}"
        return "unknown-key", f"unknown key {shortened(path[-1])}{expected}"
    if kind == "missing":
        return "missing-key", f"{name} has no `{mistake['loc'][-1]}`; expected one"
    if kind == "value_error":
        return "value", f"{name}: {context['error']}"
    # What is not text is shown as it is written: 1e3, and not 1000.0.
    found = f"`{located.written[path]}`" if located.written.get(path) else shortened(mistake["input"])
    return (
        "value",
        f"{name}: found {_found(kind, found, mistake['input'])}; {_expected(mistake, path, located)}",
    )


def _found(kind: str, found: str, value: object) -> str:
    if kind == "string_too_long" and isinstance(value, str):
        return f"{len(value)} characters"
    return "no text" if kind == "string_too_short" else found


def _expected(mistake: Any, path: YamlPath, located: Located) -> str:
    kind, context = mistake["type"], mistake.get("ctx", {})
    if kind == "literal_error":
        known = re.findall(r"'([^']*)'", context["expected"])
        return f"expected one of {', '.join(known)}{meant(str(mistake['input']), known)}"
    if kind == "string_type":
        return "expected text" + (": write it in quotes" if located.written.get(path) else "")
    if kind == "string_pattern_mismatch":
        return f"expected {_PATTERNS[context['pattern']]}"
    if kind == "string_too_long":
        return f"expected at most {context['max_length']}"
    if kind in _EXPECTED:
        return f"expected {_EXPECTED[kind].format(**context)}"
    said: str = mistake["msg"]
    return f"expected {said.removeprefix('Input should be ')}"


def _named(path: YamlPath) -> str:
    """Name what stands at a path, as far as its line does not say it: `parameters.total`, `aliases[2]`."""
    indices = [at for at, part in enumerate(path[:-1]) if isinstance(part, int)]
    if path and isinstance(path[-1], int):
        return f"{path[-2] if len(path) > 1 else 'item'}[{path[-1] + 1}]"
    names = path[indices[-1] + 1 if indices else 0 :]
    return printable(".".join(str(part) for part in names)) or "the file"


def _keys_at(schema: Any, loc: YamlPath) -> tuple[str, ...]:
    """Find the keys that a schema allows at a path."""
    for part in loc:
        fields = getattr(_inner(schema), "model_fields", {})
        if part in fields:
            schema = fields[part].annotation
    return tuple(getattr(_inner(schema), "model_fields", {}))


def _inner(annotation: Any) -> Any:
    """Find the schema inside `X | None`, `tuple[X, ...]` and `Annotated[X, ...]`."""
    while get_origin(annotation) is not None and get_origin(annotation) is not Literal:
        annotation = next(each for each in get_args(annotation) if each not in {type(None), Ellipsis})
    return annotation
