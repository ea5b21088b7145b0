"""HELM: one folder a run."""

import json
from collections.abc import Callable

from generator.load.adapters import Found
from generator.model.run import Decoding, StatedScore

Told = Callable[..., list[str]]
Files = Callable[[dict[str, str]], Found]
Corpus = Callable[..., tuple[Found, list[str]]]


def stat(name: str = "pass", total: float = 1, count: int = 1, **named: object) -> dict[str, object]:
    return {"name": {"name": name, "split": "test"} | named, "count": count, "sum": total}


def instance(name: str, *stats: dict[str, object], **others: object) -> dict[str, object]:
    return {"instance_id": name, "train_trial_index": 0, "stats": stats} | others


def spec(temperature: float = 0.2) -> str:
    said = {"model": "ada/toy-7b", "temperature": temperature, "num_outputs": 1}
    scenario = {"class_name": "helm.CodeScenario", "args": {"dataset": "humaneval"}}
    return json.dumps(
        {
            "name": "code:dataset=humaneval",
            "scenario_spec": scenario,
            "adapter_spec": said,
            "metric_specs": [],
        }
    )


def test_a_folder_is_one_run_and_numbers_are_tasks_of_its_benchmark(found: Files) -> None:
    robust = {"name": "robustness"}
    instances = [
        instance("id10", stat("num_bytes", 9), stat(), stat(total=0, perturbation=robust)),
        instance("id2", stat(total=0), stat("exact_match")),
        instance("id3", stat(), perturbation=robust),
        instance("id4", stat(split="valid")),
        instance("id5", stat(count=0, total=0)),
    ]
    read = found(
        {
            "m/per_instance_stats.json": json.dumps(instances),
            "m/run_spec.json": spec(),
            "m/stats.json": json.dumps([stat(total=0.5), stat(total=0.1, split="valid")]),
            "m/scenario.json": '{"name": "code", "definition_path": "x"}',
            "m/scenario_state.json": '{"adapter_spec": {}, "request_states": []}',
        }
    )
    (run,) = read.runs
    assert read.scores == ()
    assert (run.format, run.harness, run.model, run.benchmark) == (
        "HELM",
        "helm",
        "ada/toy-7b",
        "humaneval",
    )
    assert (run.tasks, run.samples.tolist()) == (("HumanEval/2", "HumanEval/10"), [1, 1])
    assert run.base is not None
    assert (run.base.tolist(), run.decoding) == ([0, 1], Decoding("sampling", 0.2))
    assert run.stated == (StatedScore(plus=False, k=1, value=0.5),)


def test_outcomes_of_another_folder_are_not_completed(found: Files) -> None:
    (run,) = found({"a/per_instance_stats.json": json.dumps([instance("id0", stat())])}).runs
    assert (run.model, run.benchmark, run.tasks, run.decoding) == ("", "", ("0",), None)


def test_statistics_alone_are_scores_without_outcomes(found: Files) -> None:
    read = found({"b/run_spec.json": spec(0), "b/stats.json": json.dumps([stat(total=0.5)])})
    (aside,) = read.scores
    assert (read.runs, aside.model, aside.benchmark) == ((), "ada/toy-7b", "humaneval")
    assert (aside.decoding, aside.scores) == (
        Decoding("greedy", 0.0),
        (StatedScore(plus=False, k=1, value=0.5),),
    )


def test_statistics_that_say_nothing_of_what_is_solved_are_told(told: Told) -> None:
    assert told(json.dumps([instance("id0", stat("f1", 0.3), stat("bleu", 0.1))])) == [
        "r.json: its statistics are `bleu`, `f1`; expected one of pass, exact_match, which say what is solved"
    ]


def test_a_part_of_a_sample_is_told(told: Told) -> None:
    assert told(json.dumps([instance("id0", stat(total=0.5)), instance("id1", stat(total=2))])) == [
        "r.json: `id0`: pass: found 0.5 of 1; expected a whole number of them",
        "r.json: `id1`: pass: found 2 of 1; expected a whole number of them",
    ]


def test_settings_alone_are_no_results(told: Told) -> None:
    assert told(spec()) == [
        "r.json: says how a run was made (HELM), but not what came out; expected the file of outcomes too"
    ]


def test_a_real_folder_is_read(corpus: Corpus) -> None:
    names = ("per_instance_stats", "run_spec", "stats", "scenario", "scenario_state")
    read, problems = corpus(*(f"helm/{name}.json" for name in names))
    (run,) = read.runs
    assert problems == []
    assert (run.model, run.benchmark, run.tasks[:3], len(run.tasks)) == (
        "openai/gpt2",
        "mmlu",
        ("59", "65", "105"),
        9,
    )
    assert run.base is not None
    assert (int(run.base.sum()), run.stated[0].value) == (1, 0.1111111111111111)
