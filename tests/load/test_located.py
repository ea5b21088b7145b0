"""YAML without its surprises, each key and value with its place."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import Place
from generator.load.located import Located, parse_yaml
from generator.load.problems import Problems


def parsed(text: str) -> Located:
    problems = Problems()
    located = parse_yaml(text, "f.yaml", problems)
    assert problems.found == []
    assert located is not None
    return located


def told(text: str) -> list[str]:
    problems = Problems()
    assert parse_yaml(text, "f.yaml", problems) is None
    return [str(problem) for problem in problems.found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("True", "True"),
        ("NULL", "NULL"),
        ("7", 7),
        ("-7", -7),
        ("+7", 7),
        ("007", 7),
        ("0x1f", "0x1f"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("1.5", 1.5),
        (".5", 0.5),
        ("7e9", 7e9),
        ("1.5e-3", 0.0015),
        ("1.2.3", "1.2.3"),
        ("12:30", "12:30"),
        ("2026-06-12", "2026-06-12"),
        ("2026-06-12 10:00:00", "2026-06-12 10:00:00"),
        ("9" * 21, "9" * 21),
        ('"7"', "7"),
        ("'true'", "true"),
        ("'.nan'", ".nan"),
        ("|\n  7\n", "7\n"),
        ("<<", "<<"),
        ("=", "="),
        ("١٢", "١٢"),
    ],
)
def test_only_true_false_null_and_numbers_are_not_text(text: str, value: object) -> None:
    found = parsed(f"a: {text}\n").value["a"]
    assert (found, type(found)) == (value, type(value))


def test_a_key_is_text_whatever_it_looks_like() -> None:
    assert parsed("1: a\ntrue: b\nnull: c\n2026-01-01: d\n'<<': e\n").value == {
        "1": "a",
        "true": "b",
        "null": "c",
        "2026-01-01": "d",
        "<<": "e",
    }


def test_every_key_and_value_has_its_place() -> None:
    located = parsed("a: 1\nb:\n- {c: ü, d: 2e3}\n- x\n")
    assert located == Located(
        value={"a": 1, "b": [{"c": "ü", "d": 2000.0}, "x"]},
        file="f.yaml",
        keys={("a",): (1, 1), ("b",): (2, 1), ("b", 0, "c"): (3, 4), ("b", 0, "d"): (3, 10)},
        values={
            (): (1, 1),
            ("a",): (1, 4),
            ("b",): (3, 1),
            ("b", 0): (3, 3),
            ("b", 0, "c"): (3, 7),
            ("b", 0, "d"): (3, 13),
            ("b", 1): (4, 3),
        },
        written={("a",): "1", ("b", 0, "d"): "2e3"},
    )
    assert located.place(("b", 0, "c"), key=True) == Place("f.yaml", 3, 4)
    assert located.place(("b", 0, "c")) == Place("f.yaml", 3, 7)
    assert located.place(("b", 0, "missing"), key=True) == Place("f.yaml", 3, 3)
    assert located.place(("b", 7, "c")) == Place("f.yaml", 3, 1)


def test_comments_alone_are_nothing() -> None:
    assert parsed("# only\n") == Located(None, "f.yaml")
    assert Located(None, "f.yaml").place(("a",)) == Place("f.yaml")


ONE_LINE = "found a second `: `; expected one a line: write text that holds one in quotes"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a: b: c", [f"f.yaml:1:5: {ONE_LINE}"]),
        (
            "a: @b",
            ["f.yaml:1:4: found a tab, @ or ` where a value starts; expected spaces, or quotes around the text"],
        ),
        ("a: 1\nb\n", ["f.yaml:2:1: found a line without `: `; expected a key and its value"]),
        ("a: 1\nb", ["f.yaml:2:1: found a line without `: `; expected a key and its value"]),
        (
            'a: "b" c\n',
            [
                "f.yaml:1:8: found a value that ends too early; expected a key here: check quotes, brackets and indentation"
            ],
        ),
        ("a: {b: 1\nc: 2\n", ["f.yaml:2:2: the mapping in braces ends or goes on wrongly here; expected , or }"]),
        ("a: [1\nb: 2\n", ["f.yaml:2:2: the list in brackets ends or goes on wrongly here; expected , or ]"]),
        ("- a\nb: 1\n", ["f.yaml:2:1: found no `- `; expected the next item of the list, or less indentation"]),
        ("a: 'b\n", ["f.yaml:2:1: found the end of the file inside quotes; expected the closing quote"]),
        ("[a]\nb: 1\n", ["f.yaml:2:1: found text after the end of the document; expected nothing more"]),
        ("a: .nan\nb: [.inf, -.INF, 1e400]\n", [
            f"f.yaml:{at}: found `{text}`; expected a finite number"
            for at, text in (("1:4", ".nan"), ("2:5", ".inf"), ("2:11", "-.INF"), ("2:18", "1e400"))
        ]),
        ("a: 1\na: 2\nb: {c: 1, c: 2}\n", [
            "f.yaml:2:1: found `a` again, first in line 1; expected each key once",
            "f.yaml:3:11: found `c` again, first in line 3; expected each key once",
        ]),
    ],
)  # fmt: skip
def test_what_is_no_plain_yaml_is_told_in_plain_words(text: str, lines: list[str]) -> None:
    assert told(text) == lines


@given(st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18), 10**18) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(min_codepoint=32, max_codepoint=126)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc", min_size=1), inner, max_size=4),
    max_leaves=12,
))  # fmt: skip
@settings(deadline=None)
def test_json_is_read_as_json(value: object) -> None:
    import json

    assert parsed(json.dumps({"a": value})).value == {"a": value}


PIECES = st.sampled_from([
    *"abc01.-:,?!&*#{}[]|>'\"%@`~ \n\t", ": ", "- ", "\n  ", "<<", "!!int", "---", "...", "\\x07", "é", "\u2028", "\ufeff",
])  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_told(text: str) -> None:
    problems = Problems()
    located = parse_yaml(text, "f.yaml", problems)
    assert (located is None) == bool(problems)
    if located is not None:
        assert () in located.values or located.value is None
        assert not isinstance(located.value, float) or math.isfinite(located.value)
