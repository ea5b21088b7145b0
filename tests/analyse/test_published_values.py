"""Everything published about these numbers, in full, where SCALEBOOK_CORPUS says that it lies."""

import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
import yaml

from generator.analyse.absence import Absence
from generator.analyse.all_pairs import pairs_of_outcomes
from generator.analyse.compare import paired_difference
from generator.analyse.interval import wilson_ends
from generator.analyse.letters import compact_letters
from generator.analyse.mcnemar import exact_p
from generator.analyse.passk import Shares, pass_at_k, shares_of
from generator.analyse.power import detectable_difference, tasks_to_separate_means
from generator.analyse.ranking import groups_not_separated, rank_intervals
from generator.analyse.scores import Estimate, run_score
from generator.load.adapters import read_results, result_files
from generator.load.adapters.protocol import RawRun
from generator.load.problems import Problems
from generator.model.run import Counts, Decoding, Provenance, Run

CORPUS = Path(os.environ.get("SCALEBOOK_CORPUS", "not-set"))
pytestmark = pytest.mark.skipif(
    not (CORPUS / "published").is_dir(), reason="SCALEBOOK_CORPUS names no folder of published values"
)


@cache
def read(name: str) -> Mapping[str, Any]:
    path = CORPUS / "published" / name
    parsed: Mapping[str, Any] = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) if path.exists() else {}
    return parsed


def vectors(name: str) -> Iterable[Any]:
    """List the rows of one table of reference values as test parameters."""
    rows = read("reference_values.yaml").get(name, {}).get("vectors", [])
    return [
        pytest.param(row, id=",".join(f"{key}={value}" for key, value in list(row.items())[:3]))
        for row in rows
    ]


@pytest.mark.parametrize("row", vectors("pass_at_k_unbiased"))
def test_every_published_vector_of_pass_at_k_is_met(row: Mapping[str, Any]) -> None:
    (share,) = pass_at_k([row["n"]], [row["c"]], row["k"]).tolist()
    assert share == pytest.approx(row["value"], abs=5e-13)


@pytest.mark.parametrize("row", vectors("pass_at_k_sampling_variance_one_problem"))
def test_every_published_mean_and_variance_of_one_task_is_met(row: Mapping[str, Any]) -> None:
    from scipy.stats import binom

    passed = np.arange(row["n"] + 1)
    chances = binom.pmf(passed, row["n"], row["p"])
    shares = pass_at_k(np.full(row["n"] + 1, row["n"]), passed, row["k"])
    mean = chances @ shares
    found = (float(mean), float(chances @ (shares - mean) ** 2))
    assert found == pytest.approx((row["mean"], row["var"]), abs=6e-11)


@pytest.mark.parametrize("k", [1, 2])
def test_the_documented_values_of_scorio_are_met(k: int) -> None:
    documented = read("reference_values.yaml")["scorio_docstring"]
    outcomes = np.array(documented["R"])
    samples = np.full(len(outcomes), outcomes.shape[1])
    mean = float(pass_at_k(samples, outcomes.sum(axis=1), k).mean())
    assert mean == pytest.approx(documented[f"pass_at_{k}"], abs=1e-12)


@pytest.mark.parametrize("row", vectors("wilson"))
def test_every_published_wilson_interval_is_met(row: Mapping[str, Any]) -> None:
    assert wilson_ends(row["x"] / row["n"], row["n"]) == pytest.approx(row["ci95"], abs=6e-7)


@cache
def outcomes(source: str, benchmark: str) -> Mapping[str, RawRun]:
    """Read the runs of one source by the names that it gives them."""
    plain = benchmark.removesuffix("+")
    if source == "qwen25coder":
        sizes = {f"Qwen2.5-Coder-{size}": size.lower() for size in ("1.5B", "7B")}
        paths = [
            CORPUS / "evalplus" / f"v021_{plain}_qwen2.5-coder-{size}-base.json" for size in sizes.values()
        ]
        return dict(zip(sizes, read_runs(paths), strict=True))
    paths = [CORPUS / "perproblem" / f"{source}_{plain}{tests}.jsonl" for tests in ("", "+")]
    return {raw.model: raw for raw in read_runs(paths)}


def read_runs(paths: Iterable[Path]) -> tuple[RawRun, ...]:
    problems = Problems()
    files = [file for path in paths for file in result_files(path, CORPUS, problems)]
    runs = read_results(files, problems)
    assert problems.found == []
    return runs


def as_run(raw: RawRun, name: str) -> Run:
    return Run(
        id=name,
        model=name,
        benchmark=raw.benchmark,
        dataset_version="v1",
        decoding=Decoding("greedy"),
        provenance=Provenance(()),
        tasks=raw.tasks,
        samples=raw.samples,
        base=raw.base,
        plus=raw.plus,
    )


def counted(run: Run, *, plus: bool) -> Counts:
    passed = run.plus if plus else run.base
    assert passed is not None
    return passed


def pairs() -> Iterable[Any]:
    rows = read("pairs_perproblem.yaml").get("pairs", [])
    return [pytest.param(row, id=f"{row['source']}-{row['benchmark']}-{row['model_b']}") for row in rows]


@pytest.mark.parametrize("row", pairs())
def test_every_published_pair_has_its_difference_scores_and_discordant_tasks(row: Mapping[str, Any]) -> None:
    plus, known = row["benchmark"].endswith("+"), outcomes(row["source"], row["benchmark"])
    first, second = (as_run(known[row[f"model_{side}"]], side) for side in "ab")
    found = paired_difference(first, second, plus=plus)
    assert (round(100 * found.value, 2), found.tasks, found.paired) == (row["diff_pp"], row["n"], True)
    a, b = counted(first, plus=plus), counted(second, plus=plus)
    assert (int((a > b).sum()), int((b > a).sum())) == (row["a_only"], row["b_only"])
    for side, one in (("a", first), ("b", second)):
        score = run_score(one, plus=plus)
        assert isinstance(score, Estimate)
        assert score.interval is not None
        shown = [round(100 * value, 2) for value in (score.value, score.interval.low, score.interval.high)]
        assert shown == [row[f"pass_{side}"], *row[f"wilson95_{side}"]]


@pytest.mark.parametrize("row", pairs())
def test_every_published_pair_s_interval_is_near_the_unadjusted_one(row: Mapping[str, Any]) -> None:
    plus, known = row["benchmark"].endswith("+"), outcomes(row["source"], row["benchmark"])
    first, second = (as_run(known[row[f"model_{side}"]], side) for side in "ab")
    interval = paired_difference(first, second, plus=plus).interval
    assert interval is not None
    assert [100 * interval.low, 100 * interval.high] == pytest.approx(row["ci95_paired_pp"], abs=0.75)


@pytest.mark.parametrize("row", pairs())
def test_every_published_pair_has_its_standard_error_interval_and_p_value(row: Mapping[str, Any]) -> None:
    plus, known = row["benchmark"].endswith("+"), outcomes(row["source"], row["benchmark"])
    first, second = (as_run(known[row[f"model_{side}"]], side) for side in "ab")
    found = pairs_of_outcomes(np.stack([shares_of(each, first.tasks, plus=plus) for each in (first, second)]))
    error = float(found.standard_error[0, 1])
    assert round(100 * error, 3) == pytest.approx(row["se_paired_pp"], abs=1e-9)
    ends = [100 * (float(found.difference[0, 1]) + sign * 1.959964 * error) for sign in (-1, 1)]
    assert [round(end, 2) for end in ends] == pytest.approx(row["ci95_paired_pp"], abs=0.011)
    assert float(found.p[0, 1]) == pytest.approx(row["mcnemar_exact_p"], rel=1e-5)


@pytest.mark.parametrize("row", vectors("mcnemar_exact"))
def test_every_published_mcnemar_p_value_is_met(row: Mapping[str, Any]) -> None:
    assert float(exact_p(row["a_only"], row["b_only"])) == pytest.approx(row["p"], rel=1e-9)


@pytest.mark.parametrize("row", vectors("mde_humaneval"))
def test_every_published_detectable_difference_is_met(row: Mapping[str, Any]) -> None:
    found = detectable_difference(row["se_paired_pp"] / 100)
    assert isinstance(found, float)
    assert round(100 * found, 2) == pytest.approx(row["mde_pp"], abs=0.006)


def test_the_sample_size_of_miller_is_met() -> None:
    stated = read("reference_values.yaml")["miller2024"]["sample_size"]
    found = tasks_to_separate_means(
        stated["delta"], (1 / 9) ** 0.5, alpha=stated["alpha"], power=stated["power"]
    )
    assert found == stated["printed"]


def all_49(*, plus: bool) -> Shares:
    known = outcomes("evalarena", "humaneval")
    runs = [as_run(known[name], name) for name in sorted(known)]
    return np.stack([shares_of(each, runs[0].tasks, plus=plus) for each in runs])


def plus_alone() -> Shares:
    """Read the plus outcomes of Eval-Arena by themselves: 52 of them pass plus and fail base."""
    lines = (CORPUS / "perproblem" / "evalarena_humaneval+.jsonl").read_bytes().splitlines()
    rows = [msgspec.json.decode(line) for line in lines]
    models, tasks = (sorted({row[key] for row in rows}) for key in ("model", "example_id"))
    found = np.zeros((len(models), len(tasks)))
    for row in rows:
        found[models.index(row["model"]), tasks.index(row["example_id"])] = row["pass1"]
    return found


def test_the_49_models_of_eval_arena_need_far_more_letters_than_help() -> None:
    found = pairs_of_outcomes(all_49(plus=True))
    groups = groups_not_separated(found)
    assert (found.family, found.separated, found.separated_by_fdr) == (1176, 521, 759)
    assert (len(groups), len(groups[0])) == (19, 21)
    assert compact_letters(found) == Absence("19 letters would be needed, with up to 24 runs sharing one")
    assert sum(one.perhaps_first for one in rank_intervals(found)) == 22


def test_plus_tests_alone_need_24_letters_and_leave_21_models_in_the_top_group() -> None:
    groups = groups_not_separated(pairs_of_outcomes(plus_alone()))
    assert (len(groups), len(groups[0])) == (24, 21)
