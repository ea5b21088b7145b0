"""Entries are added to what people wrote without touching it."""

import pytest

from generator.load.catalogue import read_benchmarks, read_models
from generator.load.located import parse_yaml
from generator.load.problems import Problems
from generator.model.catalogue import Alias, DatasetVersion, ModelCard
from generator.store.catalogue import default_benchmarks, with_models, with_versions, yaml_text

CARD = ModelCard(
    "toy-7b", "Toy: 7B", "Toy", 7e9, None, "instruct", aliases=(Alias("ada2024", "a/toy"),), unconfirmed=True
)
DRAFTED = """
# Drafted from names by `gen add --new-models`: correct what is wrong, then remove `unconfirmed`.
- id: toy-7b
  name: "Toy: 7B"
  family: Toy
  parameters: {total: 7e9}
  training: instruct
  aliases:
  - {source: ada2024, name: a/toy}
  unconfirmed: true
"""


def read_back(text: str) -> tuple[ModelCard, ...]:
    problems = Problems()
    located = parse_yaml(text, "models.yaml", problems)
    assert located is not None
    cards = read_models(located, problems)
    assert problems.found == []
    return cards


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("", "models:\n"),
        ("models: []\n", "models:\n"),
        ("# mine\n", "# mine\nmodels:\n"),
        ("models:  # mine\n- id: a\n  name: A  # x\n\n\n", "models:  # mine\n- id: a\n  name: A  # x\n"),
    ],
)
def test_a_drafted_model_is_appended(before: str, kept: str) -> None:
    text = with_models(before, [CARD])
    assert text == kept + DRAFTED
    assert read_back(text)[-1] == CARD


def test_indentation_is_kept() -> None:
    text = with_models("models:\n  - id: a\n    name: A\n", [CARD])
    assert read_back(text) == (ModelCard("a", "A"), CARD)


def test_nothing_to_add_changes_nothing() -> None:
    assert with_models("models: []\n", []) == "models: []\n"


@pytest.mark.parametrize(
    "name",
    [
        "no",
        "1.5",
        "null",
        "a: b",
        "a #b",
        "- a",
        "<b>'\"\\",
        "é",
        "*x",
        "a  b",
        "😀",
        "@a",
        "x",
        "2024-01-01",
        "a/b-c (d)",
    ],
)
def test_any_name_is_read_back_as_it_was(name: str) -> None:
    card = ModelCard("a", name, unconfirmed=True)
    assert read_back(with_models("", [card])) == (card,)


def test_plain_names_stay_plain() -> None:
    assert yaml_text("Qwen2.5-Coder 7B (base)/x+") == "Qwen2.5-Coder 7B (base)/x+"


def test_mixtures_keep_both_sizes() -> None:
    card = ModelCard("a", "Aa", parameters=30e9, active_parameters=3.3e9, unconfirmed=True)
    assert read_back(with_models("", [card])) == (card,)


def test_the_default_benchmarks_are_in_order_and_can_be_added_to() -> None:
    problems = Problems()
    version = DatasetVersion("md5-0000", 3, "0" * 32, "mine: own")
    located = parse_yaml(
        with_versions(default_benchmarks(), [("mbpp", version)]), "benchmarks.yaml", problems
    )
    assert located is not None
    humaneval, mbpp, evalperf, *others = read_benchmarks(located, problems)
    assert problems.found == []
    assert [each.id for each in humaneval.versions] == ["v0.1.10", "v0.1.9", "unstated"]
    assert [each.id for each in mbpp.versions] == ["md5-0000", "v0.2.0", "v0.1.0", "unstated"]
    assert mbpp.versions[0] == version
    assert (evalperf.plus_name, evalperf.task_prefix, [each.tasks for each in evalperf.versions]) == (
        "",
        "",
        [118],
    )
    assert [(each.id, each.task_prefix) for each in others] == [
        ("bigcodebench", "BigCodeBench/"),
        ("livecodebench", ""),
    ]
