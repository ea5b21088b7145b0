"""Every Eval Ever 0.2 and 0.3: a line for each sample, and a record beside them with the model and the settings."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from generator.load.adapters.base_and_plus import paired
from generator.load.adapters.every_eval_ever_lines import runs_of_lines
from generator.load.adapters.every_eval_ever_records import asides_of_record
from generator.load.adapters.lines import first_line_is
from generator.load.adapters.protocol import Aside, RawRun, ResultFile
from generator.load.problems import Problems

NAME = "Every Eval Ever"
KEYS = frozenset(
    {"schema_version", "evaluation_id", "model_info", "evaluation_results", "sample_id", "evaluation_name"}
)
LOOKS_FOR = (
    "a `schema_version` and an `evaluation_id`, with `evaluation_results`, or a line for each `sample_id`"
)
_RECORD = re.compile(rb'"evaluation_results"\s*:\s*\[')


class _LineShape(msgspec.Struct):
    schema_version: msgspec.Raw
    evaluation_id: msgspec.Raw
    sample_id: msgspec.Raw


def recognises(content: bytes) -> bool:
    """Look for the results of a record, or at the first line."""
    return _is_record(content) or first_line_is(content, _LineShape)


def read(file: ResultFile, problems: Problems) -> tuple[RawRun | Aside, ...]:
    """Read the runs of the lines, or what a record says of its evaluation."""
    if _is_record(file.content):
        return tuple(asides_of_record(file, NAME, problems))
    return tuple(runs_of_lines(file, NAME, problems))


def join(runs: Iterable[RawRun], problems: Problems) -> Iterator[RawRun]:
    """Read base and plus tests that are evaluations of their own as one run, where all else about them is the same."""
    return paired(runs, problems, alike=_made_alike)


def _made_alike(run: RawRun) -> tuple[object, ...]:
    return (
        run.model,
        run.benchmark,
        run.dataset_version,
        run.decoding,
        run.harness,
        run.harness_version,
    )


def _is_record(content: bytes) -> bool:
    if any(mark not in content[:4096] for mark in (b'"schema_version"', b'"evaluation_id"')):
        return False
    return _RECORD.search(content) is not None
