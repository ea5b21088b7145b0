"""MkDocs as a program of its own: it turns `build/docs` into HTML, and its warnings become problems."""

import errno
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.errors import InputError, Place, Problem
from generator.publish.config import FILE, read_config, setting_place

_LINE = re.compile(r"(?P<level>[A-Z]+) +- +(?P<text>.*)")
_DOC = re.compile(r"(?:Doc file|Error (?:reading|building) page) '(?P<doc>[^']+)'")
_SETTING = re.compile(r"Config value '(?P<name>[^'.]+)")
_ABOUT_LINKS = re.compile(r"Doc file '[^']+' contains an? .*link ")
_ABOUT_STRICT = re.compile(r"^Aborted with \d+ warnings? in strict mode", re.MULTILINE)
_FULL = "|".join(map(str, (errno.ENOSPC, errno.EDQUOT, errno.EROFS)))
_UNWRITABLE = re.compile(
    rf"^(?:OSError|ERROR +- +Error building page '[^'\n]*'): \[Errno (?P<number>{_FULL})\]", re.MULTILINE
)
_LOUD = frozenset({"WARNING", "ERROR", "CRITICAL"})


@dataclass(frozen=True, slots=True)
class Warnings:
    """What MkDocs found wrong; dead links stand apart, since our own check says more of them."""

    links: tuple[Problem, ...] = ()
    others: tuple[Problem, ...] = ()
    cut_short: bool = False  # it ended before all pages were there


def run_mkdocs(root: Path, target: Path, sources: Mapping[str, Place], epoch: int) -> Warnings:
    """Build `build/docs` into `target` as `build/mkdocs.yml` says; the same input gives the same bytes."""
    # No --quiet: MkDocs then counts no warnings, and --strict means nothing.
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "--strict"]
    command += ["-f", str((root / "build" / FILE).absolute()), "-d", str(target.absolute())]
    done = subprocess.run(  # noqa: S603 - our own interpreter, and arguments without a shell
        command,
        cwd=root,
        env=environment_of(epoch),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode and (match := _UNWRITABLE.search(done.stdout)):
        number = int(match["number"])
        raise OSError(number, os.strerror(number), str(target))
    messages = list(_messages(done.stdout))
    if done.returncode and not messages:
        messages = [_last_words(done.stdout) or f"ends with exit code {done.returncode} and says nothing"]
    links, others = _sorted_out(messages, sources, read_config(root))
    return Warnings(links, others, bool(done.returncode) and not _ABOUT_STRICT.search(done.stdout))


def environment_of(epoch: int) -> dict[str, str]:
    """Give what MkDocs shall find in its environment, so that the same input gives the same bytes."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONWARNINGS"}
    stated = environment.get("SOURCE_DATE_EPOCH") or str(epoch)
    if not stated.isdecimal():
        text = f"found `{stated}`; expected a number of seconds since 1970, such as {epoch}"
        raise InputError(Problem(Place("SOURCE_DATE_EPOCH"), "epoch", text))
    fixed = {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "SOURCE_DATE_EPOCH": stated,
    }
    return environment | fixed


def _messages(output: str) -> Iterator[str]:
    """Yield each warning and error, with the lines that belong to it."""
    lines: list[str] = []
    for line in output.splitlines():
        match = _LINE.match(line)
        if match or line.startswith(("Aborted with", "Traceback ")):
            if lines:
                yield "\n".join(lines).strip()
            lines = [match["text"]] if match and match["level"] in _LOUD else []
        elif lines:
            lines.append(line)
    if lines:
        yield "\n".join(lines).strip()


def _last_words(output: str) -> str:
    """Give what a failure without warnings says of itself: from `Error:` on, or the last line."""
    start = output.rfind("\nError: ")
    if start >= 0:
        return output[start:].strip().removeprefix("Error: ")
    lines = [line for line in output.splitlines() if line.strip()]
    return lines[-1].strip() if lines else ""


def _sorted_out(
    messages: list[str], sources: Mapping[str, Place], config: yaml.MappingNode
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    links: list[Problem] = []
    others: list[Problem] = []
    for message in messages:
        problem = Problem(_place(message, sources, config), "mkdocs", f"MkDocs says: {message}")
        (links if _ABOUT_LINKS.match(message) else others).append(problem)
    return tuple(links), tuple(others)


def _place(message: str, sources: Mapping[str, Place], config: yaml.MappingNode) -> Place:
    doc = _DOC.search(message)
    if doc and doc["doc"] in sources:
        return sources[doc["doc"]]
    setting = _SETTING.match(message)
    return setting_place(config, setting["name"]) if setting else Place(FILE)
