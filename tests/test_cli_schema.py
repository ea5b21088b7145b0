"""`gen schema`, as a shell sees it."""

import json

from click.testing import CliRunner

from generator.cli import main
from generator.load.json_schema import SCHEMAS, file_of, json_schema


def said(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["schema", *words])
    return done.exit_code, done.stdout, done.stderr


def test_a_schema_is_printed_and_nothing_else() -> None:
    code, printed, errors = said("claims")
    assert (code, json.loads(printed), errors) == (0, json_schema("claims"), "")


def test_without_a_name_the_files_are_listed() -> None:
    assert said() == (0, "".join(f"{name:<10} {file_of(name)}\n" for name in SCHEMAS), "")


def test_an_unknown_name_is_wrong_usage() -> None:
    code, printed, errors = said("claim")
    last = "Error: Invalid value for '[NAME]': 'claim' is not one of 'report', 'models', 'benchmarks', 'claims', 'snapshot'."
    assert (code, printed, errors.splitlines()[-1]) == (2, "", last)
