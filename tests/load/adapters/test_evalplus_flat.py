"""EvalPlus from 0.2.1 on."""

import json
from collections.abc import Callable

from generator.load.adapters import evalplus
from generator.load.adapters.protocol import RawRun
from generator.model.run import StatedScore

Told = Callable[..., list[str]]
Read = Callable[..., tuple[RawRun, ...]]

V0110 = "fe585eb4df8c88d844eeb463ea4d0302"


def sample(base: object = "pass", plus: str | None = "pass", **others: str) -> dict[str, object]:
    return {"task_id": "HumanEval/0", "solution": "", "base_status": base, "plus_status": plus, **others}


def flat(**tasks: object) -> str:
    named = {f"HumanEval/{name.removeprefix('t')}": samples for name, samples in tasks.items()}
    return json.dumps({"date": "2026-04-29 06:28", "hash": V0110, "eval": named})


def test_a_sample_passes_plus_if_it_passes_base_and_plus(read: Read) -> None:
    (run,) = read("flat_eval_results.json")
    assert run.tasks == ("HumanEval/0", "HumanEval/2", "HumanEval/10")
    assert run.samples.tolist() == [2, 1, 2]
    assert run.base is not None
    assert run.base.tolist() == [1, 1, 1]
    assert run.plus is not None
    assert run.plus.tolist() == [1, 1, 0]
    assert run.plus_without_base == 1
    assert (run.timed_out, run.dataset_md5, run.date) == (1, V0110, "2026-04-29")
    assert (run.harness, run.harness_version, run.model, run.stated) == ("evalplus", "0.2.1-0.3.1", "", ())


def test_null_plus_statuses_mean_not_measured(read: Read) -> None:
    (run,) = read("flat_base_only_eval_results.json")
    assert run.plus is None
    assert run.base is not None
    assert run.base.tolist() == [1, 0]


def test_every_sample_may_have_timed_out(read: Read) -> None:
    (run,) = read("flat_timed_out_eval_results.json")
    assert (run.timed_out, run.samples.sum()) == (2, 2)


def test_what_the_file_states_of_itself_is_kept_apart(read: Read) -> None:
    (run,) = read("Ada--Toy-7B-Instruct_vllm_temp_0.8.eval_results.json")
    assert run.harness_version == "after 0.3.1"
    assert run.stated == (StatedScore(plus=False, k=1, value=0.75), StatedScore(plus=True, k=1, value=0.6))
    assert run.plus is not None
    assert run.plus.tolist() == [1, 1]


def test_an_unknown_status_is_named_once_with_its_task(told: Told) -> None:
    assert told(flat(t0=[sample("passed")], t1=[sample("passed"), sample("pass", "flaky")])) == [
        "r.json:1:83: `HumanEval/0`: base_status: found `passed` (also in 1 more); expected pass, fail, timeout",
        "r.json:1:192: `HumanEval/1`: plus_status: found `flaky`; expected pass, fail, timeout",
    ]


def test_plus_results_of_some_samples_only_are_refused(told: Told) -> None:
    assert told(flat(t0=[sample()], t1=[sample(plus=None)])) == [
        (
            "r.json:1:190: `HumanEval/1`: plus_status: found null, as in 1 of 2 samples; "
            "expected plus results of all samples, or of none"
        )
    ]


def test_a_sample_without_a_status_is_named_with_its_task(told: Told) -> None:
    whole = sample()
    del whole["plus_status"]
    assert told(flat(t0=[sample()], t7=[sample(), whole])) == [
        "r.json:1:190: `HumanEval/7`: sample 2: has no `plus_status`; expected one"
    ]


def test_a_status_that_is_no_text_is_named_with_its_task(told: Told) -> None:
    assert told(flat(t7=[sample(1)])) == [
        "r.json:1:83: `HumanEval/7`: sample 1: base_status: found a whole number; expected text"
    ]


def test_a_file_without_tasks_is_refused(told: Told) -> None:
    assert told(flat()) == ["r.json: `eval` holds no task; expected at least one"]


def test_a_task_without_samples_is_refused(told: Told) -> None:
    assert told(flat(t0=[sample()], t1=[])) == [
        "r.json:1:190: `HumanEval/1`: found 0 samples; expected between 1 and 1,000,000"
    ]


def test_a_task_that_stands_twice_is_named_at_its_second_place(told: Told) -> None:
    text = flat(t0=[sample()], t1=[sample()]).replace('"HumanEval/1":', '"HumanEval/0":')
    assert told(text) == ["r.json:1:190: `HumanEval/0` stands twice in an object; expected each key once"]


def test_a_key_that_stands_twice_in_one_of_many_samples_is_named(told: Told) -> None:
    text = flat(t0=[sample()], t1=[sample()]).replace('"task_id"', '"plus_status": "fail", "task_id"', 1)
    assert told(text) == ["r.json: `plus_status` stands twice in an object; expected each key once"]


def test_field_names_inside_a_solution_are_no_fields(told: Told) -> None:
    assert told(flat(t0=[sample(solution='{"base_status": "hash": "eval": {"HumanEval/0": 1}')])) == []


def test_a_cut_off_file_is_told_with_its_byte_and_task(told: Told) -> None:
    text = flat(t0=[sample()], t1=[sample()])
    assert told(text[:220]) == [
        "r.json:1:221: the JSON ends at byte 220 inside `HumanEval/1`, before it is closed: the file is cut off"
    ]


def test_a_file_cut_off_before_its_first_status_is_cut_off(told: Told) -> None:
    assert told(flat(t0=[sample()])[:110]) == [
        "r.json:1:111: the JSON ends at byte 110 inside `HumanEval/0`, before it is closed: the file is cut off"
    ]


def test_a_slip_in_the_json_is_told_with_its_byte(told: Told) -> None:
    assert told(flat(t0=[sample()]).replace('"base_status":', '"base_status"')) == [
        "r.json:1:156: the JSON cannot be read at byte 155: expected ':'"
    ]


def test_nan_is_no_score(told: Told) -> None:
    text = flat(t0=[sample()])[:-1] + ', "pass_at_k": {"base": {"pass@1": NaN}}}'
    assert told(text) == ["r.json:1:224: found NaN at byte 223; expected a number"]


def test_a_day_that_the_calendar_lacks_is_no_date() -> None:
    assert [evalplus.day_of(date) for date in ("2024-01-29 14:47", "2024-99-99 14:47", "2024", None)] == [
        "2024-01-29",
        "",
        "",
        "",
    ]
