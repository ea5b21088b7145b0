"""Bytes and text of files, and the places in them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import Place
from generator.load.files import decode, line_column, listed, place_of, read_bytes, read_text
from generator.load.problems import Problems

BOM = b"\xef\xbb\xbf"


def told(content: bytes) -> list[str]:
    problems = Problems()
    assert decode(content, Place("f"), problems) is None
    return [str(problem) for problem in problems.found]


def test_a_place_is_relative_to_the_report_where_it_lies_in_it() -> None:
    assert place_of(Path("/report/results/a.yaml"), Path("/report")) == Place("results/a.yaml")
    assert place_of(Path("results/a.yaml"), Path()) == Place("results/a.yaml")
    assert place_of(Path("/elsewhere/a.yaml"), Path("/report")) == Place("/elsewhere/a.yaml")


def test_a_place_shows_what_cannot_be_printed_as_escapes() -> None:
    assert place_of(Path("/report/a\n\x1b\udcff.json"), Path("/report")) == Place("a\\n\\x1b\\udcff.json")


@pytest.mark.parametrize(
    ("content", "offset", "at"),
    [
        (b"", 0, (1, 1)),
        (b"ab\ncd", 2, (1, 3)),
        (b"ab\ncd", 3, (2, 1)),
        (b"ab\ncd", 5, (2, 3)),
        ("aé\nöx".encode(), 6, (2, 2)),
        (BOM + b"ab", 4, (1, 2)),
        (b"a\r\nb", 3, (2, 1)),
    ],
)
def test_lines_and_columns_are_counted_in_characters(
    content: bytes, offset: int, at: tuple[int, int]
) -> None:
    assert line_column(content, offset) == at


@given(st.text(st.characters(codec="utf-8"), max_size=40), st.data())
def test_the_place_of_a_character_is_where_an_editor_shows_it(text: str, data: st.DataObject) -> None:
    text = text.replace("\r", " ").lstrip("\ufeff")
    at = data.draw(st.integers(0, len(text)))
    lines = text[:at].split("\n")
    assert line_column(text.encode(), len(text[:at].encode())) == (len(lines), len(lines[-1]) + 1)


@pytest.mark.parametrize("content", ["Größe\n".encode(), BOM + "Größe\n".encode()])
def test_utf_8_is_read_with_or_without_a_mark(content: bytes) -> None:
    assert decode(content, Place("f"), Problems()) == "Größe\n"


NO_UTF_8 = "expected UTF-8: save the file as UTF-8"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"a\nb\xf6", f"f:2:2: found the byte 0xf6, which is “ö” in Latin-1 or Windows-1252; {NO_UTF_8}"),
        (b"\x93a\x94", f"f:1:1: found the byte 0x93, which is ““” in Latin-1 or Windows-1252; {NO_UTF_8}"),
        (BOM + b"ab\xe9", f"f:1:3: found the byte 0xe9, which is “é” in Latin-1 or Windows-1252; {NO_UTF_8}"),
        (
            "€ costs ".encode() + b"\xe2\x82",
            f"f:1:9: found the byte 0xe2, which is “â” in Latin-1 or Windows-1252; {NO_UTF_8}",
        ),
        (b"a\x81", f"f:1:2: found the byte 0x81, which is no UTF-8; {NO_UTF_8}"),
        (b"\x01\x02\xf6", f"f:1:3: found the byte 0xf6, which is no UTF-8; {NO_UTF_8}"),
        ("é".encode("utf-16"), f"f: looks like UTF-16; {NO_UTF_8}"),
        (b"ab\n\0", "f:2:1: found a NUL byte, as binary files hold; expected text"),
    ],
)
def test_what_is_no_utf_8_is_told_at_its_first_byte(content: bytes, line: str) -> None:
    assert told(content) == [line]


@given(st.binary(max_size=60))
def test_any_bytes_are_text_or_told_where_they_are_not(content: bytes) -> None:
    problems = Problems()
    text = decode(content, Place("f"), problems)
    assert (text is None) == bool(problems)
    if text is not None:
        assert text.encode() == content.removeprefix(BOM)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")), st.binary(max_size=8))
def test_the_byte_that_is_told_is_the_first_that_is_no_utf_8(text: str, after: bytes) -> None:
    content = text.encode() + b"\xff" + after.replace(b"\0", b"")
    if not content.startswith((b"\xff\xfe", BOM)):
        line, column = line_column(content, len(text.encode()))
        assert told(content)[0].startswith(f"f:{line}:{column}: found the byte 0xff, ")


def read(path: Path, limit: int = 100) -> tuple[bytes | None, list[str]]:
    problems = Problems()
    content = read_bytes(path, path.parent, problems, limit)
    return content, [str(problem) for problem in problems.found]


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"a\r\n\0")
    assert read(tmp_path / "f") == (b"a\r\n\0", [])


@pytest.mark.parametrize("content", [b"", b" \n\t", BOM + b"\n"])
def test_an_empty_file_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "f").write_bytes(content)
    assert read(tmp_path / "f") == (None, ["f: is empty; expected content, or no file"])


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"x" * 1001)
    assert read(tmp_path / "f", 1000) == (None, ["f: has 1,001 bytes; expected at most 1,000"])
    assert read(tmp_path / "f", 1001) == (b"x" * 1001, [])


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert read(tmp_path / "folder") == (None, ["folder: is not a file; expected a file"])
    assert read(tmp_path / "nothing") == (None, ["nothing: is not there; expected a file"])


def test_a_link_may_lead_to_a_file_of_the_same_folder(tmp_path: Path) -> None:
    folder = tmp_path / "results"
    folder.mkdir()
    (folder / "a").write_text("x")
    (folder / "b").symlink_to("a")
    problems = Problems()
    assert read_bytes(folder / "b", tmp_path, problems) == b"x"
    (folder / "c").symlink_to(tmp_path / "site_src")
    assert read_bytes(folder / "c", tmp_path, problems) is None
    assert [str(problem) for problem in problems.found] == [
        f"results/c: is a link that leads to {tmp_path / 'site_src'}, outside results/; expected a file inside"
    ]


def test_a_file_outside_of_the_report_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    (tmp_path / "b").symlink_to("a")
    assert read_bytes(tmp_path / "b", tmp_path / "report", Problems()) == b"x"


@pytest.mark.parametrize("sign", ["\x07", "\x1b", "\x7f", "\x9f", "\x0c", "\ufffe"])
def test_text_has_no_control_characters(tmp_path: Path, sign: str) -> None:
    (tmp_path / "f").write_text(f"a\r\nGröße\t\x85{sign}b", newline="")
    problems = Problems()
    assert read_text(tmp_path / "f", tmp_path, problems) is None
    assert [str(problem) for problem in problems.found] == [
        f"f:2:8: found the control character U+{ord(sign):04X}; expected text without it"
    ]


def test_a_folder_is_listed_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b", "a", "C", ".d"):
        (tmp_path / name).touch()
    problems = Problems()
    assert listed(tmp_path, tmp_path, problems) == [tmp_path / "C", tmp_path / "a", tmp_path / "b"]
    assert listed(tmp_path / "nothing", tmp_path, problems) == []
    assert problems.found == []
    assert listed(tmp_path / "a", tmp_path, problems) == []
    assert [str(each) for each in problems.found] == [
        "a: cannot be read (Not a directory); expected a readable folder"
    ]
