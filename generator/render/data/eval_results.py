"""Runs as lists of results that Hugging Face reads from `.eval_results/` of a model's repository."""

from collections import Counter
from collections.abc import Iterable, Iterator

import yaml

from generator.analyse.scores import Estimate, run_score
from generator.render.data.exported_run import ExportedRun, RunFiles
from generator.render.data.hugging_face import dataset_called
from generator.render.formats import plural


def eval_results(runs: Iterable[ExportedRun]) -> RunFiles:
    """Give a file for each model, with pass@1 of each of its runs in percent and what was measured as a note.

    A result needs the name of a dataset there; runs of other benchmarks are left out.
    """
    models: dict[str, list[dict[str, object]]] = {}
    unknown: Counter[str] = Counter()
    for each in runs:
        if dataset_called(each.run.benchmark, plus=False):
            models.setdefault(each.card.id, []).extend(_results(each))
        else:
            unknown[each.benchmark.name] += 1
    files = {
        f"{model}.yaml": yaml.safe_dump(results, sort_keys=False, allow_unicode=True, width=1000).encode()
        for model, results in models.items()
        if results
    }
    return RunFiles(files, tuple(f"{plural(n, 'run')} of {name}" for name, n in sorted(unknown.items())))


def _results(each: ExportedRun) -> Iterator[dict[str, object]]:
    run, origin = each.run, each.run.provenance
    for plus in (False, True):
        score, dataset = run_score(run, plus=plus), dataset_called(run.benchmark, plus=plus)
        if not isinstance(score, Estimate) or not dataset:
            continue
        result: dict[str, object] = {
            "dataset": {"id": dataset, "task_id": run.benchmark + "_plus" * plus},
            "value": round(100 * score.value, 2),
        }
        if len(origin.date) == len("2026-06-12"):  # a month or a year is none to Hugging Face
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
