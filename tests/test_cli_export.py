"""`gen export`, as a shell sees it, on the example report."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.render.data.column import Column
from generator.render.data.export import FORMATS, Selection, exported
from generator.render.data.table import Filled, Table
from generator.render.data.tables import ALL_TABLES

RUN = "codet5p-2b--v0.1.9--unknown--b2624779"


def gen(*words: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, [str(word) for word in words])
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("export") / "report"
    gen("init", root)
    return root


def table(*rows: tuple[object, ...]) -> Filled:
    columns = (
        Column("name", "string", "a name"),
        Column("value", "number", "a share", "share"),
        Column("low", "number", "its lower end", "as the value"),
        Column("high", "number", "its upper end", "as the value"),
        Column("k", "integer", "a number"),
        Column("first", "boolean", "whether"),
    )
    return Filled(Table("toy", "Toys.", columns, lambda _: ()), rows)  # type: ignore[arg-type]


ROWS = table(
    ("a_b & 100%", 0.25, 0.1, 0.5, 1, True),
    ("c|d <e>", 0.5, None, None, 10, False),
    ("f", None, None, None, 1, None),
)


def test_a_table_of_a_paper_has_percent_with_intervals_and_escapes_names() -> None:
    assert exported(ROWS, Selection(), "markdown").decode().splitlines() == [
        "| name | value, % (95% interval) | k | first |",
        "| --- | ---: | ---: | --- |",
        r"| a\_b \& 100% | 25.0 (10.0–50.0) | 1 | true |",
        r"| c\|d \<e\> | 50.0 | 10 | false |",
        "| f |  | 1 |  |",
    ]
    assert exported(ROWS, Selection(("name", "value")), "latex").decode().splitlines() == [
        r"% needs \usepackage{booktabs}",
        r"\begin{tabular}{lr}",
        r"\toprule",
        r"name & value, \% \\",
        r"\midrule",
        r"a\_b \& 100\% & 25.0 \\",
        r"c|d \textless{}e\textgreater{} & 50.0 \\",
        r"f &  \\",
        r"\bottomrule",
        r"\end{tabular}",
    ]


def test_rows_are_chosen_by_any_value_of_a_column_and_by_all_columns() -> None:
    only = {"k": {"1"}, "first": {"true", ""}}
    assert exported(ROWS, Selection(("name",), only), "csv") == b"name\na_b & 100%\nf\n"
    assert (
        exported(ROWS, Selection(("k", "value"), {"value": {"0.25"}}), "json")
        == b'[\n{"k":1,"value":0.25}\n]\n'
    )
    assert exported(ROWS, Selection(("name",), {"k": {"7"}}), "csv") == b"name\n"


@pytest.mark.parametrize("name", [each.name for each in ALL_TABLES])
@pytest.mark.parametrize("form", FORMATS)
def test_every_table_is_written_in_every_form(root: Path, tmp_path: Path, name: str, form: str) -> None:
    code, said, _ = gen("-C", root, "export", name, "--format", form, "--output", tmp_path / "out")
    size = (tmp_path / "out").stat().st_size
    assert (code, said) == (0, f"{tmp_path / 'out'}: {size:,} bytes written\n")


def test_scores_are_printed_for_a_program_and_for_a_paper(root: Path) -> None:
    code, said, errors = gen(
        "-C", root, "export", "--format", "json", "--columns", "run,tests,k", "--only", "k=1"
    )
    assert (code, errors) == (0, "")
    assert json.loads(said) == [{"run": RUN, "tests": tests, "k": 1} for tests in ("base", "plus")]
    paper = ("-C", root, "export", "scores", "--format", "markdown", "--only", "tests=plus")
    assert gen(*paper) == (
        0,
        (
            "| model | benchmark | dataset version | tests | k | value, % (95% interval) | strategy | temperature "
            "| samples | tasks |\n"
            "| --- | --- | --- | --- | ---: | ---: | --- | ---: | ---: | ---: |\n"
            "| codet5p-2b | humaneval | v0.1.9 | plus | 1 | 22.0 (16.3–28.9) | unknown |  | 1 | 164 |\n"
        ),
        "",
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--columns", "modle"),
            "Invalid value for '--columns': there is no column `modle`: did you mean `model`?",
        ),
        (("--only", "k"), "Invalid value for '--only': found `k`; expected COLUMN=VALUE, such as k=1"),
        (
            ("--only", "kk=1", "--columns", "k"),
            "Invalid value for '--only': there is no column `kk`: did you mean `k`?",
        ),
        (
            ("--only", "benchmark=humanevl"),
            "Invalid value for '--only': no row has benchmark=humanevl: did you mean `humaneval`?",
        ),
        (("--only", "k=7"), "Invalid value for '--only': no row has k=7; there is `1`"),
        (("--format", "parquet"), "Parquet is not for a terminal; expected --output FILE"),
    ],
)
def test_what_a_table_does_not_have_is_wrong_usage(root: Path, words: tuple[str, ...], said: str) -> None:
    code, out, errors = gen("-C", root, "export", *words)
    assert (code, out, errors.splitlines()[-1]) == (2, "", f"Error: {said}")
