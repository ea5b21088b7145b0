"""Model cards of Hugging Face: scores in `.eval_results/*.yaml`, or in the `model-index` at the head of a card."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from generator.errors import Place
from generator.load.adapters.called import benchmark_called
from generator.load.adapters.counting import share
from generator.load.adapters.protocol import Aside, ResultFile
from generator.load.days import is_day
from generator.load.located import YamlPath, parse_yaml
from generator.load.problems import Problems, shortened
from generator.model.run import StatedScore

NAME = "Hugging Face"
KEYS = frozenset({"model-index"})
LOOKS_FOR = "a list of results with `dataset` and `value`, or a card that starts with a `model-index`"
RESULTS_FOLDER = ".eval_results"
_CARD = re.compile(rb"---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_INDEX = re.compile(rb"^model-index\s*:", re.MULTILINE)
_RESULTS = re.compile(rb"^[ \t]*-?[ \t]*dataset\s*:", re.MULTILINE)
_METRIC = re.compile(r"pass@([1-9]\d{0,6})")


def recognises(content: bytes) -> bool:
    """Look at the head of a card, or for a list of results at the start of a file that is no JSON."""
    card = _CARD.match(content)
    if card:
        return _INDEX.search(card[1]) is not None
    start = content[:4096]
    return not start.lstrip().startswith((b"{", b"[")) and _RESULTS.search(start) is not None


@dataclass(frozen=True, slots=True)
class _Score:
    path: YamlPath  # of its value
    model: str
    benchmark: str
    k: int
    value: object
    date: str = ""


def read(file: ResultFile, problems: Problems) -> tuple[Aside, ...]:
    """Read each pass@k that is stated; the values of a file are shares where none is beyond 1, and percent else."""
    before = len(problems.found)
    card = _CARD.match(file.content)
    # A comment stands for the line of the card's `---`, so that places are those of the file.
    text = (b"#\n" + card[1] if card else file.content).decode("utf-8", errors="replace")
    located = parse_yaml(text, file.place.file, problems)
    if located is None:
        return ()
    found = tuple(_indexed(located.value) if card else _listed(located.value, _model_of(file)))
    values = {each.path: _number(each.value, located.place(each.path), problems) for each in found}
    if not found:
        problems.add(file.place, "no-scores", "states no pass@k; expected one, with its dataset")
    shares = [path for path, value in values.items() if 0 < value <= 1]
    if shares and max(values.values()) > 1:
        text = f"value: found {values[shares[0]]:g} beside values beyond 1; expected all as shares, or all in percent"
        problems.add(located.place(shares[0]), "mixed-units", text)
    if len(problems.found) > before:
        return ()
    return tuple(
        _aside(file, each, values[each.path] if shares else share(values[each.path])) for each in found
    )


def _listed(results: object, model: str) -> Iterator[_Score]:
    """Yield the results of `.eval_results`, which name no metric: code is scored by pass@1."""
    for path, result in _dicts(results, ()):
        dataset = result.get("dataset")
        if isinstance(dataset, dict):
            task = str(dataset.get("task_id") or dataset.get("id") or "")
            yield _Score(
                (*path, "value"), model, task, 1, result.get("value"), str(result.get("date") or "")[:10]
            )


def _indexed(card: object) -> Iterator[_Score]:
    index = card.get("model-index") if isinstance(card, dict) else None
    for at, model in _dicts(index, ("model-index",)):
        for below, result in _dicts(model.get("results"), (*at, "results")):
            said = result.get("dataset")
            dataset = said if isinstance(said, dict) else {}
            benchmark = str(dataset.get("name") or dataset.get("type") or "")
            for path, metric in _dicts(result.get("metrics"), (*below, "metrics")):
                k = _METRIC.fullmatch(str(metric.get("type"))) or _METRIC.fullmatch(str(metric.get("name")))
                if k and metric.get("value") is not None:
                    name = str(model.get("name") or "")
                    yield _Score((*path, "value"), name, benchmark, int(k[1]), metric["value"])


def _dicts(value: object, path: YamlPath) -> Iterator[tuple[YamlPath, Mapping[str, Any]]]:
    for at, each in enumerate(value if isinstance(value, list) else ()):
        if isinstance(each, dict):
            yield (*path, at), each


def _number(value: object, place: Place, problems: Problems) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 100:
        return float(value)
    text = f"value: found {shortened(str(value))}; expected a share from 0 to 1, or percent"
    problems.add(place, "score", text)
    return 0.0


def _model_of(file: ResultFile) -> str:
    """Give the name of the repository that an `.eval_results` lies in."""
    folder = PurePosixPath(file.place.file).parent
    return folder.parent.name if folder.name == RESULTS_FOLDER else ""


def _aside(file: ResultFile, score: _Score, value: float) -> Aside:
    benchmark, plus = benchmark_called(score.benchmark)
    return Aside(
        file,
        NAME,
        (NAME, file.sha256, *map(str, score.path)),
        model=score.model,
        benchmark=benchmark,
        date=score.date if is_day(score.date) else "",
        scores=(StatedScore(plus, score.k, value),),
    )
