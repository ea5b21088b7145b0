"""Runs as files of other programs: which formats there are, and which runs are written."""

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

from generator.model.corpus import Corpus
from generator.render.data.eval_results import eval_results
from generator.render.data.every_eval_ever import every_eval_ever
from generator.render.data.exported_run import ExportedRun

_WRITERS: Mapping[str, Callable[[tuple[ExportedRun, ...]], dict[str, bytes]]] = MappingProxyType(
    {"every-eval-ever": every_eval_ever, "eval-results": eval_results}
)
RUN_FORMATS = tuple(_WRITERS)


def run_files(corpus: Corpus, chosen: Collection[str], form: str) -> dict[str, bytes]:
    """Give the files of runs, named by their ids, by their paths in a folder; `form` is one of `RUN_FORMATS`."""
    runs = (run for run in corpus.runs if run.id in chosen)
    return _WRITERS[form](
        tuple(ExportedRun(run, corpus.models[run.model], corpus.benchmarks[run.benchmark]) for run in runs)
    )
