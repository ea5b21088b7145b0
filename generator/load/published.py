"""Read published/*.csv: scores as publications print them."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from generator.errors import Place
from generator.load.files import listed
from generator.load.problems import Problems, shortened
from generator.load.rows import FieldError, built, read_rows
from generator.model.published import Estimand, PublishedScore, Reading, ResamplingFigure

SCORE_COLUMNS = (
    "id,model,benchmark,dataset_version,tasks,harness,k,value,estimand,temperature,samples,ci95_half,read,locator,url,note"
).split(",")
RESAMPLING_COLUMNS = "id,source,model,quantity,cost,value,k,locator,note".split(",")
RESAMPLING = "resampling.csv"
_QUANTITIES = ("pass1_plus", "conditional_ceiling", "best_reward")
_FIELD_LIMIT = 5000


def read_published(folder: Path, root: Path, problems: Problems) -> tuple[PublishedScore, ...]:
    """Read every file of scores in `published/`."""
    files = (
        file for file in listed(folder, root, problems) if file.suffix == ".csv" and file.name != RESAMPLING
    )
    return tuple(score for file in files for score in _read_scores(file, root, problems))


def read_resampling(folder: Path, root: Path, problems: Problems) -> tuple[ResamplingFigure, ...]:
    """Read `published/resampling.csv`, where there is one."""
    file = folder / RESAMPLING
    if not os.path.lexists(file):
        return ()
    rows = read_rows(file, root, RESAMPLING_COLUMNS, problems)
    return tuple(built(rows, _resampling_parsers(), _resampling, problems))


def _read_scores(file: Path, root: Path, problems: Problems) -> Iterator[PublishedScore]:
    rows = read_rows(file, root, SCORE_COLUMNS, problems)
    return built(rows, _score_parsers(), lambda values, place: _score(values, file.stem, place), problems)


def _text(text: str) -> str:
    if len(text) > _FIELD_LIMIT:
        raise FieldError(f"has {len(text)} characters; expected at most {_FIELD_LIMIT}")
    return text


def _one_line(text: str) -> str:
    """Join the lines of a name, as names in YAML are joined."""
    return re.sub(r"\s*\n\s*", " ", _text(text))


def _named(text: str) -> str:
    if not text:
        raise FieldError("is empty; expected text")
    return _one_line(text)


def _address(text: str) -> str:
    if text and not re.fullmatch(r"https?://[^\s<>\"]+", text):
        raise FieldError(
            f"found {shortened(text)}; expected an address that starts with http:// or https://, or nothing"
        )
    return text


def _number(low: float, high: float, *, needed: bool = False) -> Callable[[str], float | None]:
    def parse(text: str) -> float | None:
        if not text and not needed:
            return None
        number = float(text) if re.fullmatch(r"[-+]?[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?", text) else None
        if number is None or not low <= number <= high:
            raise FieldError(f"found {shortened(text)}; expected a number from {low:g} to {high:g}")
        return number

    return parse


def _percent(text: str) -> str:
    _number(0, 100, needed=True)(text)
    return text  # as printed: 30.0 is three digits


def _whole(*, needed: bool, low: int = 1) -> Callable[[str], int | None]:
    def parse(text: str) -> int | None:
        if not text and not needed:
            return None
        if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) < low:
            raise FieldError(f"found {shortened(text)}; expected a whole number of at least {low}")
        return int(text)

    return parse


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in choices:
            raise FieldError(f"found {shortened(text)}; expected one of {', '.join(choices)}")
        return text

    return parse


def _identifier(text: str) -> str:
    if not _named(text) or not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,99}", text):
        raise FieldError(f"found {shortened(text)}; expected an id of letters, digits and . _ + -")
    return text


def _score_parsers() -> Mapping[str, Callable[[str], Any]]:
    return {
        **dict.fromkeys(("dataset_version", "locator", "note"), _text),
        "harness": _one_line,
        "id": _identifier,
        "model": _named,
        "benchmark": _named,
        "tasks": _whole(needed=False),
        "k": _whole(needed=True),
        "value": _percent,
        "estimand": _one_of(get_args(Estimand)),
        "temperature": _number(0, 10),
        "samples": _whole(needed=False),
        "ci95_half": _number(0, 100),
        "read": _one_of(get_args(Reading)),
        "url": _address,
    }


def _resampling_parsers() -> Mapping[str, Callable[[str], Any]]:
    return {
        **dict.fromkeys(("locator", "note"), _text),
        "id": _identifier,
        "source": _named,
        "model": _named,
        "quantity": _one_of(_QUANTITIES),
        "cost": _number(0, 1000),
        "value": _number(-1000, 1, needed=True),
        "k": _whole(needed=False, low=0),
    }


def _score(values: Mapping[str, Any], source: str, place: Place) -> PublishedScore:
    benchmark: str = values["benchmark"]
    samples: int | None = values["samples"]
    if samples is not None and values["k"] > samples:
        raise FieldError(f"k: found {values['k']} for {samples} samples a task; expected at most {samples}")
    plain = {name: values[name] for name in SCORE_COLUMNS if name not in {"benchmark", "value"}}
    return PublishedScore(
        **plain,
        source=source,
        benchmark=benchmark.removesuffix("+"),
        plus=benchmark.endswith("+"),
        printed=values["value"],
        share=float(values["value"]) / 100,
        place=place,
    )


def _resampling(values: Mapping[str, Any], place: Place) -> ResamplingFigure:
    quantity, cost = values["quantity"], values["cost"]
    if quantity == "best_reward" and cost is None:
        raise FieldError("cost: is empty; expected a number with best_reward")
    if quantity != "best_reward" and cost is not None:
        raise FieldError(
            f"cost: found {cost:g} with {quantity}; expected nothing, or the quantity best_reward"
        )
    return ResamplingFigure(**values, place=place)
