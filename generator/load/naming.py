"""What names say: EvalPlus file names of model and decoding, model names of family, size and training."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.model.catalogue import ModelCard, Training
from generator.model.run import Decoding

_EVALPLUS_NAME = re.compile(
    r"(?P<model>.+?)_(?P<backend>[a-z]+)_temp_(?P<temperature>\d+(?:\.\d+)?)(?=[-_]|\.(?!\d)|$)"
)
_ENDING = re.compile(
    r"(?:^|[._-])(?:samples|sanitized|generated|evalplus|humaneval|mbpp|eval[._]results|results|jsonl?)$",
    re.IGNORECASE,
)
_SIZE = re.compile(r"(?<![\d.])(?<![-_ ]a)(?P<number>\d+(?:\.\d+)?)(?P<unit>[bm])(?![a-z\d])", re.IGNORECASE)
_ACTIVE = re.compile(r"(?<![a-z\d])A(?P<number>\d+(?:\.\d+)?)B(?![a-z\d])", re.IGNORECASE)
_MIXTURE = re.compile(r"\d+x\d+(?:\.\d+)?b", re.IGNORECASE)
_TUNED: tuple[tuple[str, Training], ...] = (
    ("dpo|rlhf|ppo|grpo", "rlhf"),
    ("sft", "sft"),
    ("instruct|chat|it", "instruct"),
    ("base", "base"),
)


@dataclass(frozen=True, slots=True)
class NamedFile:
    """What a result file's name says; None = nothing."""

    model: str | None
    backend: str | None
    decoding: Decoding | None


def read_file_name(name: str) -> NamedFile:
    """Read a name such as `Qwen--Qwen2.5-7B_vllm_temp_0.8_eval_results.json`, as EvalPlus gives it."""
    match = _EVALPLUS_NAME.match(name)
    if match is None:
        return NamedFile(None, None, None)
    decoding = Decoding.at(float(match["temperature"]))
    return NamedFile(match["model"].replace("--", "/"), match["backend"], decoding)


def called_after(file: str) -> str:
    """Name a run after its file, less what harnesses append; after its folder, where nothing is left.

    `llama-3_eval_results.json` is `llama-3`, and so is `llama-3/samples_eval_results.json`.
    """
    path = PurePosixPath(file)
    named = (_stem(part) for part in reversed(path.parts) if part not in {"/", ".", ".."})
    return next((stem for stem in named if stem), path.name)


def _stem(name: str) -> str:
    while (shorter := _ENDING.sub("", name)) != name:
        name = shorter
    return name


def model_id(name: str) -> str:
    """Make an id from a model's name: `Qwen/Qwen2.5-7B` is `qwen2.5-7b`."""
    slug = re.sub(r"[^a-z0-9._+-]+", "-", _own_name(name).lower())
    return slug.strip("-._+")[:80] or "model"


def draft_card(name: str, new_id: str) -> ModelCard:
    """Draft a model from its name alone, to be confirmed: family, size and training where the name tells them.

    Of a mixture of experts such as 8x7B the name does not tell the total, so that it has no size.
    """
    own = _own_name(name)
    size = None if _MIXTURE.search(own) else _SIZE.search(own)
    active = _ACTIVE.search(own) if size else None
    return ModelCard(
        id=new_id,
        name=own,
        family=own[: size.start()].strip(" _-") if size else "",
        parameters=_parameters(size["number"], size["unit"]) if size else None,
        active_parameters=_parameters(active["number"], "b") if active else None,
        training=_training(own),
        unconfirmed=True,
    )


def _own_name(name: str) -> str:
    """Drop the owner: `Qwen/Qwen2.5-7B` and `Qwen--Qwen2.5-7B` are `Qwen2.5-7B`."""
    last = name.rstrip("/").rpartition("/")[2]
    return last.rpartition("--")[2] or last or name


def _parameters(number: str, unit: str) -> float | None:
    count = round(float(number) * (1e9 if unit.lower() == "b" else 1e6))
    return float(count) if 1 <= count <= 1e15 else None


def _training(name: str) -> Training:
    def says(signs: str) -> bool:
        return re.search(rf"(?:^|[^a-z])(?:{signs})(?:[^a-z]|$)", name.lower()) is not None

    return next((training for signs, training in _TUNED if says(signs)), "unknown")
