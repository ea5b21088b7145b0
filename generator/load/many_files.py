"""Read many result files: what is known of one from the last time not again, and what takes long on all cores."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from generator.load.looks import look_at
from generator.load.packing import Tasks
from generator.load.reading_cache import Known, ReadingCache
from generator.load.readings import Hashed, Reading
from generator.load.several_readers import read_all


def read_many(paths: Sequence[Path], root: Path, cache: ReadingCache | None = None) -> Iterator[Reading]:
    """Yield what each file holds, in the order of their paths; no more than a few of them are ever held."""
    known = [cache.known(path, root) if cache else Known("", look_at(path)) for path in paths]
    unread = [each for each in known if not each.current]
    now = cache.now(unread) if cache else 0
    wanted = [
        (path, each.sha256, each.size) for path, each in zip(paths, known, strict=True) if not each.current
    ]
    read = read_all(wanted, root)
    tasks = cache.tasks if cache else {}
    for at, (path, each) in enumerate(zip(paths, known, strict=True)):
        reading = each.reading
        if not each.current:
            hashed = next(read)
            reading = hashed.reading or reading
            known[at] = _now_known(each, hashed, path)
        if reading is None:
            raise AssertionError  # what is expected is known
        yield _sharing(reading, tasks)
    if cache and now:
        cache.keep(known, now)


def _now_known(before: Known, hashed: Hashed, path: Path) -> Known:
    """Note what was read; how a file looked counts only where it looks so still."""
    look = before.look if look_at(path) == before.look else None
    return Known(before.key, look, hashed.sha256, hashed.reading or before.reading)


def _sharing(reading: Reading, tasks: dict[Tasks, Tasks]) -> Reading:
    """Let runs of the same tasks have one list of them: of thousands, each takes more room than the tallies."""
    known = [tasks.setdefault(run.tasks, run.tasks) for run in reading.runs]
    if all(run.tasks is those for run, those in zip(reading.runs, known, strict=True)):
        return reading
    runs = tuple(replace(run, tasks=those) for run, those in zip(reading.runs, known, strict=True))
    return replace(reading, runs=runs)
