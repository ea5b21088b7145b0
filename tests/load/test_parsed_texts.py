"""What a text was parsed to is taken from the last time only where the text is the same, and nothing is wrong with it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.errors import Place, Problem
from generator.load import parsed_texts
from generator.load.bibtex import read_references
from generator.load.located import Located, parse_yaml
from generator.load.parsed_texts import ParsedTexts
from generator.load.problems import Problems
from generator.model.reference import Reference

ROOT = Path(__file__).parents[2]
LONG = "a" * 20_000
Sizes = Callable[..., tuple[int, ...] | None]


@pytest.fixture
def parsed() -> list[str]:
    return []


@pytest.fixture
def sizes(tmp_path: Path, parsed: list[str]) -> Sizes:
    """Give the size of a text, kept from call to call."""

    def parse(text: str, file: str, problems: Problems) -> tuple[int, ...] | None:
        parsed.append(file)
        if "!" in text:
            problems.add(Place(file), "odd", "found `!`; expected letters")
        return None if "?" in text else (len(text),)

    def of(
        text: str, file: str = "a.txt", *, keeps: bool = True, recalls: bool = True
    ) -> tuple[int, ...] | None:
        texts = ParsedTexts(tmp_path, keeps=keeps, recalls=recalls)
        found = texts.of(text, file, tuple[int, ...], parse, problems=Problems())
        texts.keep()
        return found

    return of


def test_a_text_that_is_the_same_is_not_parsed_again(sizes: Sizes, parsed: list[str]) -> None:
    assert [sizes(LONG) for _ in range(3)] == [(20_000,)] * 3
    assert parsed == ["a.txt"]
    assert sizes(f"{LONG}b") == (20_001,)
    assert parsed == ["a.txt", "a.txt"]


def test_a_text_is_known_by_its_file(sizes: Sizes, parsed: list[str]) -> None:
    assert sizes(LONG) == sizes(LONG, "b.txt") == (20_000,)
    assert parsed == ["a.txt", "b.txt"]


@pytest.mark.parametrize("text", ["short", f"{LONG}!", f"{LONG}?!"])
def test_what_is_short_or_wrong_is_parsed_each_time(text: str, sizes: Sizes, parsed: list[str]) -> None:
    assert sizes(text) == sizes(text)
    assert parsed == ["a.txt", "a.txt"]


def test_who_neither_keeps_nor_recalls_parses(sizes: Sizes, parsed: list[str]) -> None:
    assert sizes(LONG, keeps=False) == (20_000,)
    assert sizes(LONG) == sizes(LONG, keeps=False) == (20_000,)
    assert len(parsed) == 2
    assert sizes(LONG, recalls=False) == (20_000,)
    assert len(parsed) == 3


def test_what_cannot_be_read_or_written_is_parsed_again(
    sizes: Sizes, parsed: list[str], tmp_path: Path
) -> None:
    assert sizes(LONG) == (20_000,)
    kept = tmp_path / "cache/reading/texts"
    kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    assert sizes(LONG) == (20_000,)
    kept.unlink()
    kept.parent.rmdir()
    kept.parent.write_text("a file")
    assert sizes(LONG) == (20_000,)
    assert len(parsed) == 3


def test_a_number_that_cannot_be_written_down_is_parsed_again(tmp_path: Path) -> None:
    text = f"number: 99999999999999999999\ntext: {LONG}\n"
    for _ in range(2):
        texts = ParsedTexts(tmp_path)
        found = texts.of(text, "a.yaml", Located, parse_yaml, problems=Problems())
        texts.keep()
        assert found == parse_yaml(text, "a.yaml", Problems())
        assert texts.now == {}


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let work be shared out, all of it to this process: a test runner has threads, and is not copied."""

    def shared(count: int, do: Callable[[int], object], *_: object) -> tuple[list[object], list[object]]:
        return [do(at) for at in range(count)], []

    monkeypatch.setattr(parsed_texts, "can_copy", lambda: True)
    monkeypatch.setattr(parsed_texts, "cores", lambda: 2)
    monkeypatch.setattr(parsed_texts, "shared_out", shared)


@pytest.mark.usefixtures("two_cores")
def test_large_texts_are_parsed_ahead_but_those_that_are_wrong_or_change(tmp_path: Path) -> None:
    parsed: list[str] = []

    def parse(text: str, file: str, problems: Problems) -> tuple[int, ...]:
        parsed.append(file)
        if "!" in text:
            problems.add(Place(file), "odd", "found `!`; expected letters")
        return (len(text),)

    long = LONG * 10
    contents = {"good": long, "wrong": f"{long}!", "changed": long, "short": "a"}
    for name, text in contents.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    texts = ParsedTexts(tmp_path / "build")
    texts.ahead({tmp_path / name: parse for name in (*contents, "gone")}, tmp_path)
    assert parsed == ["good", "wrong", "changed"]

    contents["changed"] += "b"
    problems = Problems()
    found = {
        name: texts.of(text, name, tuple[int, ...], parse, problems=problems)
        for name, text in contents.items()
    }
    assert found == {"good": (200_000,), "wrong": (200_001,), "changed": (200_001,), "short": (1,)}
    assert parsed[3:] == ["wrong", "changed", "short"]
    assert [problem.place.file for problem in problems.found] == ["wrong"]

    texts.keep()
    again = ParsedTexts(tmp_path / "build")
    again.ahead({tmp_path / name: parse for name in contents}, tmp_path)
    assert again.of(long, "good", tuple[int, ...], parse, problems=Problems()) == (200_000,)
    assert len(parsed) == 6


@pytest.mark.usefixtures("two_cores")
def test_texts_that_are_few_are_parsed_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(LONG, encoding="utf-8")

    def refuse(*given: object) -> None:
        raise AssertionError(given)

    ParsedTexts(tmp_path / "build").ahead({tmp_path / "a": refuse}, tmp_path)


def test_files_of_this_report_come_out_as_they_were_parsed(tmp_path: Path) -> None:
    files = [*(ROOT / "results").glob("*.yaml"), ROOT / "results/references.bib"]
    contents = {file.name: file.read_text(encoding="utf-8") for file in files}
    large = {name: text for name, text in contents.items() if len(text) >= 20_000}
    assert {"models.yaml", "claims.yaml", "references.bib"} & large.keys()

    def refuse(*given: object) -> None:
        raise AssertionError(given)

    for turn in range(2):
        texts = ParsedTexts(tmp_path)
        for name, text in large.items():
            problems = Problems()
            if name.endswith(".bib"):
                references = texts.of(
                    text, name, tuple[Reference, ...], refuse if turn else read_references, problems=problems
                )
                plain = read_references(text, name, Problems())
                assert references == plain
                assert [each.place for each in references or ()] == [each.place for each in plain]
            else:
                located = texts.of(text, name, Located, refuse if turn else parse_yaml, problems=problems)
                assert located == parse_yaml(text, name, Problems())
            assert problems.found == list[Problem]()
        texts.keep()
