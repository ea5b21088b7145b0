"""What is odd about one run by itself; the tallies stand, and a reader of them should know."""

from collections.abc import Iterator

from generator.analyse.passk import pass_at_k
from generator.model.catalogue import Benchmark
from generator.model.finding import Finding
from generator.model.run import Run, StatedScore

_ROUNDING = 1e-6  # stated shares are printed with all their digits


def run_oddities(run: Run, benchmark: Benchmark) -> Iterator[Finding]:
    """Yield what is odd about a run of a benchmark, the gravest first."""
    total = int(run.samples.sum())
    if run.timed_out == total:
        text = f"{run.id}: all {total:,} samples timed out, as when the environment fails"
        yield Finding(run.place, "dead-run", "error", text)
    yield from _contradictions(run)
    whole = benchmark.tasks_of(run.dataset_version)
    if whole not in {None, len(run.tasks)}:
        text = f"{run.id}: {len(run.tasks)} tasks, where {benchmark.name} {run.dataset_version} has {whole}"
        yield Finding(run.place, "part", "warning", text)
    low, high = int(run.samples.min()), int(run.samples.max())
    if low != high:
        text = f"{run.id}: tasks have {low} to {high} samples; pass@k is known up to k = {low}"
        yield Finding(run.place, "ragged", "note", text)
    if benchmark.plus_name and run.base is not None and run.plus is None and run.plus_alone is None:
        yield Finding(run.place, "base-only", "note", f"{run.id}: only the base tests ran")


def _contradictions(run: Run) -> Iterator[Finding]:
    """Compare what the file states of itself with its samples, which are what counts."""
    for stated in run.stated:
        found = _recomputed(run, stated)
        name = f"{'plus' if stated.plus else 'base'} pass@{stated.k}"
        said = f"{run.id}: the file states {name} = {stated.value:.4f}"
        if found is None:
            text = f"{said}, which its samples do not tell"
            yield Finding(run.place, "stated-score", "warning", text)
        elif abs(found - stated.value) > _ROUNDING:
            text = f"{said}, its samples give {found:.4f}; the samples count"
            yield Finding(run.place, "stated-score", "warning", text)


def _recomputed(run: Run, stated: StatedScore) -> float | None:
    passed = run.plus if stated.plus else run.base
    if passed is None or stated.k > run.samples.min():
        return None
    return float(pass_at_k(run.samples, passed, stated.k).mean())
