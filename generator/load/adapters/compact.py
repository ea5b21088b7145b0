"""Scalebook's own form: tallies with their provenance, as `gen add` stores them."""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec
import numpy as np

from generator.load.adapters.counting import MOST_SAMPLES, counts
from generator.load.adapters.decoding import at_key, decode, report_repeated_keys
from generator.load.adapters.protocol import RawRun, ResultFile
from generator.load.days import is_day
from generator.load.problems import Problems, shortened
from generator.model.run import Counts, Decoding, Provenance, SourceFile, StatedScore, Strategy

NAME = "Scalebook (a stored run)"
FORMAT = "scalebook-run/1"
LOOKS_FOR = f'`"format": "{FORMAT}"`'
_SHAPE = re.compile(rb'"format"\s*:\s*"scalebook-run/')
_START = re.compile(rb'\s*\{\s*"format"\s*:\s*"scalebook-run/')
_KEY = re.compile(rb'"([a-z_0-9]+)"\s*:')
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MD5 = re.compile(r"[0-9a-f]{32}")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


class _SourceFile(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    sha256: str


class _Provenance(msgspec.Struct, forbid_unknown_fields=True):
    files: list[_SourceFile]
    harness: str = ""
    harness_version: str = ""
    dataset_md5: str = ""
    date: str = ""
    source: str = ""
    url: str = ""
    named_as: str = ""
    note: str = ""


class _Decoding(msgspec.Struct, forbid_unknown_fields=True):
    strategy: Strategy
    temperature: float | None = None
    top_p: float | None = None


class _Stated(msgspec.Struct, forbid_unknown_fields=True):
    plus: bool
    k: int
    value: float


class _Run(msgspec.Struct, forbid_unknown_fields=True):
    format: Literal["scalebook-run/1"]
    model: str
    benchmark: str
    dataset_version: str
    decoding: _Decoding
    provenance: _Provenance
    tasks: list[str]
    samples: list[int]
    base: list[int] | None
    plus: list[int] | None
    plus_alone: list[int] | None = None
    timed_out: int = 0
    plus_without_base: int = 0
    stated: list[_Stated] = []


KEYS = frozenset(_Run.__struct_fields__)


def recognises(content: bytes) -> bool:
    """Look for the format's name."""
    return _SHAPE.search(content[:65536]) is not None


def begins_so(content: bytes) -> bool:
    """Say whether the format's name is the first that a file says, as in each that `gen add` wrote."""
    return _START.match(content) is not None


def read(file: ResultFile, problems: Problems) -> tuple[RawRun, ...]:
    """Read one stored run."""
    before = len(problems.found)
    stored = decode(file, _Run, problems)
    if stored is None:
        return ()
    if not _each_key_once(file.content):
        report_repeated_keys(file, problems)
    for key, text in (*_impossible(stored), *_misstated(stored), *_misdrawn(stored)):
        problems.add(at_key(file, key), "tallies" if key in KEYS else "value", f"{key}: {text}")
    return () if len(problems.found) > before else (_raw(stored, file),)


def _each_key_once(content: bytes) -> bool:
    """Say at a glance that no key stands twice; not of every file in order, such as one with several source files."""
    keys = _KEY.findall(content)
    return len(set(keys)) == len(keys) and b"\\" not in content


def _impossible(stored: _Run) -> Iterator[tuple[str, str]]:
    """Yield the key and the mistake of tallies that cannot be."""
    if not stored.tasks:
        yield "tasks", "found none; expected at least one"
    if len(set(stored.tasks)) < len(stored.tasks):
        repeated = next(task for task in stored.tasks if stored.tasks.count(task) > 1)
        yield "tasks", f"found {shortened(repeated)} twice; expected each task once"
    rows = {
        "samples": stored.samples,
        "base": stored.base,
        "plus": stored.plus,
        "plus_alone": stored.plus_alone,
    }
    for key, row in rows.items():
        if row is not None and len(row) != len(stored.tasks):
            yield key, f"found {len(row)} counts for {len(stored.tasks)} tasks; expected one for each"
    if any(row is not None and len(row) != len(stored.tasks) for row in rows.values()):
        return
    if _possible(stored.samples, stored.base, stored.plus, stored.plus_alone):
        return
    for at, task in enumerate(stored.tasks):
        limits = {"samples": MOST_SAMPLES, "base": stored.samples[at], "plus_alone": stored.samples[at]}
        limits["plus"] = stored.base[at] if stored.base else stored.samples[at]
        for key, row in rows.items():
            low = 1 if key == "samples" else 0
            if row is not None and not low <= row[at] <= max(limits[key], 0):
                of = "" if key == "samples" else f", the {'base passes' if key == 'plus' else 'samples'}"
                yield (
                    key,
                    f"found {row[at]} for {shortened(task)}; expected between {low} and {limits[key]}{of}",
                )


def _possible(
    samples: list[int] | None, base: list[int] | None, plus: list[int] | None, alone: list[int] | None
) -> bool:
    """Say that there is no count that cannot be, without looking for where it is."""
    try:
        drawn = np.array(samples, np.int32)
        passing = drawn if base is None else np.array(base, np.int32)
        both, only = (np.array(row or [0], np.int32) for row in (plus, alone))
    except OverflowError:
        return False
    return bool(
        drawn.min(initial=1) >= 1
        and drawn.max(initial=1) <= MOST_SAMPLES
        and min(passing.min(initial=0), both.min(), only.min()) >= 0
        and (passing <= drawn).all()
        and (both <= (passing if base else drawn)).all()
        and (only <= drawn).all()
    )


def _misstated(stored: _Run) -> Iterator[tuple[str, str]]:
    """Yield the key and the mistake of what is stated beside the tallies."""
    origin = stored.provenance
    if not origin.files:
        yield "files", "found none; expected the file that the run was read from"
    for file in origin.files:
        if not _SHA256.fullmatch(file.sha256):
            yield "sha256", f"found {shortened(file.sha256)}; expected 64 hexadecimal digits"
    for key, pattern, expected in (
        ("dataset_md5", _MD5, "32 hexadecimal digits"),
        ("url", _ADDRESS, "an address that starts with http:// or https://"),
    ):
        value = getattr(origin, key)
        if value and not pattern.fullmatch(value):
            yield key, f"found {shortened(value)}; expected {expected}"
    if origin.date and not is_day(origin.date):
        yield "date", f"found {shortened(origin.date)}; expected a date such as 2026-06-12"
    for key in ("timed_out", "plus_without_base"):
        if not 0 <= (count := getattr(stored, key)) <= sum(stored.samples):
            yield key, f"found {count}; expected between 0 and {sum(stored.samples)}, the samples"


def _misdrawn(stored: _Run) -> Iterator[tuple[str, str]]:
    """Yield the key and the mistake of how samples were drawn, and of the scores that the raw file stated."""
    drawn = stored.decoding
    if contradiction := Decoding(**msgspec.structs.asdict(drawn)).contradiction:
        yield "decoding", contradiction
    if drawn.temperature is not None and not 0 <= drawn.temperature <= 10:
        yield "temperature", f"found {drawn.temperature:g}; expected between 0 and 10"
    if drawn.top_p is not None and not 0 <= drawn.top_p <= 1:
        yield "top_p", f"found {drawn.top_p:g}; expected between 0 and 1"
    for each in stored.stated:
        if each.k < 1 or not 0 <= each.value <= 1:
            found = f"found pass@{each.k} of {each.value:g}"
            yield "stated", f"{found}; expected k from 1, and a value between 0 and 1"


def _raw(stored: _Run, file: ResultFile) -> RawRun:
    origin = msgspec.structs.asdict(stored.provenance)
    files = tuple(SourceFile(each.name, each.sha256) for each in origin.pop("files"))
    return RawRun(
        files=(file,),
        format=NAME,
        harness=stored.provenance.harness,
        harness_version=stored.provenance.harness_version,
        tasks=tuple(stored.tasks),
        samples=counts(stored.samples),
        base=_optional(stored.base),
        plus=_optional(stored.plus),
        plus_alone=_optional(stored.plus_alone),
        model=stored.model,
        benchmark=stored.benchmark,
        dataset_version=stored.dataset_version,
        dataset_md5=stored.provenance.dataset_md5,
        date=stored.provenance.date,
        decoding=Decoding(**msgspec.structs.asdict(stored.decoding)),
        timed_out=stored.timed_out,
        plus_without_base=stored.plus_without_base,
        stated=tuple(StatedScore(each.plus, each.k, each.value) for each in stored.stated),
        provenance=Provenance(files=files, **origin),
    )


def _optional(values: list[int] | None) -> Counts | None:
    return None if values is None else counts(values)
