"""Files of scores without outcomes: bigcode-evaluation-harness, EvalPlus's leaderboard, Qwen2.5-Coder's summary."""

import json
from collections.abc import Callable

from generator.load.adapters import Found
from generator.model.run import Decoding, StatedScore

Told = Callable[..., list[str]]
Files = Callable[[dict[str, str]], Found]
Corpus = Callable[..., tuple[Found, list[str]]]


def bigcode(tasks: dict[str, object], **config: object) -> str:
    said = {
        "model": "ada/toy-7b",
        "modeltype": "causal",
        "n_samples": 5,
        "do_sample": True,
        "temperature": 0.2,
    }
    return json.dumps(tasks | {"config": said | {"top_p": 0.95} | config})


def base(k: int, value: float) -> StatedScore:
    return StatedScore(plus=False, k=k, value=value)


def test_bigcode_states_scores_of_tasks_and_of_their_parts(found: Files) -> None:
    tasks = {
        "mbppplus": {"pass@1": 0.5, "pass@5": 0.75},
        "mercury": {
            "Easy_pass@1": 0.25,
            "Easy_beyond@1": 0.1,
            "Average_pass@1": 0.125,
            "Easy": {"passed": 3},
        },
    }
    read = found({"evaluation_results.json": bigcode(tasks)})
    assert read.runs == ()
    assert [(each.benchmark, each.scores) for each in read.scores] == [
        ("mbpp", (StatedScore(plus=True, k=1, value=0.5), StatedScore(plus=True, k=5, value=0.75))),
        ("mercury-easy", (base(1, 0.25),)),
        ("mercury", (base(1, 0.125),)),
    ]
    assert {(each.format, each.harness, each.model, each.samples) for each in read.scores} == {
        ("bigcode-evaluation-harness", "bigcode-evaluation-harness", "ada/toy-7b", 5)
    }
    assert {each.decoding for each in read.scores} == {Decoding("sampling", 0.2, 0.95)}


def test_what_cannot_be_a_score_of_bigcode_is_told(told: Told) -> None:
    assert told(bigcode({"humaneval": {"pass@1": 41.2, "pass@10": 0.5}})) == [
        (
            "r.json: `humaneval`: pass@10: found 0.5 of 5 samples; "
            "expected a share from 0 to 1, of at least k samples"
        ),
        (
            "r.json: `humaneval`: pass@1: found 41.2 of 5 samples; "
            "expected a share from 0 to 1, of at least k samples"
        ),
    ]
    assert told(bigcode({"mercury": {"Easy_beyond@1": 0.5}, "x": {"note": "pass@"}})) == [
        "r.json: states no pass@k of a task; expected one"
    ]
    assert told(bigcode({"humaneval": {"pass@1": 0.5}}, n_samples="5")) == [
        "r.json: config: n_samples: found text; expected a whole number"
    ]


def test_the_leaderboard_has_a_score_for_each_model_and_benchmark(found: Files) -> None:
    scores = {"humaneval": 81.7, "humaneval+": 77.4, "mbpp": None}
    model = {"link": "", "open-data": "NONE", "pass@1": scores, "prompted": True, "size": 8}
    read = found({"results.json": json.dumps({"Toy 8B": model})})
    assert [(each.benchmark, each.scores[0].plus, each.scores[0].value) for each in read.scores] == [
        ("humaneval", False, 0.817),
        ("humaneval", True, 0.774),
    ]
    assert {(each.model, each.harness, each.samples, each.decoding) for each in read.scores} == {
        ("Toy 8B", "evalplus", 1, Decoding("greedy", 0.0))
    }


def test_a_score_of_more_than_all_is_told(told: Told) -> None:
    model = {"pass@1": {"humaneval": 817}, "prompted": True}
    assert told(json.dumps({"Toy 8B": model})) == [
        "r.json: `Toy 8B`: `humaneval`: found 817; expected percent from 0 to 100"
    ]


def test_real_files_are_read(corpus: Corpus) -> None:
    read, problems = corpus("bigcode/deepseek-coder-6.7b-base_evaluation_results.json")
    assert problems == []
    assert [(each.benchmark, [score.k for score in each.scores]) for each in read.scores] == [
        (name, [1, 3, 5, 10, 15, 30, 50, 100])
        for name in ("mercury-easy", "mercury-medium", "mercury-hard", "mercury")
    ]
    assert read.scores[0].scores[0].value == 0.8009090909090908
    read, problems = corpus("evalplus_leaderboard_results.json")
    assert (problems, len(read.scores), len({each.model for each in read.scores})) == ([], 428, 125)


def summary(**suites: object) -> str:
    """Write what Qwen2.5-Coder's evaluation sums up; `MultiPL_E` stands for `MultiPL-E`."""
    known = {"EvalPlus": {"HumanEval+": 53.0}, "MultiPL_E": {"C++": 62.11}}
    return json.dumps({suite.replace("_", "-"): scores for suite, scores in (known | suites).items()})


def test_the_summary_of_qwen_coder_has_a_score_for_each_benchmark(found: Files) -> None:
    others = {"BigCodeBench": {"full": 45.5, "hard": None}, "CRUX_Eval": {"Input-CoT": 56.5}}
    read = found({"all_results.json": summary(**others)})
    assert [(each.benchmark, each.dataset_version, each.scores) for each in read.scores] == [
        ("humaneval", "", (StatedScore(plus=True, k=1, value=0.53),)),
        ("humaneval-cpp", "", (base(1, 0.6211),)),
        ("bigcodebench", "full", (base(1, 0.455),)),
        ("CRUX-Eval Input-CoT", "", (base(1, 0.565),)),
    ]
    assert {(each.model, each.decoding, each.samples) for each in read.scores} == {("", None, None)}


def test_what_cannot_be_a_score_of_the_summary_is_told(told: Told) -> None:
    assert told(summary(EvalPlus={"MBPP": 101, "MBPP+": -1})) == [
        "r.json: `EvalPlus`: `MBPP+`: found -1; expected percent from 0 to 100",
        "r.json: `EvalPlus`: `MBPP`: found 101; expected percent from 0 to 100",
    ]
    assert told(summary(EvalPlus={}, MultiPL_E={})) == ["r.json: states no score; expected one"]


def test_the_real_summary_states_what_the_real_run_of_bigcodebench_gives(corpus: Corpus) -> None:
    read, problems = corpus("multipl_e/qwen2.5-coder-7b-base_all_results.json")
    stated = {(each.benchmark, each.dataset_version): each.scores for each in read.scores}
    assert (problems, len(read.scores)) == ([], 15)
    assert stated["bigcodebench", "hard"] == (base(1, 0.16216216216216218),)
    assert stated["humaneval-cs", ""] == (base(1, 0.6076),)
