"""What is odd about one run by itself."""

import numpy as np
import pytest

from generator.check.oddities import run_oddities
from generator.errors import Place
from generator.model.catalogue import Benchmark, DatasetVersion
from generator.model.run import Decoding, Provenance, Run, SourceFile, StatedScore


def run(
    *,
    samples: tuple[int, ...] = (2, 2),
    plus: tuple[int, ...] | None = (1, 0),
    timed_out: int = 0,
    stated: tuple[StatedScore, ...] = (),
    base: tuple[int, ...] | None = None,
    plus_without_base: int = 0,
) -> Run:
    return Run(
        id="toy",
        model="toy",
        benchmark="humaneval",
        dataset_version="v1",
        decoding=Decoding(),
        provenance=Provenance((SourceFile("r.json", "ab"),)),
        tasks=tuple(f"HumanEval/{at}" for at in range(len(samples))),
        samples=np.array(samples, dtype=np.int32),
        base=np.array(base or [1] * len(samples), dtype=np.int32),
        plus=None if plus is None else np.array(plus, dtype=np.int32),
        timed_out=timed_out,
        plus_without_base=plus_without_base,
        stated=stated,
        place=Place("r.json"),
    )


def told(one: Run, tasks: int | None = None, plus_name: str = "HumanEval+") -> list[str]:
    """What is told of a run, where its dataset version is known to have so many tasks."""
    benchmark = Benchmark("humaneval", "HumanEval", plus_name, versions=(DatasetVersion("v1", tasks),))
    return [str(finding) for finding in run_oddities(one, benchmark)]


def test_a_part_of_a_benchmark_is_told() -> None:
    assert told(run(), tasks=2) == []
    assert told(run(), tasks=164) == ["r.json: warning: toy: 2 tasks, where HumanEval v1 has 164 [part]"]


def test_a_usual_run_has_no_oddities() -> None:
    assert (
        told(run(stated=(StatedScore(plus=False, k=1, value=0.5), StatedScore(plus=True, k=1, value=0.25))))
        == []
    )


def test_a_stated_score_that_the_samples_contradict_is_told() -> None:
    assert told(run(stated=(StatedScore(plus=True, k=1, value=0.3),))) == [
        (
            "r.json: warning: toy: the file states plus pass@1 = 0.3000, its samples give 0.2500; the samples count "
            "[stated-score]"
        )
    ]


def test_a_stated_score_beyond_the_samples_is_told() -> None:
    assert told(run(stated=(StatedScore(plus=False, k=10, value=0.9),))) == [
        "r.json: warning: toy: the file states base pass@10 = 0.9000, which its samples do not tell [stated-score]"
    ]


def test_a_run_that_timed_out_as_a_whole_is_told() -> None:
    assert told(run(timed_out=4)) == [
        "r.json: error: toy: all 4 samples timed out, as when the environment fails [dead-run]"
    ]


def test_ragged_samples_are_told() -> None:
    assert told(run(samples=(1, 2))) == [
        "r.json: note: toy: tasks have 1 to 2 samples; pass@k is known up to k = 1 [ragged]"
    ]


def test_a_run_of_base_tests_only_is_told() -> None:
    assert told(run(plus=None)) == ["r.json: note: toy: only the base tests ran [base-only]"]
    assert told(run(plus=None), plus_name="") == []


def test_a_run_of_which_nothing_passes_is_told() -> None:
    none = (0,) * 10
    assert told(run(samples=(1,) * 10, base=none, plus=none)) == [
        "r.json: warning: toy: none of 10 samples passes anything, as when a whole run fails [dead-run]"
    ]
    assert told(run(samples=(1,) * 9, base=none[:9], plus=none[:9])) == []  # few tasks may all be too hard
    assert told(run(samples=(1,) * 10, base=(1, *none[:9]), plus=none)) == []


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 sample passes the plus tests and fails"), (2, "2 samples pass the plus tests and fail")],
)
def test_samples_that_pass_plus_and_not_base_are_told(count: int, said: str) -> None:
    assert told(run(plus_without_base=count)) == [
        f"r.json: note: toy: {said} the base tests; counted as failed [plus-without-base]"
    ]


def test_a_finding_says_which_run_it_is_about() -> None:
    benchmark = Benchmark("humaneval", "HumanEval", "HumanEval+")
    assert [each.about for each in run_oddities(run(plus=None), benchmark)] == [("toy",)]
