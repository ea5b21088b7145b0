"""What a text was parsed to is taken from the last time only where the text is the same, and nothing is wrong with it."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.cores import cores
from generator.errors import Place, Problem
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


AHEAD = """
import json, os, sys
from pathlib import Path

from generator.errors import Place
from generator.load.parsed_texts import ParsedTexts
from generator.load.problems import Problems

parsed = []


def parse(text, file, problems):
    parsed.append(file)
    if "!" in text:
        problems.add(Place(file), "odd", "found `!`; expected letters")
    return (len(text),)


root, names = Path(sys.argv[1]), sys.argv[2:]
texts, problems = ParsedTexts(root / "build"), Problems()
texts.ahead({root / name: parse for name in names}, root)
if (root / "changed").exists():
    (root / "changed").write_text((root / "changed").read_text() + "b")
parsed.clear()
contents = {name: (root / name).read_text() for name in names if (root / name).exists()}
found = {name: texts.of(text, name, tuple[int, ...], parse, problems=problems) for name, text in contents.items()}
texts.keep()
print(json.dumps([found, parsed, [str(each) for each in problems.found]]))
"""


def ahead(root: Path, contents: Mapping[str, str], *more: str) -> object:
    """Parse files ahead and then one by one, in a program of its own, which copies of it help; gives what it prints.

    That is the size of each, which of them were parsed once more, and the problems.
    """
    for name, text in contents.items():
        (root / name).write_text(text, encoding="utf-8")
    words = [sys.executable, "-c", AHEAD, str(root), *contents, *more]
    done = subprocess.run(words, check=True, capture_output=True, text=True, cwd=ROOT)
    return json.loads(done.stdout)


@pytest.mark.skipif(sys.platform != "linux" or cores() == 1, reason="copies need Linux and two cores")
def test_large_texts_are_parsed_ahead_but_those_that_are_wrong_or_change(tmp_path: Path) -> None:
    long = LONG * 10
    contents = {"good": long, "wrong": f"{long}!", "changed": long, "short": "a"}
    told = ["wrong: found `!`; expected letters"]
    sizes = {"good": [200_000], "wrong": [200_001], "changed": [200_001], "short": [1]}
    assert ahead(tmp_path, contents, "gone") == [sizes, ["wrong", "changed", "short"], told]


@pytest.mark.skipif(sys.platform != "linux" or cores() == 1, reason="copies need Linux and two cores")
def test_what_was_parsed_ahead_is_kept_for_the_next_time(tmp_path: Path) -> None:
    contents = {"one": LONG * 20, "two": LONG * 20}
    sizes = {"one": [400_000], "two": [400_000]}
    assert ahead(tmp_path, contents) == [sizes, [], []]
    kept = (tmp_path / "build/cache/reading/texts").read_bytes()
    assert ahead(tmp_path, contents) == [sizes, [], []]
    assert (tmp_path / "build/cache/reading/texts").read_bytes() == kept


@pytest.mark.parametrize("contents", [{"one": LONG * 40}, {"one": LONG, "two": LONG}], ids=["one", "small"])
def test_texts_that_are_few_or_small_are_not_parsed_ahead(
    tmp_path: Path, contents: Mapping[str, str]
) -> None:
    assert ahead(tmp_path, contents) == [
        {name: [len(text)] for name, text in contents.items()},
        list(contents),
        [],
    ]


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
