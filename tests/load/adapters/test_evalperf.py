"""EvalPerf briefs."""

import json
from collections.abc import Callable

from generator.load.adapters.protocol import RawRun
from generator.model.run import Decoding

Told = Callable[..., list[str]]
Read = Callable[..., tuple[RawRun, ...]]

BRIEF = "Ada--Toy-7B-Instruct_vllm_temp_1.0_evalperf_results.brief.json"


def brief(n: int = 4, **percent: object) -> str:
    tasks = {name.replace("_", "/"): {"dps": 80.0, "pass@1": value} for name, value in percent.items()}
    return json.dumps(
        {"date": "2026-04-29 06:28", "config": {"n_samples": n, "temperature": 1.0}, "eval": tasks}
    )


def test_percents_are_counts_of_the_samples(read: Read) -> None:
    (run,) = read(BRIEF)
    assert run.tasks == ("HumanEval/9", "HumanEval/10", "Mbpp/3")
    assert run.samples.tolist() == [4, 4, 4]
    assert run.base is not None
    assert run.base.tolist() == [3, 4, 1]
    assert (run.plus, run.plus_alone, run.benchmark) == (None, None, "evalperf")
    assert (run.harness, run.date, run.decoding) == ("evalperf", "2026-04-29", Decoding("sampling", 1.0))


def test_a_percent_of_no_whole_sample_is_named(told: Told) -> None:
    assert told(brief(Mbpp_3=25.0, Mbpp_4=30.0, Mbpp_6=-25.0, Mbpp_7=125.0)) == [
        "r.json:1:128: `Mbpp/4`: pass@1: found 30 percent of 4 samples; expected a whole number of them",
        "r.json:1:169: `Mbpp/6`: pass@1: found -25 percent of 4 samples; expected a whole number of them",
        "r.json:1:211: `Mbpp/7`: pass@1: found 125 percent of 4 samples; expected a whole number of them",
    ]


def test_a_task_without_a_percent_is_named(told: Told) -> None:
    assert told(brief(Mbpp_3=25.0, Mbpp_4=None)) == [
        "r.json:1:128: `Mbpp/4`: pass@1: found null; expected a number"
    ]


def test_tasks_of_no_samples_are_told(told: Told) -> None:
    assert told(brief(n=0, Mbpp_3=0.0)) == [
        "r.json:1:87: `Mbpp/3`: found 0 samples; expected between 1 and 1,000,000"
    ]
