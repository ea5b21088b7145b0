"""HELM: outcomes in `per_instance_stats.json`; model and settings in `run_spec.json` of the same folder."""

import re
from pathlib import PurePosixPath

import msgspec

from generator.load.adapters.called import benchmark_called
from generator.load.adapters.counting import Tally
from generator.load.adapters.decoding import decode
from generator.load.adapters.protocol import Aside, RawRun, ResultFile
from generator.load.adapters.tallied import tallied
from generator.load.problems import Problems, shortened
from generator.model.run import Decoding, StatedScore

NAME = "HELM"
KEYS = frozenset(
    {"instance_id", "train_trial_index", "stats", "adapter_spec", "scenario_spec", "metric_specs"}
)
LOOKS_FOR = "the `stats` of each `instance_id`, or a `run_spec.json` with `scenario_spec` and `adapter_spec`"
HARNESS = "helm"
_METRICS = ("pass", "exact_match")  # 1 where an instance is solved
_INSTANCES = re.compile(rb'\s*\[\s*\{\s*"instance_id"\s*:')
_STATS = re.compile(rb'\s*\[\s*\{\s*"name"\s*:\s*\{\s*"name"\s*:')
_SPEC = re.compile(rb'"scenario_spec"\s*:')
_BESIDE = re.compile(rb'"definition_path"\s*:|"request_states"\s*:')  # scenario.json, scenario_state.json


class _Name(msgspec.Struct):
    name: str
    split: str = "test"  # others, such as `valid`, are no results
    perturbation: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


class _Stat(msgspec.Struct):
    name: _Name
    count: int = 0
    sum: float = 0.0

    @property
    def counts(self) -> bool:
        """Whether it is of tasks as they are, and not of a copy with typing errors or other names."""
        return self.count > 0 and self.name.split == "test" and self.name.perturbation is msgspec.UNSET


class _Instance(msgspec.Struct):
    instance_id: str
    stats: list[_Stat]
    perturbation: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


class _Scenario(msgspec.Struct):
    args: dict[str, object] = {}


class _Adapter(msgspec.Struct):
    model: str = ""
    temperature: float | None = None


class _Spec(msgspec.Struct):
    name: str
    scenario_spec: _Scenario
    adapter_spec: _Adapter


def recognises(content: bytes) -> bool:
    """Look at the start: HELM writes one kind of thing into each file."""
    start = content[:65536]
    lists = _INSTANCES.match(start) or _STATS.match(start)
    return bool(lists or (_SPEC.search(start) and b'"adapter_spec"' in start) or _BESIDE.search(start))


def read(file: ResultFile, problems: Problems) -> tuple[RawRun | Aside, ...]:
    """Read the outcomes of instances, or what a file beside them says; what no run needs is passed over."""
    start = file.content[:65536]
    if _INSTANCES.match(start):
        return _instances(file, problems)
    if _STATS.match(start):
        return _stats(file, problems)
    return _spec(file, problems) if _SPEC.search(start) else ()


def _key(file: ResultFile) -> tuple[str, ...]:
    return (NAME, str(PurePosixPath(file.place.file).parent))


def _instances(file: ResultFile, problems: Problems) -> tuple[RawRun, ...]:
    decoded = decode(file, list[_Instance], problems)
    if decoded is None:
        return ()
    plain = [each for each in decoded if each.perturbation is msgspec.UNSET]
    names = {stat.name.name for each in plain for stat in each.stats if stat.counts}
    metric = next((name for name in _METRICS if name in names), None)
    if metric is None:
        listed = ", ".join(map(shortened, sorted(names)[:6])) or "none"
        text = f"its statistics are {listed}; expected one of {', '.join(_METRICS)}, which say what is solved"
        problems.add(file.place, "metric", text)
        return ()
    before, tally = len(problems.found), Tally()
    for each in plain:
        for stat in each.stats:
            if stat.name.name == metric and stat.counts:
                passed = round(stat.sum)
                if stat.sum != passed or not 0 <= passed <= stat.count:
                    text = f"{shortened(each.instance_id)}: {metric}: found {stat.sum:g} of {stat.count}; expected a whole number of them"
                    problems.add(file.place, "passes", text)
                # HELM numbers the instances of a scenario in their order: `id7` of HumanEval is HumanEval/7.
                tally.note(each.instance_id.removeprefix("id"), passed, stat.count)
    if len(problems.found) > before:
        return ()
    return tallied(file, NAME, tally, problems, harness=HARNESS, key=_key(file))


def _stats(file: ResultFile, problems: Problems) -> tuple[Aside, ...]:
    decoded = decode(file, list[_Stat], problems)
    if decoded is None:
        return ()
    means = {stat.name.name: stat.sum / stat.count for stat in decoded if stat.counts}
    metric = next((name for name in _METRICS if name in means), None)
    scores = (StatedScore(plus=False, k=1, value=means[metric]),) if metric else ()
    return (Aside(file, NAME, _key(file), harness=HARNESS, scores=scores),)


def _spec(file: ResultFile, problems: Problems) -> tuple[Aside, ...]:
    decoded = decode(file, _Spec, problems)
    if decoded is None:
        return ()
    dataset = decoded.scenario_spec.args.get("dataset")
    benchmark, _ = benchmark_called(dataset if isinstance(dataset, str) else decoded.name.partition(":")[0])
    temperature = decoded.adapter_spec.temperature
    aside = Aside(
        file,
        NAME,
        _key(file),
        harness=HARNESS,
        model=decoded.adapter_spec.model,
        benchmark=benchmark,
        decoding=None if temperature is None else Decoding.at(temperature),
    )
    return (aside,)
