"""Which model, benchmark and dataset version tallies belong to."""

from dataclasses import replace

import numpy as np
import pytest

from generator.errors import Place
from generator.load.adapters.protocol import RawRun, ResultFile
from generator.load.metadata import Metadata, decoding_of
from generator.load.placing import Catalogue, place_run
from generator.load.problems import Problems
from generator.model.catalogue import Alias, Benchmark, DatasetVersion, ModelCard
from generator.model.run import Decoding, Run, StatedScore

MD5, OTHER, UNKNOWN = "1" * 32, "2" * 32, "3" * 32
VERSIONS = (DatasetVersion("v2", md5=MD5), DatasetVersion("v1", md5=OTHER), DatasetVersion("unstated"))
CARD = ModelCard("toy-7b", "Toy 7B", aliases=(Alias("ada2024", "toy"),))
KNOWN = Catalogue(
    models={"toy-7b": CARD},
    benchmarks={
        "humaneval": Benchmark("humaneval", "HumanEval", task_prefix="HumanEval/", versions=VERSIONS),
        "mbpp": Benchmark("mbpp", "MBPP", task_prefix="Mbpp/", versions=VERSIONS),
    },
    identities={("ada2024", "toy"): "toy-7b"},
)


def raw(
    *tasks: str, name: str = "r.json", model: str = "toy-7b", md5: str = MD5, benchmark: str = ""
) -> RawRun:
    counts = np.ones(len(tasks or "1"), dtype=np.int32)
    return RawRun(
        files=(ResultFile(name, b"", Place(name), "ab" * 32),),
        format="",
        tasks=tasks or ("HumanEval/0",),
        samples=counts,
        base=counts,
        plus=None,
        model=model,
        dataset_md5=md5,
        benchmark=benchmark,
    )


def placed(run: RawRun, metadata: Metadata | None = None) -> Run:
    problems = Problems()
    found = place_run(run, metadata or Metadata(), KNOWN, problems)
    assert problems.found == []
    assert found is not None
    return found


def told(run: RawRun, metadata: Metadata | None = None) -> list[str]:
    problems = Problems()
    assert place_run(run, metadata or Metadata(), KNOWN, problems) is None
    return [str(problem) for problem in problems.found]


def test_a_run_is_named_by_what_it_is() -> None:
    run = placed(raw())
    assert run.id == "toy-7b--v2--unknown--abababab"
    assert (run.model, run.benchmark, run.dataset_version) == ("toy-7b", "humaneval", "v2")


def test_only_the_first_of_many_unknown_models_are_held_against_the_known_ones() -> None:
    """Each search for a near name goes through all models."""
    problems = Problems()
    for _ in range(60):
        place_run(raw(model="toy"), Metadata(), KNOWN, problems)
    hints = [" did you mean `toy-7b`?" in problem.message for problem in problems.found]
    assert hints == [True] * 50 + [False] * 10


def test_the_file_name_tells_model_and_decoding_where_nothing_else_does() -> None:
    run = placed(raw(name="toy-7b_vllm_temp_0.8_eval_results.json", model=""))
    assert (run.id, run.decoding) == ("toy-7b--v2--t0.8--abababab", Decoding("sampling", 0.8))


def test_the_page_of_a_model_names_it_where_it_is_the_only_one() -> None:
    cards = {
        "a": ModelCard("a", "A", url="https://huggingface.co/ada/toy-7B/"),
        "b": ModelCard("b", "B", url="https://huggingface.co/ada/twice"),
        "c": ModelCard("c", "C", url="https://huggingface.co/ada/twice"),
    }
    known = Catalogue(models=cards)
    assert [known.find_model(f"ada/{name}", "") for name in ("toy-7B", "toy-7b", "twice", "x")] == [
        "a",
        None,
        None,
        None,
    ]


def test_what_could_not_be_read_again_is_refused() -> None:
    drawn = replace(raw(), decoding=Decoding("greedy", 10.5, 1.5))
    assert told(drawn) == [
        "r.json: decoding: found greedy with a temperature of 10.5; expected 0, or none",
        "r.json: temperature: found 10.5; expected between 0 and 10",
        "r.json: top_p: found 1.5; expected between 0 and 1",
    ]
    fine, percent = StatedScore(plus=False, k=1, value=1.0), StatedScore(plus=True, k=10, value=73.4)
    assert told(replace(raw(), stated=(fine, percent))) == [
        "r.json: states a pass@10 of 73.4; expected k from 1, and a share between 0 and 1"
    ]
    assert placed(replace(raw(), stated=(fine,))).stated == (fine,)


def test_what_is_stated_wins_over_what_the_file_says() -> None:
    stated = Metadata(
        model="Toy 7B", decoding=Decoding("greedy"), source="ada2024", url="https://x.y", date="2024"
    )
    run = placed(raw(model="other"), stated)
    assert (run.model, run.decoding.slug, run.provenance.named_as) == ("toy-7b", "greedy", "Toy 7B")
    assert (run.provenance.source, run.provenance.url, run.provenance.date) == (
        "ada2024",
        "https://x.y",
        "2024",
    )


def test_a_name_belongs_to_its_source() -> None:
    assert placed(raw(model="toy"), Metadata(source="ada2024")).model == "toy-7b"
    assert told(raw(model="toy"), Metadata(source="bob2024")) == [
        (
            "r.json: a run of the unknown model `toy`; expected one of results/models.yaml; did you mean `toy-7b`?"
            " (`gen add --new-models` drafts what is missing there)"
        )
    ]


def test_a_file_that_names_no_model_is_told_with_all_ways_to_name_one() -> None:
    assert told(raw(model="")) == [
        (
            "r.json: no model is named; give --model NAME, write `model: NAME` into r.json.meta.yaml beside the file, "
            "or name the file as EvalPlus does (MODEL_vllm_temp_0.0_eval_results.json)"
        )
    ]


def test_a_model_name_with_control_characters_is_refused() -> None:
    assert told(raw(model="toy\x1b[2J")) == [
        r"r.json: the model's name is `'toy\x1b[2J'`; expected at most 300 characters, without control characters"
    ]


def test_an_unknown_dataset_is_told_with_the_known_versions() -> None:
    assert told(raw(md5=UNKNOWN)) == [
        (
            f"r.json: dataset md5 {UNKNOWN} is of none of HumanEval's known versions (v2, v1, unstated); "
            "say which it is with --dataset-version VERSION, after adding it to results/benchmarks.yaml if it is new, or add it with --versions-from-hash"
        )
    ]


def test_a_dataset_that_is_not_stated_is_not_assumed() -> None:
    assert told(raw(md5="")) == [
        (
            "r.json: does not say which of HumanEval's known versions its dataset is (v2, v1, unstated); "
            "say which it is with --dataset-version VERSION, after adding it to results/benchmarks.yaml if it is new, or add it with --versions-from-hash"
        )
    ]
    assert placed(raw(md5=""), Metadata(dataset_version="v1")).dataset_version == "v1"


def test_a_version_that_is_not_known_is_refused() -> None:
    assert told(raw(md5=""), Metadata(dataset_version="v3")) == [
        (
            "r.json: `v3` is no version of HumanEval in results/benchmarks.yaml; expected one of v2, v1, unstated, "
            "or add it there"
        )
    ]


@pytest.mark.parametrize(("md5", "its"), [(MD5, "that of v2"), (UNKNOWN, "not that of v1")])
def test_a_version_that_contradicts_the_dataset_is_refused(md5: str, its: str) -> None:
    assert told(raw(md5=md5), Metadata(dataset_version="v1")) == [
        f"r.json: is said to be of HumanEval v1, but the md5 of its dataset, {md5}, is {its}"
    ]


def test_a_foreign_task_is_named() -> None:
    assert told(raw("HumanEval/0", "BigCodeBench/1")) == [
        "r.json: has the task `BigCodeBench/1` of no known benchmark; expected ids that start as HumanEval/…, Mbpp/…"
    ]


def test_a_benchmark_that_only_the_file_knows_is_named() -> None:
    assert told(raw("1", "2", benchmark="humanevl")) == [
        (
            "r.json: is of `humanevl`, which results/benchmarks.yaml does not hold; did you mean `humaneval`?; "
            "expected an entry with this id there, and without task_prefix (`gen add --new-benchmarks` drafts it)"
        )
    ]


def test_tasks_of_two_benchmarks_are_refused() -> None:
    assert told(raw("HumanEval/0", "Mbpp/2")) == [
        (
            "r.json: mixes tasks of humaneval and mbpp; expected one benchmark a run, or one in results/benchmarks.yaml "
            "that has no task_prefix"
        )
    ]


def test_a_benchmark_without_a_prefix_takes_tasks_of_others_where_the_file_says_so() -> None:
    timed = Benchmark("timed", "Timed tasks", versions=(DatasetVersion("v1", tasks=2),))
    known = Catalogue(KNOWN.models, {**KNOWN.benchmarks, "timed": timed})
    mixed, problems = raw("HumanEval/0", "Mbpp/2", md5="", benchmark="timed"), Problems()
    run = place_run(mixed, Metadata(dataset_version="v1"), known, problems)
    assert run is not None
    assert (run.benchmark, run.tasks) == ("timed", ("HumanEval/0", "Mbpp/2"))
    assert told(mixed) == [
        (
            "r.json: mixes tasks of humaneval and mbpp, and says that it is of `timed`; "
            "expected one benchmark a run, or one in results/benchmarks.yaml that has no task_prefix"
        )
    ]


def test_a_benchmark_that_its_tasks_contradict_is_refused() -> None:
    assert told(raw(benchmark="mbpp")) == [
        "r.json: says that it is of `mbpp`, but its tasks are of `humaneval`; expected one"
    ]


def test_all_that_is_missing_is_told_at_once() -> None:
    assert len(told(raw(model="", md5=""))) == 2


def test_a_temperature_tells_greedy_from_sampling() -> None:
    assert decoding_of() is None
    assert decoding_of(temperature=0.0) == Decoding("greedy", 0.0)
    assert decoding_of(temperature=0.8, top_p=0.95) == Decoding("sampling", 0.8, 0.95)
    assert decoding_of(top_p=0.95) == Decoding("unknown", None, 0.95)
    assert decoding_of("sampling") == Decoding("sampling")
