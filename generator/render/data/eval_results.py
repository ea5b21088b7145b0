"""Runs as lists of results that Hugging Face reads from `.eval_results/` of a model's repository."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import yaml

from generator.analyse.scores import Estimate, run_score
from generator.render.data.exported_run import ExportedRun
from generator.render.formats import plural

# Where the datasets of benchmarks lie there; of others the report's own id is written.
_DATASETS: Mapping[tuple[str, bool], str] = MappingProxyType(
    {
        ("humaneval", False): "openai/openai_humaneval",
        ("humaneval", True): "evalplus/humanevalplus",
        ("mbpp", False): "google-research-datasets/mbpp",
        ("mbpp", True): "evalplus/mbppplus",
    }
)


def eval_results(runs: Iterable[ExportedRun]) -> dict[str, bytes]:
    """Give a file for each model, with pass@1 of each of its runs in percent and what was measured as a note."""
    models: dict[str, list[dict[str, object]]] = {}
    for each in runs:
        models.setdefault(each.card.id, []).extend(_results(each))
    return {
        f"{model}.yaml": yaml.safe_dump(results, sort_keys=False, allow_unicode=True, width=1000).encode()
        for model, results in models.items()
        if results
    }


def _results(each: ExportedRun) -> Iterator[dict[str, object]]:
    run, origin = each.run, each.run.provenance
    for plus in (False, True):
        score = run_score(run, plus=plus)
        if not isinstance(score, Estimate):
            continue
        name = run.benchmark + "_plus" * plus
        result: dict[str, object] = {
            "dataset": {"id": _DATASETS.get((run.benchmark, plus), name), "task_id": name},
            "value": round(100 * score.value, 2),
        }
        if origin.date:
            result["date"] = origin.date
        if origin.url:
            result["source"] = {"url": origin.url}
        yield result | {"notes": _note(each, score)}


def _note(each: ExportedRun, score: Estimate) -> str:
    run = each.run
    low, high = int(run.samples.min()), int(run.samples.max())
    samples = plural(low, "sample") if low == high else f"{low} to {high} samples"
    parts = [f"pass@1, {plural(len(run.tasks), 'task')} of {samples}", f"decoding {run.decoding.slug}"]
    if score.interval is not None:
        parts.append(f"95% interval {100 * score.interval.low:.1f} to {100 * score.interval.high:.1f}")
    parts.append(f"dataset {run.dataset_version}")
    if run.provenance.harness:
        parts.append(" ".join(filter(None, (run.provenance.harness, run.provenance.harness_version))))
    return ", ".join(parts)
