"""What is odd about one run by itself; the tallies stand, and a reader of them should know."""

from collections.abc import Iterator

from generator.analyse.passk import pass_at_k
from generator.model.catalogue import Benchmark
from generator.model.finding import Finding, Severity
from generator.model.run import Run, StatedScore

_ROUNDING = 1e-6  # stated shares are printed with all their digits
_FEWEST_TASKS = 10  # of a run that tells something by solving none


def run_oddities(run: Run, benchmark: Benchmark) -> Iterator[Finding]:
    """Yield what is odd about a run of a benchmark, the gravest first."""
    for code, severity, text in (
        *_dead(run),
        *_contradictions(run),
        *_incomplete(run, benchmark),
        *_plus_without_base(run),
    ):
        yield Finding(run.place, code, severity, f"{run.id}: {text}", (run.id,))


_Oddity = tuple[str, Severity, str]  # code, severity, and the sentence


def _dead(run: Run) -> Iterator[_Oddity]:
    """Tell a run that failed as a whole from one whose solutions fail, as far as its counts tell."""
    total = int(run.samples.sum())
    measured = [row for row in (run.base, run.plus, run.plus_alone) if row is not None]
    if run.timed_out == total:
        yield "dead-run", "error", f"all {total:,} samples timed out, as when the environment fails"
    elif measured and len(run.tasks) >= _FEWEST_TASKS and not any(row.any() for row in measured):
        yield "dead-run", "warning", f"none of {total:,} samples passes anything, as when a whole run fails"


def _incomplete(run: Run, benchmark: Benchmark) -> Iterator[_Oddity]:
    whole = benchmark.tasks_of(run.dataset_version)
    if whole not in {None, len(run.tasks)}:
        text = f"{len(run.tasks)} tasks, where {benchmark.name} {run.dataset_version} has {whole}"
        yield "part", "warning", text
    low, high = int(run.samples.min()), int(run.samples.max())
    if low != high:
        yield "ragged", "note", f"tasks have {low} to {high} samples; pass@k is known up to k = {low}"
    if benchmark.plus_name and run.base is not None and run.plus is None and run.plus_alone is None:
        yield "base-only", "note", "only the base tests ran"


def _plus_without_base(run: Run) -> Iterator[_Oddity]:
    """Tell of samples that pass the larger set of tests and fail a part of it."""
    count = run.plus_without_base
    if count:
        samples = "sample passes" if count == 1 else "samples pass"
        text = f"{count:,} {samples} the plus tests and {'fails' if count == 1 else 'fail'} the base tests"
        yield "plus-without-base", "note", f"{text}; counted as failed"


def _contradictions(run: Run) -> Iterator[_Oddity]:
    """Compare what the file states of itself with its samples, which are what counts."""
    for stated in run.stated:
        found = _recomputed(run, stated)
        name = f"{'plus' if stated.plus else 'base'} pass@{stated.k}"
        said = f"the file states {name} = {stated.value:.4f}"
        if found is None:
            yield "stated-score", "warning", f"{said}, which its samples do not tell"
        elif abs(found - stated.value) > _ROUNDING:
            yield "stated-score", "warning", f"{said}, its samples give {found:.4f}; the samples count"


def _recomputed(run: Run, stated: StatedScore) -> float | None:
    passed = run.plus if stated.plus else run.base
    if passed is None or stated.k > run.samples.min():
        return None
    return float(pass_at_k(run.samples, passed, stated.k).mean())
