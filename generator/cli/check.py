"""`gen check`: list every mistake and every finding."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import get_args

import click

from generator import pipeline
from generator.cli.printing import counted, progress
from generator.errors import InputError, Place, Problem
from generator.model.finding import Finding, Severity

SEVERITIES = tuple(reversed(get_args(Severity)))  # the least first
_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}  # here, and in a GitHub workflow
_Report = Callable[[Sequence[Problem], Sequence[Finding]], Iterator[str]]


@click.command("check")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Print lines, a JSON list, or annotations of a GitHub workflow.",
)
@click.option(
    "--fail-on",
    type=click.Choice(SEVERITIES),
    default="warning",
    show_default=True,
    help="The least severity of a finding that ends with exit code 1.",
)
@click.pass_obj
def command(root: Path, form: str, fail_on: str) -> None:
    """List every mistake in the report's files, and every finding in files that are in order; write nothing.

    A problem is a mistake to be mended, and always ends with exit code 1. A finding is what a reader of sound data
    should know, such as a run whose samples all timed out.

    \b
    gen check
    gen check --format github --fail-on error
    """
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()
    try:
        with progress("checking"):
            findings = pipeline.check(root)
    except InputError as error:
        problems = error.problems
    for line in _REPORTS[form](problems, findings):
        click.echo(line)
    failed = bool(problems) or at_least(fail_on, findings)
    click.get_current_context().exit(1 if failed else 0)


def at_least(severity: str, findings: Iterable[Finding]) -> bool:
    """Say whether a finding is as grave as this, or graver."""
    grave = SEVERITIES[SEVERITIES.index(severity) :]
    return any(finding.severity in grave for finding in findings)


def _as_text(problems: Sequence[Problem], findings: Sequence[Finding]) -> Iterator[str]:
    yield from map(str, problems)
    yield from map(str, findings)
    if problems:
        yield f"{counted(len(problems), 'problem')}; findings are looked for once there is none"
    else:
        yield f"no problems, {counted(len(findings), 'finding')}"


def _as_json(problems: Sequence[Problem], findings: Sequence[Finding]) -> Iterator[str]:
    listed = [_record(each.place, each.code, "problem", each.message) for each in problems]
    listed += [_record(each.place, each.code, each.severity, each.sentence) for each in findings]
    yield json.dumps(listed, indent=1, ensure_ascii=False)


def _record(place: Place, code: str, severity: str, message: str) -> Mapping[str, str | int | None]:
    where = {"file": place.file, "line": place.line or None, "column": place.column or None}
    return {**where, "severity": severity, "code": code, "message": message}


def _for_github(problems: Sequence[Problem], findings: Sequence[Finding]) -> Iterator[str]:
    yield from (_annotation("error", each.place, each.code, each.message) for each in problems)
    yield from (
        _annotation(_LEVELS[each.severity], each.place, each.code, each.sentence) for each in findings
    )


def _annotation(level: str, place: Place, code: str, message: str) -> str:
    """Write a workflow command of GitHub Actions."""
    known: dict[str, str | int] = {
        "file": place.file,
        "line": place.line,
        "col": place.column,
        "title": code,
    }
    properties = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in known.items() if value)
    return f"::{level} {properties}::{_escaped(message)}"


def _escaped(value: str | int, also: str = "") -> str:
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{also}" else sign for sign in str(value))


_REPORTS: Mapping[str, _Report] = MappingProxyType(
    {"text": _as_text, "json": _as_json, "github": _for_github}
)
