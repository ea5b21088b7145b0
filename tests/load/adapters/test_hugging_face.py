"""Model cards of Hugging Face."""

from collections.abc import Callable
from pathlib import Path

from generator.load.adapters import Found
from generator.load.problems import Problems
from generator.load.runs import result_paths
from generator.model.run import StatedScore

Told = Callable[..., list[str]]
Files = Callable[[dict[str, str]], Found]
Corpus = Callable[..., tuple[Found, list[str]]]
CARD = """---
license: mit
model-index:
- name: toy-7b
  results:
  - task:
      type: text-generation
    dataset:
      type: openai_humaneval
      name: HumanEval
    metrics:
    - name: pass@1
      type: pass@1
      value: 0.371
      verified: false
    - {type: accuracy, value: 0.5}
  - dataset: {type: evalplus/humanevalplus}
    metrics:
    - {name: pass@10, type: code_eval, value: 0.5}
    - {type: pass@100, value: null}
---
# Toy

A card.
"""
LIST = """- dataset:
    id: openai/openai_humaneval
    task_id: humaneval_plus
  value: 45.5
  date: '2026-05-23'
- dataset: {id: google-research-datasets/mbpp}
  value: 60
  notes: 3-shot
"""


def stated(found: Found) -> list[tuple[str, str, str, tuple[StatedScore, ...]]]:
    return [(each.model, each.benchmark, each.date, each.scores) for each in found.scores]


def test_the_head_of_a_card_states_scores(found: Files) -> None:
    assert stated(found({"README.md": CARD})) == [
        ("toy-7b", "humaneval", "", (StatedScore(plus=False, k=1, value=0.371),)),
        ("toy-7b", "humaneval", "", (StatedScore(plus=True, k=10, value=0.5),)),
    ]


def test_a_list_of_results_is_of_the_repository_that_it_lies_in(found: Files) -> None:
    assert stated(found({"toy-7b/.eval_results/code.yaml": LIST})) == [
        ("toy-7b", "humaneval", "2026-05-23", (StatedScore(plus=True, k=1, value=0.455),)),
        ("toy-7b", "mbpp", "", (StatedScore(plus=False, k=1, value=0.6),)),
    ]


def test_a_list_elsewhere_names_no_model(found: Files) -> None:
    assert {each.model for each in found({"code.yaml": LIST}).scores} == {""}


def test_shares_beside_percent_are_told(told: Told) -> None:
    assert told(LIST.replace("45.5", "0.455"), "r.yaml") == [
        "r.yaml:4:10: value: found 0.455 beside values beyond 1; expected all as shares, or all in percent"
    ]


def test_what_is_no_number_or_beyond_all_is_told_at_its_place(told: Told) -> None:
    assert told(CARD.replace("0.371", "high").replace("0.5}\n    - {type", "120}\n    - {type"), "r.md") == [
        "r.md:14:14: value: found `high`; expected a share from 0 to 1, or percent",
        "r.md:19:47: value: found `120`; expected a share from 0 to 1, or percent",
    ]


def test_a_card_without_scores_is_told(told: Told) -> None:
    assert told(CARD.replace("pass@", "f@"), "r.md") == [
        "r.md: states no pass@k; expected one, with its dataset"
    ]


def test_the_lists_of_a_repository_are_found_though_their_folder_is_hidden(tmp_path: Path) -> None:
    for name in (".eval_results/a.yaml", ".eval_results/b.txt", ".git/c.json", "d.yaml", "e.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = result_paths(tmp_path, tmp_path, problems := Problems())
    assert ([str(path.relative_to(tmp_path)) for path in found], problems.found) == (
        [".eval_results/a.yaml", "e.json"],
        [],
    )


def test_a_real_list_is_read(corpus: Corpus) -> None:
    read, problems = corpus("hf/eval_results_gpqa_example.yaml")
    assert problems == []
    assert stated(read) == [("", "diamond", "2026-05-23", (StatedScore(plus=False, k=1, value=0.788),))]
