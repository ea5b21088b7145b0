"""Many files: the same is read of them by one process or several, and with what is known from the last time."""

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import time_ns

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import Place, Problem
from generator.kept import keep, kept
from generator.load.looks import clock, look_at
from generator.load.many_files import read_many
from generator.load.packing import packed, unpacked
from generator.load.problems import Problems
from generator.load.reading_cache import ReadingCache
from generator.load.readings import Hashed, Reading, read_path
from generator.load.runs import read_given, read_raw, result_paths
from generator.load.several_readers import read_apart
from tests.load.adapters.test_hostile import VALID

FIXTURES = Path(__file__).parents[1] / "fixtures" / "runs"
FLAT = (FIXTURES / "flat_eval_results.json").read_bytes()
BROKEN = {
    "cut.json": FLAT[:-20],
    "empty.json": b" \n",
    "binary.json": FLAT[:50] + b"\0" + FLAT[50:],
    "latin.json": FLAT[:50] + "é".encode("latin-1") + FLAT[50:],
    "status.json": FLAT.replace(b'"pass"', b'"passed"', 1),
    "unknown.json": b'{"some": 1, "thing": 2}',
    "cut.json.gz": b"\x1f\x8b\x08\x00",
    "twice.json": FLAT.replace(b'"base_status": ', b'"base_status": "fail", "base_status": ', 1),
}
LONG_AGO = -(10**18)  # of the time within which how a file looks says nothing: all say something


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Write a folder of all formats that are read, of broken files, and of links."""
    runs = tmp_path / "report" / "results" / "runs"
    runs.mkdir(parents=True)
    for path in FIXTURES.glob("*.json*"):
        (runs / path.name).write_bytes(path.read_bytes())
    (runs / "stored.json").write_bytes(VALID[-1])
    for name, content in BROKEN.items():
        (runs / name).write_bytes(content)
    (runs / "there.json").symlink_to(FIXTURES / "flat_eval_results.json")
    (runs / "nowhere.json").symlink_to(runs / "not.json")
    return tmp_path / "report"


def paths(report: Path) -> list[Path]:
    return result_paths(report / "results" / "runs", report, Problems())


def cache(report: Path, settled: int = LONG_AGO) -> ReadingCache:
    return ReadingCache(report / "build", "results", worth_it=0, settled=settled)


def told(readings: Iterable[Reading]) -> list[str]:
    """Write out all that is in readings."""
    with np.printoptions(threshold=sys.maxsize):
        return [f"{each.runs}{each.scores}{each.problems}{each.places}" for each in readings]


def plainly(report: Path) -> list[str]:
    return told(read_many(paths(report), report))


def files_of(report: Path) -> list[Path]:
    return sorted(path for path in (report / "build").rglob("*") if path.is_file())


def forged(report: Path) -> Callable[[], bool]:
    """Let what is known of each file be another reading, and give how to see whether that is believed."""
    lie = Reading(problems=(Problem(Place("a lie"), "lie", "was never read"),))
    for file in files_of(report):
        part = kept(file, list)
        assert part is not None
        for entry in part[1].values():
            entry[2] = msgspec.Raw(packed(lie, {}) or b"")
        keep(file, part)
    before = plainly(report)
    return lambda: any(
        "a lie" in now and now != then
        for now, then in zip(told(read_many(paths(report), report, cache(report))), before, strict=True)
    )


def test_what_is_known_reads_as_what_is_read(report: Path) -> None:
    expected = plainly(report)
    assert told(read_many(paths(report), report, cache(report))) == expected
    assert len(files_of(report)) > 8
    for file in paths(report):
        known = cache(report).known(file, report)
        stays_unknown = file.name in {"empty.json", "there.json", "nowhere.json"}
        assert (known.current, known.reading is None) == (not stays_unknown, stays_unknown)
    assert told(read_many(paths(report), report, cache(report))) == expected


def by_processes_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what the processes do not tell be an error, and not be read here."""

    def refuse(path: Path, *_: object) -> Hashed:
        raise AssertionError(path)

    monkeypatch.setattr("generator.load.several_readers.read_path", refuse)


def test_several_processes_read_what_one_does(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [(path, "", 0) for path in paths(report)]
    here = [read_path(path, report) for path in paths(report)]
    by_processes_alone(monkeypatch)
    there = list(read_apart(wanted, report, 2))
    assert [each.sha256 for each in there] == [each.sha256 for each in here]
    assert told(each.reading or Reading() for each in there) == told(
        each.reading or Reading() for each in here
    )


def test_a_process_says_which_file_is_the_expected_one(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flat = report / "results" / "runs" / "flat_eval_results.json"
    hashed = read_path(flat, report)
    by_processes_alone(monkeypatch)
    (same,) = read_apart([(flat, hashed.sha256, 0)], report, 1)
    assert (same.sha256, same.reading) == (hashed.sha256, None)


def test_what_no_process_reads_is_read_here(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    there = read_apart([(path, "", 0) for path in paths(report)], report, 2)
    assert told(each.reading or Reading() for each in there) == plainly(report)


def test_no_process_is_left_where_reading_stops(report: Path) -> None:
    reading = read_apart([(path, "", 10**9) for path in paths(report)], report, 2)
    next(reading)
    assert len(children()) == 2
    reading.close()
    assert children() == []


def children() -> list[str]:
    threads = Path("/proc/self/task").glob("*/children")
    return [each for thread in threads for each in thread.read_text().split()]


def test_what_takes_long_is_read_by_processes_and_kept(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = plainly(report)
    monkeypatch.setattr("generator.load.several_readers._SECONDS", 0)
    by_processes_alone(monkeypatch)
    assert told(read_many(paths(report), report, cache(report))) == expected
    assert told(read_many(paths(report), report, cache(report))) == expected
    for path in paths(report):
        if not path.is_symlink():
            path.touch()
    assert told(read_many(paths(report), report, cache(report))) == expected


def test_a_file_that_looks_as_before_is_not_read(report: Path) -> None:
    list(read_many(paths(report), report, cache(report)))
    assert forged(report)()


def test_a_file_that_was_touched_is_known_by_its_content(report: Path) -> None:
    list(read_many(paths(report), report, cache(report)))
    believed = forged(report)
    for path in paths(report):
        if not path.is_symlink():
            path.touch()
    assert believed()


def test_content_that_changed_is_read_whatever_its_file_claims(report: Path) -> None:
    list(read_many(paths(report), report, cache(report)))
    for path in paths(report):
        if path.is_symlink():
            continue
        seen = path.stat()
        path.write_bytes(path.read_bytes().replace(b"HumanEval/", b"HumanEvil/"))
        os.utime(path, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    assert told(read_many(paths(report), report, cache(report))) == plainly(report)
    assert "HumanEvil/" in str(plainly(report))


def test_a_file_is_not_trusted_that_may_change_within_the_tick_in_which_it_was_read(report: Path) -> None:
    list(read_many(paths(report), report, cache(report, 10**9)))
    assert not any(cache(report).known(path, report).current for path in paths(report))
    runs = report / "results" / "runs"
    assert (
        cache(report).known(runs / "stored.json", report).sha256
        == read_path(runs / "stored.json", report).sha256
    )


def test_a_file_that_changes_while_it_is_read_is_not_trusted(report: Path) -> None:
    flat = report / "results" / "runs" / "flat_eval_results.json"
    reading = read_many([flat], report, cache(report))
    next(reading)
    flat.write_bytes(FLAT + b" ")
    assert list(reading) == []
    assert told(read_many([flat], report, cache(report))) == told(read_many([flat], report))


def test_the_clock_of_the_file_system_counts(report: Path) -> None:
    assert abs(clock(report / "new") - time_ns()) < 60 * 10**9
    assert list((report / "new").iterdir()) == []
    assert clock(report / "results" / "runs" / "stored.json") == 0


@pytest.mark.parametrize("at", [0, 20, 40, 200, -1])
def test_a_damaged_cache_is_as_good_as_none(report: Path, at: int) -> None:
    list(read_many(paths(report), report, cache(report)))
    believed = forged(report)
    for file in files_of(report):
        content = bytearray(file.read_bytes())
        content[at] ^= 1
        file.write_bytes(content)
    assert not believed()


def test_a_cache_that_is_cut_off_or_none_at_all_is_as_good_as_none(report: Path) -> None:
    list(read_many(paths(report), report, cache(report)))
    believed = forged(report)
    for file in files_of(report):
        file.write_bytes(file.read_bytes()[:-1])
    assert not believed()
    for file in files_of(report):
        file.unlink()
        file.mkdir()
    assert not believed()


def test_a_cache_of_another_program_is_as_good_as_none(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list(read_many(paths(report), report, cache(report)))
    believed = forged(report)
    monkeypatch.setattr("generator.kept.program", lambda: "another")
    assert not believed()


def test_a_folder_that_becomes_a_link_is_looked_at_again(report: Path) -> None:
    """Its files look as before."""
    list(read_many(paths(report), report, cache(report)))
    runs = report / "results" / "runs"
    runs.rename(report.parent / "elsewhere")
    runs.symlink_to(report.parent / "elsewhere")
    assert told(read_many(paths(report), report, cache(report))) == plainly(report)
    assert "outside results/" in plainly(report)[0]


def test_files_that_are_gone_are_forgotten(report: Path) -> None:
    list(read_many(paths(report), report, cache(report)))
    stored = report / "results" / "runs" / "stored.json"
    list(read_many([path for path in paths(report) if path != stored], report, cache(report)))
    assert cache(report).known(stored, report).reading is None


def test_a_cache_may_be_left_alone(report: Path) -> None:
    unwritten = ReadingCache(report / "build", "results", keeps=False, worth_it=0, settled=LONG_AGO)
    list(read_many(paths(report), report, unwritten))
    assert files_of(report) == []
    list(read_many(paths(report), report, cache(report)))
    believed = forged(report)
    fresh = ReadingCache(report / "build", "results", recalls=False, worth_it=0, settled=LONG_AGO)
    assert told(read_many(paths(report), report, fresh)) == plainly(report)
    assert not believed(), "what is read anew is kept"


def test_little_is_not_kept(report: Path) -> None:
    list(read_many(paths(report), report, ReadingCache(report / "build", "results")))
    assert not (report / "build").exists()


def test_a_cache_that_cannot_be_written_is_no_problem(report: Path) -> None:
    (report / "build").write_text("a file")
    assert told(read_many(paths(report), report, cache(report))) == plainly(report)


def test_a_name_that_is_no_text_is_read_each_time(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"a\xff.json")
    path.write_bytes(FLAT)
    expected = told(read_many([path], tmp_path))
    assert told(read_many([path], tmp_path, cache(tmp_path))) == expected
    assert told(read_many([path], tmp_path, cache(tmp_path))) == expected
    assert told(each.reading or Reading() for each in read_apart([(path, "", 0)], tmp_path, 1)) == expected


def test_runs_and_problems_are_the_same_with_what_is_known(report: Path) -> None:
    def all_of(known: ReadingCache | None) -> tuple[str, list[Problem]]:
        problems = Problems()
        raws = read_raw(paths(report), report, problems, cache=known)
        given = read_given(paths(report), report, problems, cache=known)
        with np.printoptions(threshold=sys.maxsize):
            return f"{raws}{given}", problems.found

    expected = all_of(None)
    assert all_of(cache(report)) == expected
    assert all_of(cache(report)) == expected


def test_runs_of_the_same_tasks_share_the_list_of_them(report: Path) -> None:
    stored = report / "results" / "runs" / "stored.json"
    twin = stored.with_name("twin.json")
    twin.write_bytes(VALID[-1] + b"\n")
    first, second = read_many([stored, twin], report)
    assert first.runs[0].tasks is second.runs[0].tasks


@given(st.sampled_from(VALID), st.data())
@settings(max_examples=50, deadline=None)
def test_whatever_a_file_holds_its_reading_can_be_kept(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(content)))
    put = data.draw(st.sampled_from([b"", b'"', b"9" * 30, b"\\ud800", b"1e999", b"\xc3\xa9", b"-1"]))
    folder = tmp_path_factory.mktemp("any")
    path = folder / "any.json"
    path.write_bytes(content[:at] + put + content[at + data.draw(st.integers(0, 3)) :])
    reading = read_path(path, folder).reading or Reading()
    tasks: dict[tuple[str, ...], int] = {}
    stored = packed(reading, tasks)
    again = unpacked(stored, list(tasks)) if stored is not None else reading
    assert told([again or Reading()]) == told([reading])


def test_real_files_read_the_same_when_they_are_known(tmp_path: Path) -> None:
    corpus = Path(os.environ.get("SCALEBOOK_CORPUS", "not-set"))
    if not corpus.is_dir():
        pytest.skip("SCALEBOOK_CORPUS names no folder of real result files")
    named = [path for path in result_paths(corpus, corpus, Problems()) if look_at(path)]
    expected = told(read_many(named, corpus))
    known = ReadingCache(tmp_path, "results", settled=LONG_AGO)
    assert told(read_many(named, corpus, known)) == expected
    assert told(read_many(named, corpus, ReadingCache(tmp_path, "results"))) == expected
