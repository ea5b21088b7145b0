"""lm-evaluation-harness: samples of a task, and the results of the same moment."""

import json
from collections.abc import Callable
from typing import Any

from generator.load.adapters import Found
from generator.model.run import Decoding, StatedScore

Told = Callable[..., list[str]]
Files = Callable[[dict[str, str]], Found]
Corpus = Callable[..., tuple[Found, list[str]]]
MOMENT = "2026-01-21T03-44-18.458309"


def line(doc_id: int = 0, task: object = None, responses: Any = 1, **metric: Any) -> str:
    doc = {} if task is None else {"task_id": task}
    metric = metric or {"pass@1": 1.0}
    told = {"doc_id": doc_id, "doc": doc, "resps": [[""] * responses], "filter": "create_test"}
    return json.dumps(told | {"metrics": list(metric)} | metric) + "\n"


def results(tasks: int = 2, **others: object) -> str:
    said = {
        "results": {"humaneval_plus": {"alias": "humaneval_plus", "pass@1,create_test": 0.75, "n": "N/A"}},
        "configs": {
            "humaneval_plus": {
                "generation_kwargs": {"do_sample": True, "temperature": 0.8, "top_p": 0.95},
                "repeats": 4,
            }
        },
        "versions": {"humaneval_plus": 1.0},
        "n-samples": {"humaneval_plus": {"original": 164, "effective": tasks}},
        "model_name": "Ada/Toy-7B",
        "lm_eval_version": "0.4.9.2",
    }
    return json.dumps(said | others)


def test_samples_and_results_of_one_moment_are_one_run(found: Files) -> None:
    lines = line(1, "HumanEval/10", 4) + line(0, "HumanEval/2", 4, **{"pass@1": 0.5})
    read = found({f"m/samples_humaneval_plus_{MOMENT}.jsonl": lines, f"m/results_{MOMENT}.json": results()})
    (run,) = read.runs
    assert read.scores == ()
    assert (run.format, run.harness, run.harness_version) == ("lm-evaluation-harness", "lm-eval", "0.4.9.2")
    assert (run.model, run.benchmark, run.date) == ("Ada/Toy-7B", "humaneval", "2026-01-21")
    assert run.decoding == Decoding("sampling", 0.8, 0.95)
    assert (run.tasks, run.samples.tolist()) == (("HumanEval/2", "HumanEval/10"), [4, 4])
    assert run.plus_alone is not None
    assert (run.base, run.plus, run.plus_alone.tolist()) == (None, None, [2, 4])
    assert run.stated == (StatedScore(plus=True, k=1, value=0.75),)
    assert [file.name for file in run.files] == [
        f"samples_humaneval_plus_{MOMENT}.jsonl",
        f"results_{MOMENT}.json",
    ]


def test_samples_alone_are_called_by_their_folder_and_numbered_tasks_by_their_benchmark(found: Files) -> None:
    (run,) = found({f"Ada__Toy-7B/samples_mbpp_{MOMENT}.jsonl": line(0, 11, pass_at_1=1.0)}).runs
    assert (run.model, run.benchmark, run.tasks, run.decoding) == ("Ada/Toy-7B", "mbpp", ("Mbpp/11",), None)
    assert run.base is not None
    assert run.base.tolist() == [1]


def test_samples_of_another_name_and_of_documents_without_ids_are_read(found: Files) -> None:
    (run,) = found({"mine.jsonl": line(7, exact_match=0.0) + line(10, exact_match=1)}).runs
    assert (run.model, run.benchmark, run.date, run.tasks) == ("", "", "", ("7", "10"))
    assert run.base is not None
    assert run.base.tolist() == [0, 1]


def test_results_alone_are_scores_without_outcomes(found: Files) -> None:
    read = found({f"results_{MOMENT}.json": results()})
    (aside,) = read.scores
    assert read.runs == ()
    assert (aside.model, aside.benchmark, aside.tasks, aside.samples) == ("Ada/Toy-7B", "humaneval", 2, 4)
    assert aside.scores == (StatedScore(plus=True, k=1, value=0.75),)


def test_results_of_another_moment_stay_alone(found: Files) -> None:
    other = MOMENT.replace("03-44", "04-44")
    read = found(
        {
            f"m/samples_humaneval_plus_{other}.jsonl": line(0, "HumanEval/2"),
            f"m/results_{MOMENT}.json": results(),
        }
    )
    assert (len(read.runs), len(read.scores), read.runs[0].model) == (1, 1, "")


def test_a_mixture_of_filters_a_task_twice_and_another_metric_are_told(told: Told) -> None:
    lines = (
        line(0)
        + line(0)
        + line(1, f1=0.5)
        + line(2, **{"pass@1": 0.5})
        + line(3).replace("create_test", "strict")
    )
    assert told(lines, "r.jsonl") == [
        "r.jsonl: has outcomes of 2 filters, `create_test`, `strict`; expected one: keep the lines of one",
        "r.jsonl:2: `0` stands twice; expected each task once",
        (
            "r.jsonl:3: metrics: found `f1`; expected one of pass@1, pass_at_1, exact_match, acc, "
            "of which samples that pass can be counted"
        ),
        "r.jsonl:4: pass@1: found 0.5 for one sample; expected the share of a whole number of them",
    ]


def test_scores_without_outcomes_are_no_results_by_themselves(told: Told) -> None:
    assert told(results()) == [
        (
            "r.json: states scores (lm-evaluation-harness), but no outcomes of tasks; expected outcomes: what is known "
            "by its scores alone belongs into results/published/, where `gen add --source KEY` writes it"
        )
    ]


def test_real_files_are_read_and_missing_tasks_are_told(corpus: Corpus) -> None:
    stamp = "2026-01-21T03-44-18.458309"
    samples, results_file = (
        f"lm_eval/samples_math_perturbed_full_{stamp}.jsonl",
        f"lm_eval/results_{stamp}.json",
    )
    read, problems = corpus(samples)
    (run,) = read.runs
    assert (problems, run.benchmark, len(run.tasks)) == ([], "math_perturbed_full", 10)
    read, problems = corpus(samples, results_file)
    assert problems == [
        f"{samples}: holds 10 tasks, but results_{stamp}.json beside it counts 5,000; expected all of them"
    ]
    (aside,) = read.scores
    assert (aside.benchmark, aside.decoding) == ("math_rephrased_full", Decoding("greedy", 0.0))
    assert aside.scores == (StatedScore(plus=False, k=1, value=0.0004),)
