"""Read claims from a file of any known form: CSV, JSON, or the text of a synthesis report; told apart by content."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.errors import Place
from generator.load.claim_rows import is_table, read_rows_of_claims
from generator.load.files import place_of, read_text
from generator.load.located import Located, YamlPath, parse_yaml
from generator.load.problems import Problems
from generator.load.synthesis_text import is_synthesis, read_synthesis
from generator.model.report import Synthesis

_FORMS = (
    "CSV with a column `text`, JSON with a list of claims, or the text of a synthesis report with a table of the "
    "columns Claim, Verified and Confidence, tabs between them"
)

_PAIR = re.compile(r"((?<!\\)(?:\\\\)*)(\\u[dD][89abAB]..\\u[dD][c-fC-F]..)")  # which YAML does not read


@dataclass(frozen=True, slots=True, eq=False)
class ClaimFile:
    """Claims as a file states them: records in the layout of claims.yaml, which may lack what it does not say."""

    form: str  # in words
    records: tuple[dict[str, Any], ...]
    located: Located  # the places of `{"claims": records}`
    synthesis: Synthesis | None = None
    addresses: tuple[str, ...] = ()  # that the synthesis lists

    @property
    def miscounted(self) -> str:
        """Say where a synthesis counts other claims than its table has; empty where it does not."""
        stated = self.synthesis
        ticked = sum(record["stated"]["verified"] for record in self.records) if stated else 0
        pairs = (
            (
                (stated.claims_extracted, len(self.records), "extracted"),
                (stated.claims_verified, ticked, "verified"),
            )
            if stated
            else ()
        )
        return "; ".join(
            f"it counts {said} claims {done}, its table has {there}"
            for said, there, done in pairs
            if said not in {None, there}
        )


def read_claim_file(path: Path, root: Path, problems: Problems) -> ClaimFile | None:
    """Read a file of claims; None, and problems, where it cannot be read."""
    text, file = read_text(path, root, problems), place_of(path, root).file
    if text is None:
        return None
    if text.lstrip()[:1] in {"[", "{"}:
        return _of_json(text, file, problems)
    if is_synthesis(text):
        found = read_synthesis(text, file, problems)
        stated = _completed(found.claims, "text of a synthesis report")
        return replace(stated, synthesis=found.synthesis, addresses=found.addresses)
    if is_table(text):
        return _completed(read_rows_of_claims(text, file, problems), "CSV")
    problems.add(Place(file), "unknown-form", f"holds no claims in a form that is known; expected {_FORMS}")
    return None


def _of_json(text: str, file: str, problems: Problems) -> ClaimFile | None:
    located = _parsed(text, file, problems)
    if located is None:
        return None
    bare = isinstance(located.value, list)
    records = located.value if bare else located.value.get("claims")
    others = () if bare else [key for key in located.value if key != "claims"]
    if not isinstance(records, list) or not records or others:
        text = "found no list of claims; expected a list of them, or `claims` with a list, and nothing else"
        problems.add(Place(file), "no-claims", text)
        return None
    for at, record in enumerate(records):
        if not isinstance(record, dict):
            where = located.place((at,) if bare else ("claims", at))
            problems.add(where, "value", f"claims[{at + 1}]: found no object; expected the keys of a claim")
    wrapped = _wrapped(located) if bare else located
    return _completed(wrapped, "JSON") if all(isinstance(each, dict) for each in records) else None


def _parsed(text: str, file: str, problems: Problems) -> Located | None:
    """Parse JSON with places, which YAML can give; without them where YAML does not read what JSON allows."""
    try:
        value = json.loads(text, parse_constant=_refuse)
        json.dumps(value, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        said = f"{error.msg[:1].lower()}{error.msg[1:]}; expected JSON"
        problems.add(Place(file, error.lineno, error.colno), "json-syntax", said)
    except UnicodeEncodeError:
        problems.add(Place(file), "json-syntax", "found half a character in an escape; expected a whole one")
    except ValueError as error:
        problems.add(Place(file), "json-syntax", f"{error}; expected a finite number")
    except RecursionError:
        problems.add(
            Place(file), "too-deep", "found far too many levels of nesting; expected a list of claims"
        )
    else:
        plain = _PAIR.sub(lambda pair: pair[1] + json.loads(f'"{pair[2]}"'), text.replace("\t", " "))
        located = parse_yaml(plain, file, unseen := Problems())
        if located is not None and located.value == value:
            return located
        refused = [each for each in unseen.found if each.code != "yaml-syntax"]
        problems.found.extend(refused)
        return None if refused else Located(value, file, values=dict.fromkeys(_paths(value), (0, 0)))
    return None


def _refuse(constant: str) -> float:
    raise ValueError(f"found {constant}")


def _paths(value: object, path: YamlPath = ()) -> Iterator[YamlPath]:
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield from _paths(each, (*path, key))


def _wrapped(located: Located) -> Located:
    """Put a bare list of claims where claims.yaml has them."""
    tables = (
        {("claims", *path): at for path, at in table.items()} for table in (located.keys, located.values)
    )
    keys, values = tables
    written = {("claims", *path): said for path, said in located.written.items()}
    return Located({"claims": located.value}, located.file, keys, values, written)


def _completed(located: Located, form: str) -> ClaimFile:
    """State what a record leaves open: that nobody has read the claim against its source yet."""
    records = tuple(_record(each) for each in located.value["claims"])
    return ClaimFile(form, records, located)


def _record(found: dict[str, Any]) -> dict[str, Any]:
    record = {"kind": "finding", "verdict": "not_enough_info", **found}
    if isinstance(record.get("confidence"), dict):
        record["confidence"] = {**record["confidence"]}
        record["confidence"].setdefault("kind", "unstated")
    if isinstance(record.get("stated"), dict):
        record["stated"] = {**record["stated"]}
        record["stated"].setdefault("by", "its source")
    return record
