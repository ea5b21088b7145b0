"""What EvalPlus files of every version share: tasks under `eval`, statuses in words, a hash that names the dataset."""

import re
from collections.abc import Collection, Iterable
from typing import TypeVar

import msgspec

from generator.load.adapters.counting import MOST_SAMPLES
from generator.load.adapters.decoding import at_key, decode, in_words, report_repeated_keys
from generator.load.adapters.protocol import ResultFile
from generator.load.days import is_day
from generator.load.problems import Problems, shortened

HARNESS = "evalplus"
FileShape = TypeVar("FileShape", bound=msgspec.Struct)
_AROUND = 4096  # bytes at either end of a file
_MD5 = re.compile(r"[0-9a-f]{32}")


class _Tasks(msgspec.Struct):
    eval: dict[str, msgspec.Raw]


def decode_tasks(
    file: ResultFile, kind: type[FileShape], of_task: object, problems: Problems
) -> FileShape | None:
    """Decode a file; where a task is not as it should be, name the task, which the decoder does not."""
    try:
        return msgspec.json.decode(file.content, type=kind)
    except msgspec.ValidationError:
        named = _mistaken_tasks(file, of_task, problems)
        return None if named else decode(file, kind, problems)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return decode(file, kind, problems)  # fails again, and says where


def _mistaken_tasks(file: ResultFile, of_task: object, problems: Problems) -> bool:
    before = len(problems.found)
    try:
        tasks = msgspec.json.decode(file.content, type=_Tasks).eval
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return False
    for task, raw in tasks.items():
        try:
            msgspec.json.decode(raw, type=of_task)
        except UnicodeDecodeError:
            return False  # the whole file says where
        except msgspec.ValidationError as error:
            words = re.sub(r"^\[(\d+)\]\.?", r"sample \1: ", in_words(error)).replace(": : ", ": ")
            problems.add(at_key(file, task), "value", f"{shortened(task)}: {words}")
    return len(problems.found) > before


def check_once(file: ResultFile, found: int, markers: Iterable[bytes], problems: Problems) -> None:
    """See that no key stands twice: what ends a key that each sample has once must stand as often as it is found.

    Inside a string quotes would be escaped, so that counting bytes is exact. Keys of the top level stand before the first
    task or after the last one; a second `eval` with samples would have told on itself.
    """
    content = file.content
    around = content[:_AROUND] + content[max(_AROUND, len(content) - _AROUND) :]
    once = (b'"eval"', b'"hash"', b'"date"')
    if any(around.count(key) > 1 for key in once) or any(content.count(key) != found for key in markers):
        report_repeated_keys(file, problems)


def check_counts(file: ResultFile, samples: Iterable[tuple[str, int]], problems: Problems) -> None:
    """See that there are tasks, each with a number of samples that can be."""
    any_task = False
    for task, number in samples:
        any_task = True
        if not 1 <= number <= MOST_SAMPLES:
            text = f"{shortened(task)}: found {number:,} samples; expected between 1 and {MOST_SAMPLES:,}"
            problems.add(at_key(file, task), "no-samples", text)
    if not any_task:
        problems.add(file.place, "no-tasks", "`eval` holds no task; expected at least one")


def check_statuses(
    file: ResultFile, statuses: Iterable[tuple[str, str, str]], known: Collection[str], problems: Problems
) -> None:
    """Name each status (task, field, status) that is not known, once with the number of samples that have it."""
    wrong: dict[tuple[str, str], list[str]] = {}
    for task, field, status in statuses:
        if status not in known:
            wrong.setdefault((field, status), []).append(task)
    for (field, status), tasks in wrong.items():
        more = f" (also in {len(tasks) - 1:,} more)" if len(tasks) > 1 else ""
        text = f"{shortened(tasks[0])}: {field}: found {shortened(status)}{more}; expected {', '.join(known)}"
        problems.add(at_key(file, tasks[0]), "status", text)


def md5_of(hashed: str | None) -> str:
    """Give the md5 that a file states of its dataset; empty where it states none."""
    return hashed if hashed and _MD5.fullmatch(hashed) else ""


def day_of(date: str | None) -> str:
    """Give the day of `2024-01-29 14:47`; empty where a file states none that the calendar has."""
    day = (date or "")[:10]
    return day if len(day) == len("2024-01-29") and is_day(day) else ""
