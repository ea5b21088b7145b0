"""What file names and model names say."""

import pytest

from generator.load.naming import NamedFile, called_after, draft_card, model_id, read_file_name
from generator.model.catalogue import ModelCard, Training
from generator.model.run import Decoding

GREEDY, WARM = Decoding("greedy", 0.0), Decoding("sampling", 0.8)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "meta-llama--Meta-Llama-3.1-70B-Instruct_vllm_temp_0.0_eval_results.json",
            NamedFile("meta-llama/Meta-Llama-3.1-70B-Instruct", "vllm", GREEDY),
        ),
        ("Qwen--Qwen2.5-7B_hf_temp_0.8.eval_results.json", NamedFile("Qwen/Qwen2.5-7B", "hf", WARM)),
        ("gpt-4o_openai_temp_0.0-sanitized_eval_results.json", NamedFile("gpt-4o", "openai", GREEDY)),
        ("a_b_vllm_temp_1_eval_results.json", NamedFile("a_b", "vllm", Decoding("sampling", 1.0))),
        ("samples_eval_results.json", NamedFile(None, None, None)),
        ("model_temp_0.2.json", NamedFile(None, None, None)),
        ("model_vllm_temp_0.2x.json", NamedFile(None, None, None)),
    ],
)
def test_evalplus_file_names_tell_model_backend_and_decoding(name: str, said: NamedFile) -> None:
    assert read_file_name(name) == said


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("llama-3_eval_results.json", "llama-3"),
        ("llama-3.eval_results.json", "llama-3"),
        ("runs/llama-3/samples_eval_results.json", "llama-3"),
        ("base-7b/evalplus/humaneval/generated_eval_results.json", "base-7b"),
        ("phi-1_samples_eval_results.json", "phi-1"),
        ("codegen_mbpp_eval_results.json", "codegen"),
        ("outcomes.jsonl", "outcomes"),
        ("/results.json", "results.json"),
    ],
)
def test_a_run_is_called_after_its_file_or_folder(file: str, name: str) -> None:
    assert called_after(file) == name


@pytest.mark.parametrize(
    ("name", "new_id"),
    [
        ("Qwen/Qwen2.5-Coder-7B-Instruct", "qwen2.5-coder-7b-instruct"),
        ("microsoft--Phi-3-mini-4k-instruct", "phi-3-mini-4k-instruct"),
        ("CodeT5+ 16B", "codet5+-16b"),
        ("../../etc/passwd", "passwd"),
        ("<script>|[x](javascript:1)", "script-x-javascript-1"),
        ("模型", "model"),
        ("-.-", "model"),
        ("x" * 500, "x" * 80),
    ],
)
def test_ids_are_safe_in_paths_and_addresses(name: str, new_id: str) -> None:
    assert model_id(name) == new_id


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Qwen/Qwen2.5-Coder-7B-Instruct", ("Qwen2.5-Coder", 7e9, None, "instruct")),
        ("codet5p-2b", ("codet5p", 2e9, None, "unknown")),
        ("codet5p-220m", ("codet5p", 220e6, None, "unknown")),
        ("deepseek-coder-6.7b-base", ("deepseek-coder", 6.7e9, None, "base")),
        ("gemma-1.1-7b-it", ("gemma-1.1", 7e9, None, "instruct")),
        ("Meta-Llama-3.1-70B-Instruct", ("Meta-Llama-3.1", 70e9, None, "instruct")),
        ("Qwen1.5-72B-Chat", ("Qwen1.5", 72e9, None, "instruct")),
        ("zephyr-7b-dpo-full", ("zephyr", 7e9, None, "rlhf")),
        ("zephyr-7b-sft-full", ("zephyr", 7e9, None, "sft")),
        ("phi-2-2.7B", ("phi-2", 2.7e9, None, "unknown")),
        ("Qwen3-30B-A3B", ("Qwen3", 30e9, 3e9, "unknown")),
        ("mixtral-8x7b", ("", None, None, "unknown")),
        ("Mixtral-8x22B-Instruct-v0.1", ("", None, None, "instruct")),
        ("phi-1", ("", None, None, "unknown")),
        ("gpt-4o", ("", None, None, "unknown")),
        ("Phi-3-mini-4k-instruct", ("", None, None, "instruct")),
        ("llama-4bit", ("", None, None, "unknown")),
        ("model-0b", ("model", None, None, "unknown")),
    ],
)
def test_a_model_is_drafted_from_its_name(
    name: str, told: tuple[str, float | None, float | None, Training]
) -> None:
    family, parameters, active, training = told
    assert draft_card(name, "new") == ModelCard(
        id="new",
        name=name.rpartition("/")[2],
        family=family,
        parameters=parameters,
        active_parameters=active,
        training=training,
        unconfirmed=True,
    )
